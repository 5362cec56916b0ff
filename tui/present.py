"""Every word and symbol of the interface, as plain text with tones; knows no terminal library.

A line is a row of (text, tone) pieces. What people or scenarios wrote passes through `clean` and is never markup.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from simulator.domain.ids import SeatId
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from tui.hints import keyed

if TYPE_CHECKING:
    from simulator.domain.actions import ResponseAction
    from simulator.domain.playbook import Playbook
    from simulator.exercise.room.feed import FeedLine
    from simulator.exercise.room.view import ListRow, OpenDecision, SeatView, StaffRow, SystemRow, Work

Piece: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Piece, ...]
"""Tones: those of `exercise.feed.Tone`, and `plain`, `dim`, `strong`, `mark`."""

EXERCISE = "EXERCISE"
WIDE = 100
"""Columns from which on words are written out; the screens' own breakpoint."""
_UNICODE = {"late": "✗", "red": "!!", "watch": "▲", "ok": "●", "done": "✓", "info": "·", "unknown": "?"}
_ASCII = {"late": "[x]", "red": "[!!]", "watch": "[!]", "ok": "[ok]", "done": "[v]", "info": "-", "unknown": "[?]"}
ASCII_ONLY = bool(os.environ.get("BREACHDRILL_ASCII")) or (
    "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
)
"""Whether the terminal takes no Unicode, or somebody said so in the environment."""
SYMBOLS = _ASCII if ASCII_ONLY else _UNICODE
"""A status is always a symbol and a word; a colour may be added."""

_ALIKE = {
    char: alike
    for alike, chars in {
        "-": "─━═╌╍–—·•",
        "|": "│┃║▌▐▊▎",
        "#": "█■▇▆▅▄",
        " ": "▃▂▁░▏▕▔",
        "*": "▓▒",
        ">": "▸▶»→",
        "<": "◂◀«←",
        "^": "▲↑",
        "v": "▼↓✓",
        "x": "✗",
        "o": "●◌○",
        ".": "□…",
        "=": "‖",
        '"': "“”",
        "'": "‘’",
    }.items()
    for char in chars
}
RUN_STATES = {
    "ready": ("◌", "READY"),
    "live": ("●", "LIVE"),
    "jump": ("»", "JUMPING"),
    "paused": ("‖", "PAUSED"),
    "frozen": ("■", "FROZEN"),
    "ended": ("□", "ENDED"),
}


def clean(text: str) -> str:
    """The text without control characters, so that it can do nothing to a terminal; newlines become spaces."""
    kept = (" " if char in "\n\t\r" else char for char in text)
    return "".join(char for char in kept if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})


def ascii_of(text: str) -> str:
    """The text in ASCII, as wide where that is known: a look-alike, a bare letter, or a question mark."""
    return text if text.isascii() else "".join(one if one.isascii() else _ascii_char(one) for one in text)


@lru_cache(maxsize=4096)
def _ascii_char(char: str) -> str:
    bare = unicodedata.normalize("NFKD", char)[0]
    wide = unicodedata.east_asian_width(char) in {"W", "F"}
    width = 0 if unicodedata.category(char).startswith("M") else 2 if wide else 1
    alike = _ALIKE.get(char) or (bare if bare.isascii() and bare.isprintable() else "?")
    if "\u2500" <= char <= "\u257f" and char not in _ALIKE:
        alike = "+"
    return alike * width


def flat(line: Iterable[Piece]) -> str:
    """A line as text alone."""
    return "".join(text for text, _ in line)


def day_and_time(when: datetime) -> str:
    """A local moment, short."""
    return f"{when:%a %d %b %H:%M}"


def length(seconds: Seconds) -> str:
    """A stretch of time, short: `3d 4h`, `2h05`, `12m`."""
    rest = abs(seconds)
    if rest >= 3 * DAY:
        return f"{rest // DAY}d"
    if rest >= DAY:
        return f"{rest // DAY}d {rest % DAY // HOUR}h"
    if rest >= HOUR:
        return f"{rest // HOUR}h{rest % HOUR // MINUTE:02}"
    return f"{rest // MINUTE}m"


def minutes(seconds: float) -> str:
    """Room time as h:mm."""
    whole = int(max(seconds, 0)) // 60
    return f"{whole // 60}:{whole % 60:02}"


def day(given: date | None) -> str:
    """A date, or that there is none."""
    return "no date" if given is None else f"{given:%d %b %Y}"


def feed_line(line: FeedLine) -> Line:
    """One thing that happened, as a line."""
    body: list[Piece] = [
        (f"{line.when:%a %d %H:%M} ", "dim"),
        (f"{SYMBOLS[line.tone]:<2} ", line.tone),
        (f"{clean(line.sender)}: ", "plain"),
        (clean(line.title), "strong" if line.main else "plain"),
    ]
    if line.text:
        body.append((f"  {clean(line.text)}", "plain" if line.tone in {"red", "watch"} else "dim"))
    return tuple(body)


def feed_text(line: FeedLine) -> str:
    """One thing that happened, as a sentence for a screen reader."""
    words = {"red": "needs you", "watch": "news", "late": "late", "done": "done", "unknown": "not known"}
    mark = f"{words[line.tone]}, " if line.tone in words else ""
    text = f" {clean(line.text)}" if line.text else ""
    title = clean(line.title)
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return f"{line.when:%a %d %b %H:%M}, {mark}{clean(line.sender)}: {title}{stop}{text}"


def open_line(one: OpenDecision) -> Line:
    """A decision that waits, as a line."""
    tone = "red" if one.main else "watch" if one.kind == "inject" else "info"
    word = "answer" if one.kind == "inject" else "waits" if one.kind == "declared" else "legal act"
    return ((f"{SYMBOLS[tone]:<2} ", tone), (clean(one.title), "strong" if one.main else "plain"), (f"  {word}", "dim"))


