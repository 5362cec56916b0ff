"""Estimates: how close a team's intervals and probabilities came, against the scenario's prior. Pure; zero weight.

Counts and durations are scored by the pinball (quantile) loss on log10, probabilities by Brier's score; both as skill:
1 is exact, 0 as good as the prior, below 0 worse. Source: practice.md 3.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
from statistics import fmean

QUANTILES = (0.1, 0.5, 0.9)
FEW = 10
"""Items below which nothing is said about calibration. Source: practice.md 3.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """P10, P50 and P90 of a count or a duration, at least 0."""

    p10: float
    p50: float
    p90: float

    def __post_init__(self) -> None:
        if not 0 <= self.p10 <= self.p50 <= self.p90:
            msg = f"an interval is 0 <= P10 <= P50 <= P90, got {self.p10:g}, {self.p50:g}, {self.p90:g}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One answer to one question: an interval or a probability, with the prior's, and the truth.

    For a probability the truth is 1 (it happened) or 0.
    """

    question: str
    given: Interval | float
    prior: Interval | float
    truth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """How one estimate did: its loss and the prior's, its skill (None: the prior was exact), and whether it held.

    `inside`: the truth lay between P10 and P90; None for a probability.
    """

    question: str
    truth: float
    loss: float
    prior_loss: float
    skill: float | None
    inside: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """All estimates together. `skill` is over their summed losses; a verdict needs ten items, else it says so."""

    items: tuple[Graded, ...]
    skill: float | None
    inside: float | None
    verdict: str


def pinball(given: Interval, truth: float) -> float:
    """The mean quantile loss of an interval on log10(1 + x): 0 only if all three are the truth.

    1 is added so that a truth of nobody can be scored.
    """
    target = log10(1 + truth)
    losses = []
    for share, value in zip(QUANTILES, (given.p10, given.p50, given.p90), strict=True):
        miss = target - log10(1 + value)
        losses.append(max(share * miss, (share - 1) * miss))
    return fmean(losses)


def brier(given: float, truth: float) -> float:
    """The squared distance of a probability from what happened (1 or 0).

    Raises:
        ValueError: it is no probability.
    """
    if not 0 <= given <= 1:
        msg = f"a probability lies between 0 and 1, got {given:g}"
        raise ValueError(msg)
    return (given - truth) ** 2


def skill(loss: float, prior: float) -> float | None:
    """How much of the prior's loss was spared: 1 all of it, 0 none; None where the prior lost nothing."""
    return None if prior == 0 else 1 - loss / prior


def grade_estimate(one: Estimate) -> Graded:
    """How one estimate did.

    Raises:
        ValueError: it and its prior are not of one kind, or one is no probability.
    """
    loss, prior = _loss(one.given, one.truth), _loss(one.prior, one.truth)
    if isinstance(one.given, Interval) != isinstance(one.prior, Interval):
        msg = f"{one.question}: an interval is compared with an interval, a probability with a probability"
        raise ValueError(msg)
    inside = one.given.p10 <= one.truth <= one.given.p90 if isinstance(one.given, Interval) else None
    return Graded(
        question=one.question,
        truth=one.truth,
        loss=loss,
        prior_loss=prior,
        skill=skill(loss, prior),
        inside=inside,
    )


def calibration(estimates: Iterable[Estimate]) -> Calibration:
    """All estimates of an exercise, in their order."""
    items = tuple(grade_estimate(one) for one in estimates)
    inside = [one.inside for one in items if one.inside is not None]
    held = fmean(inside) if inside else None
    return Calibration(
        items=items,
        skill=skill(sum(one.loss for one in items), sum(one.prior_loss for one in items)),
        inside=held,
        verdict=_verdict(len(inside), held),
    )


def _verdict(items: int, held: float | None) -> str:
    if items < FEW or held is None:
        return f"{items} intervals: too few for a verdict on calibration ({FEW} are needed)."
    return f"{held:.0%} of {items} intervals held the truth; 80 % of well-calibrated ones do."


def _loss(given: Interval | float, truth: float) -> float:
    return pinball(given, truth) if isinstance(given, Interval) else brier(given, truth)
