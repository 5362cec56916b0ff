"""The debrief's timeline: three lanes over one axis, and what happened at the cursor."""

from __future__ import annotations

from itertools import pairwise

from simulator.domain.time import DAY, HOUR, Seconds
from simulator.exercise.room.debrief import Debrief
from simulator.exercise.room.moments import Moment
from tui.present import SYMBOLS, Line, clean, day_and_time

_LANES = (("truth", "truth"), ("known", "you knew"), ("done", "you did"))
_MARKS = {"late": "✗", "red": "!", "watch": "▲", "done": "✓", "ok": "●", "info": "·", "unknown": "?"}
_AXIS: tuple[tuple[Seconds, float], ...] = ((0, 0.14), (DAY, 0.46), (7 * DAY, 0.70), (30 * DAY, 0.86))
"""Where StartEx, the first day, week and month end on the axis, as shares: hours matter first, weeks later."""


def position(at: Seconds, begins: Seconds, ends: Seconds, width: int) -> int:
    """The column of a moment on an axis that gives hours room before weeks."""
    edges = [(begins, 0.0), *_AXIS, (ends, 1.0)]
    for (since, low), (until, high) in pairwise(edges):
        if at <= until:
            share = low + (high - low) * (at - since) / max(1, until - since)
            return min(width - 1, max(0, int(share * (width - 1))))
    return width - 1


def lane_lines(found: Debrief, place: int, width: int) -> list[Line]:
    """Three lanes, the axis under them, and what happened at the cursor."""
    label = 10
    room = width - label
    begins = min(found.moments[0].at, 0)
    here = found.moments[place]
    column = position(here.at, begins, found.ends, room)
    lines: list[Line] = []
    for lane, title in _LANES:
        marks = [" "] * room
        for one in found.moments:
            if one.lane == lane:
                where = position(one.at, begins, found.ends, room)
                marks[where] = _stronger(marks[where], _MARKS[one.tone])
        text = "".join(marks)
        mine = lane == here.lane
        lines.append(
            (
                (f"{'▸ ' if mine else '  '}{title:<{label - 2}}", "strong" if mine else "dim"),
                (text[:column], "plain"),
                (text[column] if text[column] != " " else "│", "mark"),
                (text[column + 1 :], "plain"),
            )
        )
    lines.append(((_axis(begins, found.ends, room, label), "dim"),))
    lines.append((("", "plain"),))
    head = f"{day_and_time(here.when)}  ({place + 1} of {len(found.moments)}, entry {here.number})  "
    lines.append(((head, "dim"), (dict(_LANES)[here.lane], "strong")))
    lines.append(((f"{SYMBOLS[here.tone]} ", here.tone), (clean(here.title), "strong")))
    lines.append(((f"  {clean(here.text)}", "plain"),))
    lines.append((("", "plain"),))
    lines.append(_then(here))
    return lines


def _then(here: Moment) -> Line:
    return (
        (f"{SYMBOLS['red']} {here.read:,} people read  ", "red"),
        (f"{SYMBOLS['watch']} {here.notifiable:,} cannot be excluded  ", "watch"),
        (f"{SYMBOLS['info']} {here.listed:,} on your newest list", "info"),
    )


def _axis(begins: Seconds, ends: Seconds, room: int, label: int) -> str:
    text = [" "] * (room + label)
    days = ends // DAY
    for at, name in ((begins, "before"), (0, "StartEx"), (12 * HOUR, "+12h"), (DAY, "day 1"), (7 * DAY, "day 7"),
                     (30 * DAY, "day 30"), (ends, f"day {days}")):  # fmt: skip
        where = min(label + position(at, begins, ends, room), room + label - len(name))
        if all(sign == " " for sign in text[max(0, where - 1) : where + len(name)]):
            text[where : where + len(name)] = name
    return "".join(text)


def _stronger(one: str, other: str) -> str:
    order = " ·?●✓▲!✗"
    return max(one, other, key=order.index)
