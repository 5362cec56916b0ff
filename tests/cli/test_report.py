"""`breachdrill report` and `schema report` as a shell sees them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.shell import breachdrill


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one finished run."""
    folder = tmp_path_factory.mktemp("home")
    assert breachdrill("run", "leaky-sync-queue", "--save", home=folder).code == 0
    return folder


def test_every_format_for_an_auditor(home: Path, tmp_path: Path) -> None:
    """Six files in one call, each of its kind; the handling line is in them, no score is."""
    names = ("a.html", "a.md", "a.json", "a.docx", "a.pdf", "bundle.zip")
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = breachdrill("report", "1", *outputs, "--for", "auditor", "--handling", "Handle with care", home=home)
    assert ran.code == 0, ran.err
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "index.md" in zipfile.ZipFile(tmp_path / "bundle.zip").namelist()
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "Handle with care" in text
    assert "Score and method" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.rtf"), ".docx"),
        (("-o", "x"), ".docx"),
        (("-o", "x.zip"), "--for auditor"),
        (("-o", "x.zip", "--for", "counsel"), "--for auditor"),
        (("-o", "x.md", "--for", "press"), "leaders"),
        (("-o", "none/x.pdf"), "cannot be written"),
    ],
)
def test_bad_input_is_two(arguments: tuple[str, ...], said: str, home: Path, tmp_path: Path) -> None:
    """What cannot be made is refused with what could be, and nothing is written."""
    ran = breachdrill("report", "1", *arguments, home=home, cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_schema_is_printed(tmp_path: Path) -> None:
    """`schema report` gives JSON on stdout."""
    ran = breachdrill("schema", "report", home=tmp_path)
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "AfterActionReport"
