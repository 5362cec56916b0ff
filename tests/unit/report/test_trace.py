"""Every table, figure and number of a report traces to journal entries, or is declared to be filled by people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulator.report.charts import LoadChart
from simulator.report.material import Material, Played
from simulator.report.model import (
    AfterActionReport,
    Bullets,
    Figure,
    Paragraph,
    Refs,
    Row,
    Section,
    Strip,
    Table,
    refs_of,
)
from simulator.report.people.sets import precision_recall
from simulator.report.render_json import render_json
from tests.unit.report.texts import build, rows, section, sentences, tables

RUNS = ("reference", "silent", "vendor", "clumsy")
BY_PEOPLE = {"plan", "eegs"}
"""Sections whose tables hold rows for people to fill, beside rows of the journal."""
CITED = re.compile(
    r"\d+ (?:CFR|USC|FR) [\d.]+(?:\([a-z0-9ivx]+\))*|16\d\.\d+(?:\([a-z0-9ivx]+\))*|SP 800-\d+|CSF 2\.0"
    r"|sections? \d+(?:\.\d+)?|up to 5 avoidable points|\bQ\d+\b"
)
"""Numbers in sentences that no run makes: of the law and of guides, of this report's places, of the rule of rating."""
OF_OTHERS = {"made-of"}
"""Sections that tell what happened to others, with their sources."""
NEVER = "not released"
"""An inject that never came has no entry."""


@pytest.fixture(params=RUNS)
def run(request: pytest.FixtureRequest) -> Played:
    """Each of the played exercises."""
    found: Played = request.getfixturevalue(request.param)
    return found


def _tables(report: AfterActionReport) -> Iterator[tuple[Section, Table]]:
    return ((part, table) for part in report.sections for table in tables(part))


def test_every_row_rests_on_entries(run: Played) -> None:
    """A row of a table with entries names at least one, and each is in the journal; blank rows are for people."""
    known = range(1, len(run.journal) + 1)
    for part, table in _tables(build(run)):
        for row in table.rows if table.entries else ():
            assert all(ref in known for ref in row.refs), (part.id, table.caption)
            if part.id not in BY_PEOPLE and any(row.cells) and NEVER not in row.cells:
                assert row.refs, (part.id, table.caption, row.cells)


def test_every_number_rests_on_entries(run: Played) -> None:
    """A cell of a numeric column stands in a row with entries, in the sections that people fill too."""
    for part, table in _tables(build(run)):
        for row in table.rows if table.entries else ():
            numbers = [row.cells[index] for index in table.numeric if re.search(r"\d", row.cells[index])]
            assert row.refs or not numbers, (part.id, table.caption, row.cells)


def test_every_figure_rests_on_entries(run: Played) -> None:
    """A figure names the entries whose data it draws, and each is in the journal."""
    figures = [block for part in build(run).sections for block in part.blocks if isinstance(block, Figure)]
    assert {one.id for one in figures} >= {"timeline", "margins", "people", "load"}
    for one in figures:
        assert set(one.refs) <= set(range(1, len(run.journal) + 1))
        assert one.refs or one.id == "load", one.id
        assert set(refs_of(one)) == set(one.refs)


def test_every_number_in_a_sentence_rests_on_entries_or_on_a_source(run: Played) -> None:
    """A number in a sentence or a tile stands beside entries of the journal; else it is one that somebody else wrote.

    Those are: a citation, a place of this report, a code of the sources; what the scenario, the law's premises or the
    rules of rating set for every run; and the cases of others, each with its source.
    """
    known = range(1, len(run.journal) + 1)
    said = [(part.id, text, refs) for part in build(run).sections for text, refs in _said(part)]
    assert all(ref in known for _, _, refs in said for ref in refs)
    bare = [(part, text) for part, text, refs in said if part not in OF_OTHERS and not refs]
    assert not [(part, text) for part, text in bare if re.search(r"\d", CITED.sub("", text))]


