"""Odd runs and odd text in every format: nothing crashes, nothing is lost, a draft says that it is one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from simulator.errors import InputError
from simulator.exercise.formats import RENDERERS, rendered
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Wanted, played, report_of, write_report
from tests.unit.report.texts import a_report, pdf_pages, pdf_text

ROWS = 10_000
HOSTILE = "\x00\x1b[2J\u202e\ud800\ufffe </w:t> #panic() <script> =cmd()|x \U0001f600 " + "w" * 3000


def test_half_an_exercise_is_a_draft_in_every_format(clumsy_exercise: Exercise) -> None:
    """A run that was stopped on its way has a report in each format, and each says that it is not finished."""
    running = Exercise(clumsy_exercise.playbook, 1)
    running.advance(3600)
    made = rendered(report_of(played(running), Wanted()), RENDERERS)
    document = zipfile.ZipFile(io.BytesIO(made[".docx"])).read("word/document.xml").decode()
    said = {".docx": document, ".pdf": pdf_text(made[".pdf"])}
    for suffix, content in made.items():
        text = said.get(suffix) or content.decode()
        assert "DRAFT, exercise not finished" in text, suffix


def test_an_exercise_that_never_began_has_a_report(clumsy_exercise: Exercise) -> None:
    """So has one in which nothing happened at all."""
    made = rendered(report_of(played(Exercise(clumsy_exercise.playbook, 1)), Wanted()), RENDERERS)
    assert all(made.values())


def test_hostile_text_in_every_format() -> None:
    """Control characters, halves of letters, markup of each format and a word without end: each format is made."""
    made = rendered(a_report(HOSTILE), RENDERERS)
    docx.Document(io.BytesIO(made[".docx"]))
    assert "#panic()" in pdf_text(made[".pdf"])
    for suffix in (".html", ".md", ".json"):
        made[suffix].decode()


@pytest.mark.slow
def test_a_table_of_ten_thousand_rows_in_every_format() -> None:
    """A long table is long, and whole."""
    made = rendered(a_report("some words", ROWS, notes=False), RENDERERS)
    table = docx.Document(io.BytesIO(made[".docx"])).element.body.findall(qn("w:tbl"))[-1]
    assert len(table.findall(qn("w:tr"))) == 1 + ROWS
    assert f"a{ROWS - 1}" in pdf_pages(made[".pdf"])[-1]
    assert made[".html"].count(b"<tr") >= ROWS
    assert f"| a{ROWS - 1} |".encode() in made[".md"]


@pytest.mark.parametrize("name", ["none/a.pdf", "none/a.docx", "folder.pdf"])
def test_a_place_that_takes_no_file_is_named(name: str, clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """A folder that is not there, or stands where the file should be, is bad input."""
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_report(Exercise(clumsy_exercise.playbook, 1), [tmp_path / name])
