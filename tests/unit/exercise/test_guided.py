"""Guided answers: they follow the rule of the list, show the SQL that they ran, and know no more than the seat."""

from __future__ import annotations

import random

import pytest

from simulator.domain.ids import ROOM, RecordId, StoreId
from simulator.domain.lists import in_scope
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of
from simulator.exercise.room.scoping.guided import Guidance, Guide, Period, record_number
from simulator.exercise.room.scoping.missing import until_when

from .conftest import Played

DLQ, BUCKET = StoreId("appt-sync-dlq"), StoreId("int-claimcheck")


def a_guide(exercise: Exercise, desk: EvidenceDesk | None = None) -> Guide:
    """The room's guide, with everything collected."""
    own = desk or desk_of(exercise, ROOM)
    own.collect()
    return Guide(own, own.sources(), exercise.known(ROOM), exercise.playbook)


@pytest.fixture(scope="module")
def guide(played: Played, desk: EvidenceDesk) -> Guide:
    """After the reference run, with all that it pulled."""
    return a_guide(played.exercise, desk)


@pytest.fixture(scope="module")
def nothing(scenario: Playbook) -> Guide:
    """At StartEx nothing is pulled."""
    return a_guide(Exercise(scenario, 1))


def _all(found: Guidance) -> str:
    return "\n".join(line for step in found.steps for line in (step.sql, *step.answer))


@pytest.mark.parametrize("late", [False, True])
def test_the_verdict_is_the_lists(late: bool, early: Exercise, played: Played) -> None:
    """Who is read, or in reach and not cleared, is on a presumed list of all sources; nobody else is."""
    exercise = played.exercise if late else early
    guide, known = a_guide(exercise), exercise.known(ROOM)
    listed = in_scope("presumed", known.shown.values())
    shown = sorted({one for each in known.shown.values() for one in (*each.read, *each.held, *each.untouched)})
    merged = known.people.merged_into or {}
    for record in random.Random(4).sample(shown, 120):  # noqa: S311 - a sample
        survivor = merged.get(record, record)
        own = {survivor, *(one for one, into in merged.items() if into == survivor)}
        verdict = guide.person(record_number(record)).verdict
        if verdict == "test patient":
            assert own & (known.people.tests or frozenset())
        else:
            assert (verdict in {"read", "cannot be excluded"}) == bool(own & listed), record


def test_every_sql_that_is_shown_was_run(guide: Guide, desk: EvidenceDesk, played: Played) -> None:
    """The SQL of each step can be asked again, and its counts are those in the answer."""
    known = played.exercise.known(ROOM)
    record = min(one for shown in known.shown.values() for one in shown.held)
    for found in (guide.person(record_number(record)), guide.store(BUCKET, Period(since="2026-09-12"))):
        assert [step.question[:3] for step in found.steps] == ["Who", "Whe", "By ", "Can"]
        for step in found.steps:
            for sql in filter(None, step.sql.split(";\n")):
                rows = desk.query(sql).rows
                for row in rows:
                    assert any(f"{row[1]:,}" in said for said in step.answer) if isinstance(row[1], int) else True


def test_a_read_names_address_credential_and_times(guide: Guide, played: Played) -> None:
    """By whom: the address and the credential of the rows that took it, first and last time."""
    known = played.exercise.known(ROOM)
    log = next(key for key, source in played.exercise.playbook.sources.items() if source.code == "E25")
    found = guide.person(record_number(min(known.shown[log].read)))
    assert found.verdict == "read"
    assert "198.51.100.77" in found.steps[2].answer[0]
    assert "integration-key" in found.steps[2].answer[0]


def test_who_was_cleared_is_excluded_with_the_reason(guide: Guide, played: Played) -> None:
    """Counters pulled after the way in was shut clear for all of the time in reach, and say so."""
    known = played.exercise.known(ROOM)
    listed = in_scope("presumed", known.shown.values())
    counts = next(key for key, source in played.exercise.playbook.sources.items() if source.code == "E21a")
    cleared = min(known.shown[counts].untouched - listed - (known.people.tests or frozenset()))
    found = guide.person(record_number(cleared))
    assert found.verdict == "excluded"
    assert any("all of its time in reach" in said for said in found.steps[3].answer)


