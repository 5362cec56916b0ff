"""An action or a legal act that was meant, with its details asked line by line."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.domain.actions import ResponseAction
from simulator.domain.direction import SIDES
from simulator.domain.ids import CONTROLLER, ActionId, SeatId
from simulator.domain.permit import barred
from simulator.exercise.room.losing import destroyed, unexcludable
from simulator.exercise.room.matching import Match
from simulator.exercise.room.odds import SHOWS, needs_a_die, odds_words, rolled
from tui import present
from tui.plain.asking import Left
from tui.plain.scoping import Scoping
from tui.texts.orders import action_lines, losing_line


class Ordering(Scoping):
    """What the team orders."""

    def mean(self, found: Match, said: str) -> bool:
        """Ask for the details of what was meant, and order it; whether it was taken."""
        if found.kind == "act":
            getattr(self, "build" if found.id == "list" else found.id)()
            return True
        playbook = self.drill.playbook
        action = playbook.actions[ActionId(found.id)]
        self.tell_all(action_lines(action, playbook, self.drill.known, found.target))
        if barred(self.drill.known, action, found.target, playbook) is not None:
            raise Left
        target = found.target or (
            self.one_of("On what?", [(one, playbook.title_of(one)) for one in action.targets])
            if action.targets
            else None
        )
        by = self.one_of("Who decides?", [(one, playbook.seats[one].title) for one in action.authority.seats])
        second = None
        if action.authority.second:
            second = self.one_of(
                "Which second role agrees?", [(one, playbook.seats[one].title) for one in action.authority.second]
            )
        why = self.why(required=action.irreversible)
        self._warn(action)
        taken = d.TakeAction(
            seat=self.drill.seat,
            action=action.id,
            target=target,
            by=SeatId(by),
            second=None if second is None else SeatId(second),
            explained=bool(why["reason"].strip()),
            promised=self.promised() if action.share else None,
        )
        self._roll(taken)
        return self.submit(taken, answer=said, **why)

    def _roll(self, order: d.TakeAction) -> None:
        """Where dice are on the table, what the die shows for an order that may be given."""
        known, playbook, now = self.drill.known, self.drill.playbook, self.drill.view.now
        if not needs_a_die(known, order, playbook, now):
            return
        self.tell(odds_words(order.action, playbook, now))
        said = self.ask(f"Roll the d{SIDES}. What does it show (empty: the seed rolls)? ")
        while said:
            shows = rolled(said)
            if shows is not None:
                action, target = order.action, order.target
                self.submit(d.RollDie(seat=CONTROLLER, action=action, target=target, shows=shows))
                return
            said = self.ask(f"{SHOWS}: ")

    def _warn(self, action: ResponseAction) -> None:
        if not destroyed(action):
            return
        seat = self.drill.seat
        people = self.drill.ask(lambda exercise: unexcludable(exercise, seat, action)).result()
        self.tell(present.flat(losing_line(people)))
        if people and self.ask(f"Type {people} to go on: ").replace(",", "") != str(people):
            raise Left
