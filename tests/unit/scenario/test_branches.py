"""Branches of a seed and cuts of a length: another scenario at one place, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.domain.ids import InjectId, ReaderId
from simulator.errors import InputError, ScenarioError
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import run_all
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.save import write_save
from simulator.exercise.saves.verify import header_of, playbook_of, save_of, verify
from simulator.scenario.check import check_scenario
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook
from tests.unit.scenario.scenes import copied, spoil

INTRUDER = ReaderId("intruder")
BRANCH = """\
seeds: [7, 9]
why: Nobody reads.
scenario:
  pools:
    recurring-series: {shown_by: }
  readers:
    intruder:
msel:
  injects:
    double-bookings:
      title: Another title
runbooks:
  reference: reference-quiet
"""
QUIET = "scenario: leaky-sync-queue\nseat: room\nsteps: []\n"
CUTS = """
cuts:
  45:
    drop: [one-number, board-number]
    minutes: {detect: 15, contain: 10, determine: 10, notify: 5, close: 5}
  180:
    minutes: {detect: 115}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first scenario with a branch and two cuts of its own, and no others."""
    folder = copied(tmp_path)
    (folder / "branches" / "low-probability.yaml").unlink()
    (folder / "runbooks" / "reference-low.yaml").unlink()
    (folder / "branches" / "quiet.yaml").write_text(BRANCH, encoding="utf-8")
    (folder / "runbooks" / "reference-quiet.yaml").write_text(QUIET, encoding="utf-8")
    msel = folder / "msel.yaml"
    text = msel.read_text(encoding="utf-8").partition("\ncuts:\n")[0]
    msel.write_text(text + CUTS, encoding="utf-8")
    return folder


def test_on_the_seeds_of_a_branch_the_scenario_is_another_one(folder: Path) -> None:
    """Every other seed has the scenario as written; from the branch the way back is open."""
    playbook = load_playbook(folder)
    quiet = playbook.on(7)
    assert playbook.on(1) is playbook
    assert (quiet.branch, playbook.branch) == ("quiet", "")
    assert INTRUDER in playbook.readers
    assert INTRUDER not in quiet.readers
    assert quiet.injects[InjectId("double-bookings")].title == "Another title"
    assert quiet.digest != playbook.digest
    assert playbook.on(9) is quiet.on(7) is quiet
    assert quiet.on(8) is playbook


def test_a_runbook_of_a_branch_takes_the_place_of_the_one_that_it_stands_for(folder: Path) -> None:
    """On other seeds it is no runbook; on its own it goes by both names."""
    playbook = load_playbook(folder)
    assert "reference-quiet" not in playbook.runbooks
    quiet = playbook.on(7)
    assert quiet.runbooks["reference"] == quiet.runbooks["reference-quiet"]
    assert Path(quiet.runbooks["reference"]).stem == "reference-quiet"


def test_an_exercise_plays_the_branch_of_its_seed(folder: Path) -> None:
    """Whoever hands in the scenario gets the branch, and its anchors and result are the branch's too."""
    assert Exercise(load_playbook(folder), 7).playbook.branch == "quiet"
    (quiet,) = run_all(str(folder), seeds=[7])
    assert quiet.result.exposure.read.people == 0
    assert (quiet.result.scenario.branch, quiet.result.scenario.digest) == ("quiet", load_playbook(folder).on(7).digest)
    assert len(quiet.exercise.submitted) == 0, "the branch's own reference does nothing"


def test_a_branch_is_no_part_of_the_scenario_on_other_seeds(folder: Path) -> None:
    """Another word in a branch makes another scenario on its seeds alone; another seed of it is noticed at once."""
    before = load_playbook(folder)
    assert before.on(5) is before
    spoil(folder / "branches" / "quiet.yaml", "Another title", "A third title")
    after = load_playbook(folder)
    assert after.digest == before.digest
    assert after.on(7).digest != before.digest
    spoil(folder / "branches" / "quiet.yaml", "[7, 9]", "[5]")
    assert load_playbook(folder).on(5).branch == "quiet"
    assert load_playbook(folder).on(7).branch == ""


BRANCH_FAULTS = (
    ("seeds: [7, 9]", "seeds: []", "at least"),
    ("    intruder:\n", "    intrudor:\n", "given nothing, expected"),
    ("reference: reference-quiet", "reference: reference-quite", 'Did you mean "reference-quiet"'),
    ("scenario:\n", "scenario:\n  failures: [bucket-cache]\n", "expected them in scenario.yaml"),
    ("why: Nobody reads.", "wy: Nobody reads.", 'Did you mean "why"'),
)