def work_line(work: Work) -> Line:
    """An action under way, or one that waits for people."""
    if work.remaining is None:
        waits = f"{work.owner} paged, not answering yet" if work.paged else f"waits for {work.owner}"
        return ((f"{SYMBOLS['unknown']} {clean(work.title)}", "unknown"), (f"  {waits}", "dim"))
    left = f"about {length(work.remaining)} left" if work.remaining else "longer than usual"
    return ((f"{SYMBOLS['ok']} {clean(work.title)}", "plain"), (f"  {left}", "dim"))


def system_line(row: SystemRow) -> Line:
    """A system as known."""
    return ((f"{SYMBOLS[row.tone]:<2} {clean(row.word):<12} ", row.tone), (clean(row.title), "plain"))


def staff_line(row: StaffRow, width: int = 22) -> Line:
    """A role's load as a bar and in numbers."""
    full = row.busy >= row.people
    bar = "█" * min(row.busy, row.people) + "░" * max(row.people - row.busy, 0)
    tone = "watch" if full or row.waiting else "plain"
    waits = f" +{row.waiting} waiting" if full else " paged, not answering yet"
    waits = waits if row.waiting else ""
    title = clean(row.title)[:width]
    return ((f"{title:<{width}} ", "plain"), (f"{bar} {row.busy}/{row.people}{' full' if full else ''}{waits}", tone))


def list_line(row: ListRow) -> Line:
    """One version of the list."""
    states = ", ".join(f"{state} {count:,}" for state, count in row.by_state)
    frozen: Line = ((f" {SYMBOLS['done']} frozen", "done"),) if row.frozen else ()
    return ((f"v{row.version} {row.people:,} ", "strong"), (f"({row.scope}) {states}", "plain"), *frozen)


def people_lines(view: SeatView) -> tuple[Line, ...]:
    """People as known."""
    known = view.exposure
    unknown: Line = ((f"{SYMBOLS['unknown']} not known: nothing pulled shows it", "unknown"),)
    read: Line = unknown if known.shown_read is None else ((f"{known.shown_read:,} records", "strong"),)
    reach: Line = unknown if known.in_reach is None else ((f"{known.in_reach:,} records", "strong"),)
    if known.in_reach is not None and known.in_reach > known.presumed:
        cleared = f"; evidence clears {known.in_reach - known.presumed:,}, presumed are {known.presumed:,}"
        reach = (*reach, (cleared, "plain"))
    lists = tuple(list_line(row) for row in reversed(known.lists)) or ((("no list yet", "dim"),),)
    return ((("Shown as read   ", "plain"), *read), (("Lay in reach    ", "plain"), *reach), *lists)


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
        go = keyed("  Time jumps now: {pause} or {jump} goes to what comes next, {day} a day.")
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


def staff_hours(hours: float) -> str:
    """So much work."""
    return f"{hours:g} staff-hour{'' if hours == 1 else 's'}"


def action_lines(action: ResponseAction, playbook: Playbook) -> tuple[Line, ...]:
    """An action before it is ordered: what it does, what it risks, how long it takes, who may."""

    def titles(seats: Iterable[str]) -> str:
        return ", ".join(clean(playbook.seats[SeatId(seat)].title) for seat in seats)

    cost = staff_hours(action.staff_hours) + (f", ${action.dollars:,.0f}" if action.dollars else "")
    lines: list[Line] = [((clean(action.help), "plain"),)]
    if action.risk:
        lines.append((("Risk: ", "strong"), (clean(action.risk), "plain")))
    unit, of = ("weeks", 168.0) if action.share else ("hours", 1.0)
    low, typical, high = (hours / of for hours in (action.hours.low, action.hours.typical, action.hours.high))
    lines.append(((f"Takes {low:g} to {high:g} {unit}, usually {typical:g}. {cost}.", "dim"),))
    if action.share:
        lines.append(((f"A project: it takes {action.share:.0%} of one person until then.", "dim"),))
    second = f" A second role must agree: {titles(action.authority.second)}." if action.authority.second else ""
    lines.append(((f"May decide: {titles(action.authority.seats)}.{second}", "dim"),))
    if action.irreversible:
        lines.append(((f"{SYMBOLS['red']} This cannot be undone.", "red"),))
    return tuple(lines)


def losing_line(people: int | None) -> Line:
    """How many people could no longer be excluded; None: nothing pulled says so."""
    if people is None:
        return ((f"{SYMBOLS['unknown']} Nothing you have pulled says whom these copies could still clear.", "unknown"),)
    who = "person" if people == 1 else "people"
    tone = "red" if people else "plain"
    symbol = SYMBOLS["red"] if people else SYMBOLS["info"]
    return ((f"{symbol} If you do this now, {people:,} {who} can no longer be excluded.", tone),)


def decide_lines(view: SeatView, hint: str = "{answer} answers it, {decide} decides.") -> tuple[Line, ...]:
    """What waits: the newest main message in full, the other decisions, the work under way."""
    lines: list[Line] = []
    for one in view.open[:1]:
        if one.main:
            lines += [open_line(one), ((clean(one.text), "plain"),)]
            lines += [((f"For: {clean(', '.join(one.to))}", "strong"),)] if one.to else []
            lines += [((keyed(hint), "dim"),), ()]
    lines += [open_line(one) for place, one in enumerate(view.open) if place or not one.main]
    if not view.open:
        lines.append((("No decision waits.", "dim"),))
    running = [*view.running, *view.waiting]
    lines += [(), ((f"RUNNING ({len(running)})", "strong"),)]
    lines += [work_line(work) for work in running] or [(("nothing", "dim"),)]
    return tuple(lines)
