"""The engine's arrays against the naive twin: the same copies, the same reads, the same people, at any time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import actions as a
from simulator.domain import facts as f
from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ROOM, FlowId, GrantId, ReaderId, StoreId
from simulator.domain.nouns import Grant, Leg, Reader, Store, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.engine.context import Context
from simulator.engine.copies import Copies
from simulator.engine.engine import Engine
from simulator.engine.exposure import cleared, notifiable
from simulator.engine.processes.effects import carry_out, end_by_itself
from simulator.engine.processes.readers import lurk
from simulator.engine.sampling import records_of
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import stream, triangular
from simulator.engine.visits import Read
from simulator.scenario.load import load_playbook
from simulator.world.population import population
from tests.scenes import Scene, a_scene, a_visit
from tests.twin import Command, Message, Twin

SEEDS = range(101, 121)


class Play:
    """The engine's own parts on a scene: what is read, and commands before the world in the same second."""

    def __init__(self, scene: Scene, seed: int) -> None:
        people = population(scene.playbook.world, 1)
        self.sandbox = Sandbox(scene.playbook, people, seed)
        for flow in scene.playbook.flows:
            mine = [message for message in scene.extra if message.flow == flow]
            planned, record = ([getattr(one, name) for one in mine] for name in ("planned", "record"))
            self.sandbox.copies.add(flow, _numbers(planned), _numbers(record), _numbers(planned))
        self.messages = messages_of(self.sandbox.copies, scene.playbook)
        self.context = Context(scene.playbook, self.sandbox, seed)
        times = (*scene.looks, *(at for at, _ in scene.commands))
        self.context.env = simpy.Environment(initial_time=min((scene.playbook.earliest, *times)))
        for grant in scene.playbook.grants.values():
            if grant.closes is not None:
                self.context.start(end_by_itself(self.context, grant.id, grant.closes))
        for reader in scene.playbook.readers.values():
            self.context.start(lurk(self.context, reader))

    def until(self, at: Seconds) -> None:
        """Let everything happen that is due before that second."""
        if at > self.context.now:
            self.context.env.run(until=at)

    def obey(self, effect: a.Effect) -> None:
        """A command takes effect now."""
        carry_out(self.context, effect, ROOM, 1)


def messages_of(copies: Copies, playbook: Playbook) -> list[Message]:
    """What the twin is told of the messages."""
    flows = list(playbook.flows)
    columns = zip(copies.flow.tolist(), copies.planned.tolist(), copies.record.tolist(), strict=True)
    return [Message(flow=flows[index], planned=planned, record=record) for index, planned, record in columns]


def gaps_of(reader: Reader, seed: int) -> Iterator[Seconds]:
    """How long a reader stays away each time: drawn from its own stream."""
    draws = stream(seed, f"reader/{reader.id}/returns")
    while reader.returns is not None:
        yield int(triangular(reader.returns.every_hours, draws.random()) * HOUR)


def twin_of(sandbox: Sandbox, messages: list[Message], commands: tuple[Command, ...], seed: int) -> Twin:
    """The twin of a scene."""
    playbook = sandbox.playbook
    gaps = {key: lambda one=reader: gaps_of(one, seed) for key, reader in playbook.readers.items()}
    members = {key: records_of(people).tolist() for key, people in sandbox.pools.items()}
    return Twin(playbook, messages, commands, gaps, members)


def taken_in(reads: list[Read]) -> dict[str, list[tuple[int, int]]]:
    """Which message each visit read, and when; visits that found nothing left out."""
    found = {read.name: list(zip(read.slots.tolist(), read.when.tolist(), strict=True)) for read in reads}
    return {name: sorted(taken) for name, taken in found.items() if taken}


def read_records(sandbox: Sandbox, now: Seconds) -> set[int]:
    """The records whose unsecured copies were read before now."""
    stores = sandbox.playbook.stores
    reads = [read for read in sandbox.reads(now) if sandbox.unauthorised(read)]
    slots = [read.slots for read in reads if not stores[read.store].secured]
    return {int(record) for part in slots for record in sandbox.records(part)}


