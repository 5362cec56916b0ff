"""Part of section 8: what the team expected at three moments, as ranges and probabilities, beside what was true."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation.records import Estimated
from simulator.report.charts import RangeChart
from simulator.report.course.downtime import not_up
from simulator.report.material import Material
from simulator.report.model import Block, Figure, Heading, Line, Paragraph, Refs, Row, Table
from simulator.report.text import plain, room_clock

PEOPLE, ACQUIRED, RESTORED = "people", "acquired", "restore"
QUESTIONS = {
    PEOPLE: "How many people must be told?",
    ACQUIRED: "Was anything taken by somebody without the right? (probability)",
    RESTORED: "Hours until every service is up again",
}
"""What is asked, by its id. Source: practice.md 3.2 (estimates)."""
_ENOUGH = 10
"""Answers below which nothing is said about calibration. Source: practice.md 3.2."""


def estimates(material: Material) -> Iterator[Block]:
    """The ranges beside the truth; nothing where nobody was asked."""
    given = material.evaluation.estimates
    if not given:
        return
    yield Heading(text="What the team expected")
    said = "Estimates have no weight in the score."
    if len(given) < _ENOUGH:
        said += f" {len(given)} answers are too few to say how well calibrated the team is."
    yield Paragraph(lines=(Line(text=said),))
    yield _table(given, material)
    counted = [one for one in given if one.question == PEOPLE and _whole(one)]
    if counted:
        yield _figure(counted, material)


def over_time(material: Material) -> tuple[tuple[float, float, float, float], ...]:
    """The estimates of how many people, as Chart C draws them: day, P10, P50, P90."""
    return tuple(
        (material.fraction(one.at), one.p10 or 0.0, one.p50 or 0.0, one.p90 or 0.0)
        for one in material.evaluation.estimates
        if one.question == PEOPLE and _whole(one)
    )


def truth_of(question: str, material: Material) -> tuple[float, Refs] | None:
    """What an estimate is held against, with its entries; None: the exercise has not ended, or nobody can say."""
    if not material.ended:
        return None
    if question == PEOPLE:
        return len(material.notifiable), material.truth_refs
    if question == ACQUIRED:
        unsecured = tuple(one.number for one in material.truth.reads if not one.fact.secured)
        return float(bool(unsecured)), unsecured or material.end_refs
    if question == RESTORED:
        return not_up(material), tuple(one.number for one in material.truth.care) or material.end_refs
    return None


def _whole(one: Estimated) -> bool:
    return None not in (one.p10, one.p50, one.p90)


def _table(given: tuple[Estimated, ...], material: Material) -> Table:
    rows = []
    for one in given:
        true = truth_of(one.question, material)
        rows.append(
            Row(
                cells=(
                    QUESTIONS.get(one.question, plain(one.question)),
                    f"{one.moment}: {material.when(one.at)} (room {room_clock(one.room)})",
                    _said(one),
                    "-" if true is None else f"{true[0]:,.0f}",
                    _verdict(one, true),
                ),
                refs=() if true is None else true[1],
            )
        )
    return Table(
        caption="Estimates beside the truth",
        columns=("Question", "Asked", "Estimate", "Truth", "Holds it?"),
        rows=tuple(rows),
        numeric=(3,),
    )


def _said(one: Estimated) -> str:
    if one.probability is not None:
        return f"{one.probability:.0%}"
    if one.p10 is None or one.p50 is None or one.p90 is None:
        return "no answer"
    return f"{one.p10:,.0f} to {one.p90:,.0f}, middle {one.p50:,.0f}"


def _verdict(one: Estimated, true: tuple[float, Refs] | None) -> str:
    if true is None:
        return "not known yet"
    if one.probability is not None:
        return "towards the truth" if abs(one.probability - true[0]) < 0.5 else "away from the truth"
    if one.p10 is None or one.p90 is None:
        return "-"
    if one.p10 <= true[0] <= one.p90:
        return "inside the range"
    return "truth lies above" if true[0] > one.p90 else "truth lies below"


def _figure(counted: list[Estimated], material: Material) -> Figure:
    true = truth_of(PEOPLE, material)
    ranges = tuple(
        (f"Moment {one.moment}, {material.when(one.at)}", one.p10 or 0.0, one.p50 or 0.0, one.p90 or 0.0, known)
        for one in counted
        for known in (true[0] if true else None,)
    )
    told = f"{true[0]:,.0f} in truth" if true else "the truth is not known yet"
    alt = f"{len(ranges)} ranges of how many people must be told, from P10 to P90; {told}. The table gives the figures."
    return Figure(
        id="estimates",
        caption="How many people must be told: the team's ranges, and the truth.",
        alt=alt,
        chart=RangeChart(ranges=ranges, unit="People"),
        refs=true[1] if true else material.end_refs,
    )
