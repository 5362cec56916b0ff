"""Does what the facilitator asks, whether from the palette in the room or from another terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.codec import decode_decision
from simulator.domain.direction import Direction
from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import record_of, text_of
from simulator.domain.ids import CONTROLLER, ActionId
from simulator.domain.words import NO_DUFF
from simulator.errors import BreachdrillError
from simulator.exercise.room.console.wire import Answer, Request
from simulator.exercise.room.odds import needs_a_die
from tui.console.lines import halted
from tui.hints import keyed
from tui.pacing import Drill, Halt, Told
from tui.pacing.terms import PAUSES
from tui.texts.pace import pace_words

ALLOWED = (*get_args(Direction), d.MapDeclaration)
"""The decisions that a console may take: the facilitator's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the facilitator can do to the room's screen: `say` something, `reveal` (what, it says), `leave`."""

    say: Callable[[str], None]
    reveal: Callable[[], str]
    leave: Callable[[], None]


class Performing:
    """A desk beside the room: a drill, and the screen that it is shown on, which players see."""

    covered = True

    def __init__(self, drill: Drill, room: Room) -> None:
        self.drill = drill
        self.room = room

    async def ask(self, request: Request) -> Answer:
        """Do it, and say what came of it; a fault of the input, of a scenario or of the disk is an answer too."""
        try:
            if request.asks in {"decide", "map"}:
                return await (self._map(request.says) if request.asks == "map" else self._decide(request))
            if request.asks in {"note", "flag", "hint", "rate"}:
                return await self._write(request)
            if request.asks in {"reveal", "end", "stop"}:
                return await self._close(request)
            return self._pace(request)
        except (BreachdrillError, KeyError, ValueError) as fault:
            return Answer(ok=False, text=str(fault) or "That cannot be read.")

    def _pace(self, request: Request) -> Answer:
        drill = self.drill
        if drill.view.ended:
            return Answer(ok=False, text="The exercise has ended.")
        if drill.run_state == "jump" and request.asks in {"next", "day", "goto"}:
            return Answer(ok=False, text=keyed("Time is on its way already; {console.pause} stops it."))
        plain: Mapping[str, Callable[[], None]] = {
            "toggle": drill.toggle,
            "break": lambda: drill.pause(Halt(kind="hand")),
            "talk": lambda: drill.pause(Halt(kind="talk")),
            "slower": lambda: drill.shift(-1),
            "faster": lambda: drill.shift(1),
            "next": drill.jump,
            "day": drill.day,
            "goto": lambda: self._go_to(int(request.says["at"])),
            "auto": lambda: self._switch(request.says["pause"]),
        }
        if drill.run_state == "ready" and request.asks in {"toggle", "next", "day", "goto"}:
            drill.begin()
        plain[request.asks]()
        return Answer(ok=True, text=_stands(drill, request))

    def _go_to(self, moment: int) -> None:
        if moment <= self.drill.view.now:
            raise ValueError("Time only goes forward: give a moment that is still to come.")
        self.drill.travel_to(moment)

    def _switch(self, pause: str) -> None:
        if pause not in {name for name, _ in PAUSES}:
            raise ValueError(f"There is no auto-pause {pause}.")
        self.drill.watch.pauses ^= {pause}

    async def _decide(self, request: Request) -> Answer:
        decision = decode_decision(request.decision)
        if not isinstance(decision, ALLOWED) or decision.seat != CONTROLLER:
            return Answer(ok=False, text="The console takes the facilitator's decisions alone.")
        return await self._submit(decision, request.says)

    async def _submit(self, decision: d.Decision, said: Mapping[str, str]) -> Answer:
        entry = await asyncio.wrap_future(self.drill.direct(decision, **said))
        if isinstance(entry.fact, f.DecisionRefused):
            may = ", ".join(self.drill.playbook.seats[seat].title for seat in entry.fact.may)
            who = f"May: {may}." if may else ""
            return Answer(ok=False, text=" ".join(filter(None, ("Refused:", entry.fact.reason, entry.fact.hint, who))))
        return Answer(ok=True, text="Done.")

    async def _map(self, says: Mapping[str, str]) -> Answer:
        """The action that a declaration stands for is ordered first, in its owner's name, and then recorded."""
        number, order = int(says["declaration"]), order_of(self.drill, says["action"], says.get("target", ""))
        if "rolled" not in says and needs_a_die(self.drill.known, order, self.drill.playbook, self.drill.view.now):
            return Answer(ok=False, text=keyed("Dice are on the table: map it in the room ({map}) and roll there."))
        taken = await self._submit(order, {"reason": "What the team declared, as the facilitator maps it."})
        if not taken.ok:
            return taken
        return await self._submit(d.MapDeclaration(seat=CONTROLLER, declaration=number, action=order.action), {})

    async def _write(self, request: Request) -> Answer:
        says = request.says
        if request.asks == "hint":
            level: Any = int(says["level"])
            await self._record(lambda at, room: r.Hinted(at=at, room=room, level=level, text=says["text"]))
            if says.get("show"):
                self.room.say(f"Hint: {says['text']}")
            return Answer(ok=True, text="Logged: a hint costs nothing.")
        if request.asks == "flag":
            await self._record(lambda at, room: r.Flagged(at=at, room=room, text=says["text"]))
            return Answer(ok=True, text="Flagged: play goes on, the report answers it.")
        if request.asks == "rate":
            rating = cast(r.Rating, says["rating"])
            await self._record(
                lambda at, room: r.Rated(
                    at=at,
                    room=room,
                    objective=says["objective"],
                    rating=rating,
                    why=says.get("why", ""),
                    by=says.get("by", ""),
                )
            )
            return Answer(ok=True, text="Rated; the report says what the evidence proposes beside it.")
        tag = cast(r.Tag, says.get("tag", ""))
        await self._record(
            lambda at, room: r.Noted(
                at=at, room=room, text=says["text"], tag=tag, objective=says.get("objective", ""),
                role=says.get("role", ""), by=says.get("by", ""),
            )
        )  # fmt: skip
        return Answer(ok=True, text="Noted.")

    async def _record(self, make: Callable[[int, float], r.Record]) -> None:
        record_of(text_of(make(0, 0.0)))  # what another process asked is checked before it is kept
        await asyncio.wrap_future(self.drill.write(make))
        self.drill.tell(Told(facts=True))

    async def _close(self, request: Request) -> Answer:
        drill = self.drill
        if request.asks == "stop":
            drill.pause(Halt(kind="stopped"))
            await asyncio.wrap_future(drill.keep("stop", NO_DUFF))
            self.room.leave()
            return Answer(ok=True, text="NO DUFF: the room has stopped, and this run gets no score.")
        if request.asks == "end":
            if drill.view.ended:
                return Answer(ok=False, text="The exercise has ended already.")
            drill.end()
            return Answer(ok=True, text="EndEx.")
        if not drill.view.ended:
            return Answer(ok=False, text="The truth opens to the room at EndEx; end the exercise first.")
        return Answer(ok=True, text=f"The room sees the {self.room.reveal()}.")


def order_of(drill: Drill, named: str, target: str) -> d.TakeAction:
    """The order that a declaration stands for, in the name of the action's owner."""
    action = drill.playbook.actions[ActionId(named)]
    may = action.authority.seats
    by, second = action.owner if action.owner in may else may[0], next(iter(action.authority.second), None)
    return d.TakeAction(
        seat=drill.seat, action=action.id, target=target or None, by=by, second=second, explained=True, promised=None
    )


def _stands(drill: Drill, request: Request) -> str:
    """How time stands after what was asked, in words."""
    if request.asks in {"slower", "faster"}:
        return f"Gear x{drill.gear}: {pace_words(drill.gear)}."
    if request.asks == "auto":
        words = dict(PAUSES)[request.says["pause"]]
        return f"Stopping when {words}: {'on' if request.says['pause'] in drill.watch.pauses else 'off'}."
    if drill.run_state == "live":
        return f"Time runs, {pace_words(drill.gear)}."
    if drill.run_state == "jump":
        return "Time is on its way."
    return halted(drill) or "Time stands."
