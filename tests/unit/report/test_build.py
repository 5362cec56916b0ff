"""The report says what the journal says: figures, references, sections, and nothing from hindsight."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.domain.decisions import StateDiscovery
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.journal import Journal
from simulator.domain.time import DAY, HOUR
from simulator.domain.words import NO_DUFF, Role, redact, words
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played, write_report
from simulator.law.model import Status
from simulator.law.people import people_of
from simulator.report.findings import findings
from simulator.report.legal.clocks import STATUS_WORDS
from simulator.report.legal.determination import determination_section
from simulator.report.material import Material, Played
from simulator.report.model import MARK, Bullets, Heading, Score, Table
from simulator.report.rated.ratings import propose
from simulator.scoring.listing import ListGrade
from tests.unit.report.texts import build, rows, section, sentences, tables

NUMBERS = [
    "1",
    "1.1",
    *map(str, range(2, 11)),
    "10.1",
    *map(str, range(11, 17)),
    *(f"Annex {one}" for one in "ABCDEFGHIJ"),
]
RATED = {"summary", "objectives", "feedback", "eegs", "test-record"}
"""Sections that name ratings, whose proposals look at harm to other activities where a run is scored."""


@pytest.fixture(params=["reference", "silent", "clumsy"])
def run(request: pytest.FixtureRequest) -> Played:
    """Each of the played exercises."""
    found: Played = request.getfixturevalue(request.param)
    return found


def test_every_section_is_there(run: Played) -> None:
    """A report has its sixteen sections and ten annexes, in order, whatever was played."""
    report = build(run)
    assert [one.number for one in report.sections] == NUMBERS
    assert all(one.blocks for one in report.sections)
    assert report.cover.handling[0] == f"{MARK}."


def test_references_exist(run: Played) -> None:
    """Every entry that something rests on is in the journal, and the last annex lists the whole journal."""
    report = build(run)
    assert report.refs
    assert 1 <= min(report.refs) <= max(report.refs) <= len(run.journal)
    listed = [row.cells[0] for row in rows(section(report, "entries"), str(len(run.journal)))]
    assert listed == [f"#{number}" for number in range(1, len(run.journal) + 1)]


def test_the_ledger_is_the_obligations(run: Played) -> None:
    """Each duty's row gives its due date, its day, its margin and its status, as the law computed them."""
    ledger = rows(section(build(run), "duties"), "Duty ledger")
    asked = [one for one in run.true if one.status is not Status.NOT_REQUIRED]
    assert len(ledger) == len(asked)
    for row, one in zip(ledger, asked, strict=True):
        assert f"({one.id})" in row.cells[0]
        assert row.cells[3:5] == (str(one.due or "-"), str(one.done or "-"))
        assert one.margin_days is None or int(row.cells[5].removesuffix(" d")) == one.margin_days
        assert row.cells[6] == STATUS_WORDS[one.status]
        assert all(any(text in note for note in row.notes) for text in one.assumptions)


def test_the_three_sets_add_up(run: Played) -> None:
    """People by state sum to the totals, which are the sizes of the three sets of the truth."""
    material = Material(run)
    *states, total = rows(section(build(run), "people"), "Three sets")
    for column, people in enumerate((material.read, material.notifiable, material.listed), start=1):
        assert int(total.cells[column].replace(",", "")) == len(people)
        assert sum(int(row.cells[column].replace(",", "")) for row in states) == len(people)


def test_what_was_seen_is_spelled_out(run: Played) -> None:
    """Every element of an unsecured reading has a row with its identifiers in the rule's words and its people."""
    material = Material(run)
    table = {row.cells[0]: row for row in rows(section(build(run), "people"), "What was seen")}
    reads = [one.fact for one in material.truth.reads if not one.fact.secured]
    assert set(table) == {element for read in reads for element in read.elements}
    for element, row in table.items():
        people = people_of({one for read in reads if element in read.elements for one in read.records}, material.people)
        assert int(row.cells[3].replace(",", "")) == len(people)
    assert table["mrn"].cells[1:3] == ("medical record numbers", "-")
    assert table["reason"].cells[1:3] == ("-", "clinical content, or the fact of care")


