"""Notices that the entity owes by contract: to the hour from discovery, in the clocks, the gates and the report."""

from __future__ import annotations

from functools import cache
from math import ceil
from pathlib import Path

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId
from simulator.domain.time import HOUR, Seconds
from simulator.errors import ScenarioError
from simulator.exercise.checks import check_folder
from simulator.exercise.reports import played as report_of
from simulator.exercise.room.clocks import clock_rows
from simulator.exercise.runs.batch import Run, run_all
from simulator.exercise.runs.outputs import run_passed
from simulator.law.incident import due_at
from simulator.law.model import Obligation
from simulator.report.build import build
from simulator.report.render_md import render_md
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import load_playbook, scenario_folder

S1 = "leaky-sync-queue"
INSURER = "contract.insurer.notice"
CLIENT = "contract.lakeview.notice"


@cache
def played(profile: str, runbook: str = "reference") -> Run:
    """One run of the scenario under a profile."""
    playbook = load_playbook(S1, Tailoring(profile=profile, path=Path("org.yaml")))
    (run,) = run_all(playbook, runbook=runbook, seeds=[1])
    return run


def duty(run: Run, name: str) -> Obligation:
    """One obligation of the truth side."""
    (found,) = (one for one in report_of(run.exercise).true if one.id == name)
    return found


def taken() -> tuple[Seconds, Seconds]:
    """When the reference discovers the incident, and when its insurer has been told."""
    journal = played("").exercise.journal
    found = min(
        one.at for one in journal if isinstance(one.fact, f.IndicatorNoticed) and one.fact.discovery == "actual"
    )
    told = played("").exercise.known(CONTROLLER).first_done(ActionId("notify-insurer"))
    assert told is not None
    return found, told


def test_who_declares_no_contract_owes_none() -> None:
    """The clock is the scenario's or the profile's: the first scenario as written has none."""
    assert not [one for one in played("").result.duties if one.id.startswith("contract.")]


@pytest.mark.parametrize(("spare", "status"), [(0, "met"), (1, "met_late")])
def test_the_clock_runs_to_the_hour(spare: int, status: str) -> None:
    """The reference keeps a clause by less than an hour, and breaks one that is an hour shorter."""
    found, told = taken()
    hours = ceil((told - found) / HOUR) - spare
    run = played(f"insurer: {{notice_hours: {hours}}}")
    row = duty(run, INSURER)
    assert row.status == status
    assert row.late_days >= spare
    assert due_at(row, run.exercise.playbook) == found + hours * HOUR
    assert run_passed(run.result) is (status == "met")
    (allowed,) = run_all(run.exercise.playbook, runbook="reference", seeds=[1], allow_late=[INSURER])
    assert run_passed(allowed.result)


def test_a_clause_broken_the_same_day_is_late_by_a_day_begun() -> None:
    """Counted in days nothing would be wrong; counted in hours it is late."""
    found, told = taken()
    calendar = played("").exercise.playbook.calendar
    hours = (told - found) // HOUR
    assert calendar.day(found + hours * HOUR) == calendar.day(told)
    row = duty(played(f"insurer: {{notice_hours: {hours}}}"), INSURER)
    assert (row.status, row.late_days, row.margin_days) == ("met_late", 1, 0)


def test_another_contract_is_kept_by_the_action_that_it_names() -> None:
    """Who is owed notice beside the insurer, and by what, is the organisation's to say."""
    run = played("contracts: {lakeview: {to: Lakeview Clinics, notice_hours: 48, met_by: declare-incident}}")
    row = duty(run, CLIENT)
    assert (row.status, row.to) == ("met", "Lakeview Clinics")
    assert row.done == run.exercise.playbook.calendar.day(0)


def test_silence_breaks_the_contract_and_pays_for_it() -> None:
    """It is missed, named in the report, and weighs like a regulator's duty."""
    run = played("insurer: {notice_hours: 72}", "silent")
    assert duty(run, INSURER).status == "missed"
    report = report_of(run.exercise)
    assert report.score is not None
    (atom,) = (one for one in report.score.atoms if duty(run, INSURER).title in one.why)
    assert atom.harm == pytest.approx(1.2)
    assert INSURER in render_md(build(report))


def test_the_room_sees_the_clock_from_discovery_on() -> None:
    """The seat's clock ends at the hour; unaided, it is there once the team has begun to tell the insurer."""
    run = played("insurer: {notice_hours: 72}")
    playbook, journal = run.exercise.playbook, run.exercise.journal
    found, _ = taken()
    room = run.exercise.known(ROOM)
    for mode in ("assisted", "unaided"):
        (row,) = (one for one in clock_rows(room, playbook, mode, found) if one.id == INSURER)
        assert row.left == 72 * HOUR
    assert len(journal) == len(played("").exercise.journal), "a clause is no fact"


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("insurer: {notice_hours: 4, met_by: notify-insurers}", "org.yaml:1:36"),
        ("insurer: {notice_hours: 0}", "org.yaml:1:25"),
        ("contracts: {insurer: {to: A, notice_hours: 4, met_by: notify-insurer}}", "org.yaml:1:13"),
        ("contracts: {lakeview: {notice_hours: 4, met_by: notify-insurer}}", "org.yaml:1:23"),
    ],
)
def test_a_clause_that_cannot_be_kept_is_bad_input(profile: str, expected: str) -> None:
    """An unknown action, no hours, nobody to tell, and the insurer among the others."""
    told = Tailoring(profile=profile, path=Path("org.yaml"))
    problems = [str(one) for one in check_folder(scenario_folder(S1), told)]
    assert any(one.startswith(expected) for one in problems), problems


def test_a_clause_that_names_no_action_is_told_before_play() -> None:
    """Loading says so too."""
    with pytest.raises(ScenarioError, match="notify-insurer"):
        load_playbook(S1, Tailoring(profile="insurer: {notice_hours: 4, met_by: tell}", path=Path("org.yaml")))
