"""What a facilitator types: an observer's line, and a moment to go to.

A line as `- nobody owns the insurer call, obj 4`: a tag first, an objective anywhere, both free.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from simulator.domain.evaluation.records import Tag
from simulator.domain.playbook import Objective, Playbook
from simulator.domain.time import Seconds, parse_duration

EXAMPLE = "Begin with + strength, - gap, ! critical or ? question; add obj 2. As: - nobody owns the insurer call obj 4"
_OBJECTIVE = re.compile(r"[\s,;(\[]*\bobj(?:ective)?\.?\s*(\d{1,2})\b[)\]]?", re.IGNORECASE)
_TAGS: tuple[Tag, ...] = ("+", "-", "!", "?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the line says; `objective` is its id."""

    text: str
    tag: Tag
    objective: str


def read_note(line: str, objectives: Sequence[Objective]) -> Note:
    """The note that a line stands for.

    Raises:
        ValueError: it says nothing, or names an objective that there is not.
    """
    tag: Tag = next((one for one in _TAGS if line.startswith(one)), "")
    text = line.removeprefix(tag).strip()
    found = _OBJECTIVE.search(text)
    number = int(found[1]) if found else 0
    if number > len(objectives) or (found and number == 0):
        raise ValueError(f"There is no objective {number}: they are 1 to {len(objectives)}.")
    text = _OBJECTIVE.sub("", text).strip()
    if not text:
        raise ValueError("Say in a line what you saw, or Esc.")
    return Note(text=text, tag=tag, objective=objectives[number - 1].id if number else "")


def moment_of(typed: str, now: Seconds, playbook: Playbook) -> Seconds:
    """The moment that somebody typed: `D5 09:00`, `09:00` (the next), `+2h30m`.

    Raises:
        ValueError: it is none, or past.
    """
    text = typed.strip().lower()
    try:
        at = now + parse_duration(text[1:]) if text.startswith("+") else _clock(text, now, playbook)
    except ValueError:
        raise ValueError(f'Given "{typed}"; write D5 09:00, 09:00 or +2h30m.') from None
    if at <= now:
        raise ValueError("Time only goes forward: give a moment that is still to come.")
    return min(at, playbook.ends)


def _clock(text: str, now: Seconds, playbook: Playbook) -> Seconds:
    named, _, clock = text.rpartition(" ")
    hour, minute = map(int, clock.split(":"))
    calendar = playbook.calendar
    today = calendar.number(now)
    day = int(named.removeprefix("day").removeprefix("d").strip()) if named else today
    on = calendar.local(now).replace(hour=hour, minute=minute, second=0, microsecond=0)
    at = calendar.seconds(on + timedelta(days=day - today))
    next_day = calendar.seconds(on + timedelta(days=1))
    return next_day if not named and at <= now else at
