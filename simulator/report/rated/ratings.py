"""Section 4: the evaluator's rating of each objective beside what the evidence of its critical tasks supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.domain.evaluation.records import Rated
from simulator.domain.playbook import Objective
from simulator.report.describe import task_title
from simulator.report.finding import Finding, objective_of
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Refs, Row, Section, Table
from simulator.report.rated.harm_elsewhere import harm_elsewhere
from simulator.report.text import listed, many
from simulator.scoring.steps import done

RATINGS = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
}
"""Best first. Source: HSEEP, performance ratings."""
SOME = 5.0
"""Avoidable points lost elsewhere up to which challenges are called some. Source: practice.md 3.2."""
NOTHING = 0.1
"""Points lost elsewhere below which nothing is called harmed. Assumed: less than is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the evidence supports for one objective, at most; `rating` empty: it has no evidence."""

    rating: str
    why: str
    refs: Refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One objective with the proposal and, where somebody wrote one, the evaluator's rating."""

    objective: Objective
    proposal: Proposal
    rated: Rated | None

    @property
    def above(self) -> bool:
        """Whether the evaluator rates higher than the evidence allows; without evidence every rating is."""
        if self.rated is None:
            return False
        order = list(RATINGS)
        allowed = order.index(self.proposal.rating) if self.proposal.rating else len(order)
        return order.index(self.rated.rating) < allowed

    @property
    def words(self) -> str:
        """The rating as a summary gives it."""
        if self.rated is not None:
            return f"{_named(self.rated.rating)}" + (" - ABOVE THE EVIDENCE" if self.above else "")
        return f"not rated yet; the tool proposes {self.proposal.rating}" if self.proposal.rating else "not rated yet"


def objectives_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    rows = tuple(_row(one) for one in standings(material, found))
    legend = "; ".join(f"{letter}: {text}" for letter, text in RATINGS.items())
    rule = (
        "The tool proposes the lowest of three ceilings. Critical tasks: all seen allow P, half of them M, fewer U "
        "(half is assumed). Gaps on record for the objective: a serious one allows M, a minor one S. Harm that the "
        f"objective's own tasks did to other parts of the score: none allows P, up to {SOME:g} avoidable points S, "
        "more M."
    )
    return Section(
        id="objectives",
        number="4",
        title="Objectives and capability ratings",
        blocks=(
            Table(
                caption="Ratings are the evaluator's. The tool proposes only where the journal holds evidence",
                columns=("Objective", "Core capability", "CSF 2.0", "Evaluator's rating", "Tool proposes"),
                rows=rows,
                empty="The scenario states no objective.",
            ),
            Paragraph(lines=(Line(text=f"{legend}. A rating is never converted to points."), Line(text=rule))),
        ),
    )


def standings(material: Material, found: tuple[Finding, ...]) -> tuple[Standing, ...]:
    """Every objective with its proposal and its rating."""
    ratings = material.evaluation.ratings
    return tuple(
        Standing(objective=one, proposal=propose(one, material, found), rated=ratings.get(one.id))
        for one in material.playbook.objectives
    )


def propose(objective: Objective, material: Material, found: tuple[Finding, ...]) -> Proposal:
    """The best rating that the evidence allows.

    Source: practice.md 3.2 (end), after HSEEP's wording; the ceilings by tasks and gaps are assumed.
    """
    seen = {task: done(material, task) for task in objective.tasks}
    gaps = [one for one in found if not one.good and objective_of(one, material.playbook.objectives) is objective]
    refs = {moment[1] for moment in seen.values() if moment} | {ref for one in gaps for ref in one.refs}
    if not refs:
        return Proposal(rating="", why="No critical task was seen, and no gap is on record.", refs=())
    ceilings = [_by_tasks(seen, material), _by_gaps(gaps), *_by_harm(objective, material)]
    rating = max((letter for letter, _ in ceilings), key=list(RATINGS).index)
    harm = harm_elsewhere(objective, material)
    elsewhere = {ref for one in harm or () for ref in one.refs if one.points >= NOTHING}
    return Proposal(rating=rating, why=" ".join(text for _, text in ceilings), refs=tuple(sorted(refs | elsewhere)))


def _by_tasks(seen: dict[str, tuple[int, int] | None], material: Material) -> tuple[str, str]:
    undone = [task for task, moment in seen.items() if moment is None]
    rating = "P" if not undone else "M" if len(undone) * 2 <= len(seen) else "U"
    names = "; ".join(task_title(task, material.playbook) for task in undone)
    said = f"{len(seen) - len(undone)} of {len(seen)} critical tasks seen"
    return rating, f"{said}{f' (not seen: {names})' if undone else ''}: {rating} at most."


def _by_gaps(gaps: list[Finding]) -> tuple[str, str]:
    serious = sum(one.weight == "serious" for one in gaps)
    rating = "M" if serious else "S" if gaps else "P"
    counted = (many(serious, "serious gap"), many(len(gaps) - serious, "minor gap"))
    said = listed(text for text in counted if not text.startswith("0 ")) if gaps else "No gap on record"
    return rating, f"{said}: {rating} at most."


def _by_harm(objective: Objective, material: Material) -> Iterator[tuple[str, str]]:
    """The ceiling by harm to other activities; none where the run is not scored."""
    harm = harm_elsewhere(objective, material)
    if harm is None:
        return
    felt = [one for one in harm if one.points >= NOTHING]
    worst = max((one.points for one in felt), default=0.0)
    rating = "P" if not felt else "S" if worst <= SOME else "M"
    if not felt:
        yield rating, "These tasks did no avoidable harm to other activities: P at most."
        return
    size = {"S": "some", "M": "major"}[rating]
    text = f"These tasks did {size} avoidable harm to other activities ({listed(one.part for one in felt)})"
    yield rating, f"{text}: {rating} at most."


def _named(letter: str) -> str:
    return f"{letter} ({RATINGS[letter]})"


def _row(one: Standing) -> Row:
    proposal, rated = one.proposal, one.rated
    notes = [f"Basis of the proposal: {proposal.why}"]
    if rated is not None:
        by = rated.by or "the evaluator"
        differs = rated.rating != proposal.rating
        if rated.why or differs:
            notes.append(f"Reason, in the words of {by}: {rated.why or 'none given, although it differs'}")
    if one.above:
        allowed = proposal.rating or "nothing"
        notes.append(f"The rating is above what the evidence allows ({allowed}): show the evidence, or rate lower.")
    return Row(
        cells=(
            one.objective.title,
            one.objective.capability,
            one.objective.csf,
            _named(rated.rating) if rated else "",
            _named(proposal.rating) if proposal.rating else "not proposed",
        ),
        refs=proposal.refs,
        notes=tuple(notes),
        tone="bad" if one.above else "",
    )
