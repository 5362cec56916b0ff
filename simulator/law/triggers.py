"""Which day starts a clock, under each theory that the rule itself knows, from what this side knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.law.cases import Case
from simulator.law.facts import IncidentFacts
from simulator.law.model import Moment, Theory


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A day on which a clock may have started, and why that day."""

    theory: str
    day: date


def starts(case: Case) -> tuple[Start, ...]:
    """The days on which the duty's clock may have started; the first one binds, the others are alternatives.

    Source: 45 CFR 164.404(a)(2), 164.410(a)(2); law.md D1-D7.
    """
    duty, facts = case.duty, case.facts
    if duty.trigger == "discovery":
        return _discovery(facts, duty.theories)
    if duty.trigger == "determination":
        return _determination(facts)
    day = moment(case, duty.trigger)
    return () if day is None else (Start(theory=duty.trigger, day=day),)


def moment(case: Case, trigger: Moment) -> date | None:
    """The day of a trigger that has no theories: a detection, or a notice that starts the next clock."""
    facts = case.facts
    if trigger == "detection":
        return facts.detected
    if trigger == "ba_discovery":
        return None if facts.business_associate is None else facts.business_associate.discovered
    if trigger == "hhs_notified":
        return _first_sent(facts, "hhs", None)
    return _first_sent(facts, "individual", case.state)


def first_known(facts: IncidentFacts) -> date:
    """The first day on which anything of the incident was known: it chooses the rules while a clock has no start."""
    said = facts.discovery
    known = (said.actual, said.constructive, said.imputed, said.stated, facts.detected, facts.determined)
    return min((day for day in known if day is not None), default=facts.as_of)


def _discovery(facts: IncidentFacts, theories: tuple[Theory, ...]) -> tuple[Start, ...]:
    """Earliest first; the team's stated date starts a clock only where nothing else is known."""
    days = {"actual": _actual(facts), "constructive": facts.discovery.constructive, "imputed": _imputed(facts)}
    found = [Start(theory=theory, day=day) for theory in theories if (day := days[theory]) is not None]
    found.sort(key=lambda start: start.day)
    stated = facts.discovery.stated
    if stated is not None and all(start.day != stated for start in found):
        found.append(Start(theory="stated", day=stated))
    return tuple(found)


def _actual(facts: IncidentFacts) -> date | None:
    """Actual knowledge, which a business associate's notice gives at the latest."""
    return min((day for day in (facts.discovery.actual, _first_sent(facts, "ba", None)) if day), default=None)


def _imputed(facts: IncidentFacts) -> date | None:
    """An agent's discovery is the covered entity's own; another business associate's is not."""
    partner = facts.business_associate
    agents = partner.discovered if partner is not None and partner.agent else None
    return min((day for day in (facts.discovery.imputed, agents) if day), default=None)


def _determination(facts: IncidentFacts) -> tuple[Start, ...]:
    """A seat's own determination; on the truth side not later than the day the facts for one were in hand."""
    own = facts.determined if facts.determined_breach is not False else None
    days = [("determined", own)]
    if facts.side == "truth":
        days.append(("facts_in_hand", facts.facts_in_hand))
    found = [Start(theory=theory, day=day) for theory, day in days if day is not None]
    return tuple(sorted(found, key=lambda start: start.day))


def _first_sent(facts: IncidentFacts, audience: str, state: str | None) -> date | None:
    """The first notice to an audience that reached somebody (of a state)."""
    for notice in facts.sent((audience,)):
        if notice.covers is None:
            return notice.sent
        if any(people and state in {None, where} for where, people in notice.covers.items()):
            return notice.sent
    return None
