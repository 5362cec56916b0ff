"""The plain sentences, with their numbers, that say why an obligation stands as it does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from simulator.law.cases import FOREIGN, UNKNOWN, Case
from simulator.law.delivery import Delivery
from simulator.law.model import Chain, Deadline, Kind, Threshold, Trigger
from simulator.law.triggers import Start

_TRIGGERS: dict[Trigger, str] = {
    "discovery": "the discovery of the breach",
    "reason_to_believe": "reason to believe that there was a breach, or a determination",
    "determination": "a determination that there was a breach",
    "confirmation": "the confirmation of the breach",
    "scope_known": "awareness of the breach and of its scope",
    "materiality": "a determination that the incident is material",
    "contract": "what the contract counts from",
    "detection": "the detection of the incident",
    "ba_discovery": "the business associate's discovery",
    "individual_notice_sent": "the first letter to individuals",
    "hhs_notified": "the report to the Secretary of HHS",
}
_THEORIES = {
    "actual": "Discovered on {} (actual knowledge): day 0.",
    "constructive": "Discoverable with reasonable diligence on {} (constructive knowledge): day 0.",
    "imputed": "Discovered on {} by an agent, whose knowledge is imputed: day 0.",
    "stated": "Nothing else is known, so the date that the team stated, {}, is day 0.",
    "signal": "A sign was there on {}; had it to be read that day, it would be day 0.",
    "confirmed": "Confirmed as a breach on {}: day 0.",
    "scope_known": "The breach and its scope were known on {}: day 0.",
    "materiality": "Determined to be material on {}: day 0.",
    "contract": "The contract counts from {}: day 0.",
    "determined": "Determined to be a breach on {}: day 0.",
    "facts_in_hand": "The facts for a determination were in hand on {}: day 0, determined or not.",
    "diligence": "Diligence is assumed to have had the facts for a determination by {}: day 0, determined or not.",
    "detection": "Detected on {}: day 0.",
    "ba_discovery": "Discovered by the business associate on {}: day 0.",
    "individual_notice_sent": "The first letter went out on {}: day 0.",
    "hhs_notified": "The Secretary of HHS was told on {}: day 0.",
}


_TOLD = {"S": (), "M": ("The rule is told from memory.",), "I": ("The rule is read where the text is silent.",)}


def compared(case: Case, threshold: Threshold, count: int) -> str:
    """A count beside its threshold: `501 residents of TX is more than 500`."""
    who = _who(case, threshold, count)
    if threshold.first == 1:
        return f"{count:,} {who}, and one is enough" if count else f"No {who}"
    if threshold.op == ">":
        verb = "is more than" if threshold.holds(count) else "is not more than"
    else:
        verb = "is at least" if threshold.holds(count) else "is less than"
    return f"{count:,} {who} {verb} {threshold.number:,}"


def uncounted(case: Case) -> str:
    """What is said while nobody has counted the people affected."""
    where = f" in {case.state}" if case.state else ""
    return f"Nobody has counted the people affected{where} yet."


def nowhere(case: Case, threshold: Threshold, count: int) -> tuple[str, ...]:
    """People of unknown or foreign residence, who count for no state; told where they could change the answer."""
    residents = case.facts.residents or {}
    elsewhere = sum(residents.get(where, 0) for where in (UNKNOWN, FOREIGN))
    if threshold.unit != "residents" or threshold.holds(count) == threshold.holds(count + elsewhere):
        return ()
    lost = {"unknown": residents.get(UNKNOWN, 0), "foreign": residents.get(FOREIGN, 0)}
    return tuple(
        f"{people:,} people of {where} residence count for no state." for where, people in lost.items() if people
    )


def listed(kinds: Iterable[Kind]) -> str:
    """Kinds of information as words."""
    return ", ".join(sorted(kind.replace("_", " ") for kind in kinds))


def started(start: Start) -> str:
    """Which day is day 0, and why."""
    return _THEORIES[start.theory].format(start.day)


def waits(case: Case) -> tuple[str, ...]:
    """What a clock without a start waits for, and how long a determination has been possible."""
    waiting = f"Waits for {_TRIGGERS[case.duty.trigger]}."
    in_hand = case.facts.facts_in_hand
    if case.duty.trigger != "determination" or in_hand is None:
        return (waiting,)
    days = (case.facts.as_of - in_hand).days
    return waiting, f"The facts for a determination have been in hand since {in_hand}, for {days} days."


def counted(clock: Deadline | Chain, start: date, due: date | None) -> str:
    """How the due date was counted, or that the law gives no number."""
    if due is None:
        standard = clock.standard if isinstance(clock, Deadline) else ""
        return f"The law names no number of days: {standard}."
    if clock.number == 0:
        return f"Due with it, on {due}."
    if isinstance(clock, Deadline) and clock.counted_from == "year_end":
        return f"{clock.number} days after the end of {start.year}, the year of discovery, is {due}."
    return f"{clock.number} {clock.unit.replace('_', ' ')} after {start} is {due}."


def not_held(case: Case) -> str:
    """Why a clock runs on although an official asked for delay. Source: law.md L8."""
    law = "A hold for another notice" if case.duty.hold == "federal" else "A hold under 45 CFR 164.412"
    return f"{law} does not stop this clock by itself."


def preceded(parent: date | None) -> tuple[str, ...]:
    """That the notice it must go out with was there first."""
    return () if parent is None else (f"Not contemporaneous: the letters had gone out by {parent}.",)


def delivered(delivery: Delivery, *, people: bool) -> tuple[str, ...]:
    """How far the sent notices reached, and what they lack."""
    said: list[str] = []
    if people and delivery.first and delivery.reached is not None and delivery.owed is not None:
        said.append(f"Notices sent since {delivery.first} reached {delivery.reached:,} of {delivery.owed:,} people.")
    if delivery.content is not None and delivery.content < 1:
        said.append(f"A notice carries {delivery.content:.0%} of the required elements.")
    said += [f"A notice {one}." for one in delivery.lacks]
    return tuple(said)


def refused(case: Case) -> tuple[str, ...]:
    """The notices that were given in a way that does not count, and why."""
    given = (one for one in case.refused if one.audience in case.audiences)
    return tuple(f"The notice of {one.sent} does not count: {one.refused}." for one in given)


def assumptions(case: Case) -> tuple[str, ...]:
    """What the rule, and the facts, take for granted, each to be confirmed with counsel."""
    duty, facts = case.duty, case.facts
    never_read = duty.evidence == "S" and duty.unread
    said = [*_TOLD[duty.evidence], *(("Nobody has read the text of this rule for us.",) if never_read else ())]
    if facts.information is None and duty.state is not None and any(terms.information for terms in duty.vintages):
        said.append("The kinds of information involved were not told; those that the statute lists are presumed.")
    return tuple(f"{text} Confirm with counsel." for text in (*said, *duty.assumptions, *facts.assumed))


def _who(case: Case, threshold: Threshold, count: int) -> str:
    if threshold.unit == "residents":
        return f"resident{'' if count == 1 else 's'} of {case.state or 'any state'}"
    if threshold.unit == "bad_addresses":
        return "living with a failed address" if count == 1 else "living people with failed addresses"
    return "individual" if count == 1 else "individuals"
