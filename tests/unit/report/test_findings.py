"""What went well and what did not: told as it was, and sorted to the objective whose tasks it is about."""

from __future__ import annotations

import pytest

from simulator.domain.time import HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.law.model import Status
from simulator.report.finding import objective_of
from simulator.report.findings import findings
from simulator.report.legal.clocks import in_hand_words, told_share
from simulator.report.legal.notices import notices_section
from simulator.report.material import Material, Played
from simulator.report.model import Table
from simulator.scenario.load import load_playbook
from simulator.scoring.steps import done
from tests.unit.report.conftest import by_runbook


@pytest.fixture(scope="module")
def partly() -> Material:
    """S7, played slowly: letters left in time, and not to everybody; two of its objectives have one CSF outcome."""
    return Material(by_runbook("slow", "prep-page"))


def test_a_duty_belongs_to_the_objective_that_releases_notices(partly: Material) -> None:
    """And the stated date to the one that states it: not to the first objective of the same CSF outcome."""
    objectives = partly.playbook.objectives
    telling = next(one for one in objectives if "release-notice" in one.tasks)
    assert next(one for one in objectives if one.csf == telling.csf) is not telling
    found = findings(partly)
    about = [one for one in found if "(us." in one.text or "discovery date" in one.text or "determined" in one.text]
    assert len(about) > 10
    assert {objective_of(one, objectives) for one in about} == {telling}


def test_what_no_task_tells_apart_is_sorted_by_its_outcome(partly: Material) -> None:
    """Reading after StartEx is the objective's that contains; and what fits none belongs to none."""
    objectives = partly.playbook.objectives
    reading = next(one for one in findings(partly) if one.text.startswith("Records were read after StartEx"))
    found = objective_of(reading, objectives)
    assert found is not None
    assert found.csf == reading.csf
    assert objective_of(reading, tuple(one for one in objectives if not one.csf.startswith("RS.MI"))) is None


def test_letters_to_some_are_not_told_as_letters_to_nobody(partly: Material) -> None:
    """A duty missed by a few people says what share was told, in the gaps and beside who was owed a notice."""
    letters = next(one for one in partly.required if one.id == "us.hipaa.individual")
    assert letters.status is Status.MISSED
    assert letters.coverage is not None
    share = told_share(letters)
    assert abs(float(share.removesuffix(" %")) - 100 * letters.coverage) < 0.1
    assert any(share in one.text for one in findings(partly) if letters.id in one.text)
    owed = next(one for one in notices_section(partly).blocks if isinstance(one, Table) and "owed" in one.caption)
    told = {row.cells[1]: row.cells[2] for row in owed.rows}
    assert told[letters.id] == f"SENT TO {share} ALONE"
    assert told["us.hipaa.media.ca"] == "NOT SENT"
    assert told["us.hipaa.hhs"].startswith("sent 20")


def test_who_told_everybody_or_nobody_has_no_share(reference: Played, silent: Played) -> None:
    """There is nothing in between to tell."""
    assert {told_share(one) for played in (reference, silent) for one in Material(played).required} == {""}


def test_a_critical_task_that_nobody_did_is_an_issue(partly: Material) -> None:
    """Each objective with one has its gap, which names the tasks and is mended when they are seen; else none has."""
    missing = {one.id: [task for task in one.tasks if done(partly, task) is None] for one in partly.playbook.objectives}
    objectives = partly.playbook.objectives
    told = [one for one in findings(partly) if "not seen:" in one.text]
    assert any(missing.values())
    assert not all(missing.values())
    found = {owner.id: one for one in told if (owner := objective_of(one, objectives)) is not None}
    assert {key: list(one.tasks) for key, one in found.items()} == {key: one for key, one in missing.items() if one}
    assert not any(one.good for one in told)


def test_what_may_still_be_done_is_no_issue() -> None:
    """Before EndEx nobody has missed a critical task yet."""
    exercise = Exercise(load_playbook("prep-page"), 1)
    exercise.advance(HOUR)
    assert not [one for one in findings(Material(played(exercise))) if "not seen:" in one.text]


@pytest.mark.parametrize(("runbook", "assumed"), [("silent", True), ("good", False)])
def test_facts_in_hand_that_nothing_shows_are_called_assumed(runbook: str, assumed: bool) -> None:
    """Who never pulls evidence has the facts of a determination by assumption, and report and clocks say so."""
    played = Material(by_runbook(runbook, "vendor-delay"))
    texas = played.true["us.tx.individual"]
    assert (texas.theory == "diligence") is assumed
    assert ("is assumed to have had" in " ".join(texas.why)) is assumed
    assert ("assumed" in in_hand_words(played)) is assumed
    assert str(played.facts.facts_in_hand) in in_hand_words(played)


def test_findings_name_whom_a_letter_was_for_by_title(partly: Material) -> None:
    """Leaders read them: an audience stands by its title, not by its id."""
    told = next(one.text for one in findings(partly) if one.text.startswith("What was told to"))
    sent = {one.fact.audience for one in partly.truth.notices}
    assert all(f"“{partly.playbook.audiences[one]}”" in told for one in sent)
    assert "tx.ag" in sent
    assert "tx.ag" not in told
