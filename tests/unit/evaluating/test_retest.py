"""The next exercise takes up what an earlier one left open, and says of each action whether it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.evaluation import records as r
from simulator.exercise.evaluating.earlier import Earlier, announced, bring, open_actions, retested_by
from simulator.exercise.evaluating.opened import open_for_review
from simulator.exercise.evaluating.review import review_of
from simulator.exercise.folders import HOME
from simulator.exercise.keeping import add_records, keep_run, open_save
from simulator.exercise.library import Library
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.report.build import build
from simulator.report.improving.retest import Retested, sentence
from simulator.report.material import Played
from simulator.report.model import Table
from simulator.scenario.load import load_playbook
from tests.unit.evaluating.written import SLUG, decided, with_records


def earlier_of(told: Played) -> tuple[Earlier, ...]:
    """Every action that the record of an exercise proposes, as if it had been decided."""
    return tuple(Earlier(source="exercise 1", action=one, exercise=1) for one in review_of(told).proposed)


def retested(told: Played, earlier: tuple[Earlier, ...]) -> tuple[Retested, ...]:
    """What an exercise shows about earlier actions."""
    return review_of(with_records(told, *bring(earlier, 0, 0.0))).retested


def test_what_nobody_did_is_closed_by_doing_it_all(silent: Played, reference: Played) -> None:
    """The best response closes every gap of the silent run but those it has itself, with the entries of its tasks."""
    found = retested(reference, earlier_of(silent))
    assert found
    open_still = {one.brought.issue for one in found if one.verdict == "still open"}
    assert len(open_still) < len(found) // 3
    for one in found:
        assert one.verdict in {"closed", "still open"}
        assert one.refs
        assert all(0 < ref <= len(reference.journal) for ref in one.refs)
    assert any(one.brought.issue.startswith("The team stated no discovery date") for one in found)
    assert sentence(next(one for one in found if one.verdict == "closed")).endswith("re-tested: closed")


def test_doing_nothing_again_closes_nothing(silent: Played) -> None:
    """The same silence leaves every action open, and says that it came again."""
    found = retested(silent, earlier_of(silent))
    assert {one.verdict for one in found} == {"still open"}
    assert all(one.why.startswith("It came again") for one in found)


def test_what_rests_on_no_task_is_for_the_evaluator(reference: Played) -> None:
    """An action of the hot wash is not judged by the tool."""
    (found,) = retested(reference, (Earlier(source="x", action=decided(retest=SLUG)),))
    assert found.verdict == "not judged"
    assert "evaluator" in found.why


def test_a_task_that_another_scenario_has_is_tested_there(reference: Played) -> None:
    """Which actions are taken up follows from the scenario named and from shared critical tasks alone."""
    playbook = reference.playbook
    task = playbook.objectives[0].tasks[0]
    shared = Earlier(source="x", action=decided("IP-1", retest="vendor-delay", tasks=(task,)))
    same = Earlier(source="x", action=decided("IP-2", retest=SLUG))
    other = Earlier(source="x", action=decided("IP-3", retest="vendor-delay", tasks=("no-such-task",)))
    assert retested_by((shared, same, other), playbook) == (shared, same)
    assert announced((shared, same, other), playbook)[-1].startswith("1 open action ")
    partly = Earlier(source="x", action=decided("IP-4", tasks=(task, "no-such-task")))
    (found,) = retested(reference, (partly,))
    assert found.verdict == "still open"
    assert "No task of this scenario" in found.why


def test_the_report_has_a_section_of_earlier_actions_only_when_there_are(silent: Played, reference: Played) -> None:
    """Section 14.1 tells each verdict with its entries; without earlier actions there is none."""
    assert "retest" not in {one.id for one in build(reference).sections}
    earlier = earlier_of(silent)
    report = build(with_records(reference, *bring(earlier, 0, 0.0)))
    section = next(one for one in report.sections if one.id == "retest")
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert len(table.rows) == len(earlier)
    assert all(row.refs for row in table.rows)
    assert section.number == "14.1"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path


def keep(runbook: str) -> str:
    """A run in the library; its number."""
    playbook = load_playbook(SLUG)
    return str(keep_run(play_runbook(playbook, find_runbook(playbook, runbook), 1), runbook=runbook))


def test_the_loop_closes_in_the_library(home: Path) -> None:
    """Silent run, its plan decided; reference run takes the actions up, shows them closed, and closes them there."""
    assert home.is_dir()
    first, second = keep("silent"), keep("reference")
    plan = open_for_review(first).review.proposed
    stated = next(one for one in plan if "discovery date" in one.issue)
    add_records(first, (stated, decided("IP-90", retest="vendor-delay")))
    assert [one.action.id for one in open_actions()] == [stated.id, "IP-90"]
    assert open_actions(before=int(first)) == ()
    opened = open_for_review(second)
    assert [one.action.id for one in opened.bring(opened.earlier())] == [stated.id]
    again = open_for_review(second)
    assert again.bring(again.earlier()) == ()
    (found,) = again.review.retested
    assert found.verdict == "closed"
    assert again.close() == (f"{stated.id} of exercise {first}",)
    assert [one.action.id for one in open_actions()] == ["IP-90"]
    assert open_for_review(second).review.retested == (found,)


def test_records_are_kept_in_a_save_file_too(home: Path) -> None:
    """A .drill file takes records, still reads as a whole save, and keeps what it had."""
    number, path = keep("silent"), home / "one.drill"
    with Library.open() as library:
        library.export(int(number), path)
    before = open_save(str(path))
    add_records(str(path), (decided(),))
    after = open_save(str(path))
    assert after.words[:-1] == before.words
    assert after.journal.digest == before.journal.digest
    assert open_for_review(str(path)).review.evaluation.plan == (decided(),)


def test_earlier_actions_stand_as_they_were_brought(reference: Played) -> None:
    """What was taken up stands once, as it was then, whatever becomes of it where it came from."""
    (one,) = bring((Earlier(source="exercise 1", action=decided(), exercise=1),), 3, 4.0)
    told = with_records(reference, one, one)
    assert review_of(told).evaluation.brought == (one,)
    assert isinstance(one, r.Brought)