def _said(part: Section) -> Iterator[tuple[str, Refs]]:
    for block in part.blocks:
        match block:
            case Paragraph(lines=lines) | Bullets(lines=lines):
                yield from ((line.text, line.refs) for line in lines)
            case Strip(tiles=tiles):
                yield from ((tile.value, tile.refs) for tile in tiles)


def test_the_cases_of_others_name_their_source(run: Played) -> None:
    """What the made-of section tells of real breaches says where it was read; its rules are citations."""
    told = [text for text, refs in _said(section(build(run), "made-of")) if re.search(r"\d", text) and not refs]
    assert told
    for text in told:
        assert "Source: " in text or "study notes" in text or not re.search(r"\d", CITED.sub("", text)), text


def test_staff_load_adds_up(run: Played) -> None:
    """The hours of Chart D are those of the table of work, and rest on the work that was completed."""
    care = section(build(run), "care")
    (figure,) = [block for block in care.blocks if isinstance(block, Figure)]
    assert isinstance(figure.chart, LoadChart)
    total = sum(hours for _, _, hours in figure.chart.cells)
    assert total == pytest.approx(sum(one.fact.staff_hours for one in Material(run).truth.completed), abs=0.2)
    assert set(figure.refs) == {one.number for one in Material(run).truth.completed}


def test_one_number_is_printed_alike_everywhere(run: Played) -> None:
    """People read, notifiable and listed are the same in the summary, section 8, section 9 and the JSON."""
    material, report = Material(run), build(run)
    read, owed, listed = (f"{len(people):,}" for people in (material.read, material.notifiable, material.listed))
    said = " ".join(sentences(section(report, "summary")))
    assert f"{owed} pe" in said
    assert read == "0" or f"records of {read} pe" in said
    assert not material.truth.lists or f"the team listed {listed}" in said
    *_, total = rows(section(report, "people"), "Three sets")
    assert total.cells[1:4] == (read, owed, listed)
    both, wrong, missed = precision_recall(material)
    assert both + wrong == len(material.listed) or not material.truth.lists
    assert both + missed == len(material.notifiable)
    figure = next(one for one in section(report, "people").blocks if isinstance(one, Figure))
    assert f"{read} people are read, {owed} notifiable and {listed} listed" in figure.alt
    text = render_json(report)
    assert all(number in text for number in (read, owed, listed))


def test_a_half_played_exercise_says_what_is_missing(clumsy: Played) -> None:
    """Cut in the middle, a report still builds, is a draft, traces, and names EndEx as missing."""
    journal = type(clumsy.journal)(clumsy.journal[one] for one in range(1, len(clumsy.journal) // 2))
    half = replace(clumsy, journal=journal, score=None, aftermath=None, grades=())
    report = build(half)
    control = {row.cells[0]: row.cells[1] for row in report.cover.control.rows}
    assert report.cover.status == "DRAFT"
    assert "EndEx" in control["Still missing"]
    assert max(report.refs) <= len(journal)
    assert all(part.blocks for part in report.sections)


def test_without_any_evaluation_it_says_so(reference: Played) -> None:
    """Nothing written down: every section that people fill says so, and the cover lists what is missing."""
    report = build(reference)
    missing = {row.cells[0]: row.cells[1] for row in report.cover.control.rows}["Still missing"]
    assert "rating of 5 of 5 objectives" in missing
    assert "improvement plan" in missing
    assert "Nobody handed in a feedback form." in sentences(section(report, "feedback"))
    assert "No people took part: the runbook “reference” decided in the room's place." in sentences(
        section(report, "participants")
    )


def test_rows_by_people_are_told_apart(reference: Played) -> None:
    """In the evaluation guides what the journal shows has entries; what evaluators write has none."""
    for table in tables(section(build(reference), "eegs")):
        for row in table.rows:
            assert bool(row.refs) is _from_journal(row)


def _from_journal(row: Row) -> bool:
    return row.cells[0] in {"Critical task", "Final rating"}
