"""What the facilitator may do now, and how it is told in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from simulator.domain import decisions as d
from simulator.domain import direction as dn
from simulator.domain.chance import chance_of
from simulator.domain.facts import DecisionRecorded
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.refusal import Permit, Refused
from simulator.domain.state import State
from simulator.domain.time import DAY, format_duration

LATEST_DELAY = 30 * DAY
"""The longest that an inject is put off at once; assumed, to catch a slip of the keyboard."""
CHANCE: dict[dn.Chance, str] = {
    "seeded": "the seed's dice",
    "off": "off, everything takes its middle course",
    "table": f"dice on the table, a d{dn.SIDES} for each order",
}
"""What decides, in words."""
TOUCHED = "An improvised message touched the world: this run cannot be compared on its seed, and gets no score."
"""Source: practice.md 2.3, ad-hoc inject."""


def permit_direction(state: State, decision: dn.Direction, playbook: Playbook) -> Permit:
    """Whether the facilitator may do this now."""
    allowed = {CONTROLLER, ROOM} if isinstance(decision, dn.SubstituteRole) else {CONTROLLER}
    if decision.seat not in allowed:
        return Refused(reason="Only the facilitator directs play.", may=(CONTROLLER,))
    match decision:
        case dn.Improvise():
            return _permit_improvised(decision, playbook)
        case dn.SubstituteRole():
            return _permit_substitute(state, decision, playbook)
        case dn.SetChance():
            first = "How chance falls is said before the first decision."
            return Refused(reason=first) if state.decisions else None
        case dn.RollDie():
            return _permit_roll(state, decision, playbook)
        case _:
            return _permit_on_inject(state, decision, playbook)


def _permit_on_inject(state: State, decision: dn.OnInject, playbook: Playbook) -> Permit:
    inject, directed = decision.inject, state.directed
    if inject not in playbook.injects:
        return Refused(reason=f"There is no inject {inject}.", hint="The master list names them all.")
    if inject in state.injects:
        return Refused(reason="That message has come already.")
    match decision:
        case dn.FireInject():
            return None
        case dn.LetGoInject() if inject not in directed.held:
            return Refused(reason="That message is not held.")
        case _ if inject in directed.skipped:
            return Refused(reason="That message was left out.", hint="It can still be fired.")
        case dn.HoldInject() if inject in directed.held:
            return Refused(reason="That message is held already.")
        case dn.DelayInject(later=later) if not 0 < later <= LATEST_DELAY:
            return Refused(reason="A message comes later by a minute or so, at most by thirty days.")
        case _:
            return None


def _permit_improvised(decision: dn.Improvise, playbook: Playbook) -> Permit:
    if not decision.to or not set(decision.to) <= {*playbook.seats, ROOM}:
        return Refused(reason="A message needs a seat of this scenario that it goes to.", hint="Name one at least.")
    if decision.touches is None:
        return Refused(reason="What touches nothing has no target.") if decision.target is not None else None
    action = playbook.actions.get(decision.touches)
    if action is None or not action.effects:
        return Refused(reason=f"{decision.touches} does nothing to the world.", hint="Name an action with effects.")
    if (decision.target in action.targets) if action.targets else decision.target is None:
        return None
    return Refused(reason=f"“{action.title}” needs its target.", hint=f"One of: {', '.join(action.targets) or 'none'}.")


def _permit_substitute(state: State, decision: dn.SubstituteRole, playbook: Playbook) -> Permit:
    role, other, directed = decision.role, decision.substitute, state.directed
    if role not in playbook.seats:
        return Refused(reason=f"There is no role {role}.")
    if other == role:
        return None if role in directed.away else Refused(reason=f"{playbook.seats[role].title} is not away.")
    if other is None:
        return None
    authored = playbook.seats[role].substitutes
    if other not in playbook.seats or directed.present(other) != other:
        return Refused(reason="Who stands in must be here.", may=directed.all_present(authored))
    if authored and other not in authored:
        title = playbook.seats[role].title
        return Refused(reason=f"{playbook.seats[other].title} may not stand in for {title}.", may=authored)
    return None


def _permit_roll(state: State, decision: dn.RollDie, playbook: Playbook) -> Permit:
    if chance_of(state.made) != "table":
        return Refused(reason="No dice are on the table here.", hint="It is said before the first decision.")
    if not 1 <= decision.shows <= dn.SIDES:
        return Refused(reason=f"A die of {dn.SIDES} sides shows 1 to {dn.SIDES}.")
    action = playbook.actions[decision.action]
    if (decision.target in action.targets) if action.targets else decision.target is None:
        return None
    return Refused(reason=f"“{action.title}” needs its target.", hint=f"One of: {', '.join(action.targets) or 'none'}.")


def touched_world(entries: Iterable[Entry]) -> bool:
    """Whether an improvised message did something to the world, so that runs on this seed are no longer alike."""
    made = (entry.fact.decision for entry in entries if isinstance(entry.fact, DecisionRecorded))
    return any(isinstance(one, d.Improvise) and one.touches is not None for one in made)


def direction_words(decision: dn.Direction, playbook: Playbook) -> str:
    """What the facilitator did, in the scenario's own titles."""
    match decision:
        case dn.FireInject():
            return f"Fire: {_inject(decision, playbook)}"
        case dn.HoldInject():
            return f"Hold: {_inject(decision, playbook)}"
        case dn.LetGoInject():
            return f"Hold no longer: {_inject(decision, playbook)}"
        case dn.SkipInject():
            return f"Skip: {_inject(decision, playbook)}"
        case dn.DelayInject(later=later):
            return f"Delay by {format_duration(later)}: {_inject(decision, playbook)}"
        case dn.Improvise():
            return _improvised(decision, playbook)
        case dn.SubstituteRole(role=role, substitute=substitute):
            return substituted(role, substitute, playbook)
        case dn.SetChance(chance=chance):
            return f"Chance: {CHANCE[chance]}"
        case dn.RollDie(action=action, target=target, shows=shows):
            on = f" ({playbook.title_of(target)})" if target else ""
            return f"The die shows {shows} for: {playbook.actions[action].title}{on}"
        case _:
            assert_never(decision)


def substituted(role: SeatId, substitute: SeatId | None, playbook: Playbook) -> str:
    """Who is away, and who decides then."""
    if substitute == role:
        return f"{_seat(role, playbook)} is back"
    if substitute is None:
        return f"{_seat(role, playbook)} is away, and nobody stands in"
    return f"{_seat(role, playbook)} is away; {_seat(substitute, playbook)} decides"


def _improvised(decision: dn.Improvise, playbook: Playbook) -> str:
    to = ", ".join(_seat(one, playbook) for one in decision.to)
    action = None if decision.touches is None else playbook.actions.get(decision.touches)
    touches = f"it does: {action.title}" if action else "it touches nothing"
    return f"Improvise a message ({decision.channel}) to {to}; {touches}"


def _inject(decision: dn.OnInject, playbook: Playbook) -> str:
    known = playbook.injects.get(decision.inject)
    return known.title if known else decision.inject


def _seat(seat: SeatId, playbook: Playbook) -> str:
    known = playbook.seats.get(seat)
    return known.title if known else {"room": "the room"}.get(seat, seat)
