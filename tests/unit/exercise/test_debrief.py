"""After EndEx the debrief shows all that was true, known and done; before it, nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.facts import DecisionRecorded, DecisionRefused, RecordsRead
from simulator.domain.fold import fold
from simulator.domain.ids import ROOM, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY
from simulator.errors import InputError
from simulator.exercise.room.debrief import Debrief, debrief
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.people import people_of
from simulator.scenario.runbook import load_runbook

from .conftest import Played, until


@pytest.fixture(scope="module")
def found(played: Played) -> Debrief:
    """The debrief of the reference run, with something said about its first decision."""
    return debrief(tuple(played.exercise.journal), played.exercise.playbook, [(1, "reason", "[red]because[/red]")])


def test_closed_before_the_end(scenario: Playbook, played: Played) -> None:
    """Without EndEx there is no debrief, however much is in the journal."""
    exercise = until(scenario, played, 3 * DAY)
    with pytest.raises(InputError, match="still closed"):
        debrief(tuple(exercise.journal), scenario)


def test_three_sets_are_the_truth(played: Played, found: Debrief) -> None:
    """Read, notifiable and listed are people after merges and without tests, and the shares compare the last two."""
    state = fold(played.exercise.journal)
    assert state.truth is not None
    assert state.frozen_list is not None
    read, owed = people_of(state.read, state.truth), people_of(state.notifiable, state.truth)
    listed = people_of(state.frozen_list.people, state.truth)
    assert sum(found.sets.read.values()) == len(read)
    assert sum(found.sets.notifiable.values()) == len(owed)
    assert found.sets.recall == len(listed & owed) / len(owed)
    assert found.sets.precision == len(listed & owed) / len(listed)


def test_what_was_seen_is_named_by_the_rule(found: Debrief) -> None:
    """Name and number of everybody read were seen, and each element says which of the eighteen identifiers it is."""
    said = {one.element: one for one in found.seen}
    assert said["name"].identifiers == ("names",)
    assert said["name"].people == sum(found.sets.read.values())
    assert said["appointment"].tags == ("I3", "CL")
    assert said["reason"].identifiers == ()
    assert "clinical content" in said["reason"].content[0]


def test_the_last_moment_counts_them(found: Debrief) -> None:
    """Moments are in the journal's order, and the counts beside the last are those of the sets."""
    numbers = [one.number for one in found.moments]
    assert numbers == sorted(numbers)
    last = found.moments[-1]
    assert last.read == sum(found.sets.read.values())
    assert last.notifiable == sum(found.sets.notifiable.values())
    assert {one.lane for one in found.moments} == {"truth", "known", "done"}


def test_every_read_is_told(played: Played, found: Debrief) -> None:
    """Each true read stands in the truth lane; none stood in what the room knew."""
    reads = {entry.number for entry in played.exercise.journal if isinstance(entry.fact, RecordsRead)}
    assert reads <= {one.number for one in found.moments if one.lane == "truth"}
    seen = {entry.number for entry in played.exercise.journal.seen_by(SeatId("room"))}
    assert not reads & seen


def test_the_log_has_every_decision(played: Played, found: Debrief) -> None:
    """Every decision is in the log, refused ones with their reason, and words stand with their decision as said."""
    decided = [entry for entry in played.exercise.journal if isinstance(entry.fact, DecisionRecorded | DecisionRefused)]
    assert [one.entry for one in found.log] == [entry.number for entry in decided]
    refused = {entry.number for entry in decided if isinstance(entry.fact, DecisionRefused)}
    assert {one.entry for one in found.log if one.refused} == refused
    assert found.log[0].words == (("reason", "[red]because[/red]"),)
    assert all(one.title for one in found.log)


def test_duties_of_the_truth_side(played: Played, found: Debrief) -> None:
    """The ledger is the truth side's, not what the room believed."""
    state = fold(played.exercise.journal)
    assert found.duties == obligations_of(load_rulebook(), state, played.exercise.playbook, "truth")


def test_a_date_that_differs_says_why(scenario: Playbook) -> None:
    """Where play showed another due date than the truth has, the debrief says from what each of them counts."""
    runbook = load_runbook(Path(scenario.runbooks["independent"]), scenario)
    exercise = play_runbook(scenario, runbook, scenario.seed)
    exercise.finish()
    found = debrief(tuple(exercise.journal), scenario)
    seen = obligations_of(load_rulebook(), exercise.known(ROOM), scenario)
    true = {(one.id, one.entity): one.due for one in found.duties}
    differing = {key for one in seen if (key := (one.id, one.entity)) in true and one.due != true[key]}
    assert differing
    assert set(found.differs) >= differing
    why = next(why for (duty, _), why in found.differs.items() if duty == "us.tx.ag")
    assert "in play it was due 2026-10-21, from the day of the determination" in why.lower()
    assert "in truth 2026-10-17, from the day the facts for a determination were in hand" in why
