"""The rows between two terminals, the PIN: what can be read back, and what is refused."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError, JournalError
from simulator.exercise.room.console.pin import TRIES, WAIT, Tries, pin_of
from simulator.exercise.room.console.wire import (
    Asks,
    Pulse,
    Request,
    pulse_text,
    read_pulse,
    read_request,
    request_text,
)

WORDS = st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=3)


@given(asks=st.sampled_from(get_args(Asks)), says=WORDS)
def test_a_request_comes_back_as_it_was(asks: Asks, says: dict[str, str]) -> None:
    """Whatever was typed, the other end reads the same request."""
    request = Request(asks=asks, says=says, decision={"kind": "x", "to": ["a"]})
    assert read_request(request_text(request)) == request


@given(now=st.integers(-(10**9), 10**9), room=st.floats(0, 10**6), state=st.text(max_size=10))
def test_a_pulse_comes_back_as_it_was(now: int, room: float, state: str) -> None:
    """The moment, the room's time and the state are read as they were told."""
    pulse = Pulse(beat=7, now=now, room=room, state=state, halt="inject", subject="“a”")
    assert read_pulse(pulse_text(pulse)) == pulse


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A damaged row is told as such, and as nothing else."""
    for read in (read_request, read_pulse):
        with pytest.raises(JournalError):
            read(text)


@pytest.mark.parametrize(
    "value",
    [
        {"asks": "delete-everything", "says": {}, "decision": None},
        {"asks": "note", "says": {"text": 3}, "decision": None},
        {"asks": "note", "says": [], "decision": None},
        {"asks": "decide", "says": {}, "decision": "x"},
        {"asks": ["note"], "says": {}},
    ],
)
def test_a_request_of_another_shape_is_refused(value: object) -> None:
    """Unknown asks, words that are none, a decision that is no object."""
    with pytest.raises(JournalError):
        read_request(json.dumps(value))


@pytest.mark.parametrize("change", [{"now": "0"}, {"beat": None}, {"more": 1}, {"room": True}])
def test_a_pulse_of_another_shape_is_refused(change: dict[str, object]) -> None:
    """A missing number, another type, a field too many."""
    with pytest.raises(JournalError):
        read_pulse(json.dumps(asdict(Pulse()) | change))


@pytest.mark.usefixtures("quick_pins")
@given(typed=st.text(st.characters(categories=("L", "N", "P")), min_size=4, max_size=12), other=st.text(max_size=12))
def test_only_the_pin_opens(typed: str, other: str) -> None:
    """What is kept opens to what was typed, to nothing else, and does not contain it."""
    kept = pin_of(typed, salt="ab" * 16)
    assert kept.opens(typed)
    assert kept.opens(other) == (other == typed)


@pytest.mark.parametrize("typed", ["", "123", "12 34", "1234\n", "9" * 65])
def test_what_can_be_no_pin_is_refused(typed: str) -> None:
    """Too short, too long, or with a space."""
    with pytest.raises(InputError, match="4 to 64"):
        pin_of(typed, salt="00")


def test_every_third_wrong_try_waits() -> None:
    """Two wrong tries cost nothing; the third waits, and after the wait there are three more."""
    tries, now = Tries(), 100.0
    for _ in range(2):
        for place in range(1, TRIES + 1):
            assert tries.waits(now) == 0
            tries = tries.failed(now)
            assert (tries.waits(now) > 0) == (place == TRIES)
        now += WAIT
