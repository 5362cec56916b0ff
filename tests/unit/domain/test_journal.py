"""Numbers, sight, digests, and what a damaged file says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.journal import GENESIS, TRUTH, Journal, may_know, read_lines
from simulator.errors import JournalError
from tests.builders import PRIVACY, SECURITY, a_fact, a_journal, an_entry, one_fact_of_each_kind

SAVED = """\
{"at":-60,"cause":null,"digest":"86942e3a683ce0211a5ca373857f7cca44c176ff28cef49b0b7b2a518ce9f96d",\
"fact":{"kind":"exercise-started","scenario":"tiny","seed":1},"number":1,"seats":["room"]}
{"at":0,"cause":1,"digest":"8c4c2e7195b07d06bf162ab21015694ece05b9ca5308df2c4756a35e770655d6",\
"fact":{"decision":{"by":null,"kind":"freeze-list","seat":"room","version":2},"kind":"decision-recorded","number":1},\
"number":2,"seats":["controller","room"]}
""".splitlines()


def lines() -> list[str]:
    """A journal with one fact of each kind, as it lies in a file."""
    return [entry.line() for entry in a_journal(*one_fact_of_each_kind(), seats=(PRIVACY, SECURITY))]


def other(value: Any) -> Any:
    """Another value of the same JSON type."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "x"
        case None:
            return 1
        case list():
            return value[:-1] if value else [1]
        case _:
            return {**value, "more": 1}


def with_one_change(value: Any) -> Iterator[Any]:
    """Every JSON value that differs from this one in exactly one place, the value itself included."""
    yield other(value)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {name: one for name, one in value.items() if name != key}
            yield from ({**value, key: changed} for changed in with_one_change(inner))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], changed, *value[place + 1 :]] for changed in with_one_change(inner))


def test_entries_are_numbered_from_one() -> None:
    """The first entry is number 1, and a number finds its entry."""
    journal = a_journal(*one_fact_of_each_kind())
    assert [entry.number for entry in journal] == list(range(1, len(journal) + 1))
    assert [journal[entry.number] for entry in journal] == list(journal)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_no_entry_has_another_number(number: int) -> None:
    """Asking for an entry that is not there is an error, never another entry."""
    with pytest.raises(IndexError):
        a_journal(a_fact(f.MoveBegan), a_fact(f.ExerciseEnded))[number]


def test_since_gives_what_follows() -> None:
    """What came after a number begins at the next one."""
    journal = a_journal(*one_fact_of_each_kind()[:5])
    assert [entry.number for entry in journal.since(3)] == [4, 5]
    assert journal.since(5) == ()


def test_an_entry_keeps_its_envelope() -> None:
    """Time and cause are kept; seats are kept once each, in order."""
    journal = a_journal(a_fact(f.ExerciseStarted))
    entry = journal.append(90, a_fact(f.MoveBegan), seats=[SECURITY, PRIVACY, SECURITY], cause=1)
    assert (entry.number, entry.at, entry.cause, entry.seats) == (2, 90, 1, (PRIVACY, SECURITY))


def test_the_controller_sees_everything() -> None:
    """Truth and the words to one seat alike."""
    assert may_know(CONTROLLER, an_entry(seats=TRUTH))
    assert may_know(CONTROLLER, an_entry(seats=(PRIVACY,)))


def test_the_room_sees_whatever_any_seat_sees() -> None:
    """The room is the union of its seats; the truth is not in it."""
    assert may_know(ROOM, an_entry(seats=(PRIVACY,)))
    assert may_know(ROOM, an_entry(seats=(CONTROLLER, PRIVACY)))
    assert not may_know(ROOM, an_entry(seats=TRUTH))


def test_a_seat_sees_what_names_it() -> None:
    """Nothing that was told to another seat only, to the room only, or to the controller."""
    journal = Journal()
    for seats in ((PRIVACY,), (SECURITY,), (PRIVACY, SECURITY), TRUTH, (ROOM,)):
        journal.append(0, a_fact(f.ExerciseEnded), seats=seats)
    assert [entry.number for entry in journal.seen_by(PRIVACY)] == [1, 3]
    assert [entry.number for entry in journal.seen_by(ROOM)] == [1, 2, 3, 5]
    assert [entry.number for entry in journal.seen_by(SeatId("nobody"))] == []


def test_an_empty_journal_has_a_digest() -> None:
    """It is what the first entry chains to."""
    assert Journal().digest == GENESIS
    assert read_lines([]).digest == GENESIS


