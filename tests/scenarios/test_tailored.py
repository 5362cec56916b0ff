"""The first scenario otherwise than written: the branch where nobody came, other lengths, and other organisations."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.exercise.runs.batch import Run, run_all
from simulator.exercise.runs.outputs import run_passed
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import load_playbook

S1 = "leaky-sync-queue"
LOW = 2
"""The seed on which nobody came."""


@cache
def played(runbook: str, *, seed: int = 1, length: int = 0, profile: str = "") -> Run:
    """One run of the scenario, tailored."""
    playbook = load_playbook(S1, Tailoring(length=length, profile=profile))
    (run,) = run_all(playbook, runbook=runbook, seeds=[seed])
    return run


def failed(run: Run) -> set[str]:
    """The gates that a run does not pass: duties by their id, assertions by theirs."""
    return {one.id for one in run.result.asserts if not one.passed}


def test_where_nobody_came_the_reference_shows_it_and_tells_nobody() -> None:
    """Nobody read, a source proves it, nobody is to be told: no breach, four factors, no letter; yet silence costs."""
    run = played("reference", seed=LOW)
    assert run_passed(run.result)
    assert run.result.scenario.branch == "low-probability"
    assert (run.result.exposure.read.people, run.result.exposure.notifiable.people) == (0, 0)
    assert run.result.score.total == 100
    (determined,) = [entry.fact for entry in run.exercise.journal if isinstance(entry.fact, f.BreachDetermined)]
    assert not determined.breach
    assert all(factor is not None and factor.sources for factor in factors_of(determined))
    assert not [entry for entry in run.exercise.journal if isinstance(entry.fact, f.NoticeSent)]
    silent = played("silent", seed=LOW)
    assert silent.result.score.total == 0
    assert silent.result.exposure.read.people == 0
    assert silent.result.exposure.notifiable.people > 1_000, "what proved it has expired"


def factors_of(determined: f.BreachDetermined) -> list[d.Factor | None]:
    """The four factors of a documented assessment."""
    it = determined.assessment
    assert it is not None
    return [it.nature, it.recipient, it.acquired, it.mitigation]


def test_who_tells_everybody_where_nobody_came_scores_less() -> None:
    """Sound decisions that never ask for the recorded calls end with letters to people who need none."""
    assert 70 < (played("independent", seed=LOW).result.score.total or 0) < 95
    assert played("independent", seed=LOW).result.exposure.notifiable.people > 1_000


@pytest.mark.parametrize("length", [45, 180])
def test_each_length_can_be_played_and_keeps_the_order_of_the_runbooks(length: int) -> None:
    """In less or more room time the reference still passes, and the others stand where they stood."""
    totals = [played(name, length=length).result.score.total for name in ("reference", "independent", "good", "silent")]
    assert run_passed(played("reference", length=length).result)
    assert totals == sorted(totals, key=lambda one: -(one or 0))
    assert (totals[0], totals[-1]) == (100, 0)


PROFILES = {
    "a shorter retention of the middleware's log": ("sources: {middleware-log: {keep: 20m}}", {"middleware-kept"}),
    "a register that answers late": (
        "sources: {ehr-residence-report: {answer_hours: [1500, 1600, 1700]}}",
        {"us.hipaa.individual", "us.tx.ag"},
    ),
    "one integration engineer who is hardly ever there": (
        "seats: {integration-engineer: {staff: 1, reach_day: 0.1, reach_evening: 0.05, reach_night: 0}}",
        {"us.hipaa.individual", "individuals-15d", "notifiable"},
    ),
    "an insurer who wants to hear within four hours": (
        "insurer: {notice_hours: 4}",
        {"contract.insurer.notice"},
    ),
    "a queue without receive counters": (
        "sources: {queue-receive-counts: {since: }}",
        {"us.hipaa.individual", "us.hipaa.media.ny", "notifiable"},
    ),
}


@pytest.mark.parametrize("name", PROFILES)
def test_an_organisation_that_is_worse_off_turns_the_reference_red(name: str) -> None:
    """What the runbook relied on is not there: the run names the duty or the assertion that breaks."""
    profile, expected = PROFILES[name]
    assert not failed(played("reference"))
    assert expected <= failed(played("reference", profile=profile))


def test_a_profile_that_changes_names_alone_changes_no_gate() -> None:
    """Other titles, another entity and a phone list leave every number where it was."""
    profile = (
        "entity: Lakeview Clinics\nseats: {privacy-officer: {title: Chief privacy officer}}\n"
        'phones: {Help desk: "555-0101"}\n'
    )
    run, plain = played("reference", profile=profile), played("reference")
    assert run.exercise.playbook.entity == "Lakeview Clinics"
    assert "Help desk: 555-0101" in run.exercise.playbook.briefing
    assert run.result.asserts == plain.result.asserts
    assert run.result.journal_digest == plain.result.journal_digest
    assert run.result.scenario.digest != plain.result.scenario.digest