def compare(scene: Scene, seed: int) -> tuple[set[int], set[int]]:
    """Play a scene on both sides, comparing at each look; returns who was read and who is notifiable at the end.

    Whom the vault clears, nobody must count.
    """
    play = Play(scene, seed)
    twin = twin_of(play.sandbox, play.messages, scene.commands, seed)
    commands = list(scene.commands)
    everyone = np.ones(len(play.sandbox.population), dtype=np.bool_)
    for at in sorted({*scene.looks, *(when for when, _ in commands), scene.playbook.ends}):
        play.until(at)
        twin.before_commands(at)
        assert set(notifiable(play.sandbox, at).tolist()) == twin.notifiable()
        assert read_records(play.sandbox, at) == twin.read()
        assert not set(np.flatnonzero(cleared(play.sandbox, at, everyone)).tolist()) & twin.notifiable()
        for store in scene.playbook.stores:
            assert set(notifiable(play.sandbox, at, losing=store).tolist()) == twin.notifiable(losing=store)
        while commands and commands[0][0] == at:
            play.obey(commands.pop(0)[1])
        twin.before_reads(at)
        for store in scene.playbook.stores:
            assert set(play.sandbox.copies.present(store, at).tolist()) == twin.present(store)
    visits = {name: sorted(taken) for name, taken in twin.visits.items() if taken}
    assert taken_in(play.sandbox.reads(scene.playbook.ends)) == visits
    return twin.read(), twin.notifiable()


def _numbers(values: list[int]) -> Any:
    return np.array(values, dtype=np.int32)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_small_leak_is_the_twins_to_the_second(dice: random.Random) -> None:
    """With a few messages on forty seconds, where everything collides, nobody differs anywhere at any time."""
    compare(a_scene(dice, 20, 4), 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_long_leak_is_the_twins(seed: int) -> None:
    """Over ten days with hundreds of messages and bursts, nobody differs anywhere at any time."""
    dice = random.Random(seed)  # noqa: S311 - a fixed scene, no secret
    for _ in range(2):
        compare(a_scene(dice, 5 * DAY, 40), seed)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.data())
def test_another_visit_changes_what_the_twin_says_it_changes(dice: random.Random, data: st.DataObject) -> None:
    """Deleting, moving or adding a visit changes who was read and who is notifiable as on the twin."""
    scene = a_scene(dice, 20, 4)
    reader = data.draw(st.sampled_from(sorted(scene.playbook.readers)))
    visits = list(scene.playbook.readers[reader].visits)
    fresh = a_visit(dice, sorted(scene.playbook.stores), 20)
    change = data.draw(st.sampled_from(["delete", "move", "add"]))
    if visits and change != "add":
        gone = visits.pop(dice.randrange(len(visits)))
        fresh = replace(gone, at=fresh.at)
    compare(scene, 1)
    compare(with_visits(scene, reader, visits if change == "delete" else [*visits, fresh]), 1)


def test_a_visit_more_or_less_is_seen() -> None:
    """One more visit is more people read and notifiable; later it finds others; without it nobody was read."""
    playbook = leaky(visits=(Visit(at=-5, store=LEAK, lasting=2),))
    none, one = (Scene(playbook=each, extra=DRIP, commands=(), looks=()) for each in (leaky(visits=()), playbook))
    later = with_visits(one, THIEF, [Visit(at=5, store=LEAK, lasting=2)])
    both = with_visits(one, THIEF, [Visit(at=at, store=LEAK, lasting=2) for at in (-5, 5)])
    assert [compare(scene, 1) for scene in (none, one, later, both)] == [
        (set(), set()),
        ({1, 2}, {1, 2}),
        ({3, 4}, {3, 4}),
        ({1, 2, 3, 4}, {1, 2, 3, 4}),
    ]


LEAK, THIEF = StoreId("leak"), ReaderId("thief")
DRIP = tuple(Message(flow=FlowId("drip"), planned=at, record=record) for record, at in enumerate((-10, -8, 0, 2), 1))


def leaky(visits: tuple[Visit, ...]) -> Playbook:
    """Four messages that stay six seconds each in an open store whose log proves absence for ever."""
    everything = a_scene(random.Random(1), 20, 1).playbook  # noqa: S311 - only its frame is used
    frame = next(iter(everything.flows.values()))
    flow = replace(frame, id=FlowId("drip"), route=(Leg(store=LEAK, after=0),), holds=None, pool=None)
    door = GrantId("door")
    thief = Reader(id=THIEF, title="Thief", address="198.51.100.7", grants=(door,), visits=visits, returns=None)
    log = replace(
        next(iter(everything.sources.values())),
        kind=SourceKind.READS,
        stores=(LEAK,),
        since=-20,
        keep=None,
        proves_absence="it records all",
        until=None,
    )
    return replace(
        everything,
        pools={},
        flows={flow.id: flow},
        stores={LEAK: Store(id=LEAK, title="Leak", keep=6)},
        grants={door: Grant(id=door, title="Door", stores=(LEAK,), credential="none", authorised=False, opened=-20)},
        readers={THIEF: thief},
        sources={log.id: log},
    )


