"""The playing process looks at the library for what a console on another terminal asks, and says how it stands."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from simulator.errors import BreachdrillError
from simulator.exercise.room.console.wire import CLOSED, Pulse
from tui.console.performing import Performing
from tui.pacing import Drill

POLL = 0.3
"""Seconds between two looks; assumed, short enough for a key to feel answered."""
STALE = "The room was closed when that was asked; ask again."


async def host(desk: Performing) -> None:
    """Serve until the app ends. What was asked of a closed room is not done later, when nobody expects it."""
    beat = 0
    try:
        for posted in await asyncio.to_thread(desk.drill.control.waiting):
            await asyncio.to_thread(desk.drill.control.answer, posted.number, STALE, ok=False)
    except BreachdrillError as fault:
        desk.room.say(f"No console can be served: {fault}")
        return
    try:
        while True:
            await asyncio.sleep(POLL)
            try:
                beat = await look(desk, beat)
            except BreachdrillError as fault:
                desk.room.say(f"The console cannot be served: {fault}")
                await asyncio.sleep(10 * POLL)
    finally:  # the app ends, and waits for nothing any more
        if beat:
            with suppress(BreachdrillError):
                desk.drill.control.pulse(replace(pulse_of(desk.drill, beat + 1), state=CLOSED))


async def look(desk: Performing, beat: int) -> int:
    """One look: do what was asked, then say how the room stands. The next beat."""
    control = desk.drill.control
    if not await asyncio.to_thread(control.watched):
        return beat
    for posted in await asyncio.to_thread(control.waiting):
        answer = await desk.ask(posted.request)
        await asyncio.to_thread(control.answer, posted.number, answer.text, ok=answer.ok)
    await asyncio.to_thread(control.pulse, pulse_of(desk.drill, beat + 1))
    return beat + 1


def pulse_of(drill: Drill, beat: int) -> Pulse:
    """How the room stands; its moment is the last one looked at, which no decision to come lies before."""
    pulse = Pulse(
        beat=beat,
        now=drill.view.now,
        state=drill.run_state,
        gear=drill.gear,
        room=round(drill.room_seconds, 1),
        move=round(drill.move_seconds, 1),
        decided=round(drill.decided, 1),
        pauses=" ".join(sorted(drill.watch.pauses)),
    )
    halt = drill.halt
    return pulse if halt is None else replace(pulse, halt=halt.kind, subject=halt.subject)
