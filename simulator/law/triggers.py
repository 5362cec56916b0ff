"""Which day starts a clock, under each theory that the rule itself knows, from what this side knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.law.cases import Case
from simulator.law.contracts import contract_id
from simulator.law.facts import IncidentFacts
from simulator.law.model import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A day on which a clock may have started, and why that day."""

    theory: str
    day: date


def starts(case: Case) -> tuple[Start, ...]:
    """The days on which the duty's clock may have started; the first one binds, the others are alternatives.

    Source: 45 CFR 164.404(a)(2), 164.410(a)(2); law.md D1-D7.
    """
    duty = case.duty
    if duty.trigger == "discovery":
        return _discovery(case)
    if duty.trigger in {"reason_to_believe", "determination", "confirmation", "scope_known"}:
        return _established(case)
    day = moment(case, duty.trigger)
    return () if day is None else (Start(theory=duty.trigger, day=day),)


def moment(case: Case, trigger: Trigger) -> date | None:
    """The day of a trigger that has no theories: a detection, or a notice that starts the next clock."""
    facts = case.facts
    if trigger == "detection":
        return facts.detected
    if trigger == "ba_discovery":
        return None if facts.business_associate is None else facts.business_associate.discovered
    if trigger == "materiality":
        return facts.material
    if trigger == "contract":
        return next((one.start for one in facts.contracts if contract_id(one.id) == case.duty.id), None)
    if trigger == "hhs_notified":
        return _first_sent(case, "hhs", None)
    return _first_sent(case, "individual", case.state)


def first_known(facts: IncidentFacts) -> date:
    """The first day on which somebody knew of the incident: it chooses the rules while a clock has no start of its own.

    Where nobody is known to have known, the day on which they should have.
    """
    said = facts.discovery
    known = (said.actual, said.imputed, said.stated, facts.detected, facts.determined)
    day = min((day for day in known if day is not None), default=None)
    return day or said.constructive or facts.signal or facts.as_of


def _discovery(case: Case) -> tuple[Start, ...]:
    """Earliest first; the team's stated date, or a signal, starts a clock only where nothing else is known."""
    facts, theories = case.facts, case.duty.theories
    days = {"actual": _actual(case), "constructive": facts.discovery.constructive, "imputed": _imputed(facts)}
    found = [Start(theory=theory, day=day) for theory in theories if (day := days[theory]) is not None]
    found.sort(key=lambda start: start.day)
    for theory, day in (
        ("stated", facts.discovery.stated),
        ("signal", facts.signal if "constructive" in theories else None),
    ):
        if day is not None and all(start.day != day for start in found):
            found.append(Start(theory=theory, day=day))
    return tuple(found)


def _actual(case: Case) -> date | None:
    """Actual knowledge, which a business associate's notice gives at the latest."""
    return min((day for day in (case.facts.discovery.actual, _first_sent(case, "ba", None)) if day), default=None)


def _imputed(facts: IncidentFacts) -> date | None:
    """An agent's discovery is the covered entity's own; another business associate's is not."""
    partner = facts.business_associate
    agents = partner.discovered if partner is not None and partner.agent else None
    return min((day for day in (facts.discovery.imputed, agents) if day), default=None)


def _established(case: Case) -> tuple[Start, ...]:
    """A determination or what stands for it: the earliest day of those that the trigger knows.

    A seat's own determination; on the truth side not later than the day the facts for one were in hand. Where nobody
    dated a confirmation or the end of scoping, the determination stands for it (assumed).
    """
    facts, trigger = case.facts, case.duty.trigger
    own = facts.determined_in.get(case.state or "", facts.determined)
    days = {"determined": own if facts.determined_breach is not False else None}
    if trigger == "confirmation" and facts.confirmed is not None:
        days = {"confirmed": facts.confirmed}
    elif trigger == "scope_known" and facts.scope_known is not None:
        days = {"scope_known": facts.scope_known}
    elif trigger == "reason_to_believe":
        days["actual"] = _actual(case)
    if facts.side == "truth":
        days["diligence" if facts.in_hand_assumed else "facts_in_hand"] = facts.facts_in_hand
    found = [Start(theory=theory, day=day) for theory, day in days.items() if day is not None]
    return tuple(sorted(found, key=lambda start: start.day))


def _first_sent(case: Case, audience: str, state: str | None) -> date | None:
    """The first notice to an audience that reached somebody (of a state)."""
    for notice in case.sent.get(audience, ()):
        if notice.covers is None:
            return notice.sent
        if any(people and state in {None, where} for where, people in notice.covers.items()):
            return notice.sent
    return None
