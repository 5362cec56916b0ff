"""The evaluators' door: what the record proposes, which rating it allows, and how far the report has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from simulator.domain.evaluation.fold import Evaluation
from simulator.domain.evaluation.records import Planned, Rated, Settled, Stage
from simulator.domain.ids import CONTROLLER, ROOM
from simulator.domain.playbook import Playbook
from simulator.domain.words import Words
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.report.findings import findings
from simulator.report.improving.lint import blocks_final, lint_action, undecided
from simulator.report.improving.proposed import proposed
from simulator.report.improving.retest import Retested, retested
from simulator.report.material import Material, Played
from simulator.report.rated.ratings import Standing, standings

__all__ = [
    "Review",
    "Standing",
    "blocks_final",
    "guard_rating",
    "lint_action",
    "propose_plan",
    "review_of",
    "settle",
    "standings_of",
    "undecided",
    "unscored",
]
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An exercise as its evaluators see it: what is written down, and what the record says to it."""

    playbook: Playbook
    evaluation: Evaluation
    ended: bool
    standings: tuple[Standing, ...]
    proposed: tuple[Planned, ...]
    retested: tuple[Retested, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        """What keeps the report from being final, each with what to do."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[str]:
        if not self.ended:
            yield "The exercise has not come to EndEx: play it to its end."
        yield from blocks_final(self.evaluation, self.playbook)
        for one in self.standings:
            if one.rated is not None:
                yield from guard_rating(one, one.rated)


def review_of(told: Played) -> Review:
    """The review of a played exercise (`exercise.reports.played`), which holds its records among its words."""
    material = Material(told)
    found = findings(material)
    return Review(
        playbook=told.playbook,
        evaluation=material.evaluation,
        ended=material.ended,
        standings=standings(material, found),
        proposed=proposed(material, found, material.evaluation),
        retested=retested(material, found),
    )


def standings_of(told: Played) -> tuple[Standing, ...]:
    """Every objective with what the report would propose if it were written now."""
    material = Material(told)
    return standings(material, findings(material))


def propose_plan(exercise: Exercise, evaluation: Evaluation) -> tuple[Planned, ...]:
    """The rows that the record and the hot wash propose and the plan does not have yet; nothing is scored for it."""
    material = Material(unscored(exercise))
    return proposed(material, findings(material), evaluation)


def unscored(exercise: Exercise, words: Iterable[Words] = ()) -> Played:
    """An exercise as the report takes it, without its score: at once, and while it is still being played."""
    playbook, rulebook = exercise.playbook, load_rulebook()
    return Played(
        playbook=playbook,
        seed=exercise.seed,
        journal=exercise.journal,
        rulebook=rulebook,
        seen=obligations_of(rulebook, exercise.known(ROOM), playbook, "seat"),
        true=obligations_of(rulebook, exercise.known(CONTROLLER), playbook, "truth"),
        words=tuple(words),
    )


def guard_rating(standing: Standing, rated: Rated) -> tuple[str, ...]:
    """Why a rating does not hold: it is above its evidence, or differs from the proposal without a reason."""
    title, allowed = standing.objective.title, standing.proposal.rating
    given = Standing(objective=standing.objective, proposal=standing.proposal, rated=rated)
    if given.above:
        best = f"the evidence allows {allowed} at most" if allowed else "no evidence is on record"
        return (f"Objective “{title}”: given {rated.rating}, but {best}: rate lower. {standing.proposal.why}",)
    if allowed and rated.rating != allowed and not rated.why.strip():
        return (f"Objective “{title}”: given {rated.rating} where {allowed} is proposed: say why.",)
    return ()


def settle(review: Review, settled: Settled, *, back: bool = False) -> Settled:
    """The record by which the report goes to a stage, if it may: draft, reconciled, final, one step at a time.

    `back`: it is meant to go back. Reconciled needs every objective rated, within its evidence.

    Raises:
        InputError: it may not; every reason, one a line.
    """
    now, to = STAGES.index(review.evaluation.stage), STAGES.index(settled.stage)
    where = f'given the stage "{settled.stage}", but the report is {review.evaluation.stage}'
    if to < now and not back:
        raise InputError(f"{where}: it does not go back by itself.", "Say that it is meant to.")
    if to > now + 1:
        raise InputError(f"{where}: stages come one after another.", f"First: {STAGES[now + 1]}.")
    reasons = review.blocks if settled.stage == "final" else _unreconciled(review) if to > now else ()
    if reasons:
        raise InputError("\n".join(reasons), f"The report stays {review.evaluation.stage}.")
    return settled


def _unreconciled(review: Review) -> tuple[str, ...]:
    """What the evaluators have not agreed on yet; the plan is the leaders', later."""
    if not review.ended:
        return ("The exercise has not come to EndEx: play it to its end.",)
    unrated = (
        f"Objective “{one.objective.title}” is not rated: give it P, S, M or U."
        for one in review.standings
        if one.rated is None
    )
    above = (reason for one in review.standings if one.rated is not None for reason in guard_rating(one, one.rated))
    return (*unrated, *above)
