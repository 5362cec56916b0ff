"""Clocks that contracts set: kept apart from law, judged by the same counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from simulator.law.facts import Contract
from simulator.law.model import Citation, Deadline, Duty, Obligation, Status, Terms, Threshold

INSURER = "insurer"
"""The contract whose partner is the entity's own cyber insurer."""


_LATE_TODAY = {Status.MET: Status.MET_LATE, Status.DUE_TODAY: Status.OVERDUE}
"""What stands in time by the day and is late by the hour."""


def contract_id(name: str) -> str:
    """The obligation's id: `contract.acme-messaging.notice`."""
    return f"contract.{name}.notice"


def is_insurer(name: str) -> bool:
    """Whether a contract is with an insurer, by its id: `insurer`, `cyber-insurance`."""
    return "insur" in name.lower()


def contract_duty(contract: Contract) -> Duty:
    """A contract's clock as a duty; missing it breaks the contract and no law by itself (law.md A4)."""
    until = f", until {contract.ends:%Y-%m-%d %H:%M}" if contract.ends else ""
    partner = contract.to or contract.id
    counted = None if contract.start is None or contract.due is None else (contract.due - contract.start).days
    deadline = Deadline(
        when=None,
        number=counted,
        unit="calendar_days",
        calendar="us_federal",
        counted_from="trigger",
        standard="" if counted is not None else f"within {contract.hours} hours",
        contemporaneous_with="",
        form=f"{contract.hours} hours by contract, counted from {contract.counted_from}{until}",
        chained=None,
    )
    return Duty(
        id=contract_id(contract.id),
        title=f"Notice under the contract with {partner}",
        to=partner,
        owed_by="contract",
        state=None,
        each_state=False,
        licence=False,
        public_body=False,
        trigger="contract",
        theories=(),
        done_by=(contract_id(contract.id), INSURER if is_insurer(contract.id) else "contract"),
        reaches="recipient",
        done_on="sent",
        vintages=(
            Terms(
                since=date.min,
                threshold=Threshold(op=">=", number=0, unit="individuals"),
                deadlines=(deadline,),
                information=frozenset(),
            ),
        ),
        hold="none",
        after_hold=None,
        released_by=(),
        risk_of_harm="",
        hipaa=None,
        content=(),
        method="",
        late="a breach of the contract, not of a law by itself",
        citations=(Citation(text=f"the contract with {partner}", read=None),),
        confidence="high",
        evidence="S",
        assumptions=(),
    )


def to_the_hour(row: Obligation, contracts: Iterable[Contract]) -> Obligation:
    """A contract's clock ends at an hour: a notice later that day, or none, is late by a day begun."""
    known = next((one for one in contracts if contract_id(one.id) == row.id), None)
    if known is None or known.ends is None:
        return row
    if not known.overrun:
        return replace(row, ends=known.ends)
    late = _LATE_TODAY.get(row.status, row.status)
    return replace(row, ends=known.ends, status=late, late_days=max(1, row.late_days))
