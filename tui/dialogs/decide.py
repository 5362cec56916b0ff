"""The decision box: own words first, at most five actions that match, then who, why and who disagrees."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Select, Static

from simulator.domain.actions import ResponseAction
from simulator.domain.decisions import Declare, TakeAction
from simulator.domain.ids import ActionId, SeatId
from simulator.domain.time import HOUR
from simulator.exercise.room.losing import destroyed, unexcludable
from simulator.exercise.room.matching import Match, matches
from simulator.exercise.room.odds import needs_a_die
from tui.dialogs.agree import AgreeDialog
from tui.dialogs.die import DieDialog
from tui.dialogs.legal import Discovery, Freeze, Hold, LegalActDialog
from tui.present import clean
from tui.texts.orders import action_lines, losing_line
from tui.widgets.fields import Choices, Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from tui.pacing import Drill

DECLARE = "declare"


class DecideDialog(DrillDialog):
    """What does the team do? In its words, then as an action, or as a declaration for the facilitator."""

    def __init__(self, drill: Drill, said: str = "") -> None:
        super().__init__(drill, "Decide")
        self.said = said
        self.found: tuple[Match, ...] = ()

    def compose_box(self) -> Iterable[Widget]:
        """A line for words; the matches follow."""
        yield Static("In your own words: who does what? Enter shows what matches.", classes="hint", markup=False)
        yield Words("What do you do?", "words", self.said)
        yield Choices(id="matches", markup=False, classes="hidden")

    def on_mount(self) -> None:
        """Words typed in the room come along."""
        self.query_one("#words", Words).focus()
        if self.said:
            self.match()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Look for actions."""
        self.match()

    def match(self) -> None:
        """Offer what matches, and the way out."""
        self.said = self.query_one("#words", Words).said
        if not self.said:
            return
        self.found = matches(self.said, self.drill.playbook)
        rows = [(str(place), _row(one, self.drill.playbook)) for place, one in enumerate(self.found)]
        choices = self.query_one("#matches", Choices)
        choices.offer([*rows, (DECLARE, "None of these: record it as said, for the facilitator")])
        choices.remove_class("hidden")
        choices.focus()

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Go on to the details, to the legal act, or record the words."""
        place = chosen.option.id or DECLARE
        if place == DECLARE:
            await self.decide(Declare(seat=self.drill.seat), answer=self.said)
            return
        found = self.found[int(place)]
        name = found.id
        if found.kind == "action":
            drill, said = self.drill, self.said
            action = drill.playbook.actions[ActionId(name)]
            order = OrderDialog(drill, action, said, target=found.target, back=lambda: DecideDialog(drill, said))
            self.app.switch_screen(order)
        elif name == "discovery":
            self.app.switch_screen(LegalActDialog(self.drill, Discovery(self.drill)))
        elif name == "hold" and any(one.kind == "hold" for one in self.drill.view.open):
            self.app.switch_screen(LegalActDialog(self.drill, Hold(self.drill)))
        elif name == "freeze" and self.drill.view.exposure.lists:
            self.app.switch_screen(LegalActDialog(self.drill, Freeze(self.drill)))
        else:
            self.dismiss()
            self.app.call_later(self.app.run_action, "show_lists" if name in {"freeze", "list"} else "show_notices")


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
        yield Static(paint_all(action_lines(action, playbook)), markup=False)
        if action.targets:
            rows = [(one, _target(one, playbook)) for one in action.targets]
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
        self.query_one("#second" if self.action_wanted.authority.second else "#reason").focus()
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
        fault = self._missing()
        if fault:
            self.query_one("#fault", Static).update(paint(((f"!! {fault}", "red"),)))
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

    def _missing(self) -> str | None:
        if self.action_wanted.targets and self._chosen("target") is None:
            return "Choose on what it is done."
        if self.action_wanted.irreversible and not self.query_one("#reason", Words).said:
            return "It cannot be undone: give the reason."
        try:
            self._promised()
        except ValueError:
            return "Write the promised day like 2026-11-30, or leave it empty."
        if self.people and self.query_one("#consequence", Words).said.replace(",", "") != str(self.people):
            return f"Type {self.people} to show that you mean it, or go back."
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


def _row(found: Match, playbook: Playbook) -> str:
    if found.kind == "act":
        return found.title
    action = playbook.actions[ActionId(found.id)]
    return f"{action.code:<4} {action.title}" + (f": {_target(found.target, playbook)}" if found.target else "")


def _target(one: str, playbook: Playbook) -> str:
    return playbook.title_of(one)


def _everybody(playbook: Playbook) -> list[tuple[str, str]]:
    return [(key, seat.title) for key, seat in playbook.seats.items()]


def _seat(value: str | None) -> SeatId | None:
    return None if value is None else SeatId(value)
