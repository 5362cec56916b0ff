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

from simulator.domain.ids import CONTROLLER, ROOM, InjectId
from simulator.exercise.room.console.hints import next_hints
from simulator.exercise.room.console.masterlist import Can, master_list, play_of
from simulator.exercise.room.console.stall import quiet_roles, stall
from simulator.exercise.room.console.trim import trim_plan
from simulator.exercise.room.console.wire import Request
from simulator.exercise.room.truth import truth_view
from tui.console import lines
from tui.console.messaging import VERBS, deciding, on_inject
from tui.console.palette import CONTROLS, shown_key
from tui.console.timing import RateDialog
from tui.present import SYMBOLS, Line, clean
from tui.widgets.paint import paint
from tui.widgets.panels import Panel
from tui.widgets.panes import Pane, PanedScreen
from tui.widgets.rows import Lines

if TYPE_CHECKING:
    from simulator.exercise.play import Exercise
    from tui.console.mirror import RemoteDesk

BANNER = " PLAYERS CAN'T SEE THIS "
_KEYS: dict[str, Can] = {"r": "fire", "h": "hold", "l": "let-go", "k": "skip", "d": "delay"}
_SHOWN = {"r": "Release", "h": "Hold", "k": "Skip", "d": "+15m", "space": "Pause", "n": "Note", "i": "Improvise",
          "question_mark": "Hint", "v": "Reveal", "N": "No duff", "t": "Trim"}  # fmt: skip


def _controls(*keys: str) -> list[BindingType]:
    """The keys of the palette's controls."""
    places = {one.key: place for place, one in enumerate(CONTROLS)}
    return [
        Binding(key, f"does({places[key]})", _SHOWN.get(key, CONTROLS[places[key]].title), show=key in _SHOWN,
                key_display=shown_key(key))
        for key in keys
    ]  # fmt: skip


class MasterList(Lines, inherit_bindings=False):
    """The list with a cursor; its letters belong to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
    ]


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
        *_controls("space"),
        *[
            Binding(key, f"message('{can}')", _SHOWN.get(key, VERBS[can]), show=key in _SHOWN)
            for key, can in _KEYS.items()
        ],
        *_controls(*(one.key for one in CONTROLS if one.key not in {"space", "r"})),
        Binding("p", "rate", "Rate", show=False),
        Binding("X", "take", "Take over", show=False),
        Binding("f8", "does(0)", "Pause", show=False),
        Binding("colon,ctrl+p", "app.command_palette", "Menu", show=False),
        Binding("ctrl+q", "app.quit", "Leave", show=False),
        *[Binding(str(number), f"pane({number})", show=False) for number in range(1, 7)],
    ]  # fmt: skip
    DEFAULT_CSS = """
    ConsoleScreen #banner { height: 1; }
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

    def compose_panes(self) -> Iterable[Widget]:
        """The banner, three tiers of two panes, and for small terminals the pace in a line."""
        yield Static("", markup=False, id="banner")
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
            Pane(Panel("Objectives: live evidence, draft ratings", "objectives"), id="pane-objectives"),
            Pane(Panel("Help the room", "help"), id="pane-help"),
            id="tier-3", classes="tier",
        )  # fmt: skip

    def redraw(self) -> None:
        """Who holds, whether the room answers, how time runs; and everything else, in the replica's thread."""
        self.query_one("#banner", Static).update(paint(self._banner()))
        self.query_one("#state", Static).update(paint(self._state()))
        self._look()

    def repace(self) -> None:
        """The same: all of it depends on time."""
        self.redraw()

    def _banner(self) -> Line:
        silent = self.desk.mirror.silent
        if silent:
            words = f" The room has not answered for {silent:.0f} s; what was decided is kept."
            return ((BANNER, "mark"), (words, "late"))
        if not self.desk.holding:
            words = f" Look only: {clean(self.desk.holder)} holds it. X takes over."
            return ((BANNER, "mark"), (words, "watch"))
        return ((BANNER, "mark"), ("  Players see clocks, feed and their own cards.", "dim"))

    def _state(self) -> Line:
        drill = self.drill
        return (
            (f"{drill.run_state.upper()} x{drill.gear}  {lines.late_words(drill.late)}", "strong"),
            ("  Space pause, -/+ speed, j next, J to a time", "dim"),
        )

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        drill = self.drill
        idle = (drill.room_seconds - drill.decided) / 60
        heard = {seat: at / 60 for seat, at in drill.heard.items()}
        late, clocks, spent = drill.late, drill.view.clocks, drill.room_seconds / 60

        def look(exercise: Exercise) -> lines.Seen:
            play, room = play_of(exercise, CONTROLLER), play_of(exercise, ROOM)
            return lines.Seen(
                rows=master_list(play, exercise.now),
                truth=truth_view(exercise, CONTROLLER),
                hints=next_hints(room),
                stall=stall(room, clocks, idle),
                quiet=quiet_roles(exercise.playbook, heard, spent),
                trim=trim_plan(play, exercise.now, late),
            )

        self._show(await asyncio.wrap_future(drill.ask(look)))

    def _show(self, seen: lines.Seen) -> None:
        drill, playbook = self.drill, self.drill.playbook
        listing = self.query_one("#msel", MasterList)
        width = listing.size.width or 76
        rows = [(f"{one.type}:{one.ref}", lines.msel_line(one, playbook, drill.view.now, width)) for one in seen.rows]
        first = not listing.count
        listing.show(rows)
        if first:
            coming = (place for place, one in enumerate(seen.rows) if one.can)
            listing.cursor = next(coming, 0)
        evaluation = drill.evaluation
        shown = {
            "pace": list(lines.pace_lines(drill, seen.trim)),
            "notes": lines.note_lines(evaluation, playbook),
            "truth": lines.truth_lines(seen, playbook),
            "objectives": lines.objective_lines(seen.rows, evaluation, playbook),
            "help": lines.help_lines(seen),
        }
        for name, content in shown.items():
            self.query_one(f"#{name}", Panel).show(content)

    async def _ask(self, request: Request) -> None:
        answer = await self.desk.ask(request)
        mark = "" if answer.ok else f"{SYMBOLS['red']} "
        self.app.clear_notifications()
        self.notify(f"{mark}{clean(answer.text)}", markup=False, severity="information" if answer.ok else "warning")

    @work(group="ask")
    async def action_message(self, can: Can) -> None:
        """Do that with the message under the cursor."""
        kind, _, ref = self.query_one("#msel", MasterList).key.partition(":")
        if not ref or kind in {"expected", "improvised"}:
            self.notify("Put the cursor on a message of the list first.", markup=False)
            return
        await self._ask(deciding(on_inject(can, InjectId(ref))))

    @work(group="ask")
    async def action_does(self, place: int) -> None:
        """Do it at once, or open its question."""
        one = CONTROLS[place]
        if one.opens is not None:
            self.app.push_screen(one.opens(self.desk))
        elif one.asks is not None:
            await self._ask(Request(asks=one.asks))

    def action_rate(self) -> None:
        """The evaluator's rating of an objective."""
        self.app.push_screen(RateDialog(self.desk))

    def action_take(self) -> None:
        """Hold the console from now on, with the PIN."""
        from tui.console.gate import GateDialog
        from tui.console.timing import TakeDialog

        if self.desk.holding:
            self.notify("You hold the console.", markup=False)
        else:
            self.app.push_screen(GateDialog(self.drill, lambda: TakeDialog(self.desk)))