def with_visits(scene: Scene, reader: ReaderId, visits: list[Visit]) -> Scene:
    """The same scene with another plan of visits."""
    changed = replace(scene.playbook.readers[reader], visits=tuple(sorted(visits, key=lambda one: one.at)))
    return replace(scene, playbook=replace(scene.playbook, readers={**scene.playbook.readers, reader: changed}))


@cache
def s1() -> Playbook:
    """The shipped scenario."""
    return load_playbook("leaky-sync-queue")


def cut_short(playbook: Playbook) -> Playbook:
    """The scenario ended at day 8, which costs the twin a quarter."""
    return replace(playbook, ends=8 * DAY)


def orders(dice: random.Random, playbook: Playbook, count: int) -> list[tuple[Seconds, TakeAction]]:
    """Random orders of actions that touch systems or evidence, in the first six days."""
    telling = [one for one in playbook.actions.values() if any(isinstance(effect, TELLING) for effect in one.effects)]
    chosen = []
    for _ in range(count):
        action = dice.choice(telling)
        order = TakeAction(
            seat=ROOM,
            action=action.id,
            target=dice.choice(action.targets) if action.targets else None,
            by=action.authority.seats[0],
            second=next(iter(action.authority.second), None),
        )
        chosen.append((dice.randint(1, 6 * DAY), order))
    return sorted(chosen, key=lambda one: one[0])


TELLING = (
    a.PauseFlow,
    a.ResumeFlow,
    a.FixFlow,
    a.PurgeStore,
    a.RedriveStore,
    a.KeepStore,
    a.CloseGrant,
    a.RotateCredential,
    a.EnableSource,
    a.HoldSource,
    a.PullSource,
)


def commands_of(engine: Engine) -> tuple[Command, ...]:
    """What took effect when, from the journal; a flow's own end too."""
    flows = engine.playbook.flows.values()
    commands: list[Command] = [(flow.ends, a.FixFlow(flow=flow.id)) for flow in flows if flow.ends is not None]
    for entry in engine.journal:
        if isinstance(entry.fact, f.ActionCompleted):
            effects = a.effects_on(engine.playbook.actions[entry.fact.action], entry.fact.target)
            commands += [(entry.at, effect) for effect in effects]
    return tuple(commands)


def compare_s1(playbook: Playbook, seed: int, decisions: list[tuple[Seconds, TakeAction]]) -> tuple[Command, ...]:
    """Play the scenario on both sides; returns the commands that took effect."""
    engine = Engine(playbook, population(playbook.world, seed), seed)
    sandbox = engine._context.sandbox
    messages = messages_of(sandbox.copies, playbook)
    seen: dict[Seconds, tuple[set[int], set[int]]] = {}
    for at, decision in sorted([*decisions, *((at, None) for at in (1, DAY, 5 * DAY))], key=lambda one: one[0]):
        engine.advance(at)
        if decision is None:
            seen[at] = read_records(sandbox, at), set(notifiable(sandbox, at).tolist())
        else:
            engine.submit(decision)
    engine.finish()
    seen[playbook.ends + 1] = set(engine.state.read), set(engine.state.notifiable)
    commands = commands_of(engine)
    twin = twin_of(sandbox, messages, commands, seed)
    for at, people in seen.items():
        twin.before_commands(at)
        assert (twin.read(), twin.notifiable()) == people
    return commands


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shipped_leak_is_the_twins_in_silence(seed: int) -> None:
    """Without any decision the twin finds the same people read and notifiable at StartEx, day 1, day 5 and EndEx.

    Two seeds run to the scenario's own end, the others to day 8.
    """
    compare_s1(s1() if seed in SEEDS[::10] else cut_short(s1()), seed, [])


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_the_shipped_leak_is_the_twins_whatever_is_done(seed: int) -> None:
    """So it does under random orders, with one visit deleted, moved or added; many of them take effect."""
    playbook, dice = cut_short(s1()), random.Random(seed)  # noqa: S311 - fixed orders, no secret
    reader = next(iter(playbook.readers.values()))
    visits = list(reader.visits)
    moved = visits.pop(dice.randrange(len(visits)))
    if dice.random() < 0.8:
        visits.append(replace(moved, at=moved.at + dice.randint(-DAY, DAY)))
    changed = replace(reader, visits=tuple(sorted(visits, key=lambda one: one.at)))
    playbook = replace(playbook, readers={**playbook.readers, reader.id: changed})
    commands = compare_s1(playbook, seed, orders(dice, playbook, 30))
    assert len({type(effect) for _, effect in commands}) > 5
