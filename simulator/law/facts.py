"""The facts of one incident as the law sees them: one value from which every clock follows.

What one side knows: the truth, or a seat. Unknown or not yet known is None. Dates are the entity's local dates.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from simulator.authored import Authored, StateCode

Count = Annotated[int, Field(ge=0)]
"""People."""
Residence = StateCode | Literal["unknown"]
People = dict[Residence, Count]
"""People by state of residence; `unknown` counts in the total and in no state."""


class Discovery(Authored):
    """When the breach was discovered, by theory; `stated` is the date that the team itself gave."""

    actual: date | None = None
    constructive: date | None = None
    imputed: date | None = None
    stated: date | None = None


class BusinessAssociate(Authored):
    """The business associate in whose hands it happened; `agent` by the federal common law of agency."""

    discovered: date
    agent: bool
    name: str = "business associate"


class Hold(Authored):
    """A law-enforcement official's statement that notice would impede an investigation.

    `audiences` empty: every notice that 45 CFR 164.412 reaches. A state's clock stops only when it is named.
    """

    stated: date
    form: Literal["written", "oral"]
    until: date | None = None
    audiences: tuple[str, ...] = ()


class Notice(Authored):
    """A notice that was sent: to whom (`individual`, `media.tx`, `hhs`, `tx.ag`, `ba`, ...), when, to how many.

    `covers` None: everybody it is owed to. `content`: share of required elements present and truthful, 0 to 1.
    """

    audience: str
    sent: date
    covers: People | None = None
    content: Annotated[float, Field(ge=0, le=1)] = 1.0


class IncidentFacts(Authored):
    """Everything that the clocks need to know about one incident of one covered entity.

    `occurred`: when the breach began. `facts_in_hand`: when the facts that a determination needs were in hand; the
    truth side counts from it where the team determines later or never. `residents` None: nobody has counted yet.
    `living_bad_addresses`: living people whose contact data fail. `closed`: EndEx, nothing more will be done.
    """

    entity: str
    as_of: date
    side: Literal["seat", "truth"] = "seat"
    closed: bool = False
    licensed_ca_facility: bool = False
    occurred: date | None = None
    discovery: Discovery = Discovery()
    detected: date | None = None
    determined: date | None = None
    determined_breach: bool | None = None
    facts_in_hand: date | None = None
    low_probability: bool = False
    unsecured: bool = True
    residents: People | None = None
    living_bad_addresses: Count = 0
    business_associate: BusinessAssociate | None = None
    holds: tuple[Hold, ...] = ()
    hold_policy: Literal["floor", "toll"] = "floor"
    notices: tuple[Notice, ...] = ()

    def sent(self, audiences: tuple[str, ...]) -> tuple[Notice, ...]:
        """The notices sent to any of these audiences until now, oldest first."""
        heard = (notice for notice in self.notices if notice.audience in audiences and notice.sent <= self.as_of)
        return tuple(sorted(heard, key=lambda notice: notice.sent))
