"""The determination's worksheet in the report: versions, what was not pulled, and the letters held to one check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain import decisions as d
from simulator.domain.facts import NoticeSent
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.journal import Journal
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.law.letters import ELEMENTS
from simulator.report.legal.determination import determination_section
from simulator.report.legal.notices import notices_section
from simulator.report.legal.worksheets import versions_of
from simulator.report.material import Material, Played
from simulator.scenario.load import load_playbook
from tests.unit.report.texts import rows, sentences

LOW = d.Factor(finding="Nobody looked.", weight="low", sources=(), confidence=0.3)
FIRST = d.Assessment(nature=LOW, recipient=LOW, acquired=LOW, mitigation=LOW, review_on=("bucket-access-log",))
SECOND = replace(
    FIRST,
    acquired=d.Factor(finding="Objects were read.", weight="high", sources=("bucket-access-log",), confidence=0.9),
    counsel=True,
)


@pytest.fixture(scope="module")
def twice() -> Played:
    """No breach on nothing in the first hour; a breach once the access log is in."""
    exercise = Exercise(load_playbook("leaky-sync-queue"), 1)
    exercise.advance(HOUR)
    exercise.submit(d.DetermineBreach(seat=ROOM, breach=False, assessment=FIRST))
    exercise.submit(d.TakeAction(seat=ROOM, action=ActionId("pull-object-logs")))
    exercise.advance(3 * DAY)
    exercise.submit(d.DetermineBreach(seat=ROOM, breach=True, assessment=SECOND))
    exercise.finish()
    return played(exercise, ())


def test_each_version_stands_with_what_was_known(twice: Played) -> None:
    """Two determinations are two versions; the second says what came in, and that the review was due."""
    section = determination_section(Material(twice))
    first, second = rows(section, "Versions of the worksheet")
    assert (first.cells[0], first.cells[3], second.cells[3]) == ("v1", "not a breach", "a breach")
    assert "Access log of the payload bucket" in first.cells[5]
    assert "Access log of the payload bucket" in second.cells[4]
    told = " ".join(second.notes)
    assert "Pulled since" in told
    assert "review that version 1 asked for was due" in told
    assert "low became high" in told


def test_the_first_version_has_no_hindsight(twice: Played) -> None:
    """The first worksheet is the same if the run had stopped at its entry."""
    (made, sheet), _ = versions_of(Material(twice))
    cut = replace(twice, journal=Journal(twice.journal[one] for one in range(1, made.number + 1)))
    ((_, early),) = versions_of(Material(cut))
    assert early == sheet
    assert "bucket-access-log" in {source.id for source in sheet.unpulled}


def test_a_conclusion_on_nothing_is_flagged(twice: Played) -> None:
    """Four low factors without evidence, while logs that prove absence could be had: each is flagged in the file."""
    (made, _), _ = versions_of(Material(twice))
    cut = replace(twice, journal=Journal(twice.journal[one] for one in range(1, made.number + 1)))
    section = determination_section(Material(cut))
    factors = rows(section, "Version 1")
    assert all("rests on no evidence" in " ".join(row.notes) for row in factors)
    assert all(row.cells[3] == "0.3" for row in factors)
    assert any("counsel was consulted" in text for text in sentences(section))


def test_notes_on_a_notice_are_the_checkers(reference: Played) -> None:
    """A false reassurance is required to go, with its citation; a state's own content is advice."""
    changed = []
    for entry in reference.journal:
        fact = entry.fact
        if isinstance(fact, NoticeSent) and fact.audience == "individual":
            fact = replace(fact, letter=replace(fact.letter, claims_no_misuse=True, steps=False))
        changed.append(replace(entry, fact=fact))
    section = notices_section(Material(replace(reference, journal=Journal(changed))))
    title = reference.playbook.audiences["individual"]
    letters = next(row for row in rows(section, "The five elements") if row.cells[0].startswith(title))
    assert letters.cells[1 + list(ELEMENTS).index("steps")] == "MISSING"
    notes = " ".join(letters.notes)
    assert "Required: it says \u201cno evidence of misuse\u201d" in notes
    assert "164.404(c)(1)(D)" in notes
    assert "Advice: it needs for NY also" in notes


def test_the_substitute_path_is_told(reference: Played, silent: Played) -> None:
    """The count as mail came back, what was done and until when it stays; without letters there is no path."""
    told = sentences(notices_section(Material(reference)))
    assert any(text.startswith("Living people with failed addresses:") for text in told)
    assert any(text.startswith("Done: substitute notice on") for text in told)
    assert any("toll-free number must stay until" in text for text in told)
    assert not any(text.startswith("Living people") for text in sentences(notices_section(Material(silent))))
