"""Writes records beside an exercise from screens and dialogs, and reads those that the fold has let go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import record_of
from simulator.domain.time import Seconds
from simulator.domain.words import TOMBSTONE

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


def next_id(drill: Drill) -> str:
    """The next free name of an action; that of one that was dropped stays taken."""
    texts = [text for _, role, text in drill.words if role == "record" and text != TOMBSTONE]
    names = [one.id for one in map(record_of, texts) if isinstance(one, r.Planned)]
    numbers = [int(one[3:]) for one in names if one.startswith("IP-") and one[3:].isdigit()]
    return f"IP-{max(numbers, default=0) + 1}"
