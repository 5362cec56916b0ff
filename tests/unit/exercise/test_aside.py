"""What is typed into a decision is kept beside it: the decision keeps only what law and score read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.domain import decisions as d
from simulator.domain.ids import InjectId, SeatId
from simulator.exercise.room.aside import aside
from simulator.law.lettertext import channels

ROOM = SeatId("room")
TEXT = st.text(min_size=12).filter(str.strip)


def decided(text: str) -> tuple[d.Decision, ...]:
    """Every decision into which people type, with a text typed into it wherever one can."""
    factor = d.Factor(finding=text, weight="low", sources=())
    assessment = d.Assessment(nature=factor, recipient=factor, acquired=None, mitigation=factor)
    return (
        d.DetermineBreach(seat=ROOM, breach=True, assessment=assessment),
        d.RecordHold(seat=ROOM, inject=InjectId("hold"), official=text),
        d.ReleaseNotice(
            seat=ROOM, audience="hhs", version=1, letter=d.Letter(discovered=date(2026, 1, 2), contact=text)
        ),
    )


@given(text=TEXT, other=TEXT)
def test_nothing_that_was_typed_is_in_the_decision(text: str, other: str) -> None:
    """Two texts that give the same ways to ask make the same decision; the words have the text."""
    assume(channels(text) == channels(other))
    for one, another in zip(decided(text), decided(other), strict=True):
        bare, said = aside(one)
        assert set(said.values()) == {text}
        assert bare == aside(another)[0]


@given(text=TEXT)
def test_what_was_taken_out_stays_out(text: str) -> None:
    """A decision that comes by again, as a draft made of one that was sent, is left as it is."""
    for one in decided(text):
        bare, _ = aside(one)
        assert aside(bare) == (bare, {})


@pytest.mark.parametrize(
    "contact",
    [
        "Ask us",
        "Call 800-555-0100",
        "1-888-555-0101, privacy@clinic.example.org",
        "www.clinic.example.org or PO Box 12",
    ],
)
def test_a_contact_gives_the_same_ways_to_ask(contact: str) -> None:
    """Law reads of what stands in the decision what it reads of the words (45 CFR 164.404(c)(1)(E))."""
    bare, _ = aside(decided(contact)[2])
    assert isinstance(bare, d.ReleaseNotice)
    assert bare.letter.contact is not None
    assert channels(bare.letter.contact) == channels(contact)


def test_what_nobody_typed_stays_empty() -> None:
    """Neither an official, nor a contact, nor a finding that a report would say was written."""
    hold = d.RecordHold(seat=ROOM, inject=InjectId("hold"), official="  ")
    letter = d.ReleaseNotice(seat=ROOM, audience="hhs", version=1, letter=d.Letter())
    assert aside(hold) == (hold, {})
    assert aside(letter) == (letter, {})
    assert aside(decided("")[0]) == (decided("")[0], {})
