"""The history of each clock: what it said when, and what changed it."""

from __future__ import annotations

from functools import cache

from simulator.domain.ids import ROOM
from simulator.exercise.play import Exercise
from simulator.exercise.room.history import MOVING, clock_history
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook
from tests.scenarios.test_leaky_sync_queue import S1


@cache
def reference_run() -> Exercise:
    """The first scenario, played by its reference."""
    playbook = load_playbook(S1)
    return play_runbook(playbook, find_runbook(playbook, "reference"), playbook.seed)


def test_last_change_is_what_the_clock_says_at_the_end() -> None:
    """The newest line of each history is the clock as the seat sees it at EndEx, and the first came with knowledge."""
    exercise = reference_run()
    told = clock_history(exercise.journal.seen_by(ROOM), exercise.playbook)
    now = {row.id: row for row in obligations_of(load_rulebook(), exercise.known(ROOM), exercise.playbook)}
    assert set(now) <= set(told)
    assert {name: (told[name][-1].due, told[name][-1].done) for name in now} == {
        name: (row.due, row.done) for name, row in now.items()
    }


def test_an_earlier_sign_moves_a_clock_back_and_says_so() -> None:
    """The letters' clock began with the mail and moved to the earlier day when the on-call ticket came up."""
    exercise = reference_run()
    dues = [one.due for one in clock_history(exercise.journal.seen_by(ROOM), exercise.playbook)["us.hipaa.individual"]]
    known = [due for due in dues if due is not None]
    assert known[0] > known[-1]


def test_no_other_fact_moves_a_clock() -> None:
    """Without all facts of other kinds each history is the same, line by line."""
    exercise = reference_run()
    every = exercise.journal.seen_by(ROOM)
    moving = [entry for entry in every if entry.fact.kind in MOVING]
    assert len(moving) < len(every)
    assert clock_history(moving, exercise.playbook) == clock_history(every, exercise.playbook)
