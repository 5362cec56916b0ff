"""Losing evidence never pays: whoever acts the same, but lost proof after StartEx, never scores better."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.facts import NotifiableChanged, TruthRevealed
from simulator.domain.fold import fold
from simulator.domain.ids import RecordId
from simulator.domain.journal import TRUTH, Entry
from simulator.exercise.runs.outcome import Outcome
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import harm
from tests.scenarios.acts import branched, played
from tests.scenarios.goldens import WRITTEN

SEEDS = (1, 2, 3)
"""Seed 2 is the quiet branch: there nobody has to be told, and everybody who is told is told for nothing."""
FEWEST = 50
"""What is lost with a log or a store; of one person the thresholds of the law make what they make."""


@cache
def run(slug: str, runbook: str, seed: int) -> tuple[Outcome, tuple[RecordId, ...]]:
    """An ended run, and the people in it who can be shown not to have been read."""
    ended = played(slug, runbook, seed)
    truth = ended.truth.truth
    assert truth is not None
    sparable = set(truth.residence or {}) - ended.notifiable.people - set(truth.merged_into or {})
    return ended, tuple(sorted(sparable - (truth.tests or frozenset())))


def losing(entries: tuple[Entry, ...], people: tuple[RecordId, ...]) -> tuple[Entry, ...]:
    """The same journal, in which these people can no longer be excluded at EndEx."""
    place = next(number for number, one in enumerate(entries) if isinstance(one.fact, TruthRevealed))
    here = entries[place]
    fact = NotifiableChanged(added=people, removed=(), because="the proof was lost")
    lost = replace(here, fact=fact, seats=TRUTH)
    return (*entries[:place], lost, *(replace(one, number=one.number + 1) for one in entries[place:]))


def harm_of(slug: str, seed: int, entries: tuple[Entry, ...]) -> float:
    """The harm of a journal under the shipped weights and rules."""
    playbook, state = branched(slug, seed), fold(entries)
    duties = obligations_of(load_rulebook(), state, playbook, "truth")
    return harm(entries, playbook, duties, load_weights(), state).total


@settings(max_examples=40, deadline=None)
@given(which=st.sampled_from(WRITTEN), seed=st.sampled_from(SEEDS), share=st.floats(0.0, 1.0), data=st.data())
def test_losing_proof_never_pays(which: tuple[str, str], seed: int, share: float, data: st.DataObject) -> None:
    """Whatever else a runbook does, more harm comes of it once many people can no longer be excluded."""
    slug, runbook = which
    ended, people = run(slug, runbook, seed)
    if len(people) < FEWEST:
        return
    entries = tuple(ended.journal)
    told = {person for one in ended.truth.lists for person in one.fact.people}
    first = data.draw(st.sampled_from(("told", "untold", "any")))
    order = sorted(people, key=lambda one: (one in told) != (first == "told")) if first != "any" else people
    lost = tuple(sorted(order[: max(FEWEST, int(share * len(people)))]))
    assert harm_of(slug, seed, losing(entries, lost)) > harm_of(slug, seed, entries) - 1e-9, len(lost)
