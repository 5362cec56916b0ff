"""The words of call and luck: what a decision was worth on what was known then, and how it came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from textwrap import wrap

from simulator.exercise.whatif.calls import CALL_WORDS, LEAST_WORLDS, Judged, Luck, Quality, in_words
from tui.present import Line, clean

_LABEL, _CELL = 17, 12
"""Columns of the square: its labels, and each field."""
_COLUMNS: Mapping[Luck, str] = {"good": "good luck", "none": "as expected", "bad": "bad luck"}


def call_lines(judged: Judged | None, waiting: str) -> list[Line]:
    """Call and luck of one decision; `waiting` is said where nobody judged it yet."""
    if judged is None:
        return [(("Call and luck: ", "strong"), (waiting, "dim"))]
    if judged.regret is None or judged.luck is None:
        same = f"{judged.worlds} of {judged.tried} other ways this could have gone looked the same to you until then"
        return [(("Call and luck: not judged. ", "strong"), (f"{same}; {LEAST_WORLDS} are needed.", "dim"))]
    weighed = f"{judged.worlds} other ways this could have gone that looked the same to you until then"
    lines: list[Line] = [
        ((in_words(judged.call).capitalize(), "strong"),),
        ((f"Call: weighed over {weighed} ({judged.tried} tried). {_call(judged)}", "plain"),),
        ((f"Luck: {_luck(judged.luck)}", "plain"),),
    ]
    return lines


def square_lines(judged: Iterable[Judged]) -> list[Line]:
    """Call by luck, with the numbers of the decisions in each field; nothing where nothing was judged."""
    fields: dict[tuple[Quality, Luck], list[str]] = {}
    for one in judged:
        if one.call.luck is not None:
            fields.setdefault((one.call.call, one.call.luck), []).append(f"D{one.number}")
    if not fields:
        return []
    head = " " * _LABEL + "".join(f"{title:<{_CELL}}" for title in _COLUMNS.values()).rstrip()
    lines: list[Line] = [(("CALL AND LUCK: which decisions fall where", "strong"),), ((head, "dim"),)]
    for call, label in CALL_WORDS.items():
        cells = [wrap(" ".join(fields.get((call, luck), ["-"])), _CELL - 1) for luck in _COLUMNS]
        for place, row in enumerate(zip_longest(*cells, fillvalue="")):
            text = "".join(f"{cell:<{_CELL}}" for cell in row).rstrip()
            lines.append(((f"{label if place == 0 else '':<{_LABEL}}", "dim"), (text, "plain")))
    return lines


def _call(judged: Judged) -> str:
    if not judged.regret:
        return "On what you knew then, nothing else that was tried was better."
    return f"Best of what was tried: {clean(judged.best)}, {judged.regret:.1f} points better on average."


def _luck(points: float) -> str:
    if abs(points) < 0.05:
        return "it came out as it does on average."
    return f"it came out {abs(points):.1f} points {'worse' if points > 0 else 'better'} than it does on average."
