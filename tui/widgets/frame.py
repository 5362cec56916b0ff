"""The frame of every screen and dialog in a drill: two clock lines that nothing hides, the EXERCISE mark, the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Mount, ScreenResume, Unmount
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from tui.actions import ACTIONS, IN_DIALOGS, Action, action
from tui.owned import OWN
from tui.widgets.clocks import ClockStrip
from tui.widgets.fit import fit
from tui.widgets.guard import Guard
from tui.widgets.keys import Keys

if TYPE_CHECKING:
    from simulator.domain.decisions import Decision
    from tui.pacing import Drill


def bindings(places: Iterable[str]) -> list[BindingType]:
    """The keys of the actions that belong to these places."""
    wanted = [one for one in (*OWN, *ACTIONS) if one.place in places]
    return [binding_of(one) for one in wanted if one.keys]


def binding_of(one: Action, *, hidden: bool = False) -> Binding:
    """The keys of an action; a keymap finds them by its id."""
    does = one.does or (one.id.partition(".")[2] if "." in one.id else f"app.{one.id}")
    return Binding(",".join(one.keys), does, one.title, show=one.shown and not hidden, tooltip=one.help, id=one.id)


class DrillScreen(Screen[None]):
    """A full screen in a drill. Give `compose_body`; `redraw` is called when this seat learned something."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(("everywhere", "drill", "controller"))
    HELP: ClassVar[str] = ""
    """What the screen is for; F1 shows it."""
    ALLOW_IN_MAXIMIZED_VIEW = "ClockStrip, Keys, FindLine"

    def __init__(self, drill: Drill) -> None:
        super().__init__()
        self.drill = drill
        self._drawn_on = drill.view.day

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        fit(self)
        yield ClockStrip(self.drill)
        yield from self.compose_head()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Keys()

    def compose_head(self) -> Iterable[Widget]:
        """What stands under the clock lines, also above an enlarged panel where it is allowed there."""
        return ()

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between the clock lines and the keys."""
        return ()

    def redraw(self) -> None:
        """Draw what changed; called on mount, when facts were appended, and when the screen comes back."""

    def repace(self) -> None:
        """Draw what depends on time; called about four times a second while it runs. Here: everything, once a day."""
        if self._drawn_on != self.drill.view.day:
            self._drawn_on = self.drill.view.day
            self.redraw()

    @on(Mount)
    @on(ScreenResume)
    def _draw(self) -> None:
        """Draw for the first time, and what happened while another screen lay above."""
        if not self.app.is_running:  # the app is being taken down, widget by widget
            return
        self._drawn_on = self.drill.view.day
        for strip in self.query(ClockStrip):
            strip.refresh_lines()
        self.redraw()


class DrillDialog(ModalScreen[None]):
    """A question over a screen. It keeps the clock lines in sight; Esc closes, F8 pauses, time stands meanwhile.

    Give `compose_box`. `TITLE` heads the box; `HOLDS` False lets time run under it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        *bindings(("dialog",)),
        *[binding_of(action(name), hidden=True) for name in IN_DIALOGS],
    ]
    HELP: ClassVar[str] = "Tab goes to the next field, Enter opens or chooses, Esc leaves without doing anything."
    """What F1 says first."""
    HOLDS: ClassVar[bool] = True

    def __init__(self, drill: Drill, heading: str = "") -> None:
        super().__init__()
        self.drill = drill
        self.heading = heading

    def compose(self) -> ComposeResult:
        """The frame around the box."""
        fit(self)
        yield ClockStrip(self.drill)
        with Guard() as box:
            box.border_title = Content(self.heading)
            yield from self.compose_box()
        yield Keys()

    def compose_box(self) -> Iterable[Widget]:
        """The widgets in the box."""
        return (Static(""),)

    def redraw(self) -> None:
        """Draw what changed; called when facts were appended."""

    @on(Mount)
    def _hold(self) -> None:
        """Time stands."""
        if self.HOLDS:
            self.drill.hold()

    @on(Unmount)
    def _release(self) -> None:
        """Time may run again."""
        if self.HOLDS:
            self.drill.release()

    @on(Input.Changed)
    @on(Select.Changed)
    def clear_fault(self) -> None:
        """What was missing is being mended: the complaint goes."""
        for fault in self.query("#fault").results(Static):
            fault.update("")

    async def decide(self, decision: Decision, **said: str) -> bool:
        """Take a decision and close; a refused one leaves the dialog open, for another try. Whether it was taken."""
        self.clear_fault()
        entry = await asyncio.wrap_future(self.drill.submit(decision, **said))
        taken = entry.fact.kind != "decision-refused"
        if taken:
            self.dismiss()
        return taken

    def action_close(self) -> None:
        """Leave without doing anything."""
        self.dismiss()
