"""Whether a decision may be taken now. Pure: what the seat knows, and the playbook; a refusal says who could."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.domain.actions import ResponseAction
from simulator.domain.directed import Directed
from simulator.domain.directing import permit_direction
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.refusal import Permit, Refused
from simulator.domain.state import State
from simulator.domain.time import Seconds

__all__ = ["Permit", "Refused", "barred", "bearer", "permit"]


def permit(state: State, decision: d.Decision, playbook: Playbook, now: Seconds | None = None) -> Permit:
    """Whether the decision may be taken in this state; `now` None: at the time of its last entry."""
    if state.ended:
        return Refused(reason="The exercise has ended.")
    if not state.started:
        return Refused(reason="The exercise has not started.")
    match decision:
        case d.TakeAction():
            return _permit_action(state, decision, playbook, state.at if now is None else now)
        case d.StateDiscovery() | d.DetermineBreach() | d.RecordHold() | d.FreezeList() | d.ReleaseNotice():
            return _permit_legal_act(state, decision, playbook, state.at if now is None else now)
        case d.BuildList():
            if decision.spec.imported or decision.given:
                return _permit_import(decision, playbook)
            if not any(source in state.shown for source in decision.spec.sources):
                return Refused(
                    reason="None of these sources is pulled, so there is nothing to list.", hint="Pull one first."
                )
            return None
        case d.AnswerInject():
            return _permit_answer(state, decision)
        case d.Declare():
            return None
        case d.MapDeclaration():
            return _permit_mapping(state, decision, playbook)
        case _:
            return permit_direction(state, decision, playbook)


def _permit_import(decision: d.BuildList, playbook: Playbook) -> Permit:
    records = [record for _, those in decision.given for record in those]
    if not decision.spec.imported or not records:
        return Refused(reason="A list made outside needs its file and its people.", hint="Import it again.")
    if len(set(records)) < len(records):
        return Refused(reason="It names a record twice.", hint="Keep one line for each record.")
    if not all(0 <= record < playbook.world.patients for record in records):
        return Refused(
            reason="It names a record that this world does not have.", hint="Import a list of this exercise."
        )
    if not {state for state, _ in decision.given} <= {"", *(state for state, _ in playbook.world.states)}:
        return Refused(reason="It counts people in a state that this world does not have.", hint="Correct its states.")
    return None


def bearer(decision: d.TakeAction, playbook: Playbook, directed: Directed | None = None) -> SeatId:
    """Whose authority an action is taken on: who was named, else the seat; in the room, the action's owner.

    `directed`: who is away, so that whoever stands in for the owner decides.
    """
    if decision.by is not None:
        return decision.by
    if decision.seat != ROOM:
        return decision.seat
    owner = playbook.actions[decision.action].owner
    return owner if directed is None else directed.present(owner) or owner


def _permit_action(state: State, decision: d.TakeAction, playbook: Playbook, now: Seconds) -> Permit:
    action = playbook.actions[decision.action]
    by = bearer(decision, playbook, state.directed)
    unauthorised = _authority(by, action.authority.seats, f"“{action.title}”", state.directed, playbook)
    if unauthorised is not None:
        return unauthorised
    seconds = state.directed.all_present(action.authority.second)
    if action.authority.second and (decision.second not in seconds or decision.second == by):
        return Refused(
            reason=f"“{action.title}” needs a second role's agreement.",
            may=seconds,
            hint="Ask them." if set(seconds) - {by} else "Nobody else is here who may: name a substitute.",
        )
    if action.targets and decision.target not in action.targets:
        return Refused(reason=f"“{action.title}” needs a target.", hint=f"One of: {', '.join(action.targets)}.")
    if not action.targets and decision.target is not None:
        return Refused(reason=f"“{action.title}” takes no target.")
    return barred(state, action, decision.target, playbook) or _permit_promise(decision, playbook, now)


def barred(state: State, action: ResponseAction, target: str | None, playbook: Playbook) -> Permit:
    """Why nobody may order it now, whoever asks: something must be done before, or it was ordered already."""
    missing = [one for one in action.after if state.first_done(one) is None]
    if missing:
        titles = ", ".join(f"“{playbook.actions[one].title}”" for one in missing)
        return Refused(reason=f"“{action.title}” needs {titles} first.")
    if not action.repeatable and _taken(state, action, target):
        return Refused(reason=f"“{action.title}” was already ordered.", hint="The feed says how it stands.")
    return None


def _authority(by: SeatId, seats: tuple[SeatId, ...], what: str, directed: Directed, playbook: Playbook) -> Permit:
    """Whether somebody has one of these seats, or stands in for one that is away."""
    here = directed.all_present(seats)
    if by in here:
        return None
    if by in directed.away:
        return Refused(
            reason=f"{_title(by, playbook)} is away.",
            hint="Ask one of those who may." if here else "Nobody who may is here: name a substitute.",
            may=here,
        )
    return Refused(reason=f"{_title(by, playbook)} may not decide {what}.", hint="Ask one of those who may.", may=here)


def _permit_promise(decision: d.TakeAction, playbook: Playbook, now: Seconds) -> Permit:
    action = playbook.actions[decision.action]
    if decision.promised is None:
        return None
    if not action.share:
        return Refused(reason=f"“{action.title}” is no project.", hint="Promise dates of projects only.")
    if decision.promised < playbook.calendar.day(now):
        return Refused(reason="A project cannot be promised for a day that has passed.", hint="Name a later day.")
    return None


def _taken(state: State, action: ResponseAction, target: str | None) -> bool:
    return any(isinstance(one, d.TakeAction) and (one.action, one.target) == (action.id, target) for one in state.made)


def _permit_legal_act(
    state: State,
    act: d.StateDiscovery | d.DetermineBreach | d.RecordHold | d.FreezeList | d.ReleaseNotice,
    playbook: Playbook,
    now: Seconds,
) -> Permit:
    by = act.by or act.seat
    if by != ROOM:
        unauthorised = _authority(by, playbook.legal_seats, "this legal act", state.directed, playbook)
        if unauthorised is not None:
            return unauthorised
    match act:
        case d.StateDiscovery():
            if act.day > playbook.calendar.day(now):
                return Refused(reason="A discovery date cannot lie in the future.")
        case d.FreezeList():
            if state.list_version(act.version) is None:
                return Refused(reason=f"There is no version {act.version} of the list.", hint="Build a list first.")
        case d.ReleaseNotice():
            return _permit_release(state, act, playbook)
        case d.RecordHold():
            return _permit_hold(state, act, playbook)
        case d.DetermineBreach():
            pass
    return None


def _permit_release(state: State, act: d.ReleaseNotice, playbook: Playbook) -> Permit:
    if act.audience not in state.prepared:
        return Refused(
            reason=f"Nothing is ready to be sent to: {playbook.audiences.get(act.audience, act.audience)}.",
            hint="Order its preparation first.",
        )
    if act.version not in {one.fact.version for one in state.frozen}:
        return Refused(reason=f"List version {act.version} is not frozen.", hint="Freeze it first.")
    return None


def _permit_hold(state: State, act: d.RecordHold, playbook: Playbook) -> Permit:
    inject = playbook.injects.get(act.inject)
    if act.inject not in state.injects or inject is None or inject.hold is None:
        return Refused(reason="No message of that name asks to hold notices back.", hint="Record one that came.")
    if any(one.fact.inject == act.inject for one in state.holds):
        return Refused(reason="That request is already recorded.")
    if not act.official.strip():
        return Refused(reason="Nobody is named who stated it (45 CFR 164.412(b)).", hint="Say who.")
    return None


def _permit_answer(state: State, decision: d.AnswerInject) -> Permit:
    inject = state.injects.get(decision.inject)
    if inject is None:
        return Refused(reason="That message has not come.")
    if decision.inject in state.answers:
        return Refused(reason="That message was already answered.")
    if decision.option not in dict(inject.fact.options):
        return Refused(reason="That is not one of the answers.", hint=", ".join(dict(inject.fact.options)))
    return None


def _permit_mapping(state: State, decision: d.MapDeclaration, playbook: Playbook) -> Permit:
    if decision.seat not in {ROOM, CONTROLLER}:
        return Refused(reason="Only the facilitator maps declarations.", may=(CONTROLLER,))
    if decision.declaration not in state.declared or decision.declaration in state.mapped:
        return Refused(reason=f"No declaration {decision.declaration} is waiting.")
    if decision.action is not None and decision.action not in playbook.actions:
        return Refused(reason=f"There is no action {decision.action}.")
    return None


def _title(seat: SeatId, playbook: Playbook) -> str:
    known = playbook.seats.get(seat)
    return known.title if known else seat
