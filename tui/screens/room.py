"""The war room: what happened, what waits for a decision, what runs, who works, who is affected as known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, Static

from tui import present
from tui.dialogs.decide import DecideDialog
from tui.pacing import Drill
from tui.texts import clocks
from tui.texts.pace import halt_line
from tui.texts.room import decide_lines, feed_line, people_lines, staff_line, system_line
from tui.widgets.fields import Words
from tui.widgets.frame import DrillScreen, bindings
from tui.widgets.paint import paint
from tui.widgets.panels import Panel, Tabs
from tui.widgets.projector import Projector


class WarRoom(DrillScreen):
    """Where a team sits most of the time."""

    HELP = (
        "Say what you do in the line at the bottom ({decide}): the tool shows the actions that match. {answer} "
        "answers a message, {jump} goes to the next thing that needs you, {pause} runs or stops time. Clocks stand at "
        "the top, worst first."
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

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill)
        feed = drill.view.feed
        self._read_to = feed[-1].number if feed else 0
        self._lines: dict[int, present.Line] = {}

    def on_mount(self) -> None:
        """The feed first."""
        self.query_one(Tabs).choose(1)

    def redraw(self) -> None:
        """Draw every panel from the view."""
        view = self.drill.view
        self._show(
            feed=self._feed(),
            systems=[system_line(one) for one in view.systems],
            staff=[staff_line(one) for one in view.staff],
            people=people_lines(view),
        )
        self.repace()

    def _feed(self) -> list[present.Line]:
        """The newest first; what came since somebody was in the feed is marked and counted in its title."""
        feed = self.drill.view.feed
        new = sum(one.number > self._read_to for one in feed)
        for panel in self.query("#feed").results(Panel):
            panel.border_title = Content(f"{panel.heading}: {new} new" if new else panel.heading)
        lines: list[present.Line] = []
        for one in reversed(feed):
            if one.number not in self._lines:
                self._lines[one.number] = feed_line(one)
            line = self._lines[one.number]
            lines.append((("NEW ", "mark"), *line) if one.number > self._read_to else line)
        return lines

    def on_key(self) -> None:
        """Whoever uses a key in the feed has seen it."""
        feed = self.drill.view.feed
        if self.focused is self.query_one("#feed") and feed and self._read_to < feed[-1].number:
            self._read_to = feed[-1].number
            self._show(feed=self._feed())

    def _show(self, **lines: Sequence[present.Line]) -> None:
        for name, content in lines.items():
            for panel in self.query(f"#{name}").results(Panel):  # none while the screen is being left
                panel.show(content)

    def repace(self) -> None:
        """What counts down keeps step with the clock lines; and why time stands, or that it runs."""
        view = self.drill.view
        self._show(
            open=decide_lines(view),
            clocks=[line for one in view.clocks for line in clocks.clock_block(one)],
        )
        halt = self.drill.halt
        why = (halt.kind, halt.subject) if halt else ("", "")
        if self.has_class("-projector"):
            for projector in self.query(Projector):
                projector.refresh_lines()
        line = halt_line(self.drill.run_state, *why, self.drill.move_gear, self.drill.gear, self.app.size.width)
        for halted in self.query("#halt").results(Static):
            halted.update(paint(line))

    def on_resize(self, _: Resize) -> None:
        """Another width has room for other words."""
        self.repace()

    @property
    def for_the_room(self) -> bool:
        """Whether enlarging means the projector: its layout is on, or the cursor is in the clocks."""
        return self.has_class("-projector") or self.focused is self.query_one("#clocks")

    async def project(self) -> None:
        """The projector's layout, on and off; its widgets are made when it is first wanted."""
        if not self.query(Projector):
            await self.query_one("#body").mount(Projector(self.drill), before=0)
        self.toggle_class("-projector")
        self.repace()
        self.query_one("#todo" if self.has_class("-projector") else "#feed").focus()

    def action_choose(self, number: int) -> None:
        """Show that panel."""
        self.query_one(Tabs).choose(number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc leaves the line where the cursor is in it; else it is the app's."""
        del parameters
        return action != "leave_line" or self.query_one("#line", Words).has_focus

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
