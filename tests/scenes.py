"""Random small leaks: flows with bursts, stores, paths, readers, sources, and commands at any second."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from simulator.domain import actions as a
from simulator.domain.ids import FlowId, GrantId, PoolId, ReaderId, SourceId, StoreId
from simulator.domain.nouns import Flow, Grant, Holds, Leg, Reader, Returns, Store, Triangle, Visit
from simulator.domain.playbook import Cohort, Playbook, Pool
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.domain.worldspec import WorldSpec
from simulator.world.population import population
from tests.playbooks import BYTES, ONE_HOUR, a_playbook
from tests.twin import Command, Message

SMALL = WorldSpec(patients=40, clinics=4, test_patients=2)
LOOKS = 4
"""How often a random scene is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A playbook, extra messages for the sandbox, commands in order of time, and when to compare."""

    playbook: Playbook
    extra: tuple[Message, ...]
    commands: tuple[Command, ...]
    looks: tuple[Seconds, ...]


def a_scene(dice: random.Random, span: Seconds, bursts: int) -> Scene:
    """Any small leak within `span` seconds around StartEx; on a short span everything collides with everything."""
    stores = [StoreId(f"store-{number}") for number in range(dice.randint(1, 3))]
    flows = [_flow(dice, FlowId(f"flow-{number}"), stores, span) for number in range(dice.randint(1, 3))]
    grants = [_grant(dice, GrantId(f"grant-{number}"), stores, span) for number in range(dice.randint(1, 2))]
    readers = [
        _reader(dice, ReaderId(f"reader-{number}"), stores, grants, span) for number in range(dice.randint(1, 2))
    ]
    sources = [_source(dice, SourceId(f"source-{number}"), stores, span) for number in range(dice.randint(1, 3))]
    pools = [_pool(PoolId(f"pool-{number}"), people) for number, people in enumerate((3, 5))]
    playbook = a_playbook(
        world=SMALL,
        ends=span,
        pools={one.id: one for one in pools},
        flows={one.id: one for one in flows},
        stores={one: Store(id=one, title=one, keep=_age(dice, span), secured=dice.random() < 0.2) for one in stores},
        grants={one.id: one for one in grants},
        readers={one.id: one for one in readers},
        services={},
        sources={one.id: one for one in sources},
        indicators={},
    )
    extra = [message for flow in flows for message in _burst(dice, flow, bursts, span)]
    commands = [_command(dice, playbook, span) for _ in range(dice.randint(0, 8))]
    return Scene(
        playbook=playbook,
        extra=tuple(extra),
        commands=tuple(sorted(commands, key=lambda one: one[0])),
        looks=tuple(dice.randint(-span, span) for _ in range(LOOKS)),
    )


def _pool(key: PoolId, people: int) -> Pool:
    cohort = Cohort(people=people, residence="TX", clinic="TX")
    return Pool(id=key, cohorts=(cohort,), shown_by=None, shown=())


def _flow(dice: random.Random, key: FlowId, stores: list[StoreId], span: Seconds) -> Flow:
    route = dice.sample(stores, dice.randint(1, len(stores)))
    holds: Holds | None = dice.choice(["everyone", "pool"]) if dice.random() < 0.25 else None
    return Flow(
        id=key,
        title=key,
        starts=-span,
        ends=None,
        per_day=dice.choice([0, 100]) if span > DAY and holds is None else 0,
        profile=dice.choice(["round-the-clock", "clinic-week"]),
        route=tuple(Leg(store=store, after=dice.choice([0, dice.randint(0, span // 2)])) for store in route),
        pool=PoolId("pool-0") if holds == "pool" else None,
        pool_until=0,
        without_person=0.1,
        elements=("name",),
        object_bytes=BYTES,
        holds=holds,
    )


def _grant(dice: random.Random, key: GrantId, stores: list[StoreId], span: Seconds) -> Grant:
    opened = dice.randint(-span, span // 4)
    return Grant(
        id=key,
        title=key,
        stores=tuple(dice.sample(stores, dice.randint(1, len(stores)))),
        credential=dice.choice(["key", "token"]),
        authorised=dice.random() < 0.3,
        opened=opened,
        closes=dice.randint(opened + 1, span + 1) if dice.random() < 0.3 else None,
    )


def _reader(dice: random.Random, key: ReaderId, stores: list[StoreId], grants: list[Grant], span: Seconds) -> Reader:
    visits = [a_visit(dice, stores, span) for _ in range(dice.randint(0, 3))]
    pause = Triangle(low=span / 10 / HOUR, typical=span / 5 / HOUR, high=span / 2 / HOUR)
    returns = Returns(
        first=dice.randint(0, span // 2),
        every_hours=pause,
        stores=tuple(dice.sample(stores, dice.randint(1, len(stores)))),
        lasting=dice.randint(0, span // 5),
    )
    return Reader(
        id=key,
        title=key,
        address="198.51.100.7",
        grants=tuple(one.id for one in dice.sample(grants, dice.randint(1, len(grants)))),
        visits=tuple(sorted(visits, key=lambda one: one.at)),
        returns=returns if dice.random() < 0.5 else None,
    )


def a_visit(dice: random.Random, stores: list[StoreId], span: Seconds) -> Visit:
    """Any visit to one of the stores."""
    return Visit(
        at=dice.randint(-span, span),
        store=dice.choice(stores),
        lasting=dice.choice([0, dice.randint(0, span // 3)]),
        limit=dice.choice([None, dice.randint(1, 20)]),
        skip=dice.choice([0, 0, dice.randint(1, 10)]),
        pools=tuple(dice.sample([PoolId("pool-0"), PoolId("pool-1")], dice.choice([0, 0, 1, 2]))),
    )


def _source(dice: random.Random, key: SourceId, stores: list[StoreId], span: Seconds) -> LogSource:
    return LogSource(
        id=key,
        code="E1",
        title=key,
        kind=dice.choice([SourceKind.READS, SourceKind.READS, SourceKind.COUNTS, SourceKind.CONTENT]),
        stores=tuple(dice.sample(stores, dice.randint(1, len(stores)))),
        since=dice.choice([None, -span, dice.randint(-span, span)]),
        keep=_age(dice, span),
        latency_hours=ONE_HOUR,
        completeness=1.0,
        proves_absence="it records all" if dice.random() < 0.8 else None,
        until=dice.randint(-span, span) if dice.random() < 0.2 else None,
    )


def _age(dice: random.Random, span: Seconds) -> Seconds | None:
    return dice.choice([None, dice.randint(1, span)])


def _burst(dice: random.Random, flow: Flow, most: int, span: Seconds) -> list[Message]:
    living = np.flatnonzero(~population(SMALL, 1).is_test).tolist()
    times: list[Seconds] = []
    for _ in range(dice.randint(0, 3)):
        times += [dice.randint(-span, span)] * dice.randint(1, most)
    times += [dice.randint(-span, span) for _ in range(dice.randint(0, most))]
    return [Message(flow=flow.id, planned=at, record=dice.choice([*living, -1])) for at in sorted(times)]


def _command(dice: random.Random, playbook: Playbook, span: Seconds) -> Command:
    flow, store = dice.choice(sorted(playbook.flows)), dice.choice(sorted(playbook.stores))
    source = dice.choice(sorted(playbook.sources))
    logs = [key for key, one in playbook.sources.items() if one.kind is SourceKind.READS]
    effects: list[a.Effect] = [
        a.PauseFlow(flow=flow),
        a.ResumeFlow(flow=flow),
        a.FixFlow(flow=flow),
        a.PurgeStore(store=store),
        a.RedriveStore(store=store),
        a.KeepStore(store=store, keep=_age(dice, span)),
        a.CloseGrant(grant=dice.choice(sorted(playbook.grants))),
        a.RotateCredential(credential="key"),
        a.PullSource(source=source),
        a.PullSource(source=source),
        a.HoldSource(source=source),
        a.EnableSource(source=source),
        *(a.LoseSource(source=one) for one in logs),
    ]
    return dice.randint(-span, span), dice.choice(effects)
