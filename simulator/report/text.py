"""How the report writes things: dates, counts, shares, references; and what makes typed words harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text on one line, with control and direction characters shown as what they are: not printable."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", _CONTROL.sub("\ufffd", text)).strip()


def many(count: int, one: str, several: str = "") -> str:
    """A count with its noun: `1 person`, `1,283 people`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def share(part: int, whole: int) -> str:
    """A share as a percentage, cut so that only the whole is 100 %; `-` of nothing."""
    if not whole:
        return "-"
    return f"{int(1000 * part / whole) / 10:g} %"


def listed(items: Iterable[str], nothing: str = "none") -> str:
    """Items as `a, b and c`."""
    return _joined(list(items), "and", nothing)


def any_of(items: Iterable[str], nothing: str = "none") -> str:
    """Items of which one is enough: `a, b or c`."""
    return _joined(list(items), "or", nothing)


def _joined(found: list[str], word: str, nothing: str) -> str:
    if len(found) < 2:
        return found[0] if found else nothing
    return f"{', '.join(found[:-1])} {word} {found[-1]}"


def cited(source: str) -> str:
    """A source as a reader of the report can take it: the files of our own study are study notes."""
    return source.replace("domain.md", "study notes").replace("law.md", "study notes on the law")


def counts(by: Mapping[str, int] | Iterable[tuple[str, int]]) -> str:
    """Counts by name: `TX 501, NY 499`."""
    return ", ".join(f"{name} {number:,}" for name, number in dict(by).items()) or "nobody"


def days(number: int) -> str:
    """A signed number of days."""
    return f"{number:+d} d" if number else "0 d"


def room_clock(seconds: float) -> str:
    """Room time as hours and minutes from the beginning of play: `0:42`."""
    minutes = int(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"
