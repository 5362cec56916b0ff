"""The after-action report of a played exercise, built once: pure, from the journal and what follows from it.

Section numbers follow practice.md 1.4. Renderers take it from here.
"""

from __future__ import annotations

from simulator.report.aftermath import aftermath_section, made_of_section
from simulator.report.annexes import entries_annex, integrity_annex, score_annex
from simulator.report.care import care_section
from simulator.report.counterfactuals import counterfactuals_section
from simulator.report.decisions import decisions_section
from simulator.report.determination import determination_section
from simulator.report.duties import duties_section
from simulator.report.findings import findings
from simulator.report.material import Material, Played
from simulator.report.model import AfterActionReport
from simulator.report.msel import msel_section
from simulator.report.notices import notices_section
from simulator.report.objectives import analysis_section, objectives_section
from simulator.report.overview import cover, overview_section
from simulator.report.people import people_section
from simulator.report.plan import plan_section
from simulator.report.sources import sources_annex
from simulator.report.summary import summary_section
from simulator.report.timeline import timeline_section


def build(played: Played) -> AfterActionReport:
    """The report, every section in its place; before EndEx it says so and the truth's people are the team's."""
    material = Material(played)
    found = findings(material)
    sections = (
        summary_section(material, found),
        overview_section(material),
        timeline_section(material),
        objectives_section(material, found),
        analysis_section(material, found),
        duties_section(material),
        determination_section(material),
        people_section(material),
        notices_section(material),
        decisions_section(material),
        care_section(material),
        msel_section(material),
        plan_section(material, found),
        aftermath_section(material),
        made_of_section(material),
        score_annex(material),
        integrity_annex(material),
        sources_annex(material),
    )
    what_if = (counterfactuals_section(played.prices, played.judged, material),) if played.prices else ()
    report = AfterActionReport(cover=cover(material), sections=(*sections, *what_if))
    whole = (*sections, entries_annex(material, report.refs), *what_if)
    return AfterActionReport(cover=report.cover, sections=whole)
