"""Whether a duty applies to an incident at all, and to which of its deadlines the number of people leads."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.law import wording
from simulator.law.cases import Case
from simulator.law.model import Deadline, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the duty applies (None: nobody has counted yet), and the sentences that say so."""

    required: bool | None
    why: tuple[str, ...]


def judge(case: Case, terms: Terms) -> Verdict:
    """Whether the duty applies to these facts. Source: 45 CFR 164.402, and each rule's threshold."""
    duty, facts, threshold = case.duty, case.facts, terms.threshold
    if duty.owed_by == "business_associate" and facts.business_associate is None:
        return Verdict(required=False, why=("No business associate is involved.",))
    if duty.licence == "ca_facility" and not facts.licensed_ca_facility:
        return Verdict(required=False, why=("The entity is no licensed facility of California.",))
    if not facts.unsecured and "secured" in duty.released_by:
        return Verdict(required=False, why=("The information was secured, so nobody need be told.",))
    if facts.low_probability and "low_probability" in duty.released_by:
        shown = "A complete assessment demonstrated a low probability that the information was compromised."
        return Verdict(required=False, why=(shown,))
    count = case.count(threshold.unit)
    if count is None:
        presumed = threshold.unit == "individuals" and threshold.first <= 1
        return Verdict(required=True if presumed else None, why=(wording.uncounted(case),))
    said = (f"{wording.compared(case, threshold, count)}.", *wording.nowhere(case, threshold))
    return Verdict(required=threshold.holds(count), why=said)


def decisive_count(case: Case, terms: Terms) -> int | None:
    """The count that chooses among a rule's deadlines; None while nobody has counted."""
    when = next((choice.when for choice in terms.deadlines if choice.when), terms.threshold)
    return case.count(when.unit)


def form(case: Case, deadline: Deadline) -> tuple[str, ...]:
    """Which of a rule's forms applies, and from how many people on."""
    if not deadline.form:
        return ()
    if deadline.when is None:
        return (f"Form: {deadline.form}.",)
    count = case.count(deadline.when.unit)
    if count is None:
        return (f"Presumed until somebody counts: {deadline.form}.",)
    return (f"{wording.compared(case, deadline.when, count)}: {deadline.form}.",)
