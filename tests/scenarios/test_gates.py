"""What proves the score of S1: spread, the reference, the wrong counts, and that no decision of it may wait.

The anchors are 0 and 100 by algebra and prove nothing; these are the tests that design.md 8 names. That exploits and
policies stay in their gates over 20 seeds is proved for every scenario by `scenarios check`, in `make check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from simulator.domain.ids import CONTROLLER, ROOM, SourceId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.incident import incident_facts, obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from simulator.law.people import by_residence, people_of
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook, load_runbook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import Harm, harm
from simulator.scoring.score import Score, score
from tests.scenarios.changed import TOLERANCE, later, score_of

PLAYBOOK = load_playbook("leaky-sync-queue")
WEIGHTS = load_weights()
SEEDS = (1, 3, 4, 5, 6, 7)
"""Seed 2 branches to a scenario in which there is nobody to tell: tests/scenarios/test_tailored.py."""
NOTIFIABLE = {"CA": 283, "NY": 499, "TX": 501}
DELAYS = (HOUR, 6 * HOUR, 2 * DAY)
"""How much later a decision of the reference is taken; test_every_scenario.py leaves each out."""
LISTS: Mapping[str, tuple[dict[str, object], dict[str, int]]] = {
    "right": ({}, NOTIFIABLE),
    "before merges": ({"merges": False}, {"CA": 299, "NY": 523, "TX": 530}),
    "by clinic": ({"by": "clinic"}, {"CA": 275, "NY": 487, "TX": 521}),
    "log only": ({"scope": "narrow", "sources": ("bucket-access-log",)}, {"CA": 215, "NY": 388, "TX": 401}),
    "without the deceased": ({"keep_deceased": False}, {"CA": 274, "NY": 495, "TX": 498}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A run to EndEx: the truth, what the room knew, what was owed, and its harm."""

    truth: State
    known: State
    duties: tuple[Obligation, ...]
    harm: Harm


@cache
def runbook(name: str) -> Runbook:
    """A shipped runbook of S1."""
    return load_runbook(Path(PLAYBOOK.runbooks[name]), PLAYBOOK)


def play(book: Runbook, seed: int) -> Ended:
    """Play a runbook and weigh it."""
    exercise = play_runbook(PLAYBOOK, book, seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, PLAYBOOK, "truth")
    weighed = harm(tuple(exercise.journal), PLAYBOOK, duties, WEIGHTS)
    return Ended(truth=truth, known=exercise.known(ROOM), duties=duties, harm=weighed)


@cache
def played(name: str, seed: int) -> Ended:
    """A shipped runbook on a seed, played once a process."""
    return play(runbook(name), seed)


@cache
def scored(name: str, seed: int) -> Score:
    """Its score between the anchors of that seed."""
    anchors = played("silent", seed).harm, played("reference", seed).harm
    return score(played(name, seed).harm, *anchors, WEIGHTS.spread_min.value)


def counts(**switches: object) -> dict[str, int]:
    """The list that these switches give on the evidence of the reference, by state."""
    known = played("reference", PLAYBOOK.seed).known
    sources = (SourceId("bucket-inventory"), SourceId("dlq-receive-counts"))
    spec = replace(ListSpec(scope="presumed", sources=sources), **switches)  # type: ignore[arg-type]
    return dict(build_list(spec, known.shown, known.people).by_state)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spread_is_wide_enough(seed: int) -> None:
    """On the published seed and five others the anchors lie S_min apart; silence is worse in all but effort."""
    silent, reference = played("silent", seed).harm, played("reference", seed).harm
    assert silent.total - reference.total >= WEIGHTS.spread_min.value
    assert all(silent.parts[part] > reference.parts[part] for part in silent.parts if part != "effort")
    assert reference.parts["effort"] > silent.parts["effort"] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_misses_no_duty_and_lists_whom_it_owes(seed: int) -> None:
    """Every duty of the reference is met in time and in full, and its frozen list is `notifiable` exactly."""
    ended = played("reference", seed)
    owed = [one for one in ended.duties if one.required]
    assert {one.status for one in owed} == {Status.MET}
    assert {one.content for one in owed} == {1.0}
    assert ended.truth.truth is not None
    assert ended.truth.frozen_list is not None
    notifiable = people_of(ended.truth.notifiable, ended.truth.truth)
    assert frozenset(ended.truth.frozen_list.people) == notifiable


def test_the_published_count_is_1283() -> None:
    """On seed 1: 1,283 people, TX 501, NY 499, CA 283."""
    truth = played("reference", 1).truth
    assert truth.truth is not None
    assert by_residence(people_of(truth.notifiable, truth.truth), truth.truth) == NOTIFIABLE


@pytest.mark.parametrize("name", LISTS)
def test_the_wrong_counts_come_out(name: str) -> None:
    """Each switch set wrongly gives the wrong number that the dossier publishes."""
    switches, expected = LISTS[name]
    assert counts(**switches) == expected


def test_the_bucket_holds_3847_objects_at_startex() -> None:
    """The naive count: copies that went into the bucket before StartEx, as the scenario fixes them."""
    flows = [one for one in PLAYBOOK.flows.values() if any(leg.store == "int-claimcheck" for leg in one.route)]
    assert [one.history for one in flows] == [3847]
    pulled = played("reference", 1).known.pulled[SourceId("bucket-inventory")].fact
    assert 3847 <= pulled.rows < 3847 + 92


def test_dropping_the_deceased_changes_a_duty() -> None:
    """501 Texans are owed a media notice, 498 are not: three of them have died."""
    truth = incident_facts(played("reference", 1).truth, PLAYBOOK, "truth")
    status = {}
    for name in ("right", "without the deceased"):
        facts = truth.model_copy(update={"residents": LISTS[name][1]})
        duties = {one.id: one for one in obligations(load_rulebook(), facts)}
        status[name] = duties["us.hipaa.media.tx"].required
    assert status == {"right": True, "without the deceased": False}


def test_the_parts_are_the_total() -> None:
    """Silence 0, reference 100, and every score is the sum of its parts."""
    seed = PLAYBOOK.seed
    assert scored("silent", seed).total == pytest.approx(0)
    assert scored("reference", seed).total == pytest.approx(100)
    for name in PLAYBOOK.runbooks:
        found = scored(name, seed)
        assert found.total == pytest.approx(sum(found.parts.values()), abs=1e-9)


@pytest.mark.parametrize("index", range(len(runbook("reference").steps)))
def test_no_decision_of_the_reference_is_better_taken_later(index: int) -> None:
    """Delaying a decision of the reference by an hour, six or two days never scores more."""
    book = runbook("reference")
    for delay in DELAYS:
        assert score_of(PLAYBOOK.slug, later(book, index, delay)) <= 100 + TOLERANCE, (
            f"{book.steps[index].place} {delay}"
        )
