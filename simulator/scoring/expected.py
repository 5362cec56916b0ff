"""What the team expected, held against the truth: three questions, each asked at three moments. Pure; zero weight.

The prior is what somebody would answer who knows how the scenario goes, and nothing of this run: the spread of the
true answers on other seeds, with no response and with the best known one (climatology, the usual reference forecast of
a skill score). Source: practice.md 3.2 (estimates).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from simulator.domain.evaluation.records import Estimated
from simulator.domain.state import State
from simulator.domain.time import HOUR
from simulator.law.people import people_of
from simulator.scoring.estimates import QUANTILES, Calibration, Estimate, Graded, Interval, calibration

PEOPLE, ACQUIRED, RESTORED = "people", "acquired", "restore"
QUESTIONS = {
    PEOPLE: "How many people must be told?",
    ACQUIRED: "Was anything taken by somebody without the right? (probability)",
    RESTORED: "Hours until every service is up again",
}
"""What is asked, by its id. Source: practice.md 3.2 (estimates)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The true answers of an ended run: people, 1 or 0 for whether anything was taken, hours from StartEx."""

    people: float
    acquired: float
    restored: float

    def to(self, question: str) -> float | None:
        """The answer to a question by its id; None: it is none of the three."""
        return {PEOPLE: self.people, ACQUIRED: self.acquired, RESTORED: self.restored}.get(question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """The naive answers, over so many `runs`."""

    people: Interval
    acquired: float
    restored: Interval
    runs: int

    def to(self, question: str) -> Interval | float:
        """The naive answer to one of the three questions."""
        if question == ACQUIRED:
            return self.acquired
        return self.people if question == PEOPLE else self.restored


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """The answers that were given, in their order, and how each did against the truth and the prior."""

    given: tuple[Estimated, ...]
    calibration: Calibration
    prior: Prior

    def of(self, one: Estimated) -> Graded | None:
        """How an answer did; None: it was empty."""
        return next(
            (graded for given, graded in zip(self.given, self.calibration.items, strict=True) if given == one), None
        )


def answers(state: State) -> Answers:
    """The true answers of an ended run, from its truth."""
    people = frozenset() if state.truth is None else people_of(state.notifiable, state.truth)
    taken = any(not one.fact.secured for one in state.reads)
    return Answers(people=len(people), acquired=float(taken), restored=not_up(state))


def not_up(state: State) -> float:
    """Hours until every service was up for good, from StartEx; the whole exercise where one never was."""
    lasts = [one.fact.until for one in state.care if one.fact.why not in {"up", "side effect"}]
    return max(lasts, default=0) / HOUR


def prior_of(runs: Sequence[Answers]) -> Prior:
    """The spread of the answers of at least two runs.

    A probability is never certain, by the rule of succession: once more yes and once more no than was seen.
    """
    yes = sum(one.acquired for one in runs)
    return Prior(
        people=_spread([one.people for one in runs]),
        acquired=(yes + 1) / (len(runs) + 2),
        restored=_spread([one.restored for one in runs]),
        runs=len(runs),
    )


def forecasts(given: Iterable[Estimated], true: Answers, prior: Prior) -> Forecasts:
    """How the answers did; those that were left empty are not in it."""
    said = tuple(one for one in given if answered(one) and true.to(one.question) is not None)
    items = (
        Estimate(
            question=one.question,
            given=_said(one),
            prior=prior.to(one.question),
            truth=true.to(one.question) or 0.0,
        )
        for one in said
    )
    return Forecasts(given=said, calibration=calibration(items), prior=prior)


def answered(one: Estimated) -> bool:
    """Whether an estimate says anything, in the form that its question asks for."""
    if one.question == ACQUIRED:
        return one.probability is not None
    return None not in (one.p10, one.p50, one.p90)


def _said(one: Estimated) -> Interval | float:
    if one.question == ACQUIRED:
        return one.probability or 0.0
    return Interval(p10=one.p10 or 0.0, p50=one.p50 or 0.0, p90=one.p90 or 0.0)


def _spread(values: Sequence[float]) -> Interval:
    """The tenth, the half and nine tenths of the values, each one of them (nearest rank)."""
    ordered = sorted(values)
    p10, p50, p90 = (ordered[max(0, ceil(share * len(ordered)) - 1)] for share in QUANTILES)
    return Interval(p10=p10, p50=p50, p90=p90)
