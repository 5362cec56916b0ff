"""What the leak and the response do to care: visits disturbed while a flow fails, waits, or runs by hand."""

from __future__ import annotations

from simulator.domain.facts import CareDisturbed, ServiceChanged
from simulator.domain.nouns import Service
from simulator.engine.context import Context
from simulator.engine.profiles import pace


def care_begins(context: Context) -> None:
    """From StartEx on, disturbed visits are counted; how each service stands is told."""
    for service in context.playbook.services.values():
        context.care_since[service.id] = context.now
        _stands(context, service, None)


def care_changed(context: Context, cause: int | None) -> None:
    """Something that services depend on changed: close the books on the time until now."""
    for service in context.playbook.services.values():
        before = context.care_state.get(service.id)
        if before is not None and before != service_state(context, service):
            settle(context, service, cause)
            _stands(context, service, cause)


def _stands(context: Context, service: Service, cause: int | None) -> None:
    context.care_state[service.id] = service_state(context, service)
    word, _ = context.care_state[service.id]
    context.emit(ServiceChanged(service=service.id, now=word), cause=cause)


def settle(context: Context, service: Service, cause: int | None) -> None:
    """Write down the visits since the books were last closed."""
    since, (why, share) = context.care_since[service.id], context.care_state[service.id]
    week = pace("clinic-week", context.playbook.calendar)
    visits = service.visits_per_day * week.between(since, context.now)
    context.care_since[service.id] = context.now
    if context.now > since:
        fact = CareDisturbed(
            service=service.id,
            since=since,
            until=context.now,
            why=why,
            visits=round(visits),
            disturbed_milli=round(visits * share * 1000),
        )
        context.emit(fact, cause=cause)


def disturb_at_once(context: Context, visits: float, cause: int) -> None:
    """A side effect disturbs so many visits now."""
    for service in context.playbook.services.values():
        fact = CareDisturbed(
            service=service.id,
            since=context.now,
            until=context.now,
            why="side effect",
            visits=round(visits),
            disturbed_milli=round(visits * 1000),
        )
        context.emit(fact, cause=cause)


def service_state(context: Context, service: Service) -> tuple[str, float]:
    """A service's state in words, and the share of its visits that is disturbed in it."""
    word, share = _as_planned(context, service)
    faults = context.faults[service.id]
    worst = max((one.by_hand if context.manual else one.share for one in faults), default=0.0)
    if worst <= share:
        return word, share
    return ("broken, by hand" if context.manual else "broken"), worst


def _as_planned(context: Context, service: Service) -> tuple[str, float]:
    """The state apart from faults.

    A service that was restored does without the paths that were closed until then, and without workarounds for good.
    """
    copies, closed = context.sandbox.copies, context.sandbox.paths.closed
    since = context.restored.get(service.id)
    cut = any(grant in closed and (since is None or closed[grant] > since) for grant in service.needs_grants)
    up = all(flow in copies.fixed or context.playbook.flows[flow].lies for flow in service.needs)
    cut |= not up and since is None and any(grant in closed for grant in service.workarounds)
    if cut or any(flow in copies.paused for flow in service.needs):
        return ("paused, by hand", service.paused_share_manual) if context.manual else ("paused", service.paused_share)
    if up:
        return "up", 0.0
    if context.manual:
        return "failing, by hand", service.failing_share_manual
    return "failing", service.failing_share