@pytest.mark.parametrize(("old", "new", "expected"), BRANCH_FAULTS)
def test_a_fault_in_a_branch_is_told_in_its_file(folder: Path, old: str, new: str, expected: str) -> None:
    """The check plays every branch, and says what is wrong where the branch says it."""
    spoil(folder / "branches" / "quiet.yaml", old, new)
    told = [str(problem) for problem in check_scenario(folder) if "quiet.yaml" in str(problem)]
    assert any(expected in line for line in told), check_scenario(folder)


def test_two_branches_of_one_seed_are_refused(folder: Path) -> None:
    """A seed is of one branch at most."""
    (folder / "branches" / "zweite.yaml").write_text("seeds: [9]\nwhy: Twice.\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="branches to quiet already"):
        load_playbook(folder)


def test_a_cut_has_other_minutes_and_fewer_injects(folder: Path) -> None:
    """At 45 minutes an inject is gone, and the step that answered it; one that waited for it waits for its time."""
    playbook, short = load_playbook(folder), load_playbook(folder, Tailoring(length=45))
    assert playbook.lengths == short.lengths == (45, 90, 180)
    assert (short.room_minutes, sum(move.room_minutes for move in short.moves)) == (45, 45)
    assert set(playbook.injects) - set(short.injects) == {"one-number", "board-number"}
    written, cut = (load_runbook(Path(one.runbooks["reference"]), one) for one in (playbook, short))
    assert len(cut.steps) == len(written.steps) - 1
    brief = next(step for step in cut.steps if getattr(step.decision, "action", "") == "executive-brief")
    assert (brief.trigger.injects, brief.trigger.at) == ((), playbook.injects[InjectId("one-number")].trigger.at)  # type: ignore[union-attr]


def test_a_branch_says_nothing_of_what_a_cut_has_dropped(folder: Path) -> None:
    """A branch that words an inject anew, or takes it out, is played at forty-five minutes without it."""
    spoil(
        folder / "branches" / "quiet.yaml",
        "    double-bookings:",
        "    one-number: {title: None}\n    double-bookings:",
    )
    short = load_playbook(folder, Tailoring(length=45)).on(7)
    assert InjectId("one-number") not in short.injects
    assert short.injects[InjectId("double-bookings")].title == "Another title"


def test_the_length_that_it_is_written_for_is_no_cut(folder: Path) -> None:
    """Asking for ninety minutes of ninety changes nothing, not even the digest; sixty there are none."""
    assert load_playbook(folder, Tailoring(length=90)) == load_playbook(folder)
    with pytest.raises(InputError, match="expected one that the scenario has") as caught:
        load_playbook(folder, Tailoring(length=60))
    assert caught.value.hint == "Lengths: 45, 90, 180."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("minutes: {detect: 15", "minutes: {detekt: 15", 'Did you mean "detect"'),
        ("drop: [one-number,", "drop: [one-numbr,", 'Did you mean "one-number"'),
        ("drop: [one-number, board-number]", "drop: [one-number]", 'given "one-number", expected a known inject'),
        ("minutes: {detect: 115}", "minutes: {detect: 300}", "given moves of"),
        ("  45:\n", "  5:\n", "at least 15"),
    ],
)
def test_a_fault_in_a_cut_is_told_where_it_stands(folder: Path, old: str, new: str, expected: str) -> None:
    """The check plays every length."""
    spoil(folder / "msel.yaml", old, new)
    told = [str(problem) for problem in check_scenario(folder)]
    assert any(expected in line and "msel.yaml" in line for line in told), told


def test_a_save_of_a_cut_on_a_branch_replays_by_its_header_alone(folder: Path, tmp_path: Path) -> None:
    """Length and seed stand in the save: whoever reads it plays the same scenario."""
    playbook = load_playbook(folder, Tailoring(length=45))
    exercise = Exercise(playbook, 7)
    exercise.finish()
    header = header_of(playbook, seed=7, seat="room", mode="assisted", created="now")
    path = tmp_path / "one.drill"
    write_save(path, save_of(exercise, header))
    again = read_save(path)
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["length"] == 45
    verify(again, playbook_of(again.header, str(folder)))