def test_growth_ends_at_the_notifiable(run: Played) -> None:
    """The changes of the notifiable set sum to the set at EndEx."""
    table = rows(section(build(run), "people"), "How many people could not")
    assert sum(int(row.cells[2].replace(",", "")) for row in table) == len(Material(run).notifiable)


def test_the_reference_is_told_as_it_was(reference: Played) -> None:
    """The summary's numbers are the state's."""
    material = Material(reference)
    said = " ".join(sentences(section(build(reference), "summary")))
    assert f"{len(material.notifiable):,} people could not be excluded" in said
    assert f"the team listed {len(material.listed):,}" in said
    assert f"{len(material.required)} duties: {len(material.required)} met" in said
    assert "The list names exactly" in said


def test_silence_misses_everything(silent: Played) -> None:
    """Every missed duty is an issue of the improvement plan, and nothing is called a strength of the room."""
    report = build(silent)
    issues = " ".join(row.cells[2] for row in rows(section(report, "plan"), "Improvement plan"))
    missed = [one.id for one in silent.true if one.status is Status.MISSED]
    assert missed
    assert all(f"({name})" in issues for name in missed)
    assert "No list was built" in " ".join(sentences(section(report, "people")))


def test_what_leaders_fill_is_empty(run: Played) -> None:
    """Corrective action, owner and dates are left to people, and so is the evaluator's rating."""
    report = build(run)
    assert all(not any(row.cells[3:]) for row in rows(section(report, "plan"), "Improvement plan"))
    assert all(row.cells[3] == "" for row in rows(section(report, "objectives"), "Ratings"))


def test_no_rating_without_evidence(run: Played) -> None:
    """A proposed rating rests on entries; without any it stays blank."""
    material = Material(run)
    found = findings(material)
    for objective in run.playbook.objectives:
        proposal = propose(objective, material, found)
        assert bool(proposal.rating) == bool(proposal.refs)
        assert proposal.rating in {"", "P", "S", "M", "U"}


def test_the_determination_file_has_no_hindsight(reference: Played) -> None:
    """What is said to be known at the determination is the same if the run had stopped right there."""
    made = Material(reference).truth.determination
    assert made is not None
    cut = replace(reference, journal=Journal(reference.journal[one] for one in range(1, made.number + 1)))
    whole, early = determination_section(Material(reference)), determination_section(Material(cut))
    for caption in ("Version 1", "Threshold", "Known to the room", "Sources pulled"):
        assert rows(whole, caption) == rows(early, caption)


def test_work_begun_again_is_told(reference: Played) -> None:
    """The decision that lost time says when, why and how much; its owner's row counts it."""
    again = Material(reference).truth.repeated
    assert again
    log = {row.cells[0]: row for row in rows(section(build(reference), "decisions"), "Decisions taken")}
    for one in again:
        row = log[str(one.fact.number)]
        assert one.number in row.refs
        assert any(note.startswith("Begun again") and "lost" in note for note in row.notes)
    work = rows(section(build(reference), "care"), "Work by owner")
    assert sum(int(row.cells[7]) for row in work[:-1]) == len(again)
    assert sum(int(row.cells[6]) for row in work[:-1]) > 0


def test_refused_and_declared_are_told(clumsy: Played) -> None:
    """A refused decision names who could have approved it; a declaration nobody mapped says so."""
    log = section(build(clumsy), "decisions")
    (refused,) = rows(log, "Decisions refused")
    may = clumsy.playbook.actions[ActionId("purge-queue")].authority.seats
    assert refused.cells[5] == ", ".join(clumsy.playbook.seats[seat].title for seat in may)
    (declared,) = rows(log, "Declared")
    assert declared.cells[3].startswith("UNMAPPED")


