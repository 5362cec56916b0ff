"""What holds of every journal: who sees what, and that no change goes unseen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.journal import TRUTH, Journal, may_know, read_lines
from simulator.errors import JournalError
from tests.strategies import PLAYERS, SEATS, journals

ROOT = Path(__file__).parents[2]
DIGEST = (
    "from tests.builders import a_journal, one_fact_of_each_kind, PRIVACY, SECURITY;"
    "print(a_journal(*one_fact_of_each_kind(), seats={SECURITY, PRIVACY}).digest)"
)


def told_to(journal: Journal, number: int, seat: SeatId) -> Journal:
    """The same journal, but one more seat may know that entry."""
    other = Journal()
    for entry in journal:
        more = (seat,) if entry.number == number else ()
        other.append(entry.at, entry.fact, seats=(*entry.seats, *more), cause=entry.cause)
    return other


def view(journal: Journal, seat: SeatId) -> list[int]:
    """The numbers of the entries that the seat may know."""
    return [entry.number for entry in journal.seen_by(seat)]


@given(journals(min_size=1), st.sampled_from(PLAYERS), st.data())
def test_telling_one_seat_tells_no_other(journal: Journal, seat: SeatId, data: st.DataObject) -> None:
    """Only that seat's view grows, by that entry, and the room's, which is the union of its seats."""
    number = data.draw(st.integers(1, len(journal)))
    after = told_to(journal, number, seat)
    for other in {*SEATS} - {seat, ROOM}:
        assert view(after, other) == view(journal, other)
    assert view(after, seat) == sorted({*view(journal, seat), number})
    assert view(after, ROOM) == sorted({*view(journal, ROOM), number})


@given(journals())
def test_no_player_sees_the_truth(journal: Journal) -> None:
    """What only the controller may know is in nobody else's view, the room's least of all."""
    for seat in {*SEATS} - {CONTROLLER}:
        assert not [entry for entry in journal.seen_by(seat) if entry.seats == TRUTH]


@given(journals())
def test_the_room_is_the_union_of_its_seats(journal: Journal) -> None:
    """The room sees what it or any player was told, and nothing more."""
    union = {number for seat in PLAYERS for number in view(journal, seat)}
    assert set(view(journal, ROOM)) == union | {entry.number for entry in journal if ROOM in entry.seats}


@given(journals())
def test_the_controller_sees_all(journal: Journal) -> None:
    """Every entry, in order."""
    assert list(journal.seen_by(CONTROLLER)) == list(journal)
    assert all(may_know(CONTROLLER, entry) for entry in journal)


@given(journals())
def test_what_was_written_is_read(journal: Journal) -> None:
    """Entry by entry, digest by digest."""
    assert list(read_lines(entry.line() for entry in journal)) == list(journal)


@given(journals(min_size=1, max_size=4), st.data())
def test_no_changed_character_goes_unseen(journal: Journal, data: st.DataObject) -> None:
    """A file with one other character is refused, unless it says the very same thing."""
    lines = [entry.line() for entry in journal]
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    character = data.draw(st.sampled_from('0123456789abcdef"{}[]:,-.eE \\tnux') | st.characters(codec="utf-8"))
    assume(character != lines[number][place])
    edited = lines[number][:place] + character + lines[number][place + 1 :]
    try:
        read = read_lines([*lines[:number], edited, *lines[number + 1 :]])
    except JournalError as error:
        assert error.message.startswith(f"journal line {number + 1}: ")  # noqa: PT017 - both ends are fine
    else:
        assert json.loads(edited) == json.loads(lines[number])
        assert read.digest == journal.digest


@given(journals(min_size=2), st.data())
def test_a_lost_line_is_found_by_the_next(journal: Journal, data: st.DataObject) -> None:
    """Any line but the last, after which nothing comes: that one is missed by whoever keeps the digest."""
    lines = [entry.line() for entry in journal]
    lost = data.draw(st.integers(0, len(lines) - 2))
    with pytest.raises(JournalError, match=f"^journal line {lost + 1}: the digest does not fit"):
        read_lines([*lines[:lost], *lines[lost + 1 :]])
    assert read_lines(lines[:-1]).digest != journal.digest


def test_the_digest_depends_on_no_hash_seed() -> None:
    """Python's string hashes differ from process to process; the digest does not, even when seats come as a set."""
    digests = set()
    for seed in ("0", "1", "4294967295"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", DIGEST]
        done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=60)
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == 64
