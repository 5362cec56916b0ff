"""How time runs and why it stands: the first docked line, and the line below the panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.hints import keyed
from tui.present import EXERCISE, WIDE, Line, clean, day_and_time, flat, minutes

if TYPE_CHECKING:
    from simulator.exercise.room.view import SeatView

WHATIF_SECONDS = 3 * 60
"""Room seconds that a what-if is played in the room. Source: the issue's three minutes."""
RUN_STATES = {
    "ready": ("◌", "READY"),
    "live": ("●", "LIVE"),
    "jump": ("»", "JUMPING"),
    "paused": ("‖", "PAUSED"),
    "frozen": ("■", "FROZEN"),
    "ended": ("□", "ENDED"),
}

_HALTS = {
    "": "Time stands while a question is open.",
    "start": "Nothing runs yet. {pause} starts the clock.",
    "kept": "Taken up again where it was left.",
    "answered": "Recorded; time stands until you go on.",
    "day": "You are there.",
    "last": "Nothing more comes before EndEx. Decide what is left; {jump} ends it.",
    "end": "EndEx. {show_debrief} opens the hot wash, then the debrief.",
    "talk": "Discussion: the clocks stand, room time goes on.",
    "stopped": "NO DUFF: the facilitator stopped for something real.",
}
"""Why time stands, where that names nothing."""


def halt_line(state: str, kind: str, subject: str, gear: str = "paced", pace: int = 60, width: int = WIDE) -> Line:
    """Why time stands, and the keys that go on in the gear of the move; or that it runs, and how fast.

    Where a line is too short for both, the keys are named without what they do, then not at all: the key line has them.
    """
    if state == "live":
        return ((f" ● Time runs: {pace_words(pace)}. {keyed('{pause:all}')} stops it.", "dim"),)
    if state == "jump":
        return ((keyed(" » On the way to the next thing that needs you. {pause:all} stops."), "dim"),)
    symbol, word = RUN_STATES[state]
    head, why = f" {symbol} {word}: ", halt_words(kind, subject)
    left = width - len(head) - len(why)
    go = next((one for one in _ways_on(state, kind, gear, pace) if len(one) <= left), "")
    return ((head, "strong"), (why, "plain"), (go, "dim"))


def _ways_on(state: str, kind: str, gear: str, pace: int) -> tuple[str, ...]:
    """The keys that go on, in fewer and fewer words."""
    if state == "ended" or kind in {"start", "last"}:
        return ()
    if gear == "jump":
        return keyed("  Time jumps now: {pause} or {jump} next, {day} a day."), keyed("  {jump} next, {day} a day.")
    return keyed(f"  {{pause}}: {pace_words(pace)}; {{jump}}: next."), keyed("  {pause} runs, {jump} next.")


def pace_words(pace: int) -> str:
    """How fast time runs, as people say it."""
    told = {10: "ten minutes a room minute", 60: "an hour a room minute", 360: "six hours a room minute"}
    return told.get(pace, f"{pace} times as fast as the room's")


def halt_words(kind: str, subject: str) -> str:
    """Why time stands."""
    subject = clean(subject)
    match kind:
        case "inject" | "whatif":
            return f"Discuss: {subject}"
        case "clock":
            return f"A clock needs you: {subject}"
        case "move":
            return f"A new move begins: {subject}"
        case "news":
            return f"News: {subject}" if subject else "Work is finished"
        case "slept":
            return f"This machine slept for {subject}: that time was not played."
        case _:
            return keyed(_HALTS.get(kind, "A break: room time stands too."))


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
