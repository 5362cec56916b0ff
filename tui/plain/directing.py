"""The facilitator directs play, line by line: when injects come, what is improvised, who stands in."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.domain.direction import Channel
from simulator.domain.evaluation import records as r
from simulator.domain.ids import CONTROLLER, ActionId, InjectId, SeatId
from simulator.domain.time import MINUTE, parse_duration
from simulator.exercise.room.console.improvising import improvisable
from simulator.exercise.room.console.masterlist import Can, Listed, master_list, play_of
from simulator.exercise.room.console.pin import Tries
from simulator.exercise.room.console.trim import trim_plan
from simulator.exercise.room.console.typed import EXAMPLE, moment_of, read_note
from simulator.exercise.room.feed import CHANNELS
from tui import present
from tui.plain.asking import Left
from tui.plain.ordering import Ordering
from tui.texts.trimming import step_words, trim_reason, trim_words

DIRECTIONS = (
    ("msel", "controller alone: the master list, and what can be done with each inject"),
    ("fire", "facilitator: release an inject now"),
    ("hold inject", "facilitator: keep an inject back"),
    ("let go", "facilitator: hold an inject no longer"),
    ("skip", "facilitator: leave an inject out"),
    ("delay", "facilitator: have an inject come later"),
    ("trim", "facilitator: what to leave out when the room runs late"),
    ("improvise", "facilitator: send a message that the list does not have"),
    ("go to", "facilitator: go to a time; main messages stop the way"),
    ("observe", "facilitator: an observer's note, with a tag and an objective"),
    ("substitute", "facilitator: a role is away, somebody stands in, or it is back"),
)
LATER = 15 * MINUTE
"""How much later an inject comes where nobody says. Source: practice.md 4.6, facilitator console."""


class Directing(Ordering):
    """What the facilitator does."""

    def msel(self) -> None:
        """The master list."""
        if self._controls():
            for one in self._rows():
                self.tell(self._line(one))

    def fire(self) -> None:
        """One now."""
        if inject := self._one("fire"):
            self.submit(d.FireInject(seat=CONTROLLER, inject=inject), reason=self.ask("Why? "))

    def hold_inject(self) -> None:
        """One not yet."""
        if inject := self._one("hold"):
            self.submit(d.HoldInject(seat=CONTROLLER, inject=inject), reason=self.ask("Why? "))

    def let_go(self) -> None:
        """One no longer held."""
        if inject := self._one("let-go"):
            self.submit(d.LetGoInject(seat=CONTROLLER, inject=inject), reason=self.ask("Why? "))

    def skip(self) -> None:
        """One never."""
        if inject := self._one("skip"):
            self.submit(d.SkipInject(seat=CONTROLLER, inject=inject), reason=self.ask("Why? "))

    def delay(self) -> None:
        """One later."""
        if not (inject := self._one("delay")):
            return
        given = self.ask("By how much (as 2h30m; empty: 15m)? ")
        try:
            later = parse_duration(given) if given else LATER
        except ValueError as fault:
            self.tell(str(fault))
            raise Left from None
        self.submit(d.DelayInject(seat=CONTROLLER, inject=inject, later=later), reason=self.ask("Why? "))

    def trim(self) -> None:
        """Leave one out, those first that bring a late room back to its plan."""
        if not self._directs():
            return
        late, numbers = self.drill.late, {one.ref: one for one in self._rows()}
        plan = self.drill.ask(lambda exercise: trim_plan(play_of(exercise, CONTROLLER), exercise.now, late)).result()
        self.tell(trim_words(plan))
        if not plan.steps:
            return
        rows = [(one.inject, f"{self._line(numbers[one.inject])}, {step_words(one)}") for one in plan.steps]
        inject = InjectId(self.one_of("Which is left out?", [*rows, ("", "none")]))
        if inject:
            self.submit(d.SkipInject(seat=CONTROLLER, inject=inject), reason=trim_reason(plan))

    def improvise(self) -> None:
        """One that the list does not have: from the library, or as typed."""
        if not self._directs():
            return
        playbook = self.drill.playbook
        shelf = {one.id: one for one in improvisable(playbook)}
        rows: list[tuple[str, str]] = [(key, one.title) for key, one in shelf.items()]
        chosen = shelf.get(InjectId(self.one_of("Which message?", [("own", "in my own words"), *rows])))
        if chosen is None:
            text = self.ask("What does it say? ")
            channel = self._channel()
        else:
            text, channel = chosen.text, chosen.channel
        if not text:
            raise Left
        seats = [seat for seat in playbook.seats if not (chosen and chosen.to) or seat in chosen.to]
        to = SeatId(self.one_of("To whom?", [(seat, playbook.seats[seat].title) for seat in seats]))
        touches, target = self._touches()
        self.submit(
            d.Improvise(
                seat=CONTROLLER,
                to=(to,),
                channel=channel,
                library=chosen.id if chosen else None,
                touches=touches,
                target=target,
            ),
            inject=text,
            reason=self.ask("Why? "),
        )

    def go_to(self) -> None:
        """To a moment."""
        self.require_pin()
        drill = self.drill
        try:
            moment = moment_of(self.ask("To when? D5 09:00, 09:00 or +2h30m: "), drill.view.now, drill.playbook)
        except ValueError as fault:
            self.tell(str(fault))
            raise Left from None
        drill.travel_to(moment)
        self.arrive()

    def observe(self) -> None:
        """A note of the observer's, for the report."""
        self.require_pin()
        self.tell(EXAMPLE)
        try:
            note = read_note(self.ask("What did you see? No names. "), self.drill.playbook.objectives)
        except ValueError as fault:
            self.tell(str(fault))
            raise Left from None
        self.drill.write(
            lambda at, room: r.Noted(
                at=at, room=room, text=note.text, tag=note.tag, objective=note.objective, by="facilitator"
            )
        ).result()
        self.tell("Noted.")

    def substitute(self) -> None:
        """Who is away, and who stands in."""
        self.require_pin()
        seats = self.drill.playbook.seats
        rows = [(seat, one.title) for seat, one in seats.items()]
        role = SeatId(self.one_of("Which role?", rows))
        away = self.drill.known.directed.away
        others = [one for one in seats[role].substitutes or tuple(seats) if one != role and one not in away]
        back = [(str(role), "it is back")] if role in away else []
        offered = [*back, *((seat, seats[seat].title) for seat in others), ("", "nobody")]
        chosen = self.one_of("Who stands in?", offered)
        self.submit(
            d.SubstituteRole(seat=self.drill.seat, role=role, substitute=SeatId(chosen) if chosen else None),
            reason=self.ask("Why? "),
        )

    def require_pin(self) -> None:
        """The facilitator's PIN, where one was set: three wrong tries wait, here as on the screen."""
        drill = self.drill
        pin = drill.control.pin()
        if pin is None or drill.controls:
            return
        waits = drill.tries.waits(drill.seconds())
        if waits:
            self.tell(f"Three wrong tries: wait {waits:.0f} seconds.")
            raise Left
        if not pin.opens(self.ask("The facilitator's PIN (it can be seen here): ")):
            drill.tries = drill.tries.failed(drill.seconds())
            self.tell("That is not the PIN.")
            raise Left
        drill.tries = Tries()

    def _controls(self) -> bool:
        if not self.drill.controls:
            self.tell(f'Directing is closed to the seat "{self.drill.seat}": only the controller does.')
        return self.drill.controls

    def _directs(self) -> bool:
        """The controller does, and in the room who knows the PIN."""
        if not self.drill.controls and self.drill.control.pin() is None:
            return self._controls()
        self.require_pin()
        return True

    def _rows(self) -> tuple[Listed, ...]:
        return self.drill.ask(lambda exercise: master_list(play_of(exercise, CONTROLLER), exercise.now)).result()

    def _one(self, can: Can) -> InjectId | None:
        if not self._directs():
            return None
        rows = [(one.ref, self._line(one)) for one in self._rows() if can in one.can]
        if not rows:
            self.tell("There is no inject with which that can be done.")
            return None
        return InjectId(self.one_of("Which inject?", rows))

    def _line(self, one: Listed) -> str:
        """A line of the list; in the room by number alone, for players hear it too."""
        if not self.drill.controls:
            return f"#{one.number:02}: {one.standing}"
        when = "" if one.at is None else f", {present.day_and_time(self.drill.playbook.calendar.at(one.at))}"
        waits = f", {one.waits}" if one.standing == "waiting" and one.waits else ""
        condition = ", on condition" if one.conditional and one.can else ""
        return f"{one.number}. {one.standing}{when}{waits}{condition}: {one.title} ({one.type}) to {', '.join(one.to)}"

    def _channel(self) -> Channel:
        channels: dict[str, Channel] = {one: one for one in CHANNELS}
        return channels[self.one_of("How does it come?", list(CHANNELS.items()))]

    def _touches(self) -> tuple[ActionId | None, str | None]:
        """What it does to the world, which must be said."""
        if not self.yes("Does it touch the world (the run then gets no score)?"):
            return None, None
        playbook = self.drill.playbook
        rows = [(one.id, one.title) for one in playbook.actions.values() if one.effects]
        action = playbook.actions[ActionId(self.one_of("What does it do?", rows))]
        targets = [(one, playbook.title_of(one)) for one in action.targets]
        return action.id, self.one_of("To what?", targets) if targets else None
