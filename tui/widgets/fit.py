"""Which layout a screen has at a size: the classes that its style looks at, there before its first frame."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def classes_of(screen: Screen[Any]) -> dict[str, bool]:
    """Each class of a size, and whether the terminal has that size now."""
    size = screen.app.size
    both = ((screen.app.HORIZONTAL_BREAKPOINTS, size.width), (screen.app.VERTICAL_BREAKPOINTS, size.height))
    chosen = {max((edge, name) for edge, name in points if edge <= cells)[1] for points, cells in both if points}
    return {name: name in chosen for points, _ in both for _, name in points or ()}


def fit(screen: Screen[Any]) -> None:
    """Give a screen the layout of its size before its widgets are styled.

    Textual does so when the screen first learns its size: by then a frame of the widest layout may have been painted,
    and on a busy machine it stays for a while.
    """
    screen.update_classes(classes_of(screen), update=False)
