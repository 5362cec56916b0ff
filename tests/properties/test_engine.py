"""What holds of every exercise: it can stop anywhere, repeats itself, and a decision changes only what it touches."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import facts as f
from simulator.domain.decisions import (
    AnswerInject,
    BuildList,
    Decision,
    Declare,
    FreezeList,
    StateDiscovery,
    TakeAction,
)
from simulator.domain.fold import fold
from simulator.domain.ids import ROOM, ActionId, InjectId
from simulator.domain.journal import Entry, Journal
from simulator.domain.lists import ListSpec
from simulator.domain.nouns import Triangle
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.engine.engine import Engine, play
from simulator.engine.exposure import notifiable
from simulator.scenario.load import load_playbook
from simulator.world.population import Population, population
from tests.playbooks import CALENDAR, DLQ, PRIVACY, SECURITY, a_playbook

Plan: TypeAlias = list[tuple[Seconds, Decision]]
TRUTHS = (f.RecordsRead, f.ReaderLockedOut, f.NotifiableChanged, f.TruthRevealed)
ROOT = Path(__file__).parents[2]


@cache
def tiny() -> Playbook:
    """The tiny scenario on twelve days, actions of uncertain length, hands enough that nobody waits or tires.

    Shifts change twice a day, and much goes wrong.
    """
    plain = a_playbook(ends=12 * DAY)
    spread = Triangle(low=0.2, typical=1, high=9)
    return replace(
        plain,
        actions={key: replace(one, hours=spread) for key, one in plain.actions.items()},
        seats={
            key: replace(
                one,
                staff=40,
                reach_day=0.8,
                reach_night=0.3,
                shifts=(7 * HOUR, 19 * HOUR),
                error_rate=0.3,
                night_error_factor=2.0,
            )
            for key, one in plain.seats.items()
        },
    )


@cache
def people() -> Population:
    """The tiny scenario's records."""
    return population(tiny().world, 1)


def engine(playbook: Playbook | None = None) -> Engine:
    """An exercise at StartEx."""
    return Engine(playbook or tiny(), people(), 1)


def plans(most: int = 12) -> st.SearchStrategy[Plan]:
    """Timed decisions, sensible and not."""
    moments = st.integers(1, 10 * DAY)
    return st.lists(st.tuples(moments, decisions()), max_size=most).map(
        lambda plan: sorted(plan, key=lambda one: one[0])
    )


def decisions() -> st.SearchStrategy[Decision]:
    """Any decision on the tiny scenario; some are refused."""
    playbook = tiny()
    orders = [
        TakeAction(
            seat=ROOM,
            action=action.id,
            target=target,
            by=action.authority.seats[0],
            second=PRIVACY,
            explained=explained,
        )
        for action in playbook.actions.values()
        for target in action.targets or (None,)
        for explained in (False, True)
    ]
    spec = ListSpec(scope="presumed", sources=tuple(sorted(playbook.sources)))
    others: list[Decision] = [
        StateDiscovery(seat=PRIVACY, day=CALENDAR.start.date()),
        BuildList(seat=PRIVACY, spec=spec),
        FreezeList(seat=PRIVACY, version=1),
        AnswerInject(seat=PRIVACY, inject=InjectId("press-call"), option="facts-only"),
        Declare(seat=SECURITY),
    ]
    return st.sampled_from([*orders, *others])


def story(entries: tuple[Entry, ...]) -> list[tuple[Seconds, str, tuple[object, ...]]]:
    """The facts without their numbers, which shift when something is added before."""
    return [
        (
            one.at,
            one.fact.kind,
            tuple(getattr(one.fact, part.name) for part in fields(one.fact) if part.name != "number"),
        )
        for one in entries
    ]


@settings(max_examples=25, deadline=None)
@given(plans(), st.lists(st.integers(1, 12 * DAY), max_size=20))
def test_pieces_make_the_whole(plan: Plan, stops: list[Seconds]) -> None:
    """Advancing in any pieces gives the digest of advancing in one go."""
    whole = play(engine(), plan)
    pieces = engine()
    waiting = list(plan)
    for at in sorted([*stops, *(at for at, _ in plan)]):
        pieces.advance(at)
        while waiting and waiting[0][0] == at:
            pieces.submit(waiting.pop(0)[1])
    pieces.finish()
    assert pieces.journal.digest == whole.digest


@settings(max_examples=25, deadline=None)
@given(plans())
def test_a_journal_is_in_order_and_whole(plan: Plan) -> None:
    """Numbers leave no gap, times never decrease, causes come before, EndEx is last, and the state is the fold."""
    one = engine()
    entries = tuple(play(one, plan))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert all(before.at <= after.at for before, after in pairwise(entries))
    assert all(entry.cause is None or entry.cause < entry.number for entry in entries)
    assert entries[-1].fact == f.ExerciseEnded()
    assert one.state == fold(entries)
    assert len(entries) < 10_000


@settings(max_examples=15, deadline=None)
@given(plans())
def test_no_seat_sees_the_truth(plan: Plan) -> None:
    """No player's seat, nor the room, may know a read, a lock-out, who is notifiable, or the truth about people."""
    journal = play(engine(), plan)
    assert any(isinstance(entry.fact, TRUTHS) for entry in journal)
    for seat in {*tiny().seats, ROOM}:
        assert not [entry for entry in journal.seen_by(seat) if isinstance(entry.fact, TRUTHS)]


@settings(max_examples=25, deadline=None)
@given(plans(), st.integers(1, 11 * DAY))
def test_the_past_does_not_know_later_decisions(plan: Plan, fork: Seconds) -> None:
    """Before the fork point every entry is the same, digest included, whatever is decided from there on."""
    before = [one for one in plan if one[0] < fork]
    full, cut = play(engine(), plan), play(engine(), before)
    assert [one.digest for one in full if one.at < fork] == [one.digest for one in cut if one.at < fork]


