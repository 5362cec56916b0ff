"""What a card says stands in a column, as cells: constants, picks, numbers, texts, looked-up or masked words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from simulator.domain.sources import Cell, ColumnType, Fill, Stamp
from simulator.engine.rows.sheet import Cells, Sheet
from simulator.engine.rows.words import cells, kinds_changed, signs
from simulator.engine.streams import triangular_array
from simulator.world.identifiers import crm_ids

_BRACED = re.compile(r"\{([^{}]*)\}")
MASK = "XXX"
"""What stands for the last part of a masked address. Source: domain.md 1.5, identity ([EN3])."""


def column(sheet: Sheet, name: str, kind: ColumnType, fill: Fill | None) -> Cells:
    """One column of a sheet. A missing value is blank as its product writes it; in columns of numbers it is none."""
    blank = sheet.source.blank if kind == "TEXT" else None
    if fill is None:
        return [blank] * len(sheet)
    found = _cells(sheet, name, kind, fill)
    if kind == "TEXT":
        found = [blank if one is None else one if isinstance(one, str) else str(one) for one in found]
    if fill.drop:
        instead = blank if fill.instead is None else fill.instead
        found = _dropped(sheet, f"instead/{name}", fill.drop, found, instead)
    share = dict(sheet.source.drops).get(name, 0.0)
    return _dropped(sheet, f"drop/{name}", share, found, blank) if share else found


def _dropped(sheet: Sheet, purpose: str, share: float, found: Cells, instead: Cell) -> Cells:
    gone = (sheet.own(purpose) < share).tolist()
    return [instead if lost else one for one, lost in zip(found, gone, strict=True)]


def _cells(sheet: Sheet, name: str, kind: ColumnType, fill: Fill) -> Cells:
    if fill.picks:
        return _picked(sheet, f"pick/{fill.like or name}", fill.picks)
    if fill.number is not None:
        drawn = triangular_array(fill.number, sheet.uniform(f"number/{name}"))
        return drawn.tolist() if kind == "REAL" else drawn.astype(np.int64).tolist()  # type: ignore[no-any-return]
    if fill.texts:
        return _texts(sheet, f"pick/{fill.like}" if fill.like else f"text/{name}", fill.texts)
    if fill.prefix:
        return crm_ids(fill.prefix, (sheet.uniform(f"id/{name}") * 1e9).astype(np.int64).tolist())
    if not fill.word:
        return [fill.constant] * len(sheet)
    if fill.word in {"uuid", "hash"}:
        return signs(sheet, fill.word, name)
    found = _word(sheet, fill.word, fill.stamp)
    if fill.lookup:
        known = dict(fill.lookup)
        if fill.word == "change":
            found = [one if one in known else one.rpartition(" ")[2] for one in kinds_changed(sheet)]
        return [known.get(str(one), fill.otherwise) for one in found]
    return [_masked(one) for one in found] if fill.masked else found


def _word(sheet: Sheet, word: str, notation: Stamp | None = None) -> Cells:
    """A word's cells, worked out once for all columns that hold it."""
    key = f"{word}/{notation}"
    if key not in sheet.memo:
        sheet.memo[key] = cells(sheet, word, notation)
    found: Cells = sheet.memo[key]
    return found


def _picked(sheet: Sheet, purpose: str, picks: Sequence[tuple[Cell, float]]) -> Cells:
    if len(picks) == 1:
        return [picks[0][0]] * len(sheet)
    edges = np.cumsum([weight for _, weight in picks])
    values = [value for value, _ in picks]
    place = np.searchsorted(edges / edges[-1], sheet.uniform(purpose), side="right")
    return [values[one] for one in place.tolist()]


def _texts(sheet: Sheet, purpose: str, texts: Sequence[tuple[str, float]]) -> Cells:
    """Templates with the words in braces filled in."""
    whole = [_filled(sheet, text) for text, _ in texts]
    if len(whole) == 1:
        return whole[0]
    chosen = _picked(sheet, purpose, [(place, weight) for place, (_, weight) in enumerate(texts)])
    return [whole[int(place or 0)][row] for row, place in enumerate(chosen)]


def _filled(sheet: Sheet, text: str) -> Cells:
    pieces = _BRACED.split(text)
    words = [_word(sheet, word) for word in pieces[1::2]]
    if not words:
        return [text] * len(sheet)
    plain = pieces[::2]
    return [
        "".join(
            [piece + ("" if one is None else str(one)) for piece, one in zip(plain, row, strict=False)] + [plain[-1]]
        )
        for row in zip(*words, strict=True)
    ]


def _masked(cell: Cell) -> Cell:
    """An address without its last part."""
    head, dot, _ = str(cell).rpartition(".")
    return None if cell is None else f"{head}{dot}{MASK}"
