"""What every screen stands in: the look, the sizes, and a loop that answers keys beside a busy engine."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import Screen

from tui import present
from tui.actions import key_name
from tui.attention import attentive_loop
from tui.hints import follow
from tui.themes import CVD_SAFE, HIGH_CONTRAST, THEME
from tui.widgets.ascii import AsciiFilter

LOST = 129
"""The exit code of a program whose terminal hung up: 128 and the number of the signal."""


class Ground(Screen[object]):
    """Never seen, so it has no layouts to choose between."""

    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - Textual declares a list
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a person chose before: keys by action, a theme, and who remembers another one."""

    keymap: Mapping[str, str] = field(default_factory=dict)
    theme: str = ""
    chosen: Callable[[str], None] = lambda _: None


class Shell(App[int]):
    """The app without its exercise."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (50, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares a list
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (14, "-short"), (30, "-tall")]  # noqa: RUF012

    def __init__(self, *, calm: bool = False, look: Look | None = None) -> None:
        super().__init__(ansi_color=bool(os.environ.get("NO_COLOR")))
        look = look or Look()
        if calm:
            self.animation_level = "none"
        self._look = look
        self.ascii_only = present.ASCII_ONLY
        self.register_theme(THEME)
        self.register_theme(HIGH_CONTRAST)
        self.register_theme(CVD_SAFE)
        self.set_keymap(dict(look.keymap))
        follow(look.keymap)
        wanted = (os.environ.get("TEXTUAL_THEME", ""), look.theme, THEME.name)
        named = next(one for one in wanted if one in self.available_themes)
        self._begun = "ansi-dark" if os.environ.get("NO_COLOR") else named
        self.theme = self._begun
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def run(self, **how: Any) -> int | None:  # noqa: ANN401 - Textual's arguments, handed on
        """Run the app as Textual does, in a loop that answers keys beside a busy engine."""
        before = sys.getswitchinterval()
        try:
            with asyncio.Runner(loop_factory=attentive_loop) as runner:
                return super().run(loop=runner.get_loop(), **how)
        finally:
            sys.setswitchinterval(before)

    def watch_theme(self, name: str) -> None:
        """Another theme than before is somebody's choice."""
        if name != self._begun:
            self._begun = name
            self._look.chosen(name)

    def get_default_screen(self) -> Screen[object]:
        """What lies under the first screen."""
        return Ground(id="_default")

    def refresh_css(self, animate: bool = True) -> None:
        """Textual reads every style sheet a second time when it starts; only another theme needs that."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def why_not(self, action: str) -> str:  # noqa: ARG002 - an app with something in play knows better
        """Why an action has no use now; empty where it has."""
        return ""

    def bell(self) -> None:
        """No sound: nothing is told by it. Source: practice.md 4.3."""

    def get_key_display(self, binding: Binding) -> str:
        """A key as people read it."""
        return binding.key_display or key_name(binding.key)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Lines as they are, or in ASCII where the terminal takes nothing else."""
        filters = super().get_line_filters()
        return [*filters, AsciiFilter()] if self.ascii_only else filters

    def watch_terminal(self) -> None:
        """Leave in good order when the terminal is lost."""
        if hasattr(signal, "SIGHUP"):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # another thread's loop takes no signals
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.terminal_lost)

    def terminal_lost(self) -> None:
        """The terminal is gone, and the program ends."""
        self.exit(LOST)

    def say_text(self, text: str) -> None:
        """A short notice, one at a time so that it stays below the clocks; its text is never markup."""
        self.clear_notifications()
        self.notify(present.clean(text), markup=False)
