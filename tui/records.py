"""Writes records beside an exercise from screens and dialogs, and hands on its words as the report takes them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import text_of
from simulator.domain.time import Seconds
from simulator.domain.words import Words, words

if TYPE_CHECKING:
    from tui.pacing import Drill

Make = Callable[[Seconds, float], r.Record]
"""Makes a record of the exercise second and the room's seconds."""


async def write_down(drill: Drill, *makes: Make) -> None:
    """Write these records down; when it returns, the evaluation has them.

    Raises:
        BreachdrillError: they cannot be kept.
    """
    for make in makes:
        await asyncio.wrap_future(drill.write(_unlike(drill, make)))


def _unlike(drill: Drill, make: Make) -> Make:
    """The record a moment later where the same was written before: the library keeps equal words once.

    After EndEx the room's time stands, so a row that is changed and changed back would else stay changed.
    """
    kept = {text for _, role, text in drill.words if role == "record"}

    def made(at: Seconds, room: float) -> r.Record:
        record = make(at, room)
        while text_of(record) in kept and make(at, room + 0.1) != record:
            room = round(room + 0.1, 1)
            record = make(at, room)
        return record

    return made


def words_of(drill: Drill) -> tuple[Words, ...]:
    """What was typed so far; the references are this sitting's, the library keeps its own."""
    return tuple(words(number, role, text, salt=drill.folder) for number, role, text in drill.words)
