"""How a duty is told: its status in words, its colour, the entries that started its clock."""

from __future__ import annotations

from datetime import date
from math import floor

from simulator.domain.vendors import Vendor
from simulator.law.incident import SCOPING_DAYS
from simulator.law.model import Obligation, Status
from simulator.report.material import Material
from simulator.report.model import Refs, Tone

STATUS_WORDS: dict[Status, str] = {
    Status.NOT_REQUIRED: "not required",
    Status.WAITING: "waiting",
    Status.RUNNING: "running",
    Status.DUE_TODAY: "due today",
    Status.OVERDUE: "OVERDUE",
    Status.MET: "met",
    Status.MET_LATE: "MET LATE",
    Status.MISSED: "MISSED",
    Status.NOT_REQUIRED_BUT_DONE: "not required, but done",
    Status.NOT_COVERED: "not covered by the rulebook",
}


def tone(status: Status) -> Tone:
    """How a status is coloured."""
    if status.failed:
        return "bad"
    return "good" if status is Status.MET else "watch"


def trigger_refs(one: Obligation, material: Material) -> Refs:
    """The entries that started a clock."""
    truth = material.truth
    told = {"individual_notice_sent": "individual", "hhs_notified": "hhs"}
    theory = one.theory or one.trigger
    if theory in told:
        return tuple(sent.number for sent in truth.notices if sent.fact.audience == told[theory])[:1]
    if theory == "stated":
        return (truth.discovery.number,) if truth.discovery else ()
    if theory == "determined":
        return (truth.determination.number,) if truth.determination else ()
    if theory == "facts_in_hand":
        return in_hand_refs(material)
    signs = truth.indicators.values()
    if theory == "constructive":
        return tuple(sorted(sign.number for sign in signs if sign.fact.discovery == theory)[:1])
    return _discovery_refs(material)


def _discovery_refs(material: Material) -> Refs:
    signs = material.truth.indicators.values()
    return lay_with(material)[1] or tuple(sorted(sign.number for sign in signs if sign.fact.discovery == "actual")[:1])


def in_hand_refs(material: Material) -> Refs:
    """The entry that put the facts for a determination in hand; where that is assumed, the discovery it counts from."""
    if material.facts.in_hand_assumed:
        return _discovery_refs(material)
    pulls = material.truth.pulled.values()
    return tuple(sorted(one.number for one in pulls if one.fact.read or one.fact.held)[:1])


def in_hand_words(material: Material) -> str:
    """Since when the facts for a determination were in hand, and whether anything shows it."""
    facts = material.facts
    if facts.facts_in_hand is None:
        return "no day of the run"
    if not facts.in_hand_assumed:
        return str(facts.facts_in_hand)
    return f"{facts.facts_in_hand}, assumed: diligence has them within {SCOPING_DAYS} days of discovery"


def lay_with(material: Material) -> tuple[Vendor | None, Refs]:
    """The vendor whose notice lay with the entity before it noticed anything, and the entry at which it was read.

    With it the entity knew (45 CFR 164.404(a)(2)), whoever was to read it.
    """
    notices = [one for one in material.playbook.vendors.values() if one.told is not None]
    first = min(notices, key=lambda one: (one.told or 0, one.id), default=None)
    if first is None or material.playbook.calendar.day(first.told or 0) != material.facts.discovery.actual:
        return None, ()
    sign = material.truth.indicators.get(first.told_by) if first.told_by else None
    return first, (sign.number,) if sign else material.end_refs


def due_words(day: date | None) -> str:
    """When something is due, in a sentence."""
    return f"due {day}" if day else "no day fixed"


def shown(day: date | None) -> str:
    """A day, or that there is none."""
    return str(day or "-")


def told_share(duty: Obligation) -> str:
    """What share of those it is owed to was told, where that was some and not all: `86.6 %`; else nothing."""
    if duty.done is not None or not duty.coverage:
        return ""
    return f"{floor(1000 * duty.coverage) / 10:g} %"
