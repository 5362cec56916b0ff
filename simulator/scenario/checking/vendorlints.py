"""What makes vendors, clauses, requests to hold notices, and services unplayable."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.authored import Problems
from simulator.scenario.checking.references import Sources
from simulator.scenario.written import verbs as act
from simulator.scenario.written.model import INSURER
from simulator.scenario.written.vendors import Vendor


def note_vendors(sources: Sources, problems: Problems) -> None:
    """Vendors that never speak, replies that never come, circles of subcontractors."""
    it, document = sources.scenario, sources.scenario_document
    effects = [effect for action in it.actions for effect in action.effects]
    demanded = {one.vendor for one in effects if isinstance(one, act.DemandVendor)}
    behind = {one.subcontractor for one in it.vendors.values()}
    for name, vendor in it.vendors.items():
        place = ("vendors", name)
        if not vendor.everything_said and name not in behind:
            message = "given a vendor that never says anything, expected replies; write some."
            problems.add(document, place, message, key=True)
        if vendor.replies and (vendor.answers_hours is not None or vendor.notice_hours is not None):
            message = "given replies and the short form besides, expected one of them; put its hours under contract."
            problems.add(document, place, message, key=True)
        for index, reply in enumerate(vendor.replies):
            if (reply.hours is None) == (reply.at is None):
                message = "given a reply that does not say once when it comes, expected hours or at; write one of them."
                problems.add(document, (*place, "replies", index), message)
            if reply.needs == "demand" and name not in demanded:
                message = "given a reply that needs a demand, expected an action that makes one; add demand-vendor."
                problems.add(document, (*place, "replies", index, "needs"), message)
        if _in_circle(name, it.vendors):
            message = "given a circle of subcontractors, expected an end; remove one."
            problems.add(document, (*place, "subcontractor"), message)


def _in_circle(name: str, vendors: Mapping[str, Vendor]) -> bool:
    seen: set[str] = set()
    behind: str | None = name
    while behind is not None and behind in vendors and behind not in seen:
        seen.add(behind)
        behind = vendors[behind].subcontractor
    return behind in seen


def note_clauses(sources: Sources, problems: Problems) -> None:
    """The insurer's clause among the other contracts, where it would stand twice."""
    if INSURER in sources.scenario.contracts:
        message = "given the insurer among the contracts, expected it in a place of its own; write insurer: {...}."
        problems.add(sources.scenario_document, ("contracts", INSURER), message, key=True)


def note_holds(sources: Sources, problems: Problems) -> None:
    """Requests to hold notices whose end is said twice, or in writing without one."""
    for name, inject in sources.msel.injects.items():
        hold, place = inject.hold, ("injects", name, "hold")
        if hold is None:
            continue
        ends = [one for one in (hold.until, hold.days) if one is not None]
        if len(ends) > 1:
            message = "given an end and a number of days, expected one of them; remove one."
            problems.add(sources.msel_document, place, message, key=True)
        if hold.states and not hold.audiences:
            message = "given states without audiences, expected each notice that the request names; add audiences."
            problems.add(sources.msel_document, (*place, "states"), message, key=True)
        if hold.written and not ends:
            message = "given a written request without an end, expected until or days (45 CFR 164.412(a)); add one."
            problems.add(sources.msel_document, place, message, key=True)


def note_services(sources: Sources, problems: Problems) -> None:
    """Services that need nothing, so that nothing ever disturbs them."""
    for name, service in sources.scenario.services.items():
        if not service.needs and not service.needs_grants:
            message = "given a service that needs nothing, expected flows or grants; name some."
            problems.add(sources.scenario_document, ("services", name), message, key=True)
