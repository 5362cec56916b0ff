"""The tabletop: one app from the lobby to the debrief. Everything slow is imported and done after the first paint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Button

from simulator.errors import BreachdrillError
from tui import present
from tui.actions import offered
from tui.hints import keyed, keys_of
from tui.keeping import Library, NoLibrary, Opened, Save
from tui.messages import DecisionRefused, Open, Resume
from tui.panelling import Panelling
from tui.shell import Look
from tui.stages.acting import Acting
from tui.stages.before import BeforePlay
from tui.stages.facilitated import Facilitated
from tui.texts.pace import halt_words
from tui.widgets.clocks import ClockStrip
from tui.widgets.frame import DrillDialog, DrillScreen

if TYPE_CHECKING:
    from simulator.exercise.room.clocks import Mode
    from tui.pacing import Drill

__all__ = ["DrillApp", "Library", "NoLibrary", "Opened", "Save"]


class DrillApp(BeforePlay, Facilitated, Acting, Panelling):
    """The tabletop."""

    TITLE = "breachdrill"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_fork", "Back from the what-if", key_display="Esc"),
    ]

    def __init__(
        self,
        library: Library | None = None,
        *,
        first: Callable[[], Opened] | None = None,
        seat: str = "room",
        mode: Mode = "assisted",
        calm: bool = False,
        look: Look | None = None,
    ) -> None:
        super().__init__(calm=calm, look=look)
        self.library: Library = library or NoLibrary()
        self.seat = seat
        self.mode: Mode = mode
        self._first = first
        self._told_last = False
        self._told_of_pause = ""

    def on_mount(self) -> None:
        """Show the first screen, and leave in good order when the terminal is lost."""
        self.watch_terminal()
        self.show_first()

    def terminal_lost(self) -> None:
        """Time stands, what was reached is kept, and the program ends; whoever resumes finds it paused."""
        if self.drill is not None:
            self.drill.pause()
        super().terminal_lost()

    def show_first(self) -> None:
        """The lobby, or the exercise that was asked for."""
        from tui.screens.lobby import LobbyScreen

        lobby = LobbyScreen(self.mode, self._saves)
        self.push_screen(lobby)
        if self._first is not None:
            self.open(self._first)

    def _saves(self) -> list[tuple[str, str]]:
        return [(one.ref, one.title) for one in self.library.saves()]

    def on_resume(self, wanted: Resume) -> None:
        """The lobby chose a kept one."""
        self.open(lambda: self.library.resume(wanted.ref))

    def on_open(self, wanted: Open) -> None:
        """The set-up is done."""
        self.open(wanted.make)

    @work(thread=True, exclusive=True, group="open")
    def open(self, make: Callable[[], Opened]) -> None:
        """Make an exercise in a thread, then enter it."""
        from tui.pacing import Drill

        try:
            opened = make()
        except BreachdrillError as fault:
            self.call_from_thread(self.cannot_open, str(fault))
            return
        self.call_from_thread(self.enter, Drill.of(opened))

    def cannot_open(self, why: str) -> None:
        """Say why (another process plays it, its scenario changed, the disk is full), and stay in the lobby."""
        self.notify(present.clean(why), title="It cannot be opened", severity="error", timeout=30, markup=False)
        for start in self.screen.query("#start").results(Button):
            start.disabled = False

    def enter(self, drill: Drill) -> None:
        """Play: the briefing first, the room when some of it was played already."""
        from tui.pacing import TICK

        self.drill = drill
        drill.tell = self._told
        self.write_arrangement(drill)
        self.set_interval(TICK, drill.tick)
        self.run_worker(self.host(drill), group="console")
        self._offered = False
        if drill.view.ended:
            self.action_show_debrief()
        elif drill.begun:
            self.action_show_room()
        else:
            self.action_show_briefing()

    def on_facts_appended(self) -> None:
        """Every screen of the drill that is open draws anew, but where the app is being taken down."""
        if not self.is_running:
            return
        for screen in self.screen_stack:
            if isinstance(screen, DrillScreen | DrillDialog) and screen.is_mounted:
                screen.redraw()
                screen.refresh_bindings()

    def on_pace_changed(self) -> None:
        """The docked lines follow the time, and the key line what its first key does now."""
        told, self._told_of_pause = self._told_of_pause, self.word_of("pause")
        for screen in self.screen_stack:
            if told != self._told_of_pause and isinstance(screen, DrillScreen) and screen.is_mounted:
                screen.refresh_bindings()
            for strip in screen.query(ClockStrip):
                strip.refresh_lines()
            if isinstance(screen, DrillScreen) and screen.is_mounted:
                screen.repace()
        halt = self.drill.halt if self.drill is not None else None
        if halt is not None and halt.kind == "last" and not self._told_last:
            self.say_text(halt_words(halt.kind, halt.subject))
        self._told_last = halt is not None and halt.kind == "last"
        self.ask_estimate()
        self.offer_hot_wash()

    def on_decision_refused(self, message: DecisionRefused) -> None:
        """Say why, and who may."""
        from tui.dialogs.ask import RefusedDialog

        if self.drill is not None:
            self.push_screen(RefusedDialog(self.drill, message.fact))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette offers every action, in the words of its key."""
        controls = self.drill is not None and self.drill.controls
        for one in offered(in_drill=self.drill is not None, controls=controls):
            if one.id != "command_palette":
                key = f"  ({keys_of(one)[0]})" if one.keys else ""
                why = self.why_not(one.id)
                said = f"Not now: {why}" if why else one.help
                yield SystemCommand(f"{one.title}{key}", said, getattr(self, f"action_{one.id}"))

    def on_unmount(self) -> None:
        """No thread is left behind."""
        for drill in (self.drill, self._home.drill if self._home else None):
            if drill is not None:
                drill.close()

    def action_help(self) -> None:
        """Explain this screen."""
        from tui.dialogs.help import HelpDialog

        purpose = keyed(getattr(self.screen, "HELP", ""))
        self.push_screen(HelpDialog(purpose, self.drill))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The truth has a key for the controller alone, the way back one in a what-if."""
        del parameters
        if action == "leave_fork":
            return self.forked
        return action != "show_truth" or (self.drill is not None and self.drill.controls)
