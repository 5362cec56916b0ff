"""`exercises plan`, `retest`, `papers` and `brief` at the shell: what they write, refuse and leave alone."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.shell import breachdrill

SLUG = "leaky-sync-queue"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a silent run (1) and the best one (2)."""
    where = tmp_path_factory.mktemp("home")
    for runbook in ("silent", "reference"):
        breachdrill("run", SLUG, "--runbook", runbook, "--save", home=where)
    return where


def words_of(path: Path) -> str:
    """The paragraphs of a Word document."""
    return "\n".join(one.text for one in docx.Document(str(path)).paragraphs)


def test_the_loop_at_the_shell(home: Path, tmp_path: Path) -> None:
    """Export, edit, look, import, re-test, close: each step says what it did, and the last leaves nothing open."""
    sheet, calendar = tmp_path / "plan.csv", tmp_path / "plan.ics"
    wrote = breachdrill("exercises", "plan", "1", "-o", str(sheet), "-o", str(calendar), home=home)
    assert (wrote.code, wrote.out) == (0, "")
    lines = sheet.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "stated no discovery date" in line)
    assert ',"' not in lines[at]
    cells = lines[at].split(",")
    cells[3], cells[6], cells[8], cells[10], cells[-1] = (
        "Write a discovery checklist",
        "Counsel",
        "2027-03-01",
        "used in a drill",
        "open",
    )
    lines[at] = ",".join(cells)
    sheet.write_text("\n".join(lines), encoding="utf-8")
    dry = breachdrill("exercises", "plan", "1", "--import", str(sheet), home=home)
    assert dry.code == 0
    assert dry.out.count("\n") == 1
    assert 'Organization POC: "" -> "Counsel"' in dry.out
    assert "add --yes" in dry.err
    assert breachdrill("exercises", "plan", "1", "--import", str(sheet), home=home).out == dry.out
    assert "1 change written" in breachdrill("exercises", "plan", "1", "--import", str(sheet), "--yes", home=home).err
    assert breachdrill("exercises", "plan", "1", "--import", str(sheet), home=home).out == ""
    told = breachdrill("exercises", "retest", "2", home=home)
    assert "Tests again: " in told.err
    taken = breachdrill("exercises", "retest", "2", "--yes", "--close", home=home)
    assert "re-tested: closed" in taken.out
    assert f"closed: {cells[0]} of exercise 1" in taken.err
    assert f"{cells[0]}\tclosed" in breachdrill("exercises", "plan", "1", home=home).out
    report = tmp_path / "aar.md"
    breachdrill("report", "2", "-o", str(report), home=home)
    assert "re-tested: closed" in report.read_text(encoding="utf-8")


def test_a_bad_sheet_is_refused_whole(home: Path, tmp_path: Path) -> None:
    """One wrong date: exit 2, file and line told, nothing written though --yes was said."""
    sheet = tmp_path / "plan.csv"
    sheet.write_text(
        "ID,Organization POC,Completion date\nIP-1,Counsel,soon\nIP-2,Counsel,2027-01-31\n", encoding="utf-8"
    )
    before = breachdrill("exercises", "plan", "2", home=home).out
    refused = breachdrill("exercises", "plan", "2", "--import", str(sheet), "--yes", home=home)
    assert refused.code == 2
    assert f'{sheet}:2: given "soon" in Completion date (C2), expected a date like 2027-01-31' in refused.err
    assert breachdrill("exercises", "plan", "2", home=home).out == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("exercises", "plan", "99"),
        ("exercises", "plan", "1", "-o", "plan.pdf"),
        ("exercises", "plan", "1", "--import", "no-such-file.csv"),
        ("exercises", "retest", "1", "--from", "no-such-file.xlsx"),
        ("exercises", "papers", "nonsense", "-o", "x"),
        ("brief", "no-such-scenario"),
    ],
)
def test_what_is_not_there_is_bad_input(home: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Exit 2, one error, no file, no trace."""
    ran = breachdrill(*arguments, home=home, cwd=tmp_path)
    assert ran.code == 2
    assert "error" in ran.err.lower()
    assert "Traceback" not in ran.err
    assert not list(tmp_path.iterdir())


def test_a_report_is_not_final_before_its_time(home: Path) -> None:
    """Every reason is told, the stage stays, and a step back to a draft is asked to be meant."""
    refused = breachdrill("exercises", "settle", "2", "reconciled", "--by", "Evaluator", home=home)
    assert refused.code == 2
    assert refused.err.count("is not rated") == 5
    assert "The report stays draft." in refused.err
    assert breachdrill("exercises", "settle", "2", "final", "--by", "Evaluator", home=home).code == 2
    assert breachdrill("exercises", "settle", "2", "draft", "--by", "Evaluator", home=home).code == 0


def test_what_cannot_wait_is_a_memo_at_once(home: Path, tmp_path: Path) -> None:
    """`escalate` keeps the finding, writes its memo alone, says which file it is; empty words are refused."""
    arguments = ("--to", "Chief executive", "-o", str(tmp_path / "memos"))
    ran = breachdrill("exercises", "escalate", "2", "Nobody can reach the vendor at night", *arguments, home=home)
    assert ran.out.splitlines() == [str(tmp_path / "memos" / "memo-1.docx")]
    assert "Nobody can reach the vendor at night" in words_of(tmp_path / "memos" / "memo-1.docx")
    again = breachdrill("exercises", "escalate", "2", "The backup key is lost", *arguments, home=home)
    assert again.out.splitlines() == [str(tmp_path / "memos" / "memo-2.docx")]
    assert breachdrill("exercises", "escalate", "2", " ", *arguments, home=home).code == 2


def test_papers_and_brief_are_told_by_name(home: Path, tmp_path: Path) -> None:
    """What stands on stdout are the files that were written, and the brief says what is not for players."""
    papers = breachdrill("exercises", "papers", "1", "-o", str(tmp_path / "papers"), home=home)
    brief = breachdrill("brief", SLUG, "-o", str(tmp_path / "brief"), home=home)
    assert (papers.code, brief.code) == (0, 0)
    named = {Path(line) for line in (papers.out + brief.out).split("\n") if line}
    assert named == {path for path in tmp_path.rglob("*") if path.is_file()}
    assert "Not for players" in brief.err
