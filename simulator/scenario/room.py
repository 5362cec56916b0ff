"""How long a room takes to read, to talk and to decide: assumed times, authored in one file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import Field

from simulator.authored import Authored, Duration, PlainText, load_model
from simulator.scenario.load import scenarios_root


class Share(Authored):
    """A number of the room, why so much, and whose it is."""

    value: float = Field(gt=0)
    why: PlainText
    source: PlainText


class Span(Authored):
    """A time of the room, why so long, and whose it is."""

    value: Duration
    why: PlainText
    source: PlainText


class Pace(Authored):
    """What a room takes over a `main` message, an `order`, a legal `act`, and the question of a new `move`."""

    main: Duration
    order: Duration
    act: Duration
    move: Duration


class RoomTimes(Authored):
    """room.yaml: how fast a room reads, what it takes over decisions by its length, and when its time is not kept."""

    version: Literal["1"]
    words_per_minute: Share
    glance: Span
    tolerance: Share
    dead: Span
    paces: Mapping[int, Pace] = Field(min_length=1)

    def pace(self, minutes: int) -> Pace:
        """The pace of a room with so many minutes: that of the length nearest to it, of two the shorter."""
        return self.paces[min(sorted(self.paces), key=lambda one: abs(one - minutes))]


@lru_cache(maxsize=1)
def load_room_times() -> RoomTimes:
    """The times that came with the program.

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return load_model(scenarios_root() / "_library" / "room.yaml", RoomTimes)
