"""An observer's line: `- nobody owns the insurer call, obj 4`. A tag first, an objective anywhere, both free."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.evaluation.records import Tag
from simulator.domain.playbook import Objective

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
