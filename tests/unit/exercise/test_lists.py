"""The list builder: its SQL counts what its switches count, and four numbers stay four numbers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.decisions import BuildList
from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import SeatId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of
from simulator.exercise.room.scoping.lists import (
    difference,
    in_words,
    listable,
    preview,
    switches_without_evidence,
    thresholds,
    versions,
)

from .conftest import Played, until

ROOM = SeatId("room")


def specs(playbook: Playbook) -> st.SearchStrategy[ListSpec]:
    """Any setting of the switches."""
    return st.builds(
        ListSpec,
        scope=st.sampled_from(["narrow", "presumed"]),
        sources=st.lists(st.sampled_from(listable(playbook)), unique=True).map(tuple),
        merges=st.booleans(),
        drop_tests=st.booleans(),
        keep_deceased=st.booleans(),
        by=st.sampled_from(["residence", "clinic"]),
    )


def _same(spec: ListSpec, state: State, playbook: Playbook, desk: EvidenceDesk) -> None:
    found = preview(spec, state, playbook, desk)
    if found.sql.startswith("--"):
        assert not found.people
    else:
        assert {row[0]: row[1] for row in desk.query(found.sql).rows} == dict(found.by_state)
    numbers = found.numbers
    assert numbers.messages is not None
    assert numbers.rows is not None
    assert numbers.individuals <= numbers.records <= numbers.messages <= numbers.rows


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_sql_counts_the_same(data: st.DataObject, played: Played, desk: EvidenceDesk) -> None:
    """Whatever the switches, the SQL shown counts the same people by state, and the four numbers do not grow."""
    playbook = played.exercise.playbook
    _same(data.draw(specs(playbook)), played.exercise.known(ROOM), playbook, desk)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_sql_counts_the_same_early(data: st.DataObject, early: Exercise) -> None:
    """So it does while registers are missing: a switch that cannot be applied is not in the SQL either."""
    desk = desk_of(early, ROOM)
    desk.collect()
    _same(data.draw(specs(early.playbook)), early.known(ROOM), early.playbook, desk)


def test_a_switch_says_what_is_missing(early: Exercise, played: Played) -> None:
    """Before the registers come, merges, tests and residence say what to pull; afterwards nothing is said."""
    spec = ListSpec(scope="narrow", sources=listable(early.playbook), keep_deceased=False)
    assert set(switches_without_evidence(spec, early.known(ROOM))) == {"merges", "drop_tests", "keep_deceased", "by"}
    assert switches_without_evidence(spec, played.exercise.known(ROOM)) == {}


def test_without_a_desk_rows_are_unknown(played: Played) -> None:
    """Messages and rows are not known, rather than none, while no rows are in the vault."""
    playbook = played.exercise.playbook
    spec = ListSpec(scope="narrow", sources=listable(playbook))
    numbers = preview(spec, played.exercise.known(ROOM), playbook).numbers
    assert (numbers.messages, numbers.rows) == (None, None)
    assert numbers.individuals > 0


def test_thresholds_at_their_edge() -> None:
    """500 of a state is not more than 500, 501 is; 499 in all is fewer than 500, 500 is enough."""
    said = " ".join(thresholds({"NY": 500, "TX": 501}))
    assert "NY 500 is not more than 500" in said
    assert "TX 501 is more than 500: media serving TX" in said
    assert thresholds({"NY": 499})[0].startswith("499 in all is fewer than 500")
    assert thresholds({"NY": 500})[0].startswith("500 in all is 500 or more")


def test_differences_add_up(played: Played) -> None:
    """In each state, who came and moved in less who went and moved out is the difference of the two counts."""
    playbook, known = played.exercise.playbook, played.exercise.known(ROOM)
    older = known.lists[0].fact
    for spec in (
        ListSpec(scope="narrow", sources=listable(playbook)),
        ListSpec(scope="presumed", sources=older.spec.sources, by="clinic"),
    ):
        newer = preview(spec, known, playbook)
        change, before = difference(older.counted_in, newer.states), dict(older.by_state)
        for state in {*before, *newer.by_state}:
            into = sum(count for (_, new), count in change.moved.items() if new == state)
            out_of = sum(count for (old, _), count in change.moved.items() if old == state)
            net = change.added.get(state, 0) - change.removed.get(state, 0) + into - out_of
            assert net == newer.by_state.get(state, 0) - before.get(state, 0), state
    same = difference(older.counted_in, older.counted_in)
    assert (same.added, same.removed, same.moved) == ({}, {}, {})


def test_counting_the_same_people_by_clinic_moves_them(played: Played) -> None:
    """The same people by the state of the clinic: nobody comes, nobody goes, and the line names who moved where."""
    playbook, known = played.exercise.playbook, played.exercise.known(ROOM)
    spec = known.lists[-1].fact.spec
    by_residence, by_clinic = (preview(replace(spec, by=by), known, playbook) for by in ("residence", "clinic"))
    change = difference(by_residence.states, by_clinic.states)
    assert (change.added, change.removed) == ({}, {})
    assert sum(change.moved.values()) > 0
    assert in_words(change).startswith("nobody came; nobody went; moved CA to TX ")


def test_a_version_keeps_the_states_it_was_counted_in(scenario: Playbook, early: Exercise, played: Played) -> None:
    """A version built before the residence report counts by clinic for good: the report changes no old difference."""
    exercise = until(scenario, played, 20 * HOUR)
    exercise.submit(BuildList(seat=ROOM, spec=ListSpec(scope="presumed", sources=listable(scenario))))
    before = exercise.known(ROOM).lists[-1].fact
    exercise.advance(5 * DAY)
    known = exercise.known(ROOM)
    assert early.known(ROOM).people.residence is None
    assert known.people.residence is not None
    assert before.missing
    assert known.lists[-1].fact.counted_in == before.counted_in
    assert before.counted_in == {one: known.people.clinic[one] for one in before.people}


def test_versions_are_all_there(played: Played) -> None:
    """Each version built is listed once, with the frozen ones marked."""
    known = played.exercise.known(ROOM)
    found = versions(known)
    assert [one.number for one in found] == list(range(1, len(known.lists) + 1))
    assert {one.number for one in found if one.frozen} == {one.fact.version for one in known.frozen}


def test_four_numbers_are_those_of_the_rows(played: Played, desk: EvidenceDesk) -> None:
    """Counted by hand over the rows that the pulls brought: lines, distinct messages, distinct record numbers."""
    playbook, known = played.exercise.playbook, played.exercise.known(ROOM)
    log = next(key for key, source in playbook.sources.items() if source.code == "E25")
    rows = []
    for number, brought in played.pulls.items():
        fact = played.exercise.journal[number].fact
        if isinstance(fact, EvidencePulled) and fact.source == log:
            names = [name for name, _ in brought.columns]
            rows += [dict(zip(names, row, strict=True)) for row in brought.rows]
    taken = [row for row in rows if row["operation"] == "REST.GET.OBJECT"]
    found = preview(ListSpec(scope="narrow", sources=(log,)), known, playbook, desk).numbers
    assert (found.rows, found.messages) == (len(taken), len({row["key"] for row in taken}))
    assert found.records == len({row["mrn"] for row in taken} - {None}) > found.individuals
