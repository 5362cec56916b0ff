"""The exercise in play and its screens: what every stage of the app stands on."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tui.messages import DecisionRefused, FactsAppended, PaceChanged
from tui.shell import Look, Shell
from tui.widgets.fit import fit

if TYPE_CHECKING:
    from tui.pacing import Drill, Told
    from tui.widgets.frame import DrillScreen

_CLASSES = {
    "briefing": "BriefingScreen",
    "room": "WarRoom",
    "evidence": "EvidenceScreen",
    "lists": "ListsScreen",
    "notices": "NoticesScreen",
    "debrief": "DebriefScreen",
    "truth": "TruthScreen",
    "hotwash": "HotWashScreen",
    "turning": "TurningScreen",
    "reportscreen": "ReportScreen",
}
"""The screens by the module that each is in; it is imported when it is first shown."""


class Playing(Shell):
    """The app with a drill: its screens are made once each, and kept while it is played.

    `_named` begins the names under which they are installed: a what-if's stand beside those of its exercise.
    """

    def __init__(self, *, calm: bool = False, look: Look | None = None) -> None:
        super().__init__(calm=calm, look=look)
        self.drill: Drill | None = None
        self._screens: dict[str, DrillScreen] = {}
        self._named = ""

    def _show(self, name: str) -> None:
        """Show a screen of the drill."""
        if self.drill is None or self.screen is self._screens.get(name):
            return
        if name not in self._screens:
            self._screens[name] = _screen(name, self.drill)
            self.install_screen(self._screens[name], self._named + name)
        elif self._screens[name].is_mounted:
            fit(self._screens[name])  # the terminal may have another size than when it was last seen
        self.switch_screen(self._named + name)

    def _told(self, told: Told) -> None:
        """From any thread: pass on what the engine told."""
        if told.facts:
            self.post_message(FactsAppended())
        if told.refused is not None:
            self.post_message(DecisionRefused(told.refused))
        self.post_message(PaceChanged())


def _screen(name: str, drill: Drill) -> DrillScreen:
    """A new screen of that name."""
    made: DrillScreen = getattr(import_module(f"tui.screens.{name}"), _CLASSES[name])(drill)
    return made
