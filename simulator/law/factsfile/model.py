"""The keys of a facts file; only the kind of entity, the time zone, the total and a date of discovery are required."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from simulator.authored import Authored, PlainText, Slug, StateCode, Wanted, refuse
from simulator.law.facts import Count, People, Role
from simulator.law.factsfile.days import Day, Zone
from simulator.law.factsfile.paper import Excepted, Finding, Protected

Audience: TypeAlias = Literal[
    "individuals", "media", "hhs", "ftc", "sec", "state_ag", "state_other", "cra", "covered_entity", "substitute",
    "insurer", "contract",
]  # fmt: skip
Moment: TypeAlias = Literal["discovered", "detected", "determined", "confirmed", "material", "associate_notified"]
"""What a contract may count from, besides a day of its own."""
AUDIENCES: tuple[Audience, ...] = typing.get_args(Audience)
_SAID: dict[str, Moment] = {
    "discovery": "discovered", "detection": "detected", "determination": "determined", "confirmation": "confirmed",
    "materiality": "material", "notified_entity": "associate_notified", "notified": "associate_notified",
}  # fmt: skip
"""Other words for the moments."""
LONGEST_CONTRACT = 87_600
"""Hours: ten years; assumed."""


def _word(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", text):
        raise refuse("a short name like acme-messaging", "write letters, digits and single hyphens")
    return text


def _moment(given: object) -> object:
    return _SAID.get(given, given) if isinstance(given, str) else given


def _everybody(given: object) -> object:
    return None if given == "all" else given


ContractId: TypeAlias = Annotated[str, AfterValidator(_word), Wanted("a short name like acme-messaging")]


class Entity(Authored):
    """Whose incident it is. `licensed_facility`: true for a facility licensed by `state`, or the states that do."""

    kind: Role
    name: PlainText = "the entity"
    state: StateCode | None = None
    licensed_facility: bool | tuple[StateCode, ...] = False
    public_company: bool = False
    part2_program: bool = False
    public_body: bool = False


class Phi(Authored):
    """What information was involved; `elements` missing: every kind is presumed.

    `unsecured` missing: it follows from `safeguard`, and without one the information was unsecured.
    """

    unsecured: bool | None = None
    safeguard: Protected | None = None
    elements: tuple[PlainText, ...] = ()


class Span(Authored):
    """When the breach began and ended, as far as known."""

    start: Day | None = None
    end: Day | None = None


class Signal(Authored):
    """Something that a prudent entity might have read."""

    on: Day
    what: PlainText


class Subcontractor(Authored):
    """Whoever worked for the business associate, and in whose hands it happened."""

    name: PlainText = "the subcontractor"
    agent: bool = False
    discovered: Day | None = None
    notified_associate: Day | None = None


class Associate(Authored):
    """The business associate: `agent` by the federal common law of agency; when it told the covered entity.

    In a file whose entity is the business associate these are its own dates.
    """

    name: PlainText = "the business associate"
    agent: bool = False
    discovered: Day | None = None
    notified_entity: Day | None = None
    subcontractor: Subcontractor | None = None


class Individuals(Authored):
    """How many people; `by_state` by residence, with `unknown` and `foreign` beside the states."""

    total: Count
    by_state: People | None = None
    bad_address: Count = 0
    deceased_unknown_kin: Count = 0


class Counted(Authored):
    """What the count was from a day on; the latest one that had been made decides."""

    as_of: Day
    total: Count
    by_state: People | None = None


class Returned(Authored):
    """Letters that came back, in addition to `bad_address` and to earlier ones."""

    on: Day
    n: Count


class LawEnforcement(Authored):
    """An official's statement. `applies_to`: kinds of notice, states (`TX`) or duties; empty: every federal notice."""

    kind: Literal["oral", "written"]
    on: Day
    until: Day | None = None
    official: PlainText | None = None
    applies_to: tuple[Audience | StateCode | str, ...] = ()


class Sent(Authored):
    """A notice that was sent. `agency`: which of a state's other regulators; missing: all of them.

    `received` (missing: the day it was sent) counts where a rule asks for receipt.

    `reached` (a number, by state, or `all`) and `content` missing: it was complete and reached all; `text`, its words,
    is read where `content` is missing. `entity`: for which covered entity. `until`: when a posting or a toll-free line
    ended; `toll_free`: whether a substitute notice gave a toll-free number (missing: it did).
    """

    to: Audience
    sent: Day
    received: Day | None = None
    state: StateCode | None = None
    agency: Slug | None = None
    contract: ContractId | None = None
    entity: PlainText | None = None
    batch: PlainText | None = None
    method: PlainText | None = None
    reached: Annotated[Count | People | None, BeforeValidator(_everybody)] = None
    content: tuple[PlainText, ...] | None = None
    text: PlainText | None = None
    until: Day | None = None
    toll_free: bool = True


class ContractClock(Authored):
    """A contract's own limit, which is no law: hours from a day, a moment, or one of the file's dates."""

    id: ContractId
    hours: Annotated[int, Field(ge=0, le=LONGEST_CONTRACT)]
    counted_from: Annotated[Moment | Day, BeforeValidator(_moment), Field(alias="from")]


class Client(Authored):
    """A covered entity that a business associate serves, with its own people."""

    name: PlainText
    by_state: People
    agent: bool | None = None
    notified: Day | None = None


class FactsFile(Authored):
    """Everything that a file may say about one incident.

    `should_have_known`: the constructive date. `determined`: a day, or one for each state; `confirmed` and
    `scope_known` default to it, `detected` to `discovered`. `harm_unlikely`: the states for which a documented finding
    under their own law exists. `hold_policy`: whether a hold is a floor or tolls the days (45 CFR 164.412 is silent).
    `as_of` missing: today.
    """

    entity: Entity
    timezone: Zone
    phi: Phi = Phi()
    breach: Span = Span()
    signals: tuple[Signal, ...] = ()
    discovered: Day | None = None
    should_have_known: Day | None = None
    detected: Day | None = None
    determined: Mapping[StateCode, Day] | Day | None = None
    confirmed: Day | None = None
    scope_known: Day | None = None
    material: Day | None = None
    business_associate: Associate | None = None
    individuals: Individuals
    counts: tuple[Counted, ...] = ()
    returned_mail: tuple[Returned, ...] = ()
    law_enforcement: tuple[LawEnforcement, ...] = ()
    hold_policy: Literal["floor", "toll"] = "floor"
    notices: tuple[Sent, ...] = ()
    contracts: tuple[ContractClock, ...] = ()
    covered_entities: tuple[Client, ...] = ()
    assessment: Finding | None = None
    exceptions: tuple[Excepted, ...] = ()
    harm_unlikely: tuple[StateCode, ...] = ()
    as_of: Day | None = None

    def day(self, given: date | datetime | None) -> date | None:
        """The entity's local date of a day or a moment."""
        if isinstance(given, datetime):
            return (given if given.tzinfo is None else given.astimezone(ZoneInfo(self.timezone))).date()
        return given

    @property
    def licensed_in(self) -> tuple[str, ...]:
        """The states that license the entity as a health facility."""
        given = self.entity.licensed_facility
        if isinstance(given, bool):
            return (self.entity.state,) if given and self.entity.state else ()
        return given

    @property
    def determinations(self) -> dict[str, date]:
        """The day of determination by state; `` stands for every state that has none of its own."""
        if isinstance(self.determined, Mapping):
            return {state: day for state, given in self.determined.items() if (day := self.day(given)) is not None}
        day = self.day(self.determined)
        return {} if day is None else {"": day}
