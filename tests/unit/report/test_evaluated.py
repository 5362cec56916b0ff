"""What people wrote down stands in the report: its stage, ratings beside their evidence, notes, lessons, feedback."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.evaluation import records as r
from simulator.domain.ids import ROOM
from simulator.domain.time import DAY, HOUR
from simulator.report.findings import findings
from simulator.report.front.cover import NO_PRIVILEGE
from simulator.report.material import Material, Played
from simulator.report.model import AfterActionReport, Bullets, Figure, Paragraph
from simulator.report.rated.feedback import part_of
from simulator.report.rated.ratings import RATINGS, propose
from simulator.report.render_html import render_html
from simulator.scoring.expected import Answers, answers, forecasts, prior_of
from tests.unit.report.texts import build, rows, section, sentences, written

LINE = "Prepared at the direction of counsel"


@pytest.fixture(scope="module")
def evaluated(reference: Played) -> Played:
    """The reference run by people, with something written down of every kind."""
    first, second = reference.playbook.objectives[:2]
    return written(
        reference,
        r.Arranged(at=0, room=0.0, sponsor="The board", contact="A. Planner", mission="Response", pace="x60"),
        r.Seated(at=0, room=0.0, role="privacy-officer", name="P. One", organization="Northbank", hours=1.5),
        r.Seated(at=0, room=0.0, role="executive", name="E. Two", how="away"),
        r.Noted(at=HOUR, room=120.0, text="Asked who may approve", tag="+", objective=first.id, by="O. Server"),
        r.Noted(at=2 * HOUR, room=240.0, text="Nobody knew the retainer's number", tag="!"),
        r.Flagged(at=HOUR, room=100.0, text="Our queue keeps four days only"),
        r.Hinted(at=HOUR, room=130.0, level=1, text="What expires first?"),
        r.Rated(at=HOUR, room=5000.0, objective=first.id, rating="P", why="All seen in the room", by="E. Valuator"),
        r.Rated(at=HOUR, room=5000.0, objective=second.id, rating="U", why="The plan has no such step"),
        r.Analysed(at=HOUR, room=5100.0, objective=first.id, cause="No runbook names the order"),
        r.Learned(at=HOUR, room=5200.0, keep=True, text="Snapshot first"),
        r.Learned(at=HOUR, room=5200.0, keep=False, text="Call the insurer on day one"),
        r.Felt(at=HOUR, room=5300.0, item="mission.patients", score=4, role="executive"),
        r.Felt(at=HOUR, room=5300.0, item="The pace left time.", score=2, comment="Too fast", role="executive"),
        r.Estimated(at=HOUR, room=600.0, question="people", moment=1, p10=100, p50=900, p90=5000),
        r.Estimated(at=DAY, room=1200.0, question="acquired", moment=2, probability=0.9),
        r.Escalated(at=HOUR, room=250.0, text="The retainer is out of date", to="CISO"),
        r.Handled(at=HOUR, room=5400.0, line=LINE),
        r.Settled(at=HOUR, room=5500.0, stage="final", by="Exercise director"),
    )


@pytest.fixture(scope="module")
def report(evaluated: Played) -> AfterActionReport:
    """Its report."""
    return build(evaluated)


def test_the_cover_says_how_far_it_has_come(report: AfterActionReport) -> None:
    """Stage, who signed it, handling line on each page; signed as final, it is not while ratings are missing."""
    assert report.cover.status == "RECONCILED"
    assert report.cover.banner == LINE
    assert NO_PRIVILEGE in report.cover.handling
    control = {row.cells[0]: row.cells[1] for row in report.cover.control.rows}
    assert control["Final"].startswith("by Exercise director")
    assert "rating of 3 of 5 objectives" in control["Still missing"]


def test_the_overview_is_filled(report: AfterActionReport) -> None:
    """HSEEP's fields hold what was arranged."""
    fields = {row.cells[0]: row.cells[1] for row in rows(section(report, "overview"), "Exercise overview")}
    assert fields["Sponsor"] == "The board"
    assert fields["Point of contact"] == "A. Planner"
    assert fields["Mission area(s)"] == "Response"
    assert fields["Participating organizations"] == "Northbank Health Partners and Northbank"
    assert fields["Participants"].startswith("1 role filled in person")


