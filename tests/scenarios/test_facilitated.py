"""A facilitated run, by runbook: it replays, its words are kept, its report says what was changed, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.directing import TOUCHED
from simulator.domain.ids import CONTROLLER, InjectId
from simulator.domain.time import HOUR
from simulator.domain.words import Words, redact, words
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.exercise.runs.anchors import anchored
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.saves.verify import header_of, save_of, verify
from simulator.report.material import Material
from simulator.report.model import Table
from simulator.report.msel import msel_section
from simulator.scenario.improvising import improvisable
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook, load_runbook
from tests.scenarios.acts import played as ran

S1 = "leaky-sync-queue"
FACILITATED = """
  - {do: fire-inject, inject: first-night, at: 1h, why: The room was ahead.}
  - {do: hold-inject, inject: double-bookings, at: 1m}
  - {do: let-go-inject, inject: double-bookings, at: 2h}
  - {do: delay-inject, inject: purge-again, later: 30m, at: 5m}
  - {do: skip-inject, inject: board-number, at: 5h, why: No time.}
  - {do: improvise, to: communications, channel: press, text: Is it true?, at: 3h, why: To test one voice.}
  - {do: substitute-role, role: privacy-officer, substitute: legal-counsel, at: 4h}
"""


def by(steps: str) -> Runbook:
    """A runbook of the room's seat with these steps."""
    text = f"scenario: {S1}\nsteps:{steps}"
    return load_runbook(Path("book.yaml"), load_playbook(S1), text=text)


@pytest.fixture(scope="module")
def run() -> tuple[Exercise, tuple[Words, ...]]:
    """Nobody but the facilitator does anything."""
    said: list[Words] = []
    exercise = play_runbook(
        load_playbook(S1), by(FACILITATED), 1, say=lambda *one: said.append(words(*one, salt="salt"))
    )
    return exercise, tuple(said)


def test_the_facilitators_steps_are_taken_whatever_the_runbooks_seat(run: tuple[Exercise, tuple[Words, ...]]) -> None:
    """Each is accepted, and moves what it says."""
    exercise, said = run
    state = exercise.known(CONTROLLER)
    assert not state.refused
    assert {one.fact.decision.seat for one in state.decisions} == {CONTROLLER}
    assert state.injects[InjectId("first-night")].at == HOUR
    assert state.injects[InjectId("double-bookings")].at == 2 * HOUR
    assert InjectId("board-number") not in state.injects
    assert [(one.role, one.text) for one in said if one.role == "inject"] == [("inject", "Is it true?")]


def test_a_facilitated_run_replays_without_its_words(run: tuple[Exercise, tuple[Words, ...]]) -> None:
    """A save verifies, with the improvised text and with that struck out."""
    exercise, said = run
    playbook = load_playbook(S1)
    header = header_of(playbook, seed=1, seat="controller", mode="assisted", created="2026-01-02T03:04:05+00:00")
    for kept in (said, tuple(map(redact, said))):
        verify(save_of(exercise, header, kept), playbook)


def test_the_report_says_what_was_changed_and_why(run: tuple[Exercise, tuple[Words, ...]]) -> None:
    """Planned and actual, fired, put off, left out, improvised: with the reason that was typed."""
    exercise, said = run
    injects, changes = (one for one in msel_section(Material(played(exercise, said))).blocks if isinstance(one, Table))
    released = {row.cells[0].rpartition("(")[2].rstrip(")"): row.cells[4] for row in injects.rows}
    assert released["first-night"].endswith(", fired by hand")
    assert released["purge-again"].endswith("put off by 30m")
    assert released["board-number"].startswith("left out by hand")
    told = {row.cells[2]: (row.cells[4], row.notes) for row in changes.rows}
    assert ("No time.", ()) in told.values()
    assert ("To test one voice.", ("Said: Is it true?",)) in told.values()


def test_only_what_touches_the_world_costs_the_score() -> None:
    """A neutral message leaves the score; one with effects makes it null, and the note says why."""
    playbook = load_playbook(S1)
    silent = ran(S1, "silent")
    for touches, total in (("", silent.score.total), (", touches: tighten-queue-policy", None)):
        step = f"\n  - {{do: improvise, to: communications, channel: call, text: Well, at: 60d{touches}}}\n"
        exercise = play_runbook(playbook, by(step), 1)
        found = anchored(playbook, 1, tuple(exercise.journal), silent.duties)
        assert (found.total is None) is (total is None)
        assert (found.note == TOUCHED) is (total is None)


def test_the_library_has_messages_for_every_scenario() -> None:
    """What can be thrown in goes to seats that are there, and is none of the scenario's own."""
    playbook = load_playbook(S1)
    found = improvisable(playbook)
    assert {"reporter-calls", "patient-calls", "second-alert", "key-person-away", "vendor-silent"} <= {
        one.id for one in found
    }
    assert all(one.to and set(one.to) <= set(playbook.seats) for one in found)
