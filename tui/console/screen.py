"""The console as a screen of its own: master list, pace, notes, truth, objectives, help for the room."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.ids import InjectId
from simulator.exercise.room.console.masterlist import Can
from simulator.exercise.room.console.wire import Request
from tui.actions import action
from tui.console import lines
from tui.console.listing import MasterList
from tui.console.messaging import DONE, VERBS, deciding, on_inject
from tui.console.palette import ASKS, OPENS
from tui.console.seen import Seen, Sight
from tui.controls import OF_PLAY, ON_CONSOLE
from tui.hints import keyed
from tui.present import SYMBOLS, Line, Piece, clean
from tui.widgets.frame import binding_of, bindings
from tui.widgets.paint import paint
from tui.widgets.panels import Panel
from tui.widgets.panes import Pane, PanedScreen

if TYPE_CHECKING:
    from tui.console.mirror import RemoteDesk

_PACE = "{console.pause} pause, {console.slower}/{console.faster} speed, {console.next} next, {console.goto} to a time"
BANNER = " PLAYERS CAN'T SEE THIS "
SAID_FOR = 8.0
"""Seconds that an answer stays in sight; assumed."""


class ConsoleScreen(PanedScreen, inherit_bindings=False):
    """Everything that a facilitator needs, on the terminal that no player sees."""

    HELP = "The master list and what can be done with it, the pace, notes, the truth, objectives, help for the room."
    PANES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pane-msel", "MSEL"),
        ("pane-notes", "Notes"),
        ("pane-truth", "Truth"),
        ("pane-objectives", "Objectives"),
        ("pane-help", "Help"),
        ("pane-pace", "Pace"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *map(binding_of, ON_CONSOLE),
        *[binding_of(action(name), hidden=True) for name in OF_PLAY],
        *bindings(("everywhere",)),
        *[Binding(str(number), f"pane({number})", show=False) for number in range(1, 7)],
    ]
    ALLOW_IN_MAXIMIZED_VIEW = f"{PanedScreen.ALLOW_IN_MAXIMIZED_VIEW}, #banner"
    DEFAULT_CSS = """
    ConsoleScreen #banner { height: auto; max-height: 2; }
    ConsoleScreen #state { height: 1; display: none; }
    ConsoleScreen .tier { height: 1fr; }
    ConsoleScreen #tier-1 { height: 3fr; }
    ConsoleScreen #tier-2, ConsoleScreen #tier-3 { height: 2fr; }
    ConsoleScreen #pane-msel, ConsoleScreen #pane-notes, ConsoleScreen #pane-objectives { width: 2fr; }
    ConsoleScreen #pane-pace, ConsoleScreen #pane-truth, ConsoleScreen #pane-help { width: 1fr; }
    ConsoleScreen #msel { border: round $secondary; border-title-style: bold; padding: 0; height: 1fr; }
    ConsoleScreen #msel:focus { border: heavy $primary; }
    ConsoleScreen.-single #state { display: block; }
    ConsoleScreen.-single .tier { display: none; height: 1fr; }
    ConsoleScreen.-single.-pane-1 #tier-1, ConsoleScreen.-single.-pane-6 #tier-1 { display: block; }
    ConsoleScreen.-single.-pane-2 #tier-2, ConsoleScreen.-single.-pane-3 #tier-2 { display: block; }
    ConsoleScreen.-single.-pane-4 #tier-3, ConsoleScreen.-single.-pane-5 #tier-3 { display: block; }
    """

    def __init__(self, desk: RemoteDesk) -> None:
        super().__init__(desk.drill)
        self.desk = desk
        self._sight = Sight(desk.drill)
        self._said: tuple[str, bool, float] = ("", True, 0.0)
        self._stuck = 0.0
        self._drawn: dict[str, Line] = {}

    def compose_head(self) -> Iterable[Widget]:
        """The banner."""
        yield Static("", markup=False, id="banner")

    def compose_panes(self) -> Iterable[Widget]:
        """Three tiers of two panes, and for small terminals the pace in a line."""
        yield Static("", markup=False, id="state")
        yield Horizontal(
            Pane(MasterList("msel", "Master list (MSEL)"), id="pane-msel"),
            Pane(Panel("Pace", "pace"), id="pane-pace"),
            id="tier-1", classes="tier",
        )  # fmt: skip
        yield Horizontal(
            Pane(Panel("Observer notes", "notes"), id="pane-notes"),
            Pane(Panel(f" TRUTH: {BANNER.strip()} ", "truth"), id="pane-truth"),
            id="tier-2", classes="tier",
        )  # fmt: skip
        yield Horizontal(
            Pane(Panel("Objectives: evidence, and the rating if it ended now", "objectives"), id="pane-objectives"),
            Pane(Panel("Help the room", "help"), id="pane-help"),
            id="tier-3", classes="tier",
        )  # fmt: skip

    def redraw(self) -> None:
        """Who holds, whether the room answers, how time runs; and everything else, in the replica's thread."""
        self._show_banner()
        self._put("state", self._state())
        self._look()

    def repace(self) -> None:
        """The same: all of it depends on time."""
        self.redraw()

    def tell(self, text: str, *, ok: bool = True) -> None:
        """Say what came of something, beside the banner for a while: no panel is covered."""
        self._said = (clean(text), ok, self.drill.seconds() + SAID_FOR)
        self._show_banner()

    def _show_banner(self) -> None:
        self._put("banner", ((BANNER, "mark"), ("  ", "plain"), self._news()))

    def _put(self, name: str, line: Line) -> None:
        """A line of the screen; drawn only when it is another, for under a dialog all is drawn with it."""
        if self._drawn.get(name) != line:
            self._drawn[name] = line
            self.query_one(f"#{name}", Static).update(paint(line))

    def _news(self) -> Piece:
        """What the facilitator should know first."""
        mirror, (text, ok, until) = self.desk.mirror, self._said
        if any(role == "stop" for _, role, _ in mirror.words):
            return "NO DUFF: stopped for good. It is kept, and gets no score.", "late"
        if mirror.closed:
            return "The room is closed; all is kept. Resume it there.", "late"
        if mirror.silent:
            return f"The room has not answered for {mirror.silent:.0f} s; what was decided is kept.", "late"
        if until > self.drill.seconds():
            return (f"{SYMBOLS['done']} {text}", "done") if ok else (f"{SYMBOLS['red']} {text}", "red")
        if not self.desk.holding:
            return f"Look only: {clean(self.desk.holder)} holds it. {keyed('{console.take}')} takes over.", "watch"
        if waiting := len(lines.declared(self.drill)):
            return f"{SYMBOLS['watch']} DECLARED: {waiting} to map. {keyed('{console.map}')} does it.", "watch"
        if self._stuck:
            hints = keyed("{console.hint} has hints.")
            return f"{SYMBOLS['watch']} STUCK? {self._stuck:.0f} min without a decision. {hints}", "watch"
        return "Players see clocks, feed and their own cards.", "dim"

    def _state(self) -> Line:
        drill = self.drill
        return (
            (f"{drill.run_state.upper()} x{drill.gear}  {lines.late_words(drill.late)}", "strong"),
            (f"  {keyed(_PACE)}", "dim"),
        )

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        seen = await asyncio.wrap_future(self.drill.ask(self._sight.look))
        if self.app.is_running and self.is_attached:  # else it is being taken down, widget by widget
            self._show(seen)

    def _show(self, seen: Seen) -> None:
        drill, playbook = self.drill, self.drill.playbook
        self._stuck = seen.stall.minutes if seen.stall else 0.0
        self._show_banner()
        self.query_one("#msel", MasterList).follow(seen.rows, playbook, drill.view.now)
        evaluation = drill.evaluation
        shown = {
            "pace": list(lines.pace_lines(drill, seen.trim)),
            "notes": lines.note_lines(evaluation, playbook),
            "truth": lines.truth_lines(seen, playbook),
            "objectives": lines.objective_lines(seen.rows, seen.standings),
            "help": lines.help_lines(seen, lines.declared(drill)),
        }
        for name, content in shown.items():
            self.query_one(f"#{name}", Panel).show(content)

    async def _ask(self, request: Request, done: str = "") -> None:
        answer = await self.desk.ask(request)
        self.tell(done if done and answer.ok else answer.text, ok=answer.ok)

    @work(group="ask")
    async def action_does(self, name: str) -> None:
        """Do it at once, or open its question."""
        if name == "take":
            self._take()
        elif name in OPENS:
            self.app.push_screen(OPENS[name](self.desk))
        elif name in ASKS:
            await self._ask(Request(asks=ASKS[name]))
        else:
            await self._direct(next(can for can in VERBS if can == name))

    async def _direct(self, can: Can) -> None:
        """Do that with the message under the cursor."""
        one = self.query_one("#msel", MasterList).under
        if one is None or one.type in {"expected", "improvised"}:
            self.tell("Put the cursor on a message of the list first.", ok=False)
            return
        await self._ask(deciding(on_inject(can, InjectId(one.ref))), f"{DONE[can]} #{one.number:02} {one.title}")

    def _take(self) -> None:
        """Hold the console from now on, with the PIN."""
        from tui.console.gate import GateDialog
        from tui.console.timing import TakeDialog

        if self.desk.holding:
            self.tell("You hold the console.")
        else:
            self.app.push_screen(GateDialog(self.drill, lambda: TakeDialog(self.desk)))
