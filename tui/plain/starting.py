"""Which exercise is played line by line: a new one, or one of those that are kept."""

from __future__ import annotations

from collections.abc import Callable

from tui.keeping import Library, Opened
from tui.present import clean

MOST = 9
"""Kept exercises that are offered, the newest first; assumed, more than anybody listens to."""


def start_plain(
    library: Library,
    new: Callable[[], Opened],
    *,
    ask: Callable[[str], str] = input,
    tell: Callable[[str], object] = print,
) -> Opened:
    """The exercise that somebody goes on with, by its number; nothing typed, or nothing kept, begins a new one.

    Raises:
        InputError: the one that was kept cannot be opened.
    """
    saves = library.saves()[:MOST]
    if not saves:
        return new()
    tell("Exercises that are kept:")
    for place, one in enumerate(saves, start=1):
        tell(f"  {place}. {clean(one.title)}")
    while True:
        try:
            given = ask("Number to go on with one (empty: begin a new exercise): ").strip()
        except EOFError:
            given = ""
        if not given:
            return new()
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(saves):
            return library.resume(saves[int(given) - 1].ref)
        tell(f"Type a number from 1 to {len(saves)}, or nothing.")
