"""The score as a waterfall of words and bars: what each part gave or took, from silence (0) to the reference (100)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tui.present import Line, clean

TITLES = {
    "exposure": "Exposure contained",
    "care": "Patient care",
    "duty": "Legal duties",
    "notice": "Notice quality",
    "evidence": "Evidence and reasons",
    "effort": "Effort",
}


class Scored(Protocol):
    """What is drawn of a score."""

    @property
    def total(self) -> float | None:
        """None: not scored."""

    @property
    def parts(self) -> Mapping[Any, float]:
        """Points by part."""

    @property
    def note(self) -> str:
        """Why it is not scored."""


def waterfall(score: Scored | None, width: int) -> tuple[Line, ...]:
    """The bars, one part a line, each beginning where the last ended; a loss is drawn hatched and with a minus."""
    if score is None:
        return ((("The score is being computed, or cannot be.", "unknown"),),)
    if score.total is None:
        return ((("Not scored: ", "watch"), (clean(score.note), "plain")),)
    ends, at = [], 0.0
    for points in score.parts.values():
        ends.append((at, at + points))
        at += points
    low = min([0.0, *(min(pair) for pair in ends)])
    high = max([100.0, *(max(pair) for pair in ends)])
    room = max(10, width - 32)
    scale = room / (high - low)
    lines: list[Line] = [(("Silence", "dim"), (f"{'0.0':>{_LABEL}}", "dim"))]
    for (part, points), (begin, end) in zip(score.parts.items(), ends, strict=True):
        left = round((min(begin, end) - low) * scale)
        long = max(1, round(abs(points) * scale)) if points else 0
        bar = ("█" if points >= 0 else "▒") * long
        title = clean(TITLES.get(part, part))
        lines.append(
            ((f"{title:<{_LABEL}}", "plain"), (f"{points:>+7.1f} ", "strong"), (" " * left + bar, _tone(points)))
        )
    total = round(max(0.0, score.total - low) * scale)
    lines.append(((f"{'Your team':<{_LABEL}}", "strong"), (f"{score.total:>7.1f} ", "strong"), ("█" * total, "ok")))
    lines.append((("The reference scores 100. The duties are a list of their own.", "dim"),))
    return tuple(lines)


_LABEL = 22


def _tone(points: float) -> str:
    return "ok" if points >= 0 else "watch"
