"""The order box: one action, on what it is done, who decides, why, who disagrees, and what it destroys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from simulator.domain.actions import ResponseAction
from simulator.domain.decisions import TakeAction
from simulator.domain.ids import SeatId
from simulator.domain.time import HOUR
from simulator.exercise.room.losing import destroyed, unexcludable
from simulator.exercise.room.odds import needs_a_die
from tui.dialogs.agree import AgreeDialog
from tui.dialogs.die import DieDialog
from tui.present import clean
from tui.texts.orders import action_lines, losing_line
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from tui.pacing import Drill


class OrderDialog(DrillDialog):
    """One action: what it does, on what, on whose authority, why; and what it destroys.

    Esc and Back go `back` to the question that led here, with its words; without one they close.
    """

    def __init__(
        self,
        drill: Drill,
        action: ResponseAction,
        said: str,
        *,
        target: str | None = None,
        back: Callable[[], DrillDialog] | None = None,
    ) -> None:
        super().__init__(drill, f"Decide: {clean(action.title)}")
        self.action_wanted = action
        self.said = said
        self.people: int | None = None
        self._target = target
        self._came_from = back

    def compose_box(self) -> Iterable[Widget]:
        """The action and its fields."""
        action, playbook = self.action_wanted, self.drill.playbook
        yield Static(paint_all(action_lines(action, playbook, self.drill.known, self._target)), markup=False)
        if action.targets:
            rows = [(one, playbook.title_of(one)) for one in action.targets]
            yield choice(rows, "target", "On what?", rows[0][0] if len(rows) == 1 else self._target)
        with Vertical(id="who"):
            yield choice(_everybody(playbook), "by", "Who decides?", self._bearer())
            if action.authority.second:
                yield choice(_everybody(playbook), "second", "Who agrees? (a second role must)")
        yield Words("Why?" + (" (required: it cannot be undone)" if action.irreversible else ""), "reason")
        if action.share:
            typical = playbook.calendar.day(self.drill.view.now + int(action.hours.typical * HOUR))
            yield Words(f"Promised by (a date like {typical}, which is typical; may stay empty)", "promised")
        yield Words("Decided by (initials or role; may stay empty)", "decider")
        yield Words("Who disagrees, and why? (may stay empty)", "dissent")
        yield Static("", id="losing", markup=False, classes="hidden")
        yield Words("Type that number to show that you mean it", "consequence")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Do it"), id="order", variant="primary")
            yield Button(Content("Back"), id="back")

    async def on_mount(self) -> None:
        """Once the team pulled what counts, say what would be lost."""
        self.query_one("#consequence").add_class("hidden")
        self.query_one(f"#{self._first()}").focus()
        if not destroyed(self.action_wanted):
            return
        losing = self.query_one("#losing", Static)
        losing.remove_class("hidden")
        action, seat = self.action_wanted, self.drill.seat
        self.people = await asyncio.wrap_future(self.drill.ask(lambda exercise: unexcludable(exercise, seat, action)))
        self.query_one("#consequence").set_class(not self.people, "hidden")
        losing.update(paint(losing_line(self.people)))

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter goes to the next field, then to the button."""
        self.focus_next()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Order it, or go back to the words."""
        if pressed.button.id == "back":
            self.action_close()
            return
        if missing := self._missing():
            field, fault = missing
            self.query_one("#fault", Static).update(paint(((f"!! {fault}", "red"),)))
            self.query_one(f"#{field}").focus()
            return
        second = self._chosen("second")
        if second is not None:
            first, order = SeatId(self._chosen("by") or self.drill.seat), self.action_wanted.title
            self.app.push_screen(AgreeDialog(self.drill, order, first, SeatId(second), self._order_now))
        else:
            await self._order()

    @work(group="order")
    async def _order_now(self) -> None:
        """The second role agreed."""
        await self._order()

    async def _order(self) -> None:
        """Order it, as the fields say."""
        said = {name: self.query_one(f"#{name}", Words).said for name in ("reason", "decider", "dissent")}
        decision = TakeAction(
            seat=self.drill.seat,
            action=self.action_wanted.id,
            target=self._chosen("target"),
            by=_seat(self._chosen("by")),
            second=_seat(self._chosen("second")),
            explained=bool(said["reason"].strip()),
            promised=self._promised(),
        )
        if needs_a_die(self.drill.known, decision, self.drill.playbook, self.drill.view.now):
            self.app.push_screen(DieDialog(self.drill, decision, lambda: self._take_now(decision, said)))
        else:
            await self._take(decision, said)

    @work(group="order")
    async def _take_now(self, decision: TakeAction, said: Mapping[str, str]) -> None:
        """The die was rolled."""
        await self._take(decision, said)

    async def _take(self, decision: TakeAction, said: Mapping[str, str]) -> None:
        """The order itself, with its words."""
        await self.decide(decision, answer=self.said, **said)

    def action_close(self) -> None:
        """Back to the words, which are not lost; or close."""
        if self._came_from is None:
            self.dismiss()
        else:
            self.app.switch_screen(self._came_from())

    def _first(self) -> str:
        """The field that somebody must fill in first."""
        if self._untargeted():
            return "target"
        return "second" if self.action_wanted.authority.second else "reason"

    def _untargeted(self) -> bool:
        return bool(self.action_wanted.targets) and self._chosen("target") is None

    def _missing(self) -> tuple[str, str] | None:
        """The field without which nothing is ordered, and what to do there."""
        if self._untargeted():
            return "target", "Choose on what it is done."
        if self.action_wanted.irreversible and not self.query_one("#reason", Words).said:
            return "reason", "It cannot be undone: give the reason."
        try:
            self._promised()
        except ValueError:
            return "promised", "Write the promised day like 2026-11-30, or leave it empty."
        if self.people and self.query_one("#consequence", Words).said.replace(",", "") != str(self.people):
            return "consequence", f"Type {self.people} to show that you mean it, or go back."
        return None

    def _promised(self) -> date | None:
        """The promised day; None where none was typed, or where it is no project.

        Raises:
            ValueError: what was typed is no date.
        """
        typed = next((field.said for field in self.query("#promised").results(Words)), "")
        return date.fromisoformat(typed) if typed else None

    def _chosen(self, name: str) -> str | None:
        for field in self.query(f"#{name}").results(Select):
            return field.value if isinstance(field.value, str) else None
        return None

    def _bearer(self) -> str:
        return self.action_wanted.owner if self.drill.seat == "room" else self.drill.seat


def _everybody(playbook: Playbook) -> list[tuple[str, str]]:
    return [(key, seat.title) for key, seat in playbook.seats.items()]


def _seat(value: str | None) -> SeatId | None:
    return None if value is None else SeatId(value)
