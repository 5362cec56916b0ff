"""The line of keys at the bottom: those that work here, the most important first; clickable; one cheap widget.

Where the terminal is too narrow for all of them, the screens become one entry, then what cannot be done now and the
least important are left to the menu, which always stays. What cannot be done now stands in brackets; its key says why.
What only play has is left out once it has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input, Static, TextArea

from tui.actions import SIGNS
from tui.reasons import Host

FIRST = ("pause",)
LAST = ("help", "command_palette")
_LATER = ("day", "show_truth", "jump", "answer", "decide")
"""What gives way first where room is short."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its word, the action as Textual names it, and whether it can be done now."""

    key: str
    word: str
    action: str
    usable: bool = True

    @property
    def text(self) -> str:
        """As it stands on the line."""
        said = f"{self.key} {self.word}"
        return said if self.usable else f"({said})"

    @property
    def id(self) -> str:
        """The app's action of that name; empty for one of the screen's own."""
        return self.action.removeprefix("app.") if self.action.startswith("app.") else ""


def fitted(keys: Sequence[Key], width: int) -> tuple[Key, ...]:
    """The keys that have room in a line: first the pause, then the screen's own, at the end help and menu."""
    line = sorted(keys, key=_place)
    if _length(line) > width:
        line = _gathered(line)
    while _length(line) > width and not all(one.usable for one in line):
        line.remove(next(one for one in reversed(line) if not one.usable))
    for name in (*_LATER, *(one.id for one in reversed(line) if one.id not in {*FIRST, *LAST, *_LATER, "go"})):
        if _length(line) <= width:
            break
        line = [one for one in line if not one.id or one.id != name]
    while _length(line) > width and any(not one.id for one in line):
        line.remove(next(one for one in reversed(line) if not one.id))
    return tuple(line)


def _place(one: Key) -> int:
    if one.id in FIRST:
        return 0
    if one.id in LAST:
        return 4
    return 1 if not one.id else 3 if one.id.startswith("show_") else 2


def _length(line: Sequence[Key]) -> int:
    return sum(len(one.text) for one in line) + max(0, len(line) - 1)


def _gathered(line: Sequence[Key]) -> list[Key]:
    """The screens as one entry, with the first and the last of their keys."""
    screens = [one for one in line if one.id.startswith("show_") and one.id != "show_truth"]
    if len(screens) < 2:
        return list(line)
    place = line.index(screens[0])
    rest = [one for one in line if one not in screens]
    one_key = Key(f"{screens[0].key}-{screens[-1].key}", "Screens", "app.go")
    return [*rest[:place], one_key, *rest[place:]]


class Keys(Static):
    """Keys and their words. Drawn anew only when they change (a stock footer is rebuilt at each move of the cursor)."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="keys")
        self._drawn: tuple[Key, ...] = ()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._draw)
        self._draw(self.screen)

    def on_resize(self, _: Resize) -> None:
        """Another width has room for others."""
        self._draw(self.screen)

    def _as_things_stand(self, key: Key) -> Key:
        app = self.app
        if not isinstance(app, Host):
            return key
        return replace(key, word=app.word_of(key.id) or key.word, usable=not app.why_not(key.id))

    def _draw(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        told: dict[str, Key] = {}
        # Textual knows a letter to be typed, not the name of a sign.
        typing = isinstance(screen.focused, Input | TextArea)
        for one in screen.active_bindings.values():
            binding = one.binding
            if binding.show and not (typing and binding.key in SIGNS.values()):
                key = Key(self.app.get_key_display(binding), binding.description, binding.action)
                if not (isinstance(self.app, Host) and self.app.over(key.id)):
                    told.setdefault(binding.action, self._as_things_stand(key))
        rows = fitted(tuple(told.values()), self.size.width or self.app.size.width)
        if rows != self._drawn:
            self._drawn = rows
            self.update(Content(" ").join([_shown(one) for one in rows]))


def _shown(one: Key) -> Content:
    click = Style.from_meta({"@click": one.action if "." in one.action else f"screen.{one.action}"})
    if not one.usable:
        return Content.assemble((one.text, "dim")).stylize(click)
    return Content.assemble((one.key, "bold $primary"), f" {one.word}").stylize(click)
