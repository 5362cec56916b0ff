"""The list graded person by person: the reasons sum to the errors, and the evidence that is named was to be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.facts import EvidencePulled, StoreChanged
from simulator.domain.ids import CONTROLLER, SourceId
from simulator.domain.playbook import Playbook
from simulator.engine.deciding import Way
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping import grading
from simulator.exercise.room.scoping.grading import Grading, grading_of
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.result import result_of
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.runbook import load_runbook
from simulator.scoring.listing import Group, ListGrade

NAMES = ("reference", "purge", "slow", "notify-everyone", "every-button", "silent")


@pytest.fixture(scope="module")
def runs(scenario: Playbook) -> dict[str, tuple[Exercise, Grading]]:
    """S1 by several runbooks, each with its grading."""
    made = {}
    for name in NAMES:
        runbook = load_runbook(Path(scenario.runbooks[name]), scenario)
        exercise = play_runbook(scenario, runbook, scenario.seed)
        made[name] = (exercise, grading_of(exercise))
    return made


def _of(one: ListGrade, reason: str) -> list[Group]:
    return [group for group in one.groups if group.reason == reason]


@pytest.mark.parametrize("name", NAMES)
def test_reasons_sum_to_the_error(name: str, runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Against either set, the groups and the people are as many as the wrong lines and the missed people, by state."""
    for one in runs[name][1].both:
        for fault, count in (("wrongly listed", one.wrong), ("missed", one.missed)):
            assert sum(group.people for group in one.groups if group.fault == fault) == count
            assert sum(person.fault == fault for person in one.people) == count
        assert all(sum(group.by_state.values()) == group.people for group in one.groups)
        assert sum(error for _, _, error in one.by_state.values()) == one.wrong - one.missed
        assert len({(person.fault, person.record) for person in one.people}) == len(one.people)


@pytest.mark.parametrize("name", NAMES)
def test_the_result_says_the_same(name: str, runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """`result.json` has the counts and the error by state of both grades, beside the old shares of `listed`."""
    exercise, found = runs[name]
    result = result_of(outcome(exercise), (), runbook=name, mode="assisted").exposure
    for said, one in ((result.graded.read, found.read), (result.graded.notifiable, found.notifiable)):
        assert (said.lines, said.right, said.wrong, said.missed) == (one.lines, one.right, one.wrong, one.missed)
        assert said.error_by_state == {state: error for state, (_, _, error) in one.by_state.items()}
    assert (result.listed.precision, result.listed.recall) == (
        result.graded.notifiable.precision,
        result.graded.notifiable.recall,
    )


def test_the_reference_lists_nobody_wrongly(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Its list is those who had to be told; whoever was not read is on it because nothing could show that."""
    found = runs["reference"][1]
    assert (found.notifiable.wrong, found.notifiable.missed, found.notifiable.people) == (0, 0, ())
    assert found.read.missed == 0
    assert {person.reason for person in found.read.people} == {grading.UNPROVEN}


def test_a_purge_names_the_counters_and_until_when(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Who was missed after a purge could have been cleared by the counters, until the second of the purge."""
    exercise, found = runs["purge"]
    purged = next(
        entry.at for entry in exercise.journal if isinstance(entry.fact, StoreChanged) and entry.fact.now == "purged"
    )
    groups = [one for one in _of(found.notifiable, grading.GONE) if one.decider and one.decider.gone == "purged"]
    counters = [one for one in groups if one.decider and one.decider.code == "E21a"]
    assert counters
    assert all(one.until == (purged, purged) for one in counters)
    assert {str(one.decider.way) for one in counters if one.decider} == {Way.CLEARED, Way.READ}
    assert all(one.decider and one.decider.staff_hours > 0 and one.decider.had is None for one in counters)


def test_an_unmerged_list_has_second_numbers_and_tests(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """`notify-everyone` lists 69 second numbers and 22 tests: the merge table would have said so, to the end."""
    found = runs["notify-everyone"][1].notifiable
    wrong = {one.reason: one for one in found.groups if one.fault == "wrongly listed"}
    assert {reason: one.people for reason, one in wrong.items()} == {grading.SECOND: 69, grading.TEST: 22}
    assert all(one.decider and one.decider.source == "Merge table of the EHR" for one in wrong.values())
    assert all(one.until == (None, None) for one in wrong.values())
    assert found.moved > 0, "counted by clinic"


def test_slow_counters_cleared_too_soon(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Counters pulled before the way in was shut cleared people who could not be cleared in the end."""
    assert sum(one.people for one in _of(runs["slow"][1].notifiable, grading.TOO_SOON)) > 0


def test_without_a_list_everybody_is_missed(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Silence misses all of both sets, and each of them had evidence while it lasted."""
    found = runs["silent"][1]
    assert found.version is None
    for one in found.both:
        assert (one.lines, one.precision, one.recall) == (0, None, None)
        assert {person.reason for person in one.people} == {grading.NO_LIST}
        assert all(person.decider is not None for person in one.people)


@pytest.mark.parametrize("name", ["reference", "slow", "every-button"])
def test_what_a_pull_showed_was_to_be_had_then(name: str, runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Whatever a pull of this run showed lies inside the window in which the clue says that it was to be had."""
    exercise, _ = runs[name]
    pulls = [(entry.at, entry.fact) for entry in exercise.journal if isinstance(entry.fact, EvidencePulled)]
    records = {one for _, fact in pulls for one in (*fact.read, *fact.held)}
    standings = exercise.standings({one: (one,) for one in sorted(records)})
    for at, fact in pulls:
        for way, shown in ((Way.READ, fact.read), (Way.REACH, fact.held)):
            for record in shown:
                assert any(
                    clue.source == fact.source and clue.since <= at and (clue.until is None or at < clue.until)
                    for clue in standings[record].of(way)
                ), (fact.source, way, record)


def test_clues_do_not_contradict_the_truth(runs: dict[str, tuple[Exercise, Grading]]) -> None:
    """Only who was read has a clue of a read; who was read in a store is not cleared by that store's counters."""
    exercise, _ = runs["reference"]
    state = exercise.known(CONTROLLER)
    everybody = sorted(state.read | state.notifiable)
    for record, standing in exercise.standings({one: (one,) for one in everybody}).items():
        assert (record in state.read) or not standing.of(Way.READ)
        assert standing.exposed
        counted = {one.way for one in standing.clues if one.source == SourceId("dlq-receive-counts")}
        assert not {Way.READ, Way.CLEARED} <= counted