def test_a_rating_stands_beside_its_proposal(report: AfterActionReport, evaluated: Played) -> None:
    """The evaluator's rating is theirs; where it differs from the proposal the reason stands below it."""
    material = Material(evaluated)
    found = findings(material)
    table = rows(section(report, "objectives"), "Ratings")
    for row, objective in zip(table, evaluated.playbook.objectives, strict=True):
        proposal = propose(objective, material, found)
        assert row.cells[4].startswith(proposal.rating)
        rated = material.evaluation.ratings.get(objective.id)
        assert row.cells[3][:1] == (rated.rating if rated else "")
    assert "The plan has no such step" in " ".join(table[1].notes)


def test_a_rating_above_the_evidence_is_told(silent: Played) -> None:
    """Where no task was seen a P is called above the evidence, in the table and in the summary; a U is not."""
    first, second = silent.playbook.objectives[:2]
    run = written(
        silent,
        r.Rated(at=0, room=0.0, objective=first.id, rating="P"),
        r.Rated(at=0, room=0.0, objective=second.id, rating="U"),
    )
    report = build(run)
    above, fair, *_ = rows(section(report, "objectives"), "Ratings")
    assert any("above what the evidence allows" in note for note in above.notes)
    assert not any("above what the evidence allows" in note for note in fair.notes)
    assert "ABOVE THE EVIDENCE" in rows(section(report, "summary"), "Ratings")[0].cells[1]


def test_a_missing_task_is_no_p(reference: Played) -> None:
    """Without the work of one critical task the objective is proposed lower than with it, and never P."""
    objective = reference.playbook.objectives[0]
    longer = replace(objective, tasks=(*objective.tasks, "never-done", "nor-this", "nor-that", "nor-the-other"))
    missing = replace(objective, tasks=(*objective.tasks, "never-done"))
    rated = []
    for one in (objective, missing, replace(longer, tasks=(*longer.tasks, "nor-anything"))):
        playbook = replace(reference.playbook, objectives=(one, *reference.playbook.objectives[1:]))
        material = Material(replace(reference, playbook=playbook))
        rated.append(propose(one, material, findings(material)).rating)
    order = list(RATINGS)
    assert order.index(rated[0]) < order.index(rated[1]) < order.index(rated[2])
    assert rated[2] == "U"


def test_notes_are_verbatim_and_stamped(report: AfterActionReport) -> None:
    """Each note stands in the annex with its time, and under its objective."""
    said = sentences(section(report, "eegs"))
    assert "2026-09-15 10:00 (room 0:02), strength: Asked who may approve (O. Server)" in said
    assert any("critical: Nobody knew the retainer's number" in one for one in said)
    assert any("Asked who may approve" in one for one in sentences(section(report, "analysis")))
    assert "Root cause: No runbook names the order" in sentences(section(report, "analysis"))


def test_lessons_and_critical_findings(report: AfterActionReport) -> None:
    """What to keep and to change, what was escalated, and what was marked critical and was not."""
    said = sentences(section(report, "lessons"))
    assert {"Snapshot first", "Call the insurer on day one"} <= set(said)
    assert any("to CISO: The retainer is out of date" in one for one in said)
    assert any("Nobody knew the retainer's number" in one for one in said)


def test_feedback_is_sorted_in_three(report: AfterActionReport) -> None:
    """Answers stand with what they are about; disputes of the scenario and hints are told; comments are words."""
    part = section(report, "feedback")
    assert rows(part, "Answers about the mission")[0].cells[0] == "mission.patients"
    assert rows(part, "Answers about the method")[0].cells[2] == "2"
    said = " ".join(sentences(part))
    assert "Our queue keeps four days only" in said
    assert "1 hint given (questions 1" in said
    assert "Too fast" in said
    assert part_of("participants.right-people") == "participants"


