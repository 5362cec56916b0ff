"""The war room: what happened, what waits for a decision, what runs, who works, who is affected as known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from tui import present
from tui.dialogs.decide import DecideDialog
from tui.widgets.fields import Words
from tui.widgets.frame import DrillScreen, bindings
from tui.widgets.paint import paint
from tui.widgets.panels import Panel, Tabs

FEED = 200
"""Lines of the feed kept on the screen; the report has them all."""


class WarRoom(DrillScreen):
    """Where a team sits most of the time."""

    HELP = (
        "Say what you do in the line at the bottom (D): the tool shows the actions that match. A answers a message, "
        "J goes to the next thing that needs you, Space runs or stops time. Clocks stand at the top, worst first."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("room",)),
        *[Binding(str(number), f"choose({number})", f"Panel {number}", show=False) for number in range(1, 7)],
        Binding("escape", "leave_line", "Leave the line", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Six panels, or one at a time, above the line for decisions."""
        feed, waiting = Panel("Feed", "feed"), Panel("Decide", "open")
        systems, staff = Panel("Systems", "systems"), Panel("Staff", "staff")
        people, clocks = Panel("People as known", "people"), Panel("Clocks, and why", "clocks")
        yield Tabs([feed, waiting, systems, staff, people, clocks])
        yield from (systems, feed, waiting, staff, people, clocks)
        yield Static("", id="halt", markup=False)
        yield Words("Say what you do, and who does it. Enter shows what matches.", "line")

    def on_mount(self) -> None:
        """The feed first."""
        self.query_one(Tabs).choose(1)

    def redraw(self) -> None:
        """Draw every panel from the view."""
        view = self.drill.view
        lines = {
            "feed": [line for one in reversed(view.feed[-FEED:]) for line in (present.feed_line(one),)],
            "open": present.decide_lines(view),
            "systems": [present.system_line(one) for one in view.systems],
            "staff": [present.staff_line(one) for one in view.staff],
            "people": present.people_lines(view),
            "clocks": [line for one in view.clocks for line in present.clock_block(one)],
        }
        for name, content in lines.items():
            self.query_one(f"#{name}", Panel).show(content)
        self.repace()

    def repace(self) -> None:
        """Say why time stands, or that it runs."""
        halt = self.drill.halt
        why = (halt.kind, halt.subject) if halt else ("", "")
        self.query_one("#halt", Static).update(paint(present.halt_line(self.drill.run_state, *why)))

    def action_choose(self, number: int) -> None:
        """Show that panel."""
        self.query_one(Tabs).choose(number)

    def action_leave_line(self) -> None:
        """From the line back to the panels."""
        self.query_one("#feed").focus()

    def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Words typed in the room open the decision box."""
        line = self.query_one("#line", Words)
        said = line.said
        line.value = ""
        sent.stop()
        if said and not self.drill.view.ended:
            self.app.push_screen(DecideDialog(self.drill, said))
