"""What holds of every scenario: scores in their bounds, nothing missed, a quiet branch, cuts, and honest choices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.domain.ids import CONTROLLER, ROOM
from simulator.domain.msel import Inject
from simulator.domain.time import DAY
from simulator.law.model import Status
from tests.scenarios.acts import branched, played
from tests.scenarios.changed import TOLERANCE, later, reference, score_of, without
from tests.scenarios.goldens import SCENARIOS

S1 = "leaky-sync-queue"
QUIET = 2
"""The seed on which nobody came."""
SCORES: dict[str, Callable[[float], bool]] = {
    "reference": lambda total: total == pytest.approx(100),
    "independent": lambda total: total >= 85,
    "good": lambda total: 70 <= total <= 95,
    "silent": lambda total: total == 0,
}
EVERY = [(slug, number) for slug in SCENARIOS for number in range(len(reference(slug).steps))]
STEPS = EVERY[::3]
"""Decisions of every reference that are left out here; `python -m tests.scenarios.changed SLUG 0 1d` tries each."""
DELAYED = [(slug, number) for slug, number in EVERY if slug != S1][::8]
"""Those taken a day later here (S1: test_gates.py)."""
CUTS = [(slug, seed, length) for slug in SCENARIOS for seed in (1, QUIET) for length in (45, 180)]

every_scenario = pytest.mark.parametrize("slug", SCENARIOS)


def total_of(slug: str, runbook: str) -> float:
    """The score of a runbook on the published seed."""
    total = played(slug, runbook).score.total
    assert total is not None
    return total


def mains(slug: str) -> list[Inject]:
    """The main decisions of a scenario."""
    return [one for one in branched(slug).injects.values() if one.main]


@every_scenario
@pytest.mark.parametrize("runbook", SCORES)
def test_scores_lie_where_the_gates_want_them(slug: str, runbook: str) -> None:
    """The reference misses nothing; another order of sound decisions is not punished; a sensible team has to learn."""
    assert SCORES[runbook](total_of(slug, runbook)), total_of(slug, runbook)


@every_scenario
def test_slow_is_below_good(slug: str) -> None:
    """Waiting costs."""
    assert total_of(slug, "slow") < total_of(slug, "good") - 10


@every_scenario
def test_the_reference_misses_no_duty_and_lists_whom_it_owes(slug: str) -> None:
    """Every duty that is owed is met in time, and the list names exactly those who must be told."""
    ended = played(slug, "reference")
    assert {one.status for one in ended.duties if one.required} == {Status.MET}
    assert dict(ended.listed.by_state) == dict(ended.notifiable.by_state)
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)


@every_scenario
def test_where_nobody_came_no_breach_is_determined_and_nobody_is_told(slug: str) -> None:
    """On the quiet seed the reference documents four factors, determines no breach, lists nobody and sends nothing."""
    ended = played(slug, "reference", QUIET)
    assert ended.read.people == ended.notifiable.people == frozenset()
    assert ended.listed.people == 0
    assert ended.truth.notices == ended.known.notices == ()
    assert ended.known.determination is not None
    assert not ended.known.determination.fact.breach
    assert ended.known.determination.fact.assessment.complete
    assert not any(one.required for one in ended.duties)


@pytest.mark.parametrize(("slug", "seed", "length"), CUTS)
def test_each_cut_is_played_to_the_same_end(slug: str, seed: int, length: int) -> None:
    """In 45 minutes as in 180 the reference lists the same people, misses no duty and scores full marks."""
    ended, uncut = played(slug, "reference", seed, length=length), played(slug, "reference", seed)
    assert sum(move.room_minutes for move in ended.playbook.moves) <= length
    assert {one.status for one in ended.duties if one.required} == ({Status.MET} if seed == 1 else set())
    assert dict(ended.listed.by_state) == dict(ended.notifiable.by_state) == dict(uncut.notifiable.by_state)
    assert ended.score.total == pytest.approx(100)


@pytest.mark.parametrize(("slug", "number"), STEPS)
def test_no_decision_of_the_reference_is_a_mere_cost(slug: str, number: int) -> None:
    """Whoever leaves one of its decisions out does no better: each is worth what it costs."""
    assert score_of(slug, without(reference(slug), number)) <= 100 + TOLERANCE


@pytest.mark.parametrize(("slug", "number"), DELAYED)
def test_no_decision_of_the_reference_is_better_taken_later(slug: str, number: int) -> None:
    """Whoever takes one of its decisions a day later does no better: none stands in the way of a more urgent one."""
    assert score_of(slug, later(reference(slug), number, DAY)) <= 100 + TOLERANCE


@pytest.mark.parametrize("slug", [slug for slug in SCENARIOS if slug != S1])
@pytest.mark.parametrize("runbook", ["reference", "silent"])
def test_every_move_has_a_clinical_line(slug: str, runbook: str) -> None:
    """In each move something of the clinics comes to clinical operations, whatever was decided."""
    playbook, came = branched(slug), played(slug, runbook).known.injects
    at = [one.at for key, one in came.items() if "clinical-operations" in playbook.injects[key].to]
    ends = [*(move.starts for move in playbook.moves[1:]), playbook.ends]
    for move, end in zip(playbook.moves, ends, strict=True):
        assert any(move.starts <= moment < end for moment in at), move.id


@every_scenario
def test_the_best_answer_has_no_place_of_its_own(slug: str) -> None:
    """Five main decisions; where one answer is best, it stands in at least three different places."""
    best = [[place for place, option in enumerate(one.options) if not option.harm] for one in mains(slug)]
    assert len(best) == 5
    assert len({places[0] for places in best if len(places) == 1}) >= 3


@pytest.mark.parametrize("slug", [slug for slug in SCENARIOS if slug != S1])
def test_one_main_decision_at_least_has_no_right_answer(slug: str) -> None:
    """Somewhere exactly two answers are free of harm."""
    free = [sum(not option.harm for option in one.options) for one in mains(slug)]
    assert set(free) == {1, 2}


@every_scenario
def test_the_truth_stays_with_the_controller(slug: str) -> None:
    """The room's view holds no read, no notifiable set and no truth before EndEx."""
    ended = played(slug, "reference")
    assert ended.known.reads == ()
    assert ended.known.notifiable == frozenset()
    assert all(ROOM not in entry.seats for entry in ended.journal if entry.seats == (CONTROLLER,))
