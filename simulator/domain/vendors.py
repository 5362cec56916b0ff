"""Contracts: what vendors promise and what they say, and whom the entity itself must tell by contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.domain.ids import ActionId, IndicatorId, SeatId, SourceId
from simulator.domain.msel import Condition
from simulator.domain.nouns import Triangle
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed: hours until notice of a breach, hours until a ticket is answered, and whether it is a BAA.

    `agent`: a business associate whose knowledge counts as the entity's own (45 CFR 164.404(a)(2)).
    """

    notice_hours: int | None = None
    sla_hours: int | None = None
    agent: bool = False
    baa: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What the entity itself agreed to: notice `to` somebody, so many hours after discovery, by the action `met_by`."""

    id: str
    to: str
    notice_hours: int
    met_by: ActionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One thing that a vendor says: so many `hours` after it was asked, or by itself `at` a moment.

    `needs` "demand": only after a formal demand, from which its hours count. `waits`: it asks its own subcontractor
    first. It comes only if its `conditions` hold then. `brings`: sources that it hands over with it.
    """

    text: str
    hours: Triangle | None = None
    at: Seconds | None = None
    needs: Literal["ask", "demand"] = "ask"
    waits: bool = True
    conditions: tuple[Condition, ...] = ()
    reveals: tuple[IndicatorId, ...] = ()
    brings: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A vendor: what its contract promises and what it really says, and when.

    `to`: who hears it besides whoever asked; nobody named: everybody. `knew`: when it knew of its own breach; `told`:
    when its notice lay with the entity, read or not; `knew_by` and `told_by` the signs with which the team learns that.
    A formal demand holds its `sources`.
    `recorded`: questions and replies are facts; else a reply shows by its signs alone.
    """

    id: str
    title: str
    contract: Contract
    replies: tuple[Reply, ...]
    to: tuple[SeatId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    subcontractor: str | None = None
    knew: Seconds | None = None
    knew_by: IndicatorId | None = None
    told: Seconds | None = None
    told_by: IndicatorId | None = None
    recorded: bool = True

    @property
    def promised(self) -> dict[str, int | None]:
        """Hours until an answer that were promised, by what it answers."""
        return {"ask": self.contract.sla_hours, "demand": self.contract.notice_hours}