def test_estimates_stand_beside_the_truth(report: AfterActionReport, evaluated: Played) -> None:
    """A range is held against the people who had to be told, with its entries; both are drawn."""
    part = section(report, "people")
    counted, taken = rows(part, "Estimates beside the truth")
    owed = len(Material(evaluated).notifiable)
    assert counted.cells[2:] == ("100 to 5,000, middle 900", f"{owed:,}", "inside the range", "-", "-")
    assert taken.cells[2:] == ("90%", "1", "towards the truth", "-", "-")
    assert counted.refs
    assert taken.refs
    assert {one.id for one in part.blocks if isinstance(one, Figure)} == {"people", "estimates"}


def test_estimates_stand_beside_the_naive_guess(evaluated: Played) -> None:
    """Each estimate has the naive guess and its skill beside it; and it is told that it is no score."""
    runs = [Answers(people=people, acquired=1.0, restored=40.0) for people in (900.0, 1100.0, 30000.0)]
    given, true = Material(evaluated).evaluation.estimates, answers(Material(evaluated).truth)
    held = forecasts(given, true, prior_of(runs))
    part = section(build(replace(evaluated, forecasts=held)), "people")
    counted, taken = rows(part, "Estimates beside the truth")
    skills = [one.skill for one in held.calibration.items]
    assert [counted.cells[6], taken.cells[6]] == [f"{one:+.2f}" for one in skills if one is not None]
    assert (counted.cells[5], taken.cells[5]) == ("900 to 30,000, middle 1,100", "80%")
    said = " ".join(line.text for block in part.blocks if isinstance(block, Paragraph) for line in block.lines)
    assert "no weight in the score" in said
    assert "3 runs" in said


def test_attendance_names_who_took_part(report: AfterActionReport) -> None:
    """Annex B has names, organisations, hours and who was away."""
    table = {row.cells[0]: row.cells[1:] for row in rows(section(report, "participants"), "Attendance")}
    assert table["Privacy officer"] == ("P. One", "Northbank", "in person", "1.5")
    assert table["Executive"][2].startswith("away")


def test_a_kept_runbook_is_no_person(reference: Played) -> None:
    """A run that a runbook decided says so everywhere, and is no exercise of anybody for an auditor."""
    run = written(reference, r.Seated(at=0, room=0.0, role=ROOM, name="good", how="auto"))
    report = build(run)
    control = {row.cells[0]: row.cells[1] for row in report.cover.control.rows}
    assert control["Played by"] == "the runbook “good”"
    shown = {row.cells[0]: row.cells[3] for row in rows(section(report, "crosswalk"), "Rules")}
    assert shown["HICP (405(d)) 8.3"] == "NOT SHOWN"
    assert shown["45 CFR 164.402(2)"] == "shown"
    people = {row.cells[0]: row.cells[3] for row in rows(section(build(written(reference)), "crosswalk"), "Rules")}
    assert people["HICP (405(d)) 8.3"] == "shown"


def test_what_did_not_arise_is_not_missing(reference: Played, silent: Played) -> None:
    """The crosswalk says NOT SHOWN of a notice that was owed and not made, and of none that nobody owed."""
    owed = {one.id for one in Material(silent).required}
    shown = {row.cells[0]: row.cells[3] for row in rows(section(build(silent), "crosswalk"), "Rules")}
    told = {row.cells[0]: row.cells[3] for row in rows(section(build(reference), "crosswalk"), "Rules")}
    assert "us.hipaa.hhs" in owed
    assert "us.hipaa.ba" not in owed
    assert (shown["45 CFR 164.408"], told["45 CFR 164.408"]) == ("NOT SHOWN", "shown")
    assert shown["45 CFR 164.410"].startswith("not asked for")


def test_hostile_words_stay_words(reference: Played) -> None:
    """Markup in a record is text in HTML."""
    run = written(reference, r.Noted(at=0, room=0.0, text="<script>alert(1)</script>", tag="-"))
    html = render_html(build(run))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_every_list_says_when_it_is_empty(report: AfterActionReport) -> None:
    """No section of an evaluated report is without a block, and no list without a word for nothing."""
    lists = [one for part in report.sections for one in part.blocks if isinstance(one, Bullets)]
    assert all(one.lines or one.empty for one in lists)
    assert all(part.blocks for part in report.sections)
