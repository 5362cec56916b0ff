"""Clocks that contracts set: kept apart from law, judged by the same counting."""

from __future__ import annotations

from datetime import date

from simulator.law.facts import Contract
from simulator.law.model import Citation, Deadline, Duty, Terms, Threshold

INSURER = "insurer"
"""The contract whose partner is the entity's own cyber insurer."""


def contract_id(contract: Contract) -> str:
    """The obligation's id: `contract.acme-messaging.notice`."""
    return f"contract.{contract.id}.notice"


def is_insurer(name: str) -> bool:
    """Whether a contract is with an insurer, by its id: `insurer`, `cyber-insurance`."""
    return "insur" in name.lower()


def contract_duty(contract: Contract) -> Duty:
    """A contract's clock as a duty; missing it breaks the contract and no law by itself (law.md A4)."""
    counted = None if contract.start is None or contract.due is None else (contract.due - contract.start).days
    deadline = Deadline(
        when=None,
        number=counted,
        unit="calendar_days",
        calendar="us_federal",
        counted_from="trigger",
        standard="" if counted is not None else f"within {contract.hours} hours",
        contemporaneous_with="",
        form=f"{contract.hours} hours by contract, counted from {contract.counted_from}",
        chained=None,
    )
    return Duty(
        id=contract_id(contract),
        title=f"Notice under the contract with {contract.id}",
        to=contract.id,
        owed_by="contract",
        state=None,
        each_state=False,
        licence=False,
        public_body=False,
        trigger="contract",
        theories=(),
        done_by=(contract_id(contract), INSURER if is_insurer(contract.id) else "contract"),
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
        citations=(Citation(text=f"the contract with {contract.id}", read=None),),
        confidence="high",
        evidence="S",
        assumptions=(),
    )
