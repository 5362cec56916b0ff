"""What the facilitator's decisions set going: injects fired, held, put off, left out, improvised; roles taken over."""

from __future__ import annotations

from typing import assert_never

from simulator.domain import direction as dn
from simulator.domain import facts as f
from simulator.domain.actions import effects_on
from simulator.domain.journal import TRUTH
from simulator.engine.context import Context
from simulator.engine.processes.effects import carry_out
from simulator.engine.processes.injects import send


def direct_play(context: Context, decision: dn.Direction, number: int, cause: int) -> None:
    """Set an accepted direction going."""
    match decision:
        case dn.FireInject(inject=inject):
            send(context, context.playbook.injects[inject], cause)
        case dn.HoldInject(inject=inject):
            context.emit(f.InjectHeld(inject=inject), TRUTH, cause)
        case dn.LetGoInject(inject=inject):
            context.emit(f.InjectLetGo(inject=inject), TRUTH, cause)
            context.signal("inject-let-go", inject)
        case dn.SkipInject(inject=inject):
            context.emit(f.InjectSkipped(inject=inject), TRUTH, cause)
            context.signal("inject-let-go", inject)
        case dn.DelayInject(inject=inject, later=later):
            context.emit(f.InjectDelayed(inject=inject, later=later), TRUTH, cause)
        case dn.Improvise():
            _improvise(context, decision, number, cause)
        case dn.SubstituteRole(role=role, substitute=substitute):
            context.emit(f.RoleSubstituted(role=role, substitute=substitute), cause=cause)
        case dn.SetChance() | dn.RollDie():
            pass  # it stands in the decisions, where `Context` looks
        case _:
            assert_never(decision)


def _improvise(context: Context, decision: dn.Improvise, number: int, cause: int) -> None:
    """The message reaches its seats, and what it touches happens with it, at nobody's cost."""
    sent = context.emit(f.InjectImprovised(number=number, channel=decision.channel), decision.to, cause)
    if decision.touches is None:
        return
    action = context.playbook.actions[decision.touches]
    for effect in effects_on(action, decision.target):
        carry_out(context, effect, action.owner, sent.number)
    context.refresh(f"{action.id} improvised", sent.number)
