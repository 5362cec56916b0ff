"""Every word and symbol of the interface, as plain text with tones; knows no terminal library.

A line is a row of (text, tone) pieces. What people or scenarios wrote passes through `clean` and is never markup.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from simulator.domain.time import DAY, HOUR, MINUTE, Seconds

if TYPE_CHECKING:
    pass

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
