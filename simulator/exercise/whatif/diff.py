"""Two runs of one scenario side by side: where they part, what only one decided, and what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from simulator.domain.journal import Entry
from simulator.domain.time import Seconds
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.whatif.playing import reckoning_of
from simulator.report import describe
from simulator.scoring.prices import Reckoning, duty_changes

Pair: TypeAlias = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An entry of one run: its number, when, and what it says."""

    entry: int
    at: Seconds
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """The first entry in which two journals differ; None: that run has no such entry."""

    left: Happened | None
    right: Happened | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that both runs took, at these seconds, or only one of them did (None: the other)."""

    title: str
    left: Seconds | None
    right: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPair:
    """A duty that ends otherwise."""

    id: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Two runs side by side. `parting` None: they are the same. Figures and parts by name, the left run's first.

    `decisions` and `duties` are those that differ; points are the score's.
    """

    scenario: str
    seeds: tuple[int, int]
    digests: tuple[str, str]
    parting: Parting | None
    decisions: tuple[Decided, ...]
    duties: tuple[DutyPair, ...]
    figures: tuple[tuple[str, Pair], ...]
    parts: tuple[tuple[str, Pair], ...]


def diff(left: Exercise, right: Exercise) -> Diff:
    """Compare two runs that have ended.

    Raises:
        InputError: they are of two scenarios, or one has not ended.
    """
    if left.playbook.slug != right.playbook.slug:
        raise InputError(
            f"given saves of {left.playbook.slug} and {right.playbook.slug}, expected two of one scenario.",
            "Choose two runs of the same scenario.",
        )
    if not (left.ended and right.ended):
        raise InputError("given a run that has not ended, expected two that have.", "Play it to EndEx, then ask again.")
    ended = outcome(left), outcome(right)
    reckoned = reckoning_of(left), reckoning_of(right)
    return Diff(
        scenario=left.playbook.slug,
        seeds=(left.seed, right.seed),
        digests=(left.journal.digest, right.journal.digest),
        parting=_parting(left, right),
        decisions=tuple(_decisions(left, right)),
        duties=tuple(DutyPair(id=one.id, left=one.played, right=one.fork) for one in duty_changes(*reckoned)),
        figures=tuple(_figures(reckoned, ended)),
        parts=tuple(_parts(*ended)),
    )


def _parting(left: Exercise, right: Exercise) -> Parting | None:
    for mine, other in zip_longest(left.journal, right.journal):
        if mine is None or other is None or mine.digest != other.digest:
            return Parting(left=_happened(mine, left), right=_happened(other, right))
    return None


def _happened(entry: Entry | None, of: Exercise) -> Happened | None:
    if entry is None:
        return None
    return Happened(entry=entry.number, at=entry.at, text=describe.fact(entry.fact, of.playbook))


def _decisions(left: Exercise, right: Exercise) -> Iterator[Decided]:
    """Decisions in the order of their first time; the second of the same words is another decision."""
    mine, other = _taken(left), _taken(right)
    found = [
        Decided(title=title, left=mine.get((title, ordinal)), right=other.get((title, ordinal)))
        for title, ordinal in dict.fromkeys((*mine, *other))
    ]
    differing = (one for one in found if one.left != one.right)
    yield from sorted(differing, key=lambda one: (min(at for at in (one.left, one.right) if at is not None), one.title))


def _taken(exercise: Exercise) -> dict[tuple[str, int], Seconds]:
    found: dict[tuple[str, int], Seconds] = {}
    counted: Counter[str] = Counter()
    for one in exercise.submitted:
        title = describe.decision(one.decision, exercise.playbook)
        counted[title] += 1
        found[title, counted[title]] = one.at
    return found


def _figures(reckoned: tuple[Reckoning, Reckoning], ended: tuple[Outcome, Outcome]) -> Iterator[tuple[str, Pair]]:
    mine, other = reckoned
    yield "people read", (mine.people_read, other.people_read)
    yield "people to be told", (mine.notifiable, other.notifiable)
    yield "people listed", (ended[0].listed.people, ended[1].listed.people)
    yield "people told wrongly", (mine.told_wrongly, other.told_wrongly)
    yield "people not told", (mine.missed, other.missed)
    yield "care hours", (mine.care_hours, other.care_hours)
    yield "visits disturbed", (mine.visits, other.visits)
    yield "staff hours", (mine.staff_hours, other.staff_hours)
    yield "score", (ended[0].score.total, ended[1].score.total)


def _parts(left: Outcome, right: Outcome) -> Iterator[tuple[str, Pair]]:
    mine, other = left.score.parts, right.score.parts
    for part in dict.fromkeys((*mine, *other)):
        yield part, (mine.get(part), other.get(part))
