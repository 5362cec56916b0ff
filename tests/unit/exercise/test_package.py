"""The papers before the day: whole, marked, without the truth where players read, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from simulator.exercise.papers.package import papers_of, write_package
from simulator.report.render_docx import render_docx
from simulator.report.render_md import render_md
from simulator.scenario.load import load_playbook

SLUG = "leaky-sync-queue"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the first scenario."""
    where = tmp_path_factory.mktemp("package")
    write_package(SLUG, where)
    return where


def test_every_paper_is_written_twice_and_the_sheet_too(folder: Path) -> None:
    """Four papers as DOCX and Markdown, and the events list as CSV and XLSX."""
    names = {path.name for path in folder.iterdir()}
    papers = ("situation-manual", "facilitator-handbook", "role-cards", "feedback-form")
    assert names == {f"{paper}.{suffix}" for paper in papers for suffix in ("docx", "md")} | {"msel.csv", "msel.xlsx"}


def test_players_papers_hold_nothing_of_the_truth(folder: Path) -> None:
    """No paper for players has the ground truth, a flag, a harm, an inject's text or a number of the outcome."""
    playbook = load_playbook(SLUG)
    secret = [playbook.ground_truth[:40], "1,283", "1283", *(one.text[:50] for one in playbook.injects.values())]
    secret += [one.address for one in playbook.readers.values()]
    for name in ("situation-manual", "role-cards", "feedback-form"):
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        assert not [one for one in secret if one in text]


def test_the_handbook_is_marked_on_every_page_and_tells_the_truth(folder: Path) -> None:
    """The handbook says on its first page and in each page's header that it contains ground truth, and what it is."""
    made = docx.Document(str(folder / "facilitator-handbook.docx"))
    assert "CONTAINS GROUND TRUTH" in made.sections[0].header.paragraphs[0].text
    text = (folder / "facilitator-handbook.md").read_text(encoding="utf-8")
    assert "CONTAINS GROUND TRUTH" in text.split("##")[0]
    playbook = load_playbook(SLUG)
    assert playbook.ground_truth[:60] in text
    assert "CA 283, NY 499, TX 501" in text
    assert all(one.title in text.replace("\\", "") for one in playbook.injects.values())


def test_each_role_has_a_page_of_its_own(folder: Path) -> None:
    """Each role begins a page, and each role's private facts stand under its own heading alone."""
    made = docx.Document(str(folder / "role-cards.docx"))
    xml = made.element.xml
    playbook = load_playbook(SLUG)
    assert xml.count("<w:pageBreakBefore/>") == len(playbook.seats)
    text = (folder / "role-cards.md").read_text(encoding="utf-8")
    cards = text.split("\n## ")[1:]
    for card, seat in zip(cards, playbook.seats.values(), strict=True):
        assert seat.title in card.splitlines()[0]
        assert all(line[:30] in card for line in seat.card)


def test_a_paper_gives_the_same_bytes_each_time() -> None:
    """Two renderings of one paper are equal, DOCX and Markdown, whenever they are made."""
    once, again = papers_of(load_playbook(SLUG)), papers_of(load_playbook(SLUG))
    for name, paper in once.items():
        assert render_docx(paper) == render_docx(again[name])
        assert render_md(paper) == render_md(again[name])


def test_tables_of_a_document_repeat_their_header(folder: Path) -> None:
    """The first row of each table is marked as a header, for page breaks and screen readers."""
    made = docx.Document(str(folder / "facilitator-handbook.docx"))
    assert made.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in made.tables)


def test_papers_are_written_for_people() -> None:
    """No figure in braces, no id for a task; one second role is enough, projects take weeks, notes end at once."""
    made = papers_of(load_playbook("bypassed-mfa-override"))
    papers = {name: render_md(paper).replace("\\", "") for name, paper in made.items()}
    handbook, cards = papers["facilitator-handbook"], papers["role-cards"]
    assert "{" not in handbook
    assert "(a figure of the exercise) charts for the account" in handbook
    assert "| Freeze list |" in handbook
    assert "| Recordings of calls to the service desk (E18c) | until Mon 19 Oct 21:30 |" in handbook
    assert "Clinical operations or Executive" in cards
    assert "(R03) | 4 weeks |" in cards
    assert "| 0.5 h |" in cards