def test_the_score_is_separable(reference: Played) -> None:
    """Without a score every section that stays is the same but for proposed ratings, and none of them names a point."""
    scored, bare = build(reference), build(replace(reference, score=None))
    kept = [pair for pair in zip(scored.sections, bare.sections, strict=True) if not pair[0].separable]
    for one, other in kept:
        assert one == other or one.id in RATED
        assert not any(" points" in note for table in tables(one) for row in table.rows for note in row.notes)
    assert [one.id for one in scored.sections if one.separable] == ["standing", "counterfactuals", "score"]


def test_the_parts_are_the_score(reference: Played) -> None:
    """The parts printed sum to the total printed."""
    *parts, total = rows(section(build(reference), "score"), "Parts of the score")
    assert sum(float(row.cells[1]) for row in parts) == pytest.approx(float(total.cells[1]), abs=0.05)


def test_not_scored_says_why(silent: Played) -> None:
    """A total of null prints no number."""
    unscored = Score(total=None, parts={}, anchors={"silent": 1, "reference": 1}, note="Too close.")
    said = " ".join(sentences(section(build(replace(silent, score=unscored)), "score")))
    assert "Not scored. Too close." in said
    assert "Total" not in said


def test_a_late_discovery_claim_is_a_gap(clumsy_exercise: Exercise) -> None:
    """A stated date after a sign that the team held is set against that sign."""
    playbook = clumsy_exercise.playbook
    exercise = Exercise(playbook, 1)
    exercise.advance(10 * DAY)
    exercise.submit(StateDiscovery(seat=ROOM, day=playbook.calendar.day(8 * DAY)))
    exercise.finish()
    found = findings(Material(played(exercise)))
    (gap,) = [one for one in found if "stated discovery date" in one.text]
    assert not gap.good
    assert len(gap.refs) == 2


def test_an_unfinished_exercise_is_marked(clumsy_exercise: Exercise) -> None:
    """Before EndEx there is a report, without a score, that says the exercise is not finished."""
    exercise = Exercise(clumsy_exercise.playbook, 1)
    exercise.advance(30 * HOUR)
    report = build(played(exercise))
    assert ("Status", "DRAFT, exercise not finished") in [row.cells for row in report.cover.control.rows]
    assert "No score was computed" in " ".join(sentences(section(report, "score")))


def test_only_an_ended_exercise_tells_its_ground_truth(clumsy: Played, clumsy_exercise: Exercise) -> None:
    """What really happened stands in the report of an ended exercise, and in none before."""
    told = replace(clumsy.playbook, ground_truth="The key was stolen in July.")
    running = Exercise(clumsy_exercise.playbook, 1)
    running.advance(30 * HOUR)
    for one, expected in ((clumsy, True), (played(running), False)):
        cells = [
            row.cells for row in rows(section(build(replace(one, playbook=told)), "overview"), "Exercise overview")
        ]
        assert (("Ground truth", told.ground_truth) in cells) is expected


def test_exhibits_and_notes_are_in_the_decision_log(clumsy: Played) -> None:
    """What was pinned or noted about the exercise is there as words; drafts are not."""
    roles: tuple[Role, ...] = ("note", "exhibit", "letter", "stop")
    said = tuple(words(0, role, f"[b]{role}[/b]", salt="test") for role in roles)
    decisions = section(build(replace(clumsy, words=said)), "decisions")
    found = [row.cells for row in rows(decisions, "Exhibits")]
    assert found == [("Exhibit", "[b]exhibit[/b]"), ("Note", "[b]note[/b]"), ("Stopped", "[b]stop[/b]")]
    assert not [table for table in tables(section(build(clumsy), "decisions")) if "Exhibits" in table.caption]


def test_a_stopped_run_is_not_scored(clumsy_exercise: Exercise) -> None:
    """Once play was stopped for a real emergency the score is null with the reason, though the words be struck out."""
    stop = words(0, "stop", NO_DUFF, salt="test")
    for said in (stop, redact(stop)):
        found = played(clumsy_exercise, [said])
        assert found.score is not None
        assert found.score.total is None
        assert NO_DUFF in " ".join(sentences(section(build(found), "score")))


