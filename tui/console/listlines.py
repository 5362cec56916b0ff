"""The lines of the master list: number, when, type, to whom, what, how it stands; columns as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.room.console.masterlist import Listed
from tui.present import SYMBOLS, Line, clean, length

_MARKS = {"released": "done", "due": "ok", "waiting": "unknown", "held": "watch", "skipped": "dim", "left out": "dim",
          "done": "done", "late": "late"}  # fmt: skip
_STANDINGS = {"waiting": "waits"}
_MARGIN = 2
"""Cells of the cursor's mark."""
_LEAST = 12
"""Cells of whom it goes to and of its title, where there is no room; assumed."""


def msel_lines(rows: Sequence[Listed], playbook: Playbook, now: Seconds, width: int) -> list[Line]:
    """The list in a panel of that width. No type and no standing is cut; whom and what share what they leave."""
    heads = [_when(one, playbook) for one in rows]
    kinds = _widest(one.type for one in rows)
    to = [clean(", ".join(one.to)) for one in rows]
    titles = [clean(one.title) for one in rows]
    states = [f"{SYMBOLS.get(_MARKS[one.standing], ' ')} {_standing(one, now)}" for one in rows]
    left = width - _MARGIN - _widest(heads) - kinds - _widest(states) - 4
    whom, what = _shared(_widest(to), _widest(titles), left)
    lines: list[Line] = []
    for place, one in enumerate(rows):
        waits = f", {clean(one.waits)}" if one.standing == "waiting" and one.waits else ""
        lines.append(
            (
                (f"{heads[place]} {one.type:<{kinds}} ", "dim"),
                (f"{_cut(to[place], whom):<{whom}} ", "plain"),
                (f"{_cut(titles[place], what):<{what}} ", "strong" if one.type == "main" else "plain"),
                (states[place], _MARKS[one.standing]),
                (waits, "dim"),
            )
        )
    return lines


def _when(one: Listed, playbook: Playbook) -> str:
    calendar = playbook.calendar
    when = "" if one.at is None else f"D{calendar.number(one.at)} {calendar.at(one.at):%H:%M}"
    return f"{one.number:02} {when:<9}"


def _standing(one: Listed, now: Seconds) -> str:
    due = one.due_in(now)
    by_hand = one.fired and one.type != "improvised"
    named = "by hand" if by_hand else _STANDINGS.get(one.standing, one.standing)
    later = f" +{length(one.later)}" if one.later else ""
    return f"{named if due is None else f'due {length(due)}'}{later}"


def _shared(whom: int, what: int, room: int) -> tuple[int, int]:
    """What two columns get of some room: what they want, else the title two thirds of it."""
    if whom + what > room:
        whom = min(whom, max(room - what, room // 3, _LEAST))
    return whom, min(what, max(room - whom, _LEAST))


def _widest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
