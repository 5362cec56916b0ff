"""Whether a duty applies to an incident at all, and to which of its deadlines the number of people leads."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.law import wording
from simulator.law.cases import Case
from simulator.law.model import Deadline, HipaaClause, Terms
from simulator.law.triggers import first_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the duty applies (None: nobody has counted yet), and the sentences that say so."""

    required: bool | None
    why: tuple[str, ...]


def judge(case: Case, terms: Terms) -> Verdict:
    """Whether the duty applies to these facts. Source: 45 CFR 164.402, and each rule's threshold."""
    excused = _unbound(case) or _excepted(case, terms)
    if excused:
        return Verdict(required=False, why=(excused,))
    threshold = terms.threshold
    count = case.count(threshold.unit)
    if threshold.unit == "individuals" and case.duty.state and case.people == {case.duty.state: 0}:
        return Verdict(required=False, why=(f"No resident of {case.duty.state} is affected.",))
    if count is None:
        presumed = threshold.unit == "individuals" and threshold.first <= 1
        return Verdict(required=True if presumed else None, why=(wording.uncounted(case),))
    said = (f"{wording.compared(case, threshold, count)}.", *wording.nowhere(case, threshold, count))
    return Verdict(required=threshold.holds(count), why=said if threshold.first else ())


def binds(clause: HipaaClause, case: Case) -> bool:
    """Whether a statute's clause on HIPAA entities is about whoever owes the duty, and had begun."""
    facts = case.facts
    associates = case.duty.owed_by == "business_associate" and facts.role != "phr_vendor"
    owner = "business_associate" if associates else facts.role
    return owner in clause.who and (clause.since is None or clause.since <= first_known(facts))


def outside(case: Case) -> str:
    """Why the entity is under another federal rule than this one; empty where it may be under it.

    Letters that it sends under its own rule say nothing of this one.
    """
    duty, facts = case.duty, case.facts
    if duty.owed_by == "covered_entity" and duty.state is None and facts.role == "phr_vendor":
        return "The entity holds the records outside HIPAA: it is neither a covered entity nor its business associate."
    if duty.owed_by == "phr_vendor" and facts.role != "phr_vendor":
        return "The entity acts under HIPAA, so the FTC's rule does not reach it (16 CFR 318.1)."
    if duty.owed_by == "part2_program" and not facts.part2_program:
        return "The entity holds no records of a federally assisted Part 2 program."
    return ""


def _unbound(case: Case) -> str:
    """Why the entity is nobody whom the duty binds; empty where it binds."""
    duty, facts = case.duty, case.facts
    if duty.owed_by == "business_associate" and facts.business_associate is None:
        return "The facts name no business associate that owes this notice."
    if duty.owed_by == "registrant" and not facts.public_company:
        return "The entity is no registrant of the SEC."
    if duty.public_body and not facts.public_body:
        return f"The statute of {duty.state} binds public bodies and information brokers alone."
    if duty.licence and duty.state not in facts.licensed_in:
        return f"The entity is no licensed facility of {duty.state}."
    return ""


def _excepted(case: Case, terms: Terms) -> str:
    """Why the incident is outside the duty whatever the count; empty where it is inside."""
    duty, facts, clause = case.duty, case.facts, case.duty.hipaa
    if clause is not None and clause.effect == "exempt" and binds(clause, case):
        return f"{clause.note} ({clause.cite})"
    if not facts.unsecured and "secured" in duty.released_by:
        return "The information was secured, so nobody need be told."
    if facts.excepted and "low_probability" in duty.released_by:
        name = facts.excepted.replace("_", " ")
        return f"It is no breach by definition: every condition of the exception {name} is shown (45 CFR 164.402(1))."
    if facts.low_probability and "low_probability" in duty.released_by:
        return "A complete assessment demonstrated a low probability that the information was compromised."
    if duty.risk_of_harm and duty.state in facts.harm_unlikely:
        return f"A documented finding: {duty.risk_of_harm}."
    known = facts.information
    if terms.information and known is not None and not known & terms.information:
        return f"No information of a kind that the statute lists is involved: {wording.listed(terms.information)}."
    return ""


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
