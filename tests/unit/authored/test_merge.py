"""One document over another: what wins, what goes, in which order, and where each value was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authored import Document, Overlay, Problems, merged, part, read_document
from simulator.errors import ScenarioError

BELOW = """\
title: Below
stores:
  queue: {title: Queue, keep: 4d}
  bucket: {title: Bucket, keep: }
states: [TX, NY]
actions:
  - use: purge
    effects: [{do: a}]
  - use: lock
"""
ABOVE = """\
stores:
  queue:
    keep: 9d
  bucket:
  log: {title: Log}
states: [CA]
actions:
  - use: lock
    effects: [{do: b}]
  - use: purge
    effects: [{do: c}]
  - use: hold
"""


def of(text: str, name: str) -> Document:
    """A document in a file of this name."""
    return read_document(Path(name), text=text)


@pytest.fixture
def both() -> Document:
    """One over the other."""
    return merged(of(BELOW, "below.yaml"), of(ABOVE, "above.yaml"))


def test_what_is_above_wins_and_the_rest_stays(both: Document) -> None:
    """Mappings are merged to any depth, lists are replaced, and an empty entry of a section takes it away."""
    assert both.data == {
        "title": "Below",
        "stores": {"queue": {"title": "Queue", "keep": "9d"}, "log": {"title": "Log"}},
        "states": ["CA"],
        "actions": [
            {"use": "purge", "effects": [{"do": "c"}]},
            {"use": "lock", "effects": [{"do": "b"}]},
            {"use": "hold"},
        ],
    }


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("stores", "queue", "keep"), "above.yaml:3:11"),
        (("stores", "queue", "title"), "below.yaml:3:18"),
        (("stores", "log", "title"), "above.yaml:5:16"),
        (("actions", 0, "effects", 0, "do"), "above.yaml:11:20"),
        (("actions", 0, "use"), "above.yaml:10:10"),
        (("actions", 2, "use"), "above.yaml:12:10"),
        (("states", 0), "above.yaml:6:10"),
        (("title",), "below.yaml:1:8"),
        (("title", "deeper"), "below.yaml:1:8"),
    ],
)
def test_every_value_says_where_it_was_written(both: Document, place: tuple[str | int, ...], expected: str) -> None:
    """A problem with a merged value names the file, line and column of the layer that said it."""
    problems = Problems()
    problems.add(both, place, "wrong")
    with pytest.raises(ScenarioError, match=f"^{expected}: wrong$"):
        problems.raise_if_any()
    assert both.at(place) == expected


def test_the_order_is_that_of_the_layer_that_comes_first() -> None:
    """A scenario over its cards keeps its own order, and what only the cards say follows."""
    both = merged(of("a: 1\nb: 2\n", "card.yaml"), of("c: 3\nb: 4\n", "scenario.yaml"), first="upper")
    assert list(both.data or {}) == ["c", "b", "a"]
    assert both.data == {"c": "3", "b": "4", "a": "1"}


def test_what_two_cards_do_adds_up() -> None:
    """Between cards the effects of one action are joined, each once; other lists are still replaced."""
    both = merged(of(BELOW, "below.yaml"), of(ABOVE, "above.yaml"), add_up=True)
    purge = part(both, ("actions",))
    assert purge is None
    assert isinstance(both.data, dict)
    assert both.data["states"] == ["CA"]
    assert both.data["actions"][0] == {"use": "purge", "effects": [{"do": "a"}, {"do": "c"}]}  # type: ignore[index]
    assert [both.at(("actions", 0, "effects", index)) for index in (0, 1)] == ["below.yaml:8:15", "above.yaml:11:15"]


def test_an_empty_entry_that_takes_nothing_away_stays_for_the_check() -> None:
    """Whoever takes away what is not there meant something else: the model will say so."""
    both = merged(of("stores: {a: {title: A}}\n", "below.yaml"), of("stores: {b: }\n", "above.yaml"))
    assert both.data == {"stores": {"a": {"title": "A"}, "b": None}}


def test_an_overlay_keeps_the_places_of_its_parts() -> None:
    """Values put elsewhere, and values said because of others, point to what the author wrote."""
    source = of("states: {TX: 0.5}\nlength: 45\n", "org.yaml")
    overlay = Overlay(Path("org.yaml"))
    overlay.put(("world", "states"), source, ("states",))
    overlay.say(("room_minutes",), "45", source, ("length",))
    made = overlay.document()
    assert made.data == {"world": {"states": {"TX": "0.5"}}, "room_minutes": "45"}
    assert made.at(("world", "states", "TX")) == "org.yaml:1:14"
    assert made.at(("room_minutes",)) == "org.yaml:2:9"
    over = merged(of("world: {patients: 10}\n", "scenario.yaml"), made)
    assert over.at(("world",)) == "scenario.yaml:1:8"
    assert over.data == {"world": {"patients": "10", "states": {"TX": "0.5"}}, "room_minutes": "45"}