def test_a_save_of_the_first_version_is_read() -> None:
    """Whoever changes what a line says, or how digests chain, breaks every save there is: change this knowingly."""
    journal = read_lines(SAVED)
    assert [entry.line() for entry in journal] == SAVED
    assert journal[2].fact == f.DecisionRecorded(number=1, decision=d.FreezeList(seat=ROOM, version=2))


def test_the_envelope_is_part_of_the_digest() -> None:
    """The same fact at another time, from another cause, or known to other seats, is another entry."""
    fact = a_fact(f.MoveBegan)
    digests = {
        Journal().append(at, fact, seats=seats, cause=cause).digest
        for at in (0, 1)
        for cause in (None, 1)
        for seats in ((PRIVACY,), (SECURITY,), (PRIVACY, SECURITY))
    }
    assert len(digests) == 12


def test_the_digest_chains() -> None:
    """A change in the first entry changes every digest after it."""
    rest = one_fact_of_each_kind()[1:]
    one = a_journal(a_fact(f.ExerciseStarted, seed=1), *rest)
    two = a_journal(a_fact(f.ExerciseStarted, seed=2), *rest)
    assert not {entry.digest for entry in one} & {entry.digest for entry in two}


def test_a_journal_is_read_as_it_was_written() -> None:
    """One fact of each kind comes back, with its number, seats and digest."""
    written = a_journal(*one_fact_of_each_kind(), seats=(PRIVACY,))
    assert list(read_lines(entry.line() for entry in written)) == list(written)


@pytest.mark.parametrize(
    "place", range(len(one_fact_of_each_kind())), ids=[one.kind for one in one_fact_of_each_kind()]
)
def test_any_change_of_any_field_is_found(place: int) -> None:
    """Whatever single value of whatever field is edited, added or cut, reading names the line."""
    good = lines()
    value = json.loads(good[place])
    for edited in with_one_change(value):
        with pytest.raises(JournalError, match=f"^journal line {place + 1}: "):
            read_lines([*good[:place], json.dumps(edited), *good[place + 1 :]])


@pytest.mark.parametrize(
    "garbage",
    ["", "garbage", "[]", "null", "7", '"text"', '{"kind":"exercise-ended"}', "{", "[" * 100_000, '{"fact":7}'],
)
def test_garbage_is_no_entry(garbage: str) -> None:
    """A line that is no entry is named, whatever it is."""
    good = lines()
    with pytest.raises(JournalError, match=r"^journal line 3: "):
        read_lines([*good[:2], garbage, *good[2:]])


def test_a_line_cut_short_is_found() -> None:
    """A file whose last line was not written to its end names that line."""
    good = lines()
    with pytest.raises(JournalError, match=f"^journal line {len(good)}: not an entry"):
        read_lines([*good[:-1], good[-1][:-20]])


def test_a_missing_or_repeated_or_swapped_line_is_found() -> None:
    """The numbers and digests of what follows no longer fit."""
    first, second, *rest = lines()
    for wrong, line in (([second, *rest], 1), ([first, *rest], 2), ([first, first, second], 2), ([second, first], 1)):
        with pytest.raises(JournalError, match=f"^journal line {line}: the digest does not fit"):
            read_lines(wrong)


@pytest.mark.parametrize(
    ("field", "value"), [("at", 1.5), ("at", True), ("at", "1"), ("cause", "1"), ("seats", "room")]
)
def test_a_forged_envelope_is_refused_for_its_types(field: str, value: object) -> None:
    """Even where somebody worked the digest out anew, an envelope holds whole numbers and a list of names."""
    journal = Journal()
    envelope: dict[str, Any] = {"at": 0, "seats": ["room"], "cause": None, field: value}
    entry = journal.append(envelope["at"], a_fact(f.ExerciseEnded), seats=envelope["seats"], cause=envelope["cause"])
    line = json.dumps({**json.loads(entry.line()), field: value})
    with pytest.raises(JournalError, match=r"^journal line 1: "):
        read_lines([line])


def test_a_digest_is_the_same_whenever_it_is_asked_for() -> None:
    """Asked after each entry, from the last back to the first, or once at the end: each entry keeps one digest."""
    along = Journal()
    facts = one_fact_of_each_kind()
    each = [along.append(60 * at, fact, seats=(PRIVACY,)).digest for at, fact in enumerate(facts)]
    late = a_journal(*facts, seats=(PRIVACY,))
    assert late.digest == along.digest
    assert [entry.digest for entry in reversed(tuple(late))] == each[::-1]
