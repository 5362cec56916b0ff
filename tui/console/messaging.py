"""Messages: release, hold, skip or delay one; improvise one; trim the list when the room runs late."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain import decisions as d
from simulator.domain.codec import encode
from simulator.domain.direction import Channel
from simulator.domain.ids import CONTROLLER, ActionId, InjectId, SeatId
from simulator.domain.time import MINUTE
from simulator.exercise.room.console.improvising import improvisable
from simulator.exercise.room.console.masterlist import Can, play_of
from simulator.exercise.room.console.trim import TrimPlan, trim_plan
from simulator.exercise.room.console.wire import Request
from simulator.exercise.room.feed import CHANNELS
from tui.console.forms import ConsoleDialog, Desk, buttons, message_words, plain_seats
from tui.present import clean
from tui.texts.trimming import step_words, trim_reason, trim_words
from tui.widgets.fields import Choice, Choices, Words, choice

if TYPE_CHECKING:
    from simulator.domain.direction import OnInject
    from simulator.domain.playbook import Playbook
    from simulator.exercise.room.console.masterlist import Listed
    from simulator.exercise.room.console.trim import Trim

LATER = 15 * MINUTE
"""How much later an inject comes. Source: practice.md 4.6, facilitator console."""
VERBS: Mapping[Can, str] = {
    "fire": "Release now", "hold": "Hold", "let-go": "Let go", "skip": "Skip", "delay": "Later by 15 m",
}  # fmt: skip
DONE: Mapping[Can, str] = {
    "fire": "Released now:", "hold": "Held:", "let-go": "Held no longer:", "skip": "Skipped:",
    "delay": "15 m later:",
}  # fmt: skip
NOTHING = "nothing"


def on_inject(can: Can, inject: str) -> OnInject:
    """The decision that does that with an inject."""
    named = InjectId(inject)
    match can:
        case "fire":
            return d.FireInject(seat=CONTROLLER, inject=named)
        case "hold":
            return d.HoldInject(seat=CONTROLLER, inject=named)
        case "let-go":
            return d.LetGoInject(seat=CONTROLLER, inject=named)
        case "skip":
            return d.SkipInject(seat=CONTROLLER, inject=named)
        case "delay":
            return d.DelayInject(seat=CONTROLLER, inject=named, later=LATER)


def deciding(decision: d.Decision, **says: str) -> Request:
    """The request for a decision, with its words by role."""
    return Request(asks="decide", says={role: text for role, text in says.items() if text}, decision=encode(decision))


class MessageDialog(ConsoleDialog):
    """One message of the list, and what can be done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: a message of the list")
        self.listed: dict[str, Listed] = {}

    def compose_box(self) -> Iterable[Widget]:
        """Which, why, and what."""
        if self.desk.covered:
            yield Static(
                "By number, as the handbook has them: players see this screen too, so no title of what is to come.",
                classes="hint", markup=False,
            )  # fmt: skip
        yield Choices(id="which", markup=False)
        yield Words("Why? (may stay empty)", "reason")
        yield from buttons(*((name, words) for name, words in VERBS.items()))

    async def on_mount(self) -> None:
        """Ask what is still to come."""
        self.listed = {one.ref: one for one in await self.rows() if one.can}
        rows = [(one.ref, message_words(one, covered=self.desk.covered)) for one in self.listed.values()]
        self.query_one(Choices).offer(rows)
        if not rows:
            self.complain("Nothing is still to come.")
        self.query_one(Choices).focus()

    def on_option_list_option_selected(self) -> None:
        """On to what is done with it."""
        self.query_one("#fire", Button).focus()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Do that, where it can be done."""
        can = next(one for one in VERBS if one == pressed.button.id)
        marked = self.query_one(Choices).highlighted
        if marked is None:
            self.complain("Choose a message first.")
            return
        one = list(self.listed.values())[marked]
        if can not in one.can:
            possible = ", ".join(VERBS[this].lower() for this in one.can)
            self.complain(f"That cannot be done with #{one.number:02}, which is {one.standing}. Possible: {possible}.")
            return
        named = f"#{one.number:02}" if self.desk.covered else f"#{one.number:02} {one.title}"
        await self.ask(deciding(on_inject(can, one.ref), reason=self.said("reason")), f"{DONE[can]} {named}")


class ImproviseDialog(ConsoleDialog):
    """A message that the list does not have; whether it touches the world must be said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: improvise a message")
        self.shelf = {str(one.id): one for one in improvisable(desk.drill.playbook)}

    def compose_box(self) -> Iterable[Widget]:
        """Where it comes from, its words, to whom, how, and what it does."""
        rows = [(key, one.title) for key, one in self.shelf.items()]
        yield choice([("own", "in my own words"), *rows], "source", "Message:", "own")
        yield Words("What does it say?", "text")
        yield choice(plain_seats(self.drill), "to", "To:", blank="To whom?")
        yield choice(list(CHANNELS.items()), "channel", "How does it come?", "mail")
        yield choice(
            _effects(self.drill.playbook), "touches", "World:", blank="Does it touch the world? (must be said)"
        )
        yield from buttons(("send", "Send it"), ("back", "Back"))

    @on(Select.Changed, "#source")
    def _take(self, chosen: Select.Changed) -> None:
        """The library's words and channel come along, and can be changed."""
        one = self.shelf.get(str(chosen.value))
        if one is not None:
            self.query_one("#text", Words).value = clean(one.text)
            self.query_one("#channel", Select).value = one.channel
            if one.to:
                self._offer_seats(one.to)

    def _offer_seats(self, written_for: Sequence[SeatId]) -> None:
        """All those that the library wrote it for come first."""
        seats = self.drill.playbook.seats
        together = (" ".join(written_for), ", ".join(seats[one].title for one in written_for))
        rows = dict([together, *plain_seats(self.drill)])
        self.query_one("#to", Choice).offer(list(rows.items()), together[0])

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Send it, when everything is said."""
        if pressed.button.id == "back":
            self.dismiss()
            return
        to, touches, source = self.chosen("to"), self.chosen("touches"), self.chosen("source")
        channel: Channel = next((one for one in CHANNELS if one == self.chosen("channel")), "mail")
        if not self.said("text") or to is None or touches is None:
            missing = {
                "what it says": self.said("text"),
                "to whom it goes": to,
                "whether it touches the world": touches,
            }
            self.complain(f"Say {' and '.join(name for name, given in missing.items() if not given)}.")
            return
        action, _, target = touches.partition("|")
        own = source not in self.shelf
        decision = d.Improvise(
            seat=CONTROLLER,
            to=tuple(map(SeatId, to.split())),
            channel=channel,
            library=None if own else InjectId(str(source)),
            touches=None if action == NOTHING else ActionId(action),
            target=target or None,
        )
        seats = self.drill.playbook.seats
        await self.ask(
            deciding(decision, inject=self.said("text")),
            f"Sent to {', '.join(seats[one].title for one in decision.to)}.",
        )


def _effects(playbook: Playbook) -> list[tuple[str, str]]:
    rows = [(NOTHING, "untouched; only what people talk about changes")]
    for one in playbook.actions.values():
        targets = one.targets or ("",)
        rows += [
            (
                f"{one.id}|{target}",
                f"no score; does: {one.title}" + (f", {playbook.title_of(target)}" if target else ""),
            )
            for target in targets
            if one.effects
        ]
    return rows


class TrimDialog(ConsoleDialog):
    """What to leave out when the room runs late."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: trim the list")
        self.plan: TrimPlan | None = None

    def compose_box(self) -> Iterable[Widget]:
        """How late, and what would help."""
        yield Static("", id="late", markup=False)
        yield Choices(id="which", markup=False)
        yield from buttons(("skip", "Leave it out"), ("back", "Back"))

    async def on_mount(self) -> None:
        """Work it out."""
        late = self.drill.late
        numbers = {one.ref: one for one in await self.rows()}
        self.plan = await asyncio.wrap_future(
            self.drill.ask(lambda exercise: trim_plan(play_of(exercise, CONTROLLER), exercise.now, late))
        )
        rows = [(one.inject, self._words(one, numbers[one.inject])) for one in self.plan.steps]
        self.query_one(Choices).offer(rows)
        self.query_one("#late", Static).update(trim_words(self.plan))

    def _words(self, step: Trim, one: Listed) -> str:
        return f"{message_words(one, covered=self.desk.covered)}, {step_words(step)}"

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Leave one out."""
        marked = self.query_one(Choices).highlighted
        if pressed.button.id == "back" or self.plan is None or marked is None:
            self.dismiss()
            return
        step = self.plan.steps[marked]
        request = deciding(on_inject("skip", step.inject), reason=trim_reason(self.plan))
        await self.ask(request, f"Left out: it gives back {step.minutes} min.")
