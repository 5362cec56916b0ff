"""The preview: what comes when, who has to do with it, and that it says aloud that it tells the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.domain import facts as f
from simulator.domain.time import DAY
from simulator.exercise.authoring.timeline import TRUTH_TOLD, as_json, as_table, timeline
from simulator.exercise.runs.batch import run_all
from simulator.scenario.layering.tailoring import Tailoring
from tests.cli.shell import breachdrill

S1 = "leaky-sync-queue"


@pytest.fixture(scope="module")
def kinds() -> dict[str, list[tuple[int, str]]]:
    """The happenings of the first scenario, by kind."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in timeline(S1).happenings:
        found.setdefault(one.kind, []).append((one.at, one.title))
    return found


def test_every_inject_stands_on_it_or_is_named_as_not_coming() -> None:
    """What the reference gets is on the line once; all other injects are named."""
    found = timeline(S1)
    coming = sum(one.kind.startswith("inject") for one in found.happenings)
    assert coming + len(found.never) == len(found.playbook.injects)
    assert "purge-regretted" in found.never


def test_reads_grants_and_duties_are_those_of_the_reference(kinds: dict[str, list[tuple[int, str]]]) -> None:
    """The line says what a run of the reference says: each read, each path closed, each duty's due date."""
    (run,) = run_all(S1)
    facts = [entry.fact for entry in run.exercise.journal]
    assert len(kinds["reader's visit"]) == sum(isinstance(fact, f.RecordsRead) for fact in facts)
    assert len(kinds["grant closes"]) == sum(isinstance(fact, f.GrantClosed) for fact in facts)
    calendar = run.exercise.playbook.calendar
    told = {(title.split(":")[0], calendar.day(at).isoformat()) for at, title in kinds["duty due"]}
    assert told == {(duty.id, str(duty.due)) for duty in run.result.duties if duty.done and duty.due}


def test_a_log_that_keeps_days_loses_a_visit_after_them(kinds: dict[str, list[tuple[int, str]]]) -> None:
    """Receive counters go with their messages, four days after the last of a visit at most; unlimited logs never."""
    (counters,) = [at for at, title in kinds["evidence expires"] if title.startswith("Receive counters")]
    assert 3 * DAY < counters < 4 * DAY


def test_room_minutes_never_fall_and_end_with_the_room(kinds: dict[str, list[tuple[int, str]]]) -> None:
    """Nothing before StartEx has a room minute; from then on they rise to the scenario's."""
    minutes = [one.room_minute for one in timeline(S1).happenings if one.at >= 0]
    assert all(one is not None for one in minutes)
    assert minutes == sorted(minutes, key=lambda one: one or 0)
    assert minutes[-1] == 90
    assert all(at >= 0 for at, _ in kinds["move"])


def test_both_forms_say_that_they_tell_the_truth(tmp_path: Path) -> None:
    """Whoever prints it sees in the first line that it is not for the room; --json alone tells nothing."""
    found = timeline(S1)
    assert as_table(found).startswith(TRUTH_TOLD)
    assert json.loads(as_json(found))["warning"] == TRUTH_TOLD
    ran = breachdrill("scenarios", "show", S1, "--timeline", home=tmp_path)
    assert ran.code == 0
    assert ran.out.rstrip("\n") == as_table(found)
    assert breachdrill("scenarios", "show", S1, "--json", home=tmp_path).code == 2


def test_a_tailored_time_line_has_what_the_organisation_owes() -> None:
    """A profile's contract falls due at its hour, and an inject that the length drops is not there."""
    told = Tailoring(length=45, profile="insurer: {notice_hours: 72}")
    found = timeline(S1, told)
    assert [one.at % 3600 for one in found.happenings if "contract.insurer.notice" in one.title] == [0]
    titles = {one.title for one in found.happenings if one.kind.startswith("inject")}
    assert titles < {one.title for one in timeline(S1).happenings if one.kind.startswith("inject")}