def test_what_was_not_pulled_does_not_leak(nothing: Guide, played: Played, scenario: Playbook) -> None:
    """At StartEx all people look alike: nothing of the truth shows in what is said, and all is missing."""
    state = played.exercise.known(ROOM)
    read = record_number(min(state.people.clinic))
    other = record_number(RecordId(19_999))
    first, second = nothing.person(read), nothing.person(other)
    assert first.verdict == second.verdict == "not seen"
    assert _all(first).replace(read, "X") == _all(second).replace(other, "X")
    assert "198.51.100.77" not in _all(first)
    assert all(step.sql == "" for step in first.steps)
    for code in ("E21a", "E25", "E27", "E28a"):
        title = next(one.title for one in scenario.sources.values() if one.code == code)
        assert any(said.startswith(f"Missing: {title}") for said in first.steps[3].answer)


def test_a_missing_pull_has_its_cost_and_its_end(nothing: Guide, scenario: Playbook) -> None:
    """Who pulls it, in staff-hours and hours, and until when; what is not recording says so."""
    said = {one.partition(". ")[0]: one for one in nothing.store(DLQ, Period()).steps[3].answer}
    counters = next(one.title for one in scenario.sources.values() if one.code == "E21a")
    assert "4 staff-hours, about 3 h" in said[f"Missing: {counters}"]
    assert "until each copy expires, 4 d" in said[f"Missing: {counters}"].replace("4d", "4 d")
    events = next(one.title for one in scenario.sources.values() if one.code == "E27")
    assert "records nothing until somebody switches it on" in said[f"Missing: {events}"]


@pytest.mark.parametrize(
    ("became", "said"),
    [
        ("purged", "no more for what lay in appt-sync-dlq: it was purged"),
        ("redriven", "no more for what lay in appt-sync-dlq: it was redriven"),
        ("kept", "as long as the copies lie in appt-sync-dlq"),
        ("", "until each copy expires, 4d after its first enqueueing in appt-sync-dlq"),
    ],
)
def test_counters_are_to_be_had_as_long_as_their_copies(became: str, said: str, scenario: Playbook) -> None:
    """A purge or a redrive that the seat knows of ends them, longer retention keeps them."""
    source = next(one for one in scenario.sources.values() if one.code == "E21a")
    state = State(stores={DLQ: became} if became else {})
    assert until_when(source, state, scenario, held=False) == said
    assert until_when(source, state, scenario, held=True) == "as long as the hold stands"


def test_a_period_bounds_the_rows(guide: Guide) -> None:
    """Rows of a store are those inside the period, whose end is not in it."""
    whole = guide.store(BUCKET, Period()).steps[1].answer
    part = guide.store(BUCKET, Period(since="2026-09-12", until="2026-09-13T12:00")).steps[1].answer
    assert whole != part
    assert all("2026-09-12" <= word.rstrip(".,") < "2026-09-13T12:00" for said in part for word in said.split()
               if word.startswith("2026-"))  # fmt: skip


@pytest.mark.parametrize("given", ["", "12345", "SIM-0020000", "SIM-0000001' OR 1=1 --", "SIM-00000011"])
def test_only_record_numbers_are_asked(given: str, guide: Guide) -> None:
    """Anything else is bad input and reaches no SQL."""
    with pytest.raises(InputError, match="no record number"):
        guide.person(given)


@pytest.mark.parametrize("given", ["yesterday", "2026-9-6", "2026-09-06'; --", "2026-09-06T14:00:00Z"])
def test_only_times_are_asked(given: str) -> None:
    """A period is two times in UTC."""
    with pytest.raises(InputError, match="expected a time"):
        Period(since=given)


def test_an_unknown_store_is_bad_input(guide: Guide) -> None:
    """A store of another scenario."""
    with pytest.raises(InputError, match="There is no store"):
        guide.store(StoreId("other"), Period())
