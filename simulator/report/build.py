"""The after-action report of a played exercise, built once: pure, from the journal and what follows from it.

Sections follow practice.md 1.4; `places` numbers them. Renderers take it from here.
"""

from __future__ import annotations

from simulator.report.aftermath import aftermath_section, made_of_section
from simulator.report.annexes.crosswalk import crosswalk_section
from simulator.report.annexes.entries import entries_section
from simulator.report.annexes.integrity import integrity_section
from simulator.report.annexes.score import score_section
from simulator.report.annexes.sources import sources_section
from simulator.report.annexes.testrecord import test_record_section
from simulator.report.counterfactuals import counterfactuals_section
from simulator.report.course.care import care_section
from simulator.report.course.decisions import decisions_section
from simulator.report.course.hindsight import hindsight_section
from simulator.report.course.timeline import timeline_section
from simulator.report.findings import findings
from simulator.report.front.cover import cover
from simulator.report.front.overview import overview_section
from simulator.report.front.standing import standing_section
from simulator.report.front.summary import summary_section
from simulator.report.improving.plan import plan_section
from simulator.report.improving.retest import retest_section
from simulator.report.legal.determination import determination_section
from simulator.report.legal.duties import duties_section
from simulator.report.legal.letters import letters_section
from simulator.report.legal.notices import notices_section
from simulator.report.material import Material, Played
from simulator.report.model import AfterActionReport
from simulator.report.msel import msel_section
from simulator.report.people.sets import people_section
from simulator.report.places import numbered
from simulator.report.rated.analysis import analysis_section
from simulator.report.rated.eegs import eegs_section
from simulator.report.rated.feedback import feedback_section
from simulator.report.rated.lessons import lessons_section
from simulator.report.rated.participants import participants_section
from simulator.report.rated.ratings import objectives_section


def build(played: Played) -> AfterActionReport:
    """The report, every section in its place; before EndEx it says so and the truth's people are the team's."""
    material = Material(played)
    found = findings(material)
    sections = numbered(
        (
            summary_section(material, found),
            standing_section(material),
            overview_section(material),
            timeline_section(material),
            objectives_section(material, found),
            analysis_section(material, found),
            duties_section(material),
            determination_section(material),
            people_section(material),
            notices_section(material),
            decisions_section(material),
            hindsight_section(material),
            care_section(material),
            score_section(material),
            feedback_section(material, found),
            lessons_section(material),
            *((retest_section(material, found),) if material.evaluation.brought else ()),
            aftermath_section(material),
            made_of_section(material),
            plan_section(material, found),
            participants_section(material),
            msel_section(material),
            crosswalk_section(material),
            test_record_section(material, found),
            eegs_section(material, found),
            integrity_section(material),
            sources_section(material),
            letters_section(material),
        )
    )
    what_if = (counterfactuals_section(played.prices, played.judged, material),) if played.prices else ()
    first = cover(material)
    cited = AfterActionReport(cover=first, sections=(*sections, *what_if)).refs
    whole = (*sections, *numbered([entries_section(material, cited)]), *what_if)
    return AfterActionReport(cover=first, sections=whole)
