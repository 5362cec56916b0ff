"""What is offered for a half-written word of SQL, and which questions are remembered."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.words import Role
from simulator.exercise.room.desk.completion import completions
from simulator.exercise.room.desk.queries import asked_before, questions_text

TABLES = {"queue_log": ("time", "remote_ip", "requester"), "merges": ("mrn", "time_of_merge", "odd name")}


@pytest.mark.parametrize(
    ("sql", "offered"),
    [
        ("SELECT ti| FROM queue_log", ("time",)),
        ("SELECT re| FROM queue_log", ("remote_ip", "requester", "recursive", "replace(")),
        ("SELECT q.| FROM queue_log q", ("time", "remote_ip", "requester")),
        ("SELECT m.t| FROM queue_log AS q, merges m", ("time_of_merge",)),
        ("SELECT 1 FROM |", ("queue_log", "merges")),
        ("SELECT 1 FROM queue_log JOIN me|", ("merges",)),
        ("sel|", ("select",)),
        ("SEL|", ("SELECT",)),
        ("SELECT 'ti|", ()),
        ("SELECT 1 -- ti|", ()),
        ("SELECT 1 /* ti|", ()),
        ("SELECT /* x */ ti| FROM queue_log", ("time",)),
        ('SELECT "ti|', ()),
        ("SELECT time |FROM queue_log", ()),
        ("SELECT x.ti| FROM queue_log", ()),
        ("SELECT time| FROM queue_log", ()),
        ("SELECT m.o| FROM merges m", ('"odd name"',)),
        ("SELECT 12|", ()),
        ("SELECT odd| FROM merges", ('"odd name"',)),
    ],
)
def test_what_is_offered(sql: str, offered: tuple[str, ...]) -> None:
    """Columns of the tables asked come first, an alias gives its table's, FROM gives tables; a text gives nothing."""
    at = sql.index("|")
    assert completions(sql.replace("|", ""), at, TABLES).words == offered


@given(st.text(), st.integers(0, 50))
def test_what_is_offered_goes_on_with_the_word(sql: str, at: int) -> None:
    """Whatever the text: each word offered begins with what stands there, but for a quote that the name needs."""
    at = min(at, len(sql))
    offer = completions(sql, at, TABLES)
    assert 0 <= offer.start <= at
    assert all(word.lower().removeprefix('"').startswith(sql[offer.start : at].lower()) for word in offer.words)


@given(st.lists(st.tuples(st.sampled_from(["room", "privacy"]), st.text(min_size=1, max_size=3_000)), max_size=40))
def test_the_newest_questions_are_remembered(asked: list[tuple[str, str]]) -> None:
    """Each seat has its own, once each, newest last; what is kept stays short enough for the library."""
    words: list[tuple[int, Role, str]] = []
    for seat, sql in asked:
        before = [one for one in asked_before(words, seat) if one != sql]
        words.append((0, "queries", questions_text(words, seat, [*before, sql])))
        assert len(words[-1][2]) <= 20_000
        assert asked_before(words, seat)[-1] == sql
    for seat in ("room", "privacy"):
        own = list(dict.fromkeys(reversed([sql for one, sql in asked if one == seat])))[::-1]
        kept = asked_before(words, seat)
        assert list(kept) == own[len(own) - len(kept) :]


@pytest.mark.parametrize("text", ["[redacted]", "[]", json.dumps({"room": 3}), json.dumps({"room": [1, "SELECT 1"]})])
def test_what_was_struck_out_is_forgotten(text: str) -> None:
    """Text that is no list of questions is none; the next question begins anew."""
    words: list[tuple[int, Role, str]] = [(0, "queries", text)]
    assert set(asked_before(words, "room")) <= {"SELECT 1"}
    assert asked_before([(0, "queries", questions_text(words, "room", ["SELECT 2"]))], "room")[-1] == "SELECT 2"
