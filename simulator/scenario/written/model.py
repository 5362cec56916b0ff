"""scenario.yaml as authors write it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from simulator.authored import Authored, Duration, PlainText, Slug, StateCode
from simulator.scenario.written.actions import BoundAction
from simulator.scenario.written.names import AudienceName, Count, LocalTime, SeatRef, Share, TaskRef, ZoneName
from simulator.scenario.written.nouns import (
    Flow,
    Grant,
    Indicator,
    Pool,
    Reader,
    Seat,
    Service,
    Store,
    Task,
)
from simulator.scenario.written.sources import Source
from simulator.scenario.written.vendors import Clause, Insurer, Vendor

INSURER = "insurer"
"""The id of the insurer's clause."""


class World(Authored):
    """How big and how crooked the synthetic world is; what is left out is the world's default."""

    patients: Count | None = None
    states: Mapping[StateCode, Share] | None = None
    clinics: Count | None = None
    away_share: Share | None = None
    duplicate_share: Share | None = None
    test_patients: Count | None = None
    deceased_share: Share | None = None
    bad_address_share: Share | None = None
    minor_share: Share | None = None


class Objective(Authored):
    """What is tested, by which capability; tasks are the actions and legal acts that show it."""

    title: PlainText
    capability: str
    csf: str
    tasks: tuple[TaskRef, ...]


class ScenarioFile(Authored):
    """scenario.yaml: everything but the injects and the briefing. Ids are the keys.

    Players read `summary` before StartEx; `ground_truth` is for the report alone. `licences` are those that are on.
    `insurer` and `contracts` are clauses by which the entity itself owes somebody notice.
    `tasks` add to those that the score asks of every scenario, or stand in their place.
    `failures` are cards of the library, laid under this file: what it says itself wins.
    `part2_program`: the entity holds records of a federally assisted programme under 42 CFR Part 2.
    """

    title: PlainText
    version: str
    seed: int = 1
    failures: tuple[Slug, ...] = ()
    entity: PlainText
    licensed_ca_facility: bool
    part2_program: bool = False
    summary: PlainText
    ground_truth: PlainText = ""
    start: LocalTime
    zone: ZoneName
    ends: Duration
    room_minutes: int = Field(ge=15, le=480)
    world: World = World()
    seats: Mapping[Slug, Seat] = Field(min_length=1)
    legal_seats: tuple[SeatRef, ...] = Field(min_length=1)
    pools: Mapping[Slug, Pool] = {}
    stores: Mapping[Slug, Store] = Field(min_length=1)
    flows: Mapping[Slug, Flow] = Field(min_length=1)
    grants: Mapping[Slug, Grant] = {}
    readers: Mapping[Slug, Reader] = {}
    services: Mapping[Slug, Service] = {}
    licences: tuple[PlainText, ...] = ()
    sources: Mapping[Slug, Source] = {}
    indicators: Mapping[Slug, Indicator] = {}
    vendors: Mapping[Slug, Vendor] = {}
    insurer: Insurer | None = None
    contracts: Mapping[Slug, Clause] = {}
    phones: Mapping[str, PlainText] = {}
    audiences: Mapping[AudienceName, PlainText]
    actions: tuple[BoundAction, ...] = Field(min_length=1)
    objectives: Mapping[Slug, Objective] = Field(min_length=1)
    tasks: Mapping[Slug, Task] = {}

    @property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by its id, the insurer's first."""
        return ({} if self.insurer is None else {INSURER: self.insurer}) | dict(self.contracts)
