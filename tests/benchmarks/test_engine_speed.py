"""What the engine costs, as ratios taken in one run; absolute figures are only printed.

The pattern of an exercise is what happens in it: each message fails, lies in its stores and expires. Bare SimPy has a
process for each message and a timeout for each of these moments, and does nothing with them: no people, no reads, no
exposure, no journal. The engine gives all of these, with a chained journal, from arrays and a few kernel steps; so the
ratio compares doing the whole exercise with merely stepping through its pattern. The kernel steps that the engine does
take (some two hundred in the silent exercise) are printed beside it, with what the same number costs bare.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import simpy

from simulator.domain.ids import FlowId, ReaderId
from simulator.domain.nouns import Leg, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.domain.worldspec import WorldSpec
from simulator.engine.engine import Engine
from simulator.engine.exposure import notifiable
from simulator.engine.ground import visit_name
from simulator.engine.sandbox import Sandbox
from simulator.scenario.load import load_playbook
from simulator.world.population import Population, population
from tests.playbooks import DLQ, a_playbook

pytestmark = pytest.mark.slow
DAYS = 60
A_DAY = 100_000
KEPT = DAY
ROOT = Path(__file__).parents[2]
USUAL = (700, 10, 10)
"""How often CPython 3.11 looks for garbage; our commands look less often."""


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, without garbage of others."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alone(work: Callable[[], object]) -> float:
    """How long somebody else's program takes, which looks for garbage as often as Python does by itself."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    try:
        return seconds(work)
    finally:
        gc.set_threshold(*before)


def shipped() -> Playbook:
    """The shipped scenario."""
    return load_playbook("leaky-sync-queue")


def test_the_engine_keeps_up_with_bare_simpy_on_the_same_pattern() -> None:
    """The silent exercise with people, reads, facts and digest runs at least 0.7 times as fast as bare SimPy."""
    playbook = shipped()
    people = population(playbook.world, playbook.seed)
    messages = [moments_of(playbook, flow, at) for flow, at in planned(playbook)]

    def ours() -> Engine:
        engine = Engine(replace(playbook), people, playbook.seed)  # another scenario shares no ground
        engine.finish()
        return engine

    engine = ours()
    rounds = [(seconds(ours), seconds(lambda: step_through(playbook.begins, messages))) for _ in range(5)]
    ratio = statistics.median(bare / full for full, bare in rounds)
    steps, alone = kernel_steps(playbook)
    bare_steps = statistics.median(seconds(lambda: step_through(0, [(at,) for at in range(steps)])) for _ in range(5))
    print(  # noqa: T201
        f"\nS1 start to end, digest included: {statistics.median(full for full, _ in rounds) * 1e3:.0f} ms, "
        f"{len(engine.journal)} facts; bare SimPy on {len(messages):,} messages: "
        f"{statistics.median(bare for _, bare in rounds) * 1e3:.0f} ms; ratio {ratio:.2f}; "
        f"{steps} kernel steps of ours {alone * 1e3:.0f} ms, the same number bare {bare_steps * 1e3:.1f} ms"
    )
    assert ratio >= 0.7


def planned(playbook: Playbook) -> list[tuple[FlowId, Seconds]]:
    """When each message of the exercise is sent."""
    copies = Sandbox(playbook, population(playbook.world, playbook.seed), playbook.seed).copies
    flows = list(playbook.flows)
    return [(flows[index], at) for index, at in zip(copies.flow.tolist(), copies.planned.tolist(), strict=True)]


def moments_of(playbook: Playbook, flow: FlowId, at: Seconds) -> tuple[Seconds, ...]:
    """A message's moments: sent, in each store, out of each store."""
    moments = [at]
    for leg in playbook.flows[flow].route:
        keep = playbook.stores[leg.store].keep
        moments += [at + leg.after] if keep is None else [at + leg.after, at + keep]
    return tuple(sorted(moments))


def step_through(begins: Seconds, messages: list[tuple[Seconds, ...]]) -> None:
    """Bare SimPy: a process a message, a timeout a moment."""
    env = simpy.Environment(initial_time=begins)

    def message(moments: tuple[Seconds, ...]) -> Generator[simpy.Event, Any, None]:
        for at in moments:
            yield env.timeout(at - env.now)

    for moments in messages:
        env.process(message(moments))
    env.run()


