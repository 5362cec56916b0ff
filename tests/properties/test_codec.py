"""Whatever the types allow is written and read back."""

from __future__ import annotations

import json

from hypothesis import given

from simulator.domain.codec import canonical, decode_decision, decode_fact, encode
from simulator.domain.decisions import Decision
from simulator.domain.facts import Fact
from tests.strategies import decisions, facts


@given(facts())
def test_any_fact_comes_back(fact: Fact) -> None:
    """The same fact, and the same text again."""
    text = canonical(encode(fact))
    again = decode_fact(json.loads(text))
    assert again == fact
    assert canonical(encode(again)) == text


@given(decisions())
def test_any_decision_comes_back(decision: Decision) -> None:
    """The same decision, and the same text again."""
    text = canonical(encode(decision))
    again = decode_decision(json.loads(text))
    assert again == decision
    assert canonical(encode(again)) == text


@given(facts(), facts())
def test_different_facts_have_different_texts(one: Fact, two: Fact) -> None:
    """Nothing that distinguishes two facts is lost in writing."""
    assert (one == two) or canonical(encode(one)) != canonical(encode(two))


@given(facts())
def test_canonical_text_lies_on_one_line(fact: Fact) -> None:
    """A file of lines stays a file of lines, whatever was typed into a field."""
    text = canonical(encode(fact))
    assert "\n" not in text
    assert "\r" not in text
