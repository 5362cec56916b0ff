"""The privacy curtain: a role's card stays covered until its player uncovers it, and covers itself again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from simulator.domain.ids import SeatId
from tui.pacing import Drill
from tui.present import clean
from tui.texts.introduce import card_of
from tui.widgets.fields import Choices
from tui.widgets.frame import DrillDialog, bindings
from tui.widgets.paint import paint_all

HOLD = 20.0
"""Seconds that a card stays uncovered without a key; assumed, the time to read one."""
COVERED = "Covered. Others look away; then Enter on your role uncovers its card. Any other key covers it."


class CardDialog(DrillDialog):
    """Every role by its title; one card at a time, for as long as its player keeps it up."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(("card",))
    HOLDS: ClassVar[bool] = False

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Role cards: one's own eyes only")
        self.shown: SeatId | None = None
        self._turn = 0

    def compose_box(self) -> Iterable[Widget]:
        """The roles, and the card behind its curtain."""
        yield Choices(id="roles", markup=False)
        yield Static(COVERED, id="card", markup=False)

    def on_mount(self) -> None:
        """In the seat of a role there is one card."""
        seats = self.drill.playbook.seats
        own = [SeatId(self.drill.seat)] if self.drill.seat in seats else list(seats)
        choices = self.query_one("#roles", Choices)
        choices.offer([(seat, clean(seats[seat].title)) for seat in own])
        choices.focus()

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Uncover it, or cover the one that is up."""
        wanted = SeatId(chosen.option.id or "")
        if self.shown == wanted:
            self.action_cover()
            return
        self.shown = wanted
        self._turn += 1
        self.query_one("#card", Static).update(paint_all(card_of(self.drill.playbook, wanted)))
        self.set_timer(HOLD, lambda turn=self._turn: self._elapsed(turn))

    def on_option_list_option_highlighted(self) -> None:
        """Another row: the card goes down."""
        if self.shown is not None:
            self.action_cover()

    def _elapsed(self, turn: int) -> None:
        if turn == self._turn:
            self.action_cover()

    def action_cover(self) -> None:
        """Down with it."""
        self.shown = None
        self.query_one("#card", Static).update(COVERED)
