"""The after-action report of a played exercise, built once: pure, from the journal and what follows from it.

Section numbers follow practice.md 1.4. Renderers take it from here.
"""

from __future__ import annotations

from simulator.report.aftermath import aftermath_section, made_of_section
from simulator.report.annexes.score import entries_annex, integrity_annex, score_annex
from simulator.report.annexes.sources import sources_annex
from simulator.report.course.care import care_section
from simulator.report.course.decisions import decisions_section
from simulator.report.course.timeline import timeline_section
from simulator.report.findings import findings
from simulator.report.front.overview import cover, overview_section
from simulator.report.front.summary import summary_section
from simulator.report.legal.determination import determination_section
from simulator.report.legal.duties import duties_section
from simulator.report.legal.notices import notices_section
from simulator.report.material import Material, Played
from simulator.report.model import AfterActionReport
from simulator.report.msel import msel_section
from simulator.report.people.sets import people_section
from simulator.report.plan import plan_section
from simulator.report.rated.objectives import analysis_section, objectives_section


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
    report = AfterActionReport(cover=cover(material), sections=sections)
    return AfterActionReport(cover=report.cover, sections=(*sections, entries_annex(material, report.refs)))
