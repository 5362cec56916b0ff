"""Part of section 8: what the team expected at three moments, as ranges and probabilities, beside what was true."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation.records import Estimated
from simulator.report.charts import RangeChart
from simulator.report.material import Material
from simulator.report.model import Block, Figure, Heading, Line, Paragraph, Refs, Row, Table
from simulator.report.text import plain, room_clock
from simulator.scoring.estimates import Interval
from simulator.scoring.expected import ACQUIRED, PEOPLE, QUESTIONS, RESTORED, answered, not_up

_PRIOR = (
    "The naive guess is what somebody would say who knows how the scenario goes and nothing of this run: the spread of "
    "the answers on other seeds, {runs} runs with no response or with the best known one. Skill: 1 is exact, 0 as good "
    "as the naive guess, below 0 further off. Ranges are scored by the pinball loss on the logarithm, probabilities by "
    "Brier's score."
)


def estimates(material: Material) -> Iterator[Block]:
    """The ranges beside the truth; nothing where nobody was asked."""
    given = material.evaluation.estimates
    if not given:
        return
    yield Heading(text="What the team expected")
    lines = [Line(text="Estimates have no weight in the score.")]
    held = material.played.forecasts
    if held is not None:
        together = f"All answers together: skill {_signed(held.calibration.skill)}. {held.calibration.verdict}"
        lines = [*lines, Line(text=_PRIOR.format(runs=held.prior.runs)), Line(text=together)]
    yield Paragraph(lines=tuple(lines))
    yield _table(given, material)
    counted = [one for one in given if one.question == PEOPLE and answered(one)]
    if counted:
        yield _figure(counted, material)


def over_time(material: Material) -> tuple[tuple[float, float, float, float], ...]:
    """The estimates of how many people, as Chart C draws them: day, P10, P50, P90."""
    return tuple(
        (material.fraction(one.at), one.p10 or 0.0, one.p50 or 0.0, one.p90 or 0.0)
        for one in material.evaluation.estimates
        if one.question == PEOPLE and answered(one)
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
        return not_up(material.truth), tuple(one.number for one in material.truth.care) or material.end_refs
    return None


def _table(given: tuple[Estimated, ...], material: Material) -> Table:
    rows = []
    for one in given:
        true = truth_of(one.question, material)
        held = material.played.forecasts
        how = held.of(one) if held is not None else None
        rows.append(
            Row(
                cells=(
                    QUESTIONS.get(one.question, plain(one.question)),
                    f"{one.moment}: {material.when(one.at)} (room {room_clock(one.room)})",
                    _said(one),
                    "-" if true is None else f"{true[0]:,.0f}",
                    _verdict(one, true),
                    "-" if held is None or how is None else _guess(held.prior.to(one.question)),
                    "-" if how is None else _signed(how.skill),
                ),
                refs=() if true is None else true[1],
            )
        )
    return Table(
        caption="Estimates beside the truth",
        columns=("Question", "Asked", "Estimate", "Truth", "Holds it?", "Naive guess", "Skill"),
        rows=tuple(rows),
        numeric=(3, 6),
    )


def _said(one: Estimated) -> str:
    if one.probability is not None:
        return f"{one.probability:.0%}"
    if one.p10 is None or one.p50 is None or one.p90 is None:
        return "no answer"
    return f"{one.p10:,.0f} to {one.p90:,.0f}, middle {one.p50:,.0f}"


def _guess(prior: Interval | float) -> str:
    if isinstance(prior, Interval):
        return f"{prior.p10:,.0f} to {prior.p90:,.0f}, middle {prior.p50:,.0f}"
    return f"{prior:.0%}"


def _signed(skill: float | None) -> str:
    return "-" if skill is None else f"{skill:+.2f}"


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