@settings(max_examples=25, deadline=None)
@given(plans(), st.data())
def test_dropping_a_decision_leaves_the_others_draws(plan: Plan, data: st.DataObject) -> None:
    """Without one decision every other order that still stands is found, begun and done after the same time."""
    if not plan:
        return
    dropped = data.draw(st.integers(0, len(plan) - 1))
    gone = plan[dropped][1]
    kept = plan[:dropped] + plan[dropped + 1 :]
    before, after = lengths(play(engine(), plan)), lengths(play(engine(), kept))
    same = (gone.action, gone.target) if isinstance(gone, TakeAction) else None
    for order in before.keys() & after.keys():
        if order[1:3] != same:
            assert before[order] == after[order]


def lengths(journal: Journal) -> dict[tuple[Seconds, ActionId, str | None, int], list[tuple[Seconds, Seconds]]]:
    """How long each order waited and worked: by when it was given, what it was, and which of its kind that second."""
    numbers: dict[int, tuple[Seconds, ActionId, str | None, int]] = {}
    found: dict[tuple[Seconds, ActionId, str | None, int], list[tuple[Seconds, Seconds]]] = {}
    started: dict[int, f.ActionStarted] = {}
    begun: dict[int, Seconds] = {}
    for entry in journal:
        match entry.fact:
            case f.DecisionRecorded(number=number, decision=TakeAction(action=action, target=target)):
                twins = sum(1 for key in numbers.values() if key[:3] == (entry.at, action, target))
                numbers[number] = (entry.at, action, target, twins)
            case f.ActionStarted(number=number):
                started[number], begun[number] = entry.fact, entry.at
            case f.ActionCompleted(number=number):
                found[numbers[number]] = [(started[number].waited, entry.at - begun[number])]
            case _:
                pass
    return found


@settings(max_examples=25, deadline=None)
@given(plans(6), st.integers(1, 10 * DAY))
def test_a_refused_decision_changes_nothing(plan: Plan, at: Seconds) -> None:
    """A decision without authority adds its refusal, with who may, and nothing else."""
    refused = TakeAction(seat=PRIVACY, action=ActionId("purge-queue"), target=DLQ)
    more = sorted([*plan, (at, refused)], key=lambda one: one[0])
    entries = tuple(play(engine(), more))
    refusals = [one for one in entries if isinstance(one.fact, f.DecisionRefused) and one.fact.decision == refused]
    assert [one.fact.may for one in refusals if isinstance(one.fact, f.DecisionRefused)] == [(SECURITY,)]
    assert story(tuple(one for one in entries if one not in refusals)) == story(tuple(play(engine(), plan)))


def test_players_act_before_the_world_in_the_same_second() -> None:
    """A decision at the second of an inject stands before it in the journal."""
    one = engine()
    one.advance(2 * HOUR)
    decided = one.submit(Declare(seat=PRIVACY))
    delivered = next(entry for entry in one.advance(2 * HOUR + 1) if isinstance(entry.fact, f.InjectDelivered))
    assert (decided.at, delivered.at) == (2 * HOUR, 2 * HOUR)
    assert decided.number < delivered.number


def test_everything_ends_when_the_door_is_closed() -> None:
    """With the path closed nothing waits any more for anything that will come: the world stands still by itself."""
    one = engine()
    one.submit(TakeAction(seat=ROOM, action=ActionId("close-queue-policy"), by=SECURITY))
    one.finish()
    one._context.env.run()
    assert one._context.env.peek() == float("inf")
    assert one.state.locked_out_at is not None


@settings(max_examples=15, deadline=None)
@given(plans(6), st.integers(1, 10 * DAY))
def test_what_a_purge_would_lose_is_what_it_loses(plan: Plan, at: Seconds) -> None:
    """`losing` is exactly by how many people the notifiable grow when the store is purged in that second."""
    one = engine()
    for when, decision in plan:
        if when < at:
            one.advance(when)
            one.submit(decision)
    one.advance(at)
    sandbox = one._context.sandbox
    count = len(people().people(notifiable(sandbox, at)))
    expected = {store: one.losing(store) for store in tiny().stores}
    sandbox.copies.purge(DLQ, at)
    assert len(people().people(notifiable(sandbox, at))) - count == expected[DLQ]


def test_purging_the_shipped_queue_costs_people() -> None:
    """At StartEx of the leaky queue a purge leaves hundreds without the counter that could exclude them."""
    playbook = shipped()
    one = Engine(playbook, population(playbook.world, 1), 1)
    assert one.losing(next(store for store in playbook.stores if store == DLQ)) > 100


@cache
def shipped() -> Playbook:
    """The shipped scenario."""
    return load_playbook("leaky-sync-queue")


SCRIPT = """
import random
from simulator.engine.engine import Engine, play
from simulator.world.population import population
from tests.properties.test_twin import orders, s1
playbook = s1()
plan = orders(random.Random(7), playbook, 20)
print(play(Engine(playbook, population(playbook.world, 1), 1), plan).digest)
"""


@pytest.mark.parametrize("hashing", ["1", "4321"])
def test_the_digest_does_not_depend_on_the_hash_seed(hashing: str) -> None:
    """The shipped scenario under twenty orders has one digest in this and in any other process."""
    from tests.properties.test_twin import orders

    environment = {**os.environ, "PYTHONHASHSEED": hashing, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True, env=environment, cwd=ROOT
    )
    plan = orders(random.Random(7), shipped(), 20)  # noqa: S311 - fixed orders, no secret
    journal = play(Engine(shipped(), population(shipped().world, 1), 1), plan)
    assert told.stdout.strip() == journal.digest
    assert len(journal) < 10_000
