"""A scenario keeps its time in the room: its reference, read, talked over and decided at a room's pace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.playbook import Playbook
from simulator.exercise.authoring.roomtime import faults
from simulator.exercise.room.rehearsal import Rehearsed, rehearse
from simulator.scenario.room import load_room_times
from tests.scenarios.acts import branched, played
from tests.scenarios.goldens import SCENARIOS

TIMES = load_room_times()
LENGTHS = (45, 90, 180)


def rehearsed(slug: str, length: int, runbook: str = "reference") -> Rehearsed:
    """A run in a room with so many minutes."""
    ended = played(slug, runbook, length=length)
    return rehearse(ended.journal, ended.playbook, TIMES)


def with_moves(playbook: Playbook, **changed: object) -> Playbook:
    """The scenario with its first move changed."""
    first, *others = playbook.moves
    return replace(playbook, moves=(replace(first, **changed), *others))  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", SCENARIOS)
@pytest.mark.parametrize("length", LENGTHS)
def test_the_reference_plays_in_the_declared_minutes(slug: str, length: int) -> None:
    """The whole and the end of each move lie within a tenth of the plan; at most four minutes pass without anything."""
    found = rehearsed(slug, length)
    assert list(faults(branched(slug, length=length), found, TIMES)) == []
    assert found.total == pytest.approx(length, rel=0.1)
    assert found.dead <= 4
    assert sum(found.spent.values()) == pytest.approx(found.total)


@pytest.mark.parametrize("slug", SCENARIOS)
def test_a_room_that_decides_little_ends_early(slug: str) -> None:
    """Silence hears the messages and orders nothing: it has time left, which a plan of its length does not."""
    assert rehearsed(slug, 180, "silent").total < rehearsed(slug, 180).total * 0.8


@pytest.mark.parametrize("slug", SCENARIOS)
def test_hours_at_their_pace_cannot_be_talked_away(slug: str) -> None:
    """A first move of eight or twelve hours takes at least as many room minutes, and fewer once it jumps."""
    ended = played(slug, "reference")
    paced = rehearse(ended.journal, ended.playbook, TIMES).spent
    jumped = rehearse(ended.journal, with_moves(ended.playbook, gear="jump"), TIMES).spent
    first, second = ended.playbook.moves[:2]
    assert paced[first.id] >= second.starts / 3600
    assert jumped[first.id] < paced[first.id]


def test_a_plan_that_is_not_kept_is_named() -> None:
    """Too long as a whole, a move with the wrong share, and five minutes of nothing: each is said with its figure."""
    playbook = branched("leaky-sync-queue")
    found = rehearsed("leaky-sync-queue", 90)
    told = list(faults(with_moves(playbook, room_minutes=10), replace(found, total=120.0, dead=5.2), TIMES))
    assert "takes 120 room minutes, expected 90" in told[0]
    assert "given the end of detect in room minute 10" in told[1]
    assert "given 5 room minutes without anything to read or decide, expected 4 at most" in told[-1]