def test_grades_stand_apart_and_add_up(clumsy: Played) -> None:
    """Section 8 grades the list against each set; the groups of a table sum to its errors."""
    people = section(build(clumsy), "people")
    for one in clumsy.grades:
        (table,) = [
            block
            for block in people.blocks
            if isinstance(block, Table) and block.caption.startswith("Who was ") and _against(one) in block.caption
        ]
        assert sum(int(row.cells[1].replace(",", "")) for row in table.rows) == one.wrong + one.missed
        assert all(row.cells[3] and row.cells[5] for row in table.rows)


def _against(one: ListGrade) -> str:
    return "had to be told" if one.target == "notifiable" else "were read"


def test_four_numbers_are_told_apart(reference: Played) -> None:
    """Messages, rows, records and individuals of the list that counts."""
    told = dict(reference.numbers)
    assert list(told) == ["messages", "rows", "records", "individuals"]
    assert told["individuals"] == 1283
    people = section(build(reference), "people")
    (table,) = [one for one in people.blocks if isinstance(one, Table) and one.caption.startswith("Four numbers")]
    assert [row.cells[1] for row in table.rows] == [f"{count:,}" for count in told.values()]


def test_the_csv_beside_the_report_has_everybody(clumsy: Played, tmp_path: Path, clumsy_exercise: Exercise) -> None:
    """One row for each person whom the list got wrong, against each set, with mark and canary."""
    *_, path = write_report(clumsy_exercise, [tmp_path / "aar.md"])
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert path.name == "aar-people.csv"
    assert rows[0][0].startswith("EXERCISE")
    assert rows[1][0].startswith("SIM-CANARY-")
    assert len(rows) - 3 == sum(len(one.people) for one in clumsy.grades)
    assert {len(row) for row in rows[2:]} == {13}


def test_what_may_follow_is_no_fact(run: Played) -> None:
    """Each consequence has its source, each reason its entries, and the section says that it is no forecast."""
    found = section(build(run), "aftermath")
    if run.aftermath is None:
        assert sentences(found) == ["Shown once the exercise has ended."]
        return
    said = rows(found, "Consequences")
    assert [row.cells[2:] for row in said] == [(one.says, one.label) for one in run.aftermath.consequences]
    assert "no forecast" in " ".join(sentences(found))
    reasons = [line for block in found.blocks if isinstance(block, Bullets) for line in block.lines]
    assert reasons
    assert all(line.refs for line in reasons)
    assert {row.cells[3] for row in rows(found, "Figures") if row.cells[1] == "multiplier"} == {"seed estimate"}


def test_remedies_are_told_with_what_they_have_to_reckon_with(reference: Played) -> None:
    """A consideration stands with the mechanics it has in play, and with just those shown remedies that name it."""
    found = section(build(reference), "made-of")
    shown = {
        row.cells[0].partition(" ")[0]
        for one in reference.playbook.failures
        for row in rows(found, f"Remedies of {one.code}")
    }
    told = {row.cells[0].partition(" ")[0]: row.cells for row in rows(found, "What these remedies have to reckon with")}
    assert told
    for one in reference.considerations.values():
        naming = {it.code for it in reference.remedies.values() if one.code.lower() in it.considerations} & shown
        assert (one.code in told) == bool(naming)
        assert not naming or set(re.findall(r"R\d\d", told[one.code][2])) == naming
        assert not naming or all(it.does in told[one.code][1] for it in one.mechanics)


def test_what_the_scenario_was_made_of(reference: Played) -> None:
    """Each failure card stands with remedies that close it, what those leave open, and public cases with source."""
    found = section(build(reference), "made-of")
    headings = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert headings == [f"{one.code} {one.title}" for one in reference.playbook.failures]
    remedies = {row.cells[0].partition(" ")[0]: row.cells for row in rows(found, "Remedies of F08")}
    assert remedies["R12"][1] == "yes"
    assert "Copies that somebody took" in remedies["R12"][2]
    assert remedies["R12"][4] == "nobody ordered it"
    said = " ".join(sentences(found))
    assert all(reference.cases[name].title in said for one in reference.playbook.failures for name in one.cases)
    assert "(Source: study notes IN-WEL; secondary report.)" in said
