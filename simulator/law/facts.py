"""The facts of one incident as the law sees them: one value from which every clock follows.

What one side knows: the truth, or a seat. Unknown or not yet known is None. Dates are the entity's local dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from simulator.authored import Authored, StateCode
from simulator.law.model import Kind

Count = Annotated[int, Field(ge=0)]
"""People."""
Residence = StateCode | Literal["unknown", "foreign"]
People = dict[Residence, Count]
"""People by state of residence; `unknown` and `foreign` count in the total and in no state."""
Role = Literal["covered_entity", "business_associate", "phr_vendor"]
"""What the entity is to the data: under HIPAA, or a vendor of personal health records outside it."""


class Discovery(Authored):
    """When the breach was discovered, by theory; `stated` is the date that the team itself gave."""

    actual: date | None = None
    constructive: date | None = None
    imputed: date | None = None
    stated: date | None = None


class BusinessAssociate(Authored):
    """The business associate in whose hands it happened; `agent` by the federal common law of agency."""

    discovered: date | None
    agent: bool
    name: str = "business associate"


class Hold(Authored):
    """A law-enforcement official's statement that notice would impede an investigation.

    `official` empty: nobody noted who stated it.
    `audiences` empty: every notice that 45 CFR 164.412 reaches. A state's clock stops only when it is named: by its
    code, by the duty's id or by a notice of its own (`tx.ag`).
    """

    stated: date
    form: Literal["written", "oral"]
    until: date | None = None
    official: str = ""
    audiences: tuple[str, ...] = ()


class Contract(Authored):
    """A clock that a contract sets, apart from any law: `id` of the partner, the hours agreed, and its two ends.

    Where the hours are known, `ends` is the local moment, and `overrun` says that it passed without a notice.
    """

    id: str
    to: str = ""
    hours: Count
    counted_from: str
    start: date | None
    due: date | None
    ends: datetime | None = None
    overrun: bool = False


class Notice(Authored):
    """A notice that was sent: to whom (`individual`, `media.tx`, `hhs`, `tx.ag`, `ba`, ...), when, to how many.

    `received` None: on the day it was sent. `covers` None: everybody it is owed to. `content`: share of
    required elements present and truthful, 0 to 1; `lacks` names the others. `refused`: why the way it was
    given does not count; empty where it does. Of a substitute notice: the `way` it was given, when a posting
    ended (`until`), and whether it gave a toll-free number.
    """

    audience: str
    sent: date
    received: date | None = None
    covers: People | None = None
    content: Annotated[float, Field(ge=0, le=1)] = 1.0
    refused: str = ""
    lacks: tuple[str, ...] = ()
    way: Literal["", "spoken", "posted", "media"] = ""
    until: date | None = None
    toll_free: bool = True


class Failed(Authored):
    """How many living people's contact data were known to fail, from a day on (None: from the beginning)."""

    on: date | None
    living: Count


class IncidentFacts(Authored):
    """Everything that the clocks need to know about one incident of one entity.

    `of_associate`: it is one of several clients in an associate's file. `states`: where its patients live, as far as
    that is known before anybody counts. `licensed_in`: the states that license it as a health facility. `occurred`:
    when the breach began. `signal`: the first sign that a prudent entity might have read. `determined_in`:
    determinations made for one state. `facts_in_hand`: when the facts that a determination needs were in hand; the
    truth side counts from it where the team determines later or never. `in_hand_assumed`: nothing shows that they were,
    but a diligent entity would have had them by then.
    `information` None: every kind is presumed involved. `harm_unlikely`: states for which a documented finding of no
    risk of harm exists. `excepted`: the exception of 45 CFR 164.402(1) that was shown. `residents` None: nobody
    has counted yet. `living_bad_addresses`: living people whose contact data fail; `failed_addresses`: how many
    were known to, as mail came back. `closed`: EndEx, nothing more will
    be done. `assumed`: what the facts themselves take for granted.
    """

    entity: str
    as_of: date
    role: Role = "covered_entity"
    of_associate: bool = False
    side: Literal["seat", "truth"] = "seat"
    closed: bool = False
    states: tuple[StateCode, ...] = ()
    licensed_in: tuple[StateCode, ...] = ()
    public_company: bool = False
    part2_program: bool = False
    public_body: bool = False
    occurred: date | None = None
    signal: date | None = None
    discovery: Discovery = Discovery()
    detected: date | None = None
    determined: date | None = None
    determined_in: Mapping[StateCode, date] = Field(default_factory=dict)
    determined_breach: bool | None = None
    confirmed: date | None = None
    scope_known: date | None = None
    material: date | None = None
    facts_in_hand: date | None = None
    in_hand_assumed: bool = False
    low_probability: bool = False
    excepted: str = ""
    harm_unlikely: tuple[StateCode, ...] = ()
    unsecured: bool = True
    information: frozenset[Kind] | None = None
    residents: People | None = None
    living_bad_addresses: Count = 0
    failed_addresses: tuple[Failed, ...] = ()
    business_associate: BusinessAssociate | None = None
    contracts: tuple[Contract, ...] = ()
    holds: tuple[Hold, ...] = ()
    hold_policy: Literal["floor", "toll"] = "floor"
    notices: tuple[Notice, ...] = ()
    assumed: tuple[str, ...] = ()

    def sent(self) -> dict[str, tuple[Notice, ...]]:
        """The notices that count, sent until now, by audience, oldest first."""
        found: dict[str, list[Notice]] = {}
        for notice in sorted(self.notices, key=lambda notice: notice.sent):
            if notice.sent <= self.as_of and not notice.refused:
                found.setdefault(notice.audience, []).append(notice)
        return {audience: tuple(notices) for audience, notices in found.items()}
