"""The words of a guided answer: each question, what the evidence says, and the SQL that was asked."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.exercise.room.scoping.guided import Guidance, Step
from tui.present import SYMBOLS, Line, clean

_TONES = {"read": "late", "cannot be excluded": "watch", "excluded": "done", "test patient": "info"}


def guidance_lines(found: Guidance) -> Iterator[Line]:
    """What it is about, the conclusion, and the steps under it."""
    tone = _TONES.get(found.verdict or "", "unknown")
    if found.verdict is not None:
        yield ((f"{clean(found.about)}  ", "strong"), (f"{SYMBOLS[tone]} {found.verdict}", tone))
    else:
        yield ((clean(found.about), "strong"),)
    yield ((clean(found.conclusion), "plain"),)
    for number, step in enumerate(found.steps, start=1):
        yield (("", "plain"),)
        yield from step_lines(number, step)


def step_lines(number: int, step: Step) -> Iterator[Line]:
    """One question, its answer, and its SQL."""
    yield ((f"{number} {step.question}", "strong"),)
    for said in step.answer:
        yield ((f"  {clean(said)}", "plain"),)
    for line in step.sql.splitlines():
        yield ((f"  {clean(line)}", "dim"),)
