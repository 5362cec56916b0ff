"""What a source's card says before anybody pulled it."""

from __future__ import annotations

from dataclasses import replace

from simulator.domain.ids import SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.desk.pulls import cost_of
from simulator.exercise.room.desk.sourceline import Known, pulls_of, source_line
from simulator.scenario.load import load_playbook

COUNTS, EVENTS = SourceId("dlq-receive-counts"), SourceId("data-events")


def _known(playbook: Playbook) -> Known:
    return Known(playbook=playbook, state=State(), changes=frozenset())


def test_the_first_pull_offered_can_be_ordered_now() -> None:
    """Counters are read again by the tooling of a snapshot; before any snapshot, the snapshot is what p orders."""
    known = _known(load_playbook("leaky-sync-queue"))
    cost = cost_of(COUNTS, known.playbook)
    assert cost is not None
    assert pulls_of(COUNTS, known)[0] == cost.action
    assert not cost.action.after


def test_a_source_that_records_nothing_reaches_nowhere() -> None:
    """Only once it is switched on does its card say how far back it can reach."""
    known = _known(load_playbook("leaky-sync-queue"))
    source = known.playbook.sources[EVENTS]
    assert source_line(source, known, None).until == ""
    on = replace(known, changes=frozenset({(EVENTS, "enabled")}))
    assert "at most" in source_line(source, on, None).until
