"""The ground of a seed is laid once for all its runs, and no run changes it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.domain.playbook import Playbook
from simulator.engine.copies import Copies
from simulator.engine.ground import ground_of
from simulator.exercise.play import people_of_world
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook, load_runbook


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    """The scenario whose runbooks pause, purge, redrive and keep."""
    return load_playbook("leaky-sync-queue").alone


def _digests(playbook: Playbook, names: list[str]) -> dict[str, str]:
    """The digest of each runbook, played in this order on a ground of their own."""
    fresh = replace(playbook)
    return {name: play_runbook(fresh, _book(fresh, name), fresh.seed).journal.digest for name in names}


def _book(playbook: Playbook, name: str) -> Runbook:
    return load_runbook(Path(playbook.runbooks[name]), playbook)


def _moments(copies: Copies) -> list[list[int]]:
    shelves = [moments for shelf in copies.shelves.values() for moments in (shelf.arrive, shelf.leave)]
    arrays = (copies.planned, copies.entered, copies.record, copies.size, *shelves)
    return [copies.flow.tolist(), *(array.tolist() for array in arrays)]


def test_runs_of_a_seed_do_not_touch_each_other(playbook: Playbook) -> None:
    """Two runbooks give the same journals in either order, on one ground."""
    names = ["purge", "reference"]
    assert _digests(playbook, names) == _digests(playbook, names[::-1])


def test_a_run_leaves_the_ground_as_it_was_laid(playbook: Playbook) -> None:
    """After a run the ground is the one that anybody else would lay, and the next run gets the same one."""
    people = people_of_world(playbook.world, playbook.seed)
    before = ground_of(playbook, people, playbook.seed)
    play_runbook(playbook, _book(playbook, "reference"), playbook.seed)
    after = ground_of(playbook, people, playbook.seed)
    assert after is before
    assert _moments(after.copies) == _moments(ground_of(replace(playbook), people, playbook.seed).copies)


def test_a_ground_that_runs_share_cannot_be_written(playbook: Playbook) -> None:
    """A change that forgets to take arrays of its own fails at once; one that takes them is seen by nobody else."""
    ground = ground_of(playbook, people_of_world(playbook.world, playbook.seed), playbook.seed)
    mine, other = ground.copies.shared(), ground.copies.shared()
    with pytest.raises(ValueError, match="read-only"):
        mine.entered[0] = 1
    flow, store = next(iter(playbook.flows)), next(iter(playbook.stores))
    mine.pause(flow, 0)
    mine.purge(store, 0)
    assert flow not in other.paused
    assert not np.array_equal(mine.entered, other.entered)
    assert _moments(other) == _moments(ground.copies)


def test_a_run_that_ended_is_let_go_of_at_once(playbook: Playbook) -> None:
    """Nobody has to look for garbage to be rid of a run: what waited in it to the end holds nothing."""
    gc.disable()
    try:
        journals = [weakref.ref(play_runbook(playbook, _book(playbook, "silent"), playbook.seed).journal)]
        assert [journal() for journal in journals] == [None]
    finally:
        gc.enable()