def kernel_steps(playbook: Playbook) -> tuple[int, float]:
    """How many SimPy steps the silent exercise takes, and how long these take with all that happens in them."""
    engine = Engine(playbook, population(playbook.world, playbook.seed), playbook.seed)
    env = engine._context.env
    count, start = 0, time.perf_counter()
    while env.peek() <= playbook.ends:
        env.step()
        count += 1
    return count, time.perf_counter() - start


def torrent(days: int = DAYS) -> Playbook:
    """One flow of 100,000 messages a day into one open store that keeps a day, read every night."""
    plain = a_playbook(ends=1, pools={}, sources={}, world=WorldSpec(patients=1_000_000))
    flow = replace(
        next(iter(plain.flows.values())),
        starts=-days * DAY,
        per_day=A_DAY,
        profile="round-the-clock",
        route=(Leg(store=DLQ, after=0),),
        pool=None,
        history=None,
    )
    stores = {DLQ: replace(plain.stores[DLQ], keep=KEPT)}
    grants = {key: replace(one, opened=-days * DAY, stores=(DLQ,)) for key, one in plain.grants.items()}
    return replace(plain, flows={flow.id: flow}, stores=stores, grants=grants)


def through_the_sandbox(playbook: Playbook, people: Population, days: int = DAYS) -> tuple[int, int]:
    """All messages of all days with their people, one read a day, and who is notifiable; returns messages and reads."""
    sandbox = Sandbox(playbook, people, 1)
    grant = next(one for one in playbook.grants.values() if not one.authorised)
    taken = 0
    for day in range(-days + 1, 1):
        visit = Visit(at=day * DAY - 2 * HOUR, store=DLQ, lasting=HOUR)
        call = sandbox.begin(ReaderId("crawler"), visit_name(ReaderId("crawler"), day), grant, visit)
        taken += len(sandbox.end(call).slots)
    assert len(notifiable(sandbox, 0))
    return len(sandbox.copies), taken


def message_by_message(days: int) -> int:
    """The same in SimPy with an event for each message and each expiry, a dict as the store; returns reads."""
    env = simpy.Environment()
    dice = np.random.Generator(np.random.PCG64(1))
    store: dict[int, int] = {}
    found: set[int] = set()
    taken = 0

    def leak() -> Generator[simpy.Event, Any, None]:
        number = 0
        for day in range(days):
            times = np.sort(dice.random(A_DAY) * DAY).tolist()
            people = (dice.random(A_DAY) * 1_000_000).astype(int).tolist()
            for at, person in zip(times, people, strict=True):
                yield env.timeout(max(0.0, day * DAY + at - env.now))
                store[number] = person
                gone = env.timeout(KEPT, number)
                gone.callbacks.append(expire)
                number += 1

    def expire(gone: simpy.Event) -> None:
        store.pop(int(gone.value or 0))

    def read() -> Generator[simpy.Event, Any, None]:
        nonlocal taken
        while True:
            yield env.timeout(DAY - 2 * HOUR if env.now == 0 else DAY)
            found.update(store.values())
            taken += len(store)

    env.process(leak())
    env.process(read())
    env.run(until=days * DAY)
    return taken


def test_a_torrent_is_thirty_times_faster_than_message_by_message() -> None:
    """Sixty days of 100,000 messages, sampling and nightly reads included, take a thirtieth of an event a message."""
    playbook, short = torrent(), 3
    people = population(playbook.world, 1)
    ours = statistics.median(seconds(lambda: through_the_sandbox(replace(playbook), people)) for _ in range(3))
    naive = statistics.median(alone(lambda: message_by_message(short)) for _ in range(3)) * DAYS / short
    messages, taken = through_the_sandbox(playbook, people)
    print(  # noqa: T201
        f"\n{messages:,} messages, {taken:,} reads: {ours:.2f} s; an event a message: {naive:.0f} s "
        f"(timed on {short} days); ratio {naive / ours:.0f}"
    )
    assert messages == pytest.approx(DAYS * A_DAY, abs=DAYS)
    assert naive / ours >= 30 * 0.8


def test_a_torrent_fits_into_memory() -> None:
    """The same torrent in a process of its own stays under 300 MB of Python and NumPy memory."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.test_engine_speed"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    peak: int = json.loads(told.stdout)
    print(f"\npeak of the torrent: {peak / 1e6:.0f} MB")  # noqa: T201
    assert peak < 300e6


def _peak() -> int:
    playbook = torrent()
    people = population(playbook.world, 1)
    tracemalloc.start()
    through_the_sandbox(playbook, people)
    return tracemalloc.get_traced_memory()[1]


if __name__ == "__main__":
    print(_peak())  # noqa: T201
