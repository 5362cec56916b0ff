"""Each trap looks good at first and is costly in the end; what only looks as if it helped brings nothing."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.domain.ids import ActionId
from simulator.domain.time import DAY
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from tests.scenarios.acts import LETTERS, branched, duty_of, played
from tests.scenarios.goldens import SCENARIOS
from tests.scenarios.traps import TRAPS, Trap, fall

SOON = DAY
"""Within so long after it is done a trap seems to have worked. Assumed: the next morning's call."""
NOTHING = 0.05
"""Points of a hundred that decide nothing."""
PLACEBOS = [
    (slug, card.code, one.action)
    for slug in SCENARIOS
    for card in branched(slug).failures
    for one in card.placebo
    if one.looks in branched(slug).indicators
]


def total(ended: Outcome) -> float:
    """The score."""
    assert ended.score.total is not None
    return ended.score.total


def seen(ended: Outcome) -> tuple[Obligation, ...]:
    """What the team itself believes that it owes, and how it stands with it."""
    return obligations_of(load_rulebook(), ended.known, ended.playbook, "seat")


@pytest.mark.parametrize("trap", TRAPS, ids=str)
def test_a_trap_looks_good_at_first_and_is_costly(trap: Trap) -> None:
    """A sign comes soon after it, or the team's own clocks are content; the score falls where the story says."""
    ended, reference = fall(trap), played(trap.slug, "reference")
    if not trap.looks:
        assert duty_of(seen(ended), LETTERS).status is Status.MET
    elif trap.looks in ended.playbook.sources:
        assert ended.known.shown[trap.looks].held  # type: ignore[index]
    else:
        done = [at for name in trap.takes if (at := ended.known.first_done(ActionId(name))) is not None]
        shown = ended.known.indicators[trap.looks]  # type: ignore[index]
        assert not done or 0 <= shown.at - max(done) <= SOON
        assert ended.playbook.indicators[shown.fact.indicator].calms
    assert total(reference) - total(ended) >= trap.points
    assert ended.score.parts[trap.part] < reference.score.parts[trap.part] - NOTHING


def _instead(slug: str, takes: tuple[str, ...], leaves: tuple[str, ...]) -> Trap:
    return Trap(slug=slug, name="instead", part="evidence", points=0, takes=takes, leaves=leaves)


@cache
def _without(slug: str, leaves: tuple[str, ...]) -> float:
    """The score of the reference without these."""
    return total(fall(_instead(slug, (), leaves)))


@pytest.mark.parametrize(("slug", "code", "action"), PLACEBOS)
def test_a_placebo_in_place_of_what_contains_brings_nothing(slug: str, code: str, action: str) -> None:
    """It shows its reassuring sign; the score is no better than if the team had done neither."""
    card = next(one for one in branched(slug).failures if one.code == code)
    looks = next(one.looks for one in card.placebo if one.action == action)
    steps = find_runbook(branched(slug), "reference").steps
    taken = {getattr(one.decision, "action", "") for one in steps}
    leaves = tuple(one for one in card.contains if one != action)
    ended = fall(_instead(slug, () if action in taken else (action,), leaves))
    neither = _without(slug, leaves)
    assert looks in ended.known.indicators
    assert total(ended) <= neither + NOTHING


@pytest.mark.parametrize("slug", SCENARIOS)
def test_claiming_a_later_date_gains_nothing(slug: str) -> None:
    """Who claims the latest date waits for a due date that the team's own clocks do not show, and pays for it."""
    ended, reference = played(slug, "late-discovery-claim"), played(slug, "reference")
    claimed, stated = (one.known.discovery for one in (ended, reference))
    assert claimed is not None
    assert stated is not None
    assert claimed.fact.day > stated.fact.day
    assert duty_of(seen(ended), LETTERS).due == duty_of(seen(reference), LETTERS).due
    assert total(ended) < total(reference) - 50


def test_every_scenario_has_traps_of_each_kind() -> None:
    """An act with a sign, and a count that the team's own clocks are content with; each name once."""
    assert len({str(one) for one in TRAPS}) == len(TRAPS)
    for slug in SCENARIOS:
        mine = [one for one in TRAPS if one.slug == slug]
        assert any(one.looks and one.takes for one in mine)
    assert {one.slug for one in TRAPS if one.counts} >= set(SCENARIOS) - {"leavers-report"}
