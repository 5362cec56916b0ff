"""How time runs and why it stands: the first docked line, and the line below the panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.hints import keyed
from tui.present import EXERCISE, WIDE, Line, clean, day_and_time, flat, minutes

if TYPE_CHECKING:
    from simulator.exercise.room.view import SeatView


RUN_STATES = {
    "ready": ("◌", "READY"),
    "live": ("●", "LIVE"),
    "jump": ("»", "JUMPING"),
    "paused": ("‖", "PAUSED"),
    "frozen": ("■", "FROZEN"),
    "ended": ("□", "ENDED"),
}


def halt_line(state: str, kind: str, subject: str, gear: str = "paced", pace: int = 60) -> Line:
    """Why time stands, and the keys that go on in the gear of the move; or that it runs, and how fast."""
    if state == "live":
        return ((f" ● Time runs: {pace_words(pace)}. {keyed('{pause:all}')} stops it.", "dim"),)
    if state == "jump":
        return ((keyed(" » On the way to the next thing that needs you. {pause:all} stops."), "dim"),)
    why = halt_words(kind, subject)
    symbol, word = RUN_STATES[state]
    if state == "ended" or kind in {"start", "last"}:
        go = ""
    elif gear == "jump":
        go = keyed("  Time jumps now: {pause} or {jump} next, {day} a day.")
    else:
        go = keyed(f"  {{pause}}: {pace_words(pace)}; {{jump}}: next.")
    return ((f" {symbol} {word}: ", "strong"), (why, "plain"), (go, "dim"))


def pace_words(pace: int) -> str:
    """How fast time runs, as people say it."""
    told = {10: "ten minutes a room minute", 60: "an hour a room minute", 360: "six hours a room minute"}
    return told.get(pace, f"{pace} times as fast as the room's")


def halt_words(kind: str, subject: str) -> str:
    """Why time stands."""
    subject = clean(subject)
    match kind:
        case "start":
            return keyed("Nothing runs yet. {pause} starts the clock.")
        case "inject" | "whatif":
            return f"Discuss: {subject}"
        case "answered":
            return "Recorded; time stands until you go on."
        case "clock":
            return f"A clock needs you: {subject}"
        case "move":
            return f"A new move begins: {subject}"
        case "news":
            return f"News: {subject}" if subject else "Work is finished"
        case "day":
            return "You are there."
        case "last":
            ends = keyed("{pause} or {jump} ends the exercise; decide first what is still to do.")
            return f"Nothing more comes before EndEx. {ends}"
        case "":
            return "Time stands while a question is open."
        case "end":
            return keyed("EndEx. {show_debrief} opens the hot wash, then the debrief.")
        case "talk":
            return "Discussion: the clocks stand, room time goes on."
        case "slept":
            return f"This machine slept for {subject}: that time was not played, and no clock moved."
        case "stopped":
            return "NO DUFF: the facilitator stopped for something real."
        case _:
            return "A break: room time stands too."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How time runs: state, how fast, why it stands, and room seconds so far, in all and in this move."""

    state: str
    halt: str
    room_seconds: float
    move_seconds: float
    gear: int = 60


def status_line(view: SeatView, pace: Pace, width: int) -> Line:
    """The first docked line: it says whether time runs, which time it is, and what room is left."""
    symbol, word = RUN_STATES[pace.state]
    word = f"{word} x{pace.gear}" if pace.state == "live" else word
    open_count = sum(one.kind != "declared" for one in view.open)
    spent, budget = minutes(pace.room_seconds), minutes(view.room_minutes * 60)
    left = view.move.room_minutes - int(pace.move_seconds // 60) if view.move else 0
    move = f"{view.move.title} {f'{left}m left' if left >= 0 else f'{-left}m over'}" if view.move else ""
    if width >= WIDE:
        parts = [f"Day {view.day} {day_and_time(view.when)}", f"room {spent} of {budget}", move, f"open {open_count}"]
        parts.append(f"you: {clean(view.seat_title)}")
    else:
        parts = [f"D{view.day} {view.when:%d %b %H:%M}", f"open {open_count}", f"{spent}/{budget}", move]
    head: Line = ((f" {EXERCISE} ", "mark"), (f" {symbol} {word} ", "strong"))
    parts, room = [f" {part} " for part in parts if part], max(width - len(flat(head)), 0)
    while len(parts) > 1 and len("│".join(parts)) > room:  # the last matters least, and half of it says nothing
        parts.pop()
    return (*head, ("│".join(parts)[:room], "plain"))
