"""Writes records beside an exercise from screens and dialogs, and hands on its words as the report takes them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.domain.evaluation import records as r
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
        await asyncio.wrap_future(drill.write(make))


def words_of(drill: Drill) -> tuple[Words, ...]:
    """What was typed so far; the references are this sitting's, the library keeps its own."""
    return tuple(words(number, role, text, salt=drill.folder) for number, role, text in drill.words)
