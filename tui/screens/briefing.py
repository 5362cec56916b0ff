"""The briefing: what is known at StartEx, the cards, the objectives, how the score works. Clocks stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from simulator.domain.chance import chance_of
from tui.texts.introduce import SCORE_RULES, briefing_lines, card_lines, lead_line, objective_lines
from tui.widgets.frame import DrillScreen
from tui.widgets.paint import paint
from tui.widgets.panels import Panel, Tabs


class BriefingScreen(DrillScreen):
    """Read before StartEx, and again at any time."""

    HELP = (
        "Read aloud what is known and the ground rules, then open the room with {pause}. {show_briefing} comes back "
        "here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"choose({number})", f"Panel {number}", show=False) for number in range(1, 5)
    ]

    def compose_body(self) -> Iterable[Widget]:
        """Four panels, or one at a time."""
        panels = [
            Panel("Briefing", "briefing"),
            Panel("Cards", "cards"),
            Panel("Objectives", "objectives"),
            Panel("Score", "score"),
        ]
        yield Tabs(panels)
        yield Static(
            paint(lead_line(self.drill.pace, chance_of(self.drill.known.made))),
            id="lead",
            markup=False,
        )
        yield from panels

    def on_mount(self) -> None:
        """Fill the panels once: a briefing does not change."""
        playbook, seat = self.drill.playbook, self.drill.seat
        self.query_one("#briefing", Panel).show(briefing_lines(playbook.briefing))
        self.query_one("#cards", Panel).show(card_lines(playbook, seat))
        self.query_one("#objectives", Panel).show(objective_lines(playbook))
        self.query_one("#score", Panel).show(SCORE_RULES)
        self.query_one(Tabs).choose(1)

    def redraw(self) -> None:
        """Once time has run the lead is wrong."""
        self.query_one("#lead").set_class(self.drill.run_state != "ready", "hidden")

    def action_choose(self, number: int) -> None:
        """Show that panel."""
        self.query_one(Tabs).choose(number)
