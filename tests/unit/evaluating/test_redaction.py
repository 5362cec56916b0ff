"""Redaction removes a word from every output: each file of each format, each version, and the library's own bytes."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from simulator.domain.decisions import Assessment, Decision, DetermineBreach, Factor, ReleaseNotice
from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import record_of, text_of
from simulator.domain.evaluation.versions import holding, together
from simulator.domain.words import TOMBSTONE, Role
from simulator.errors import InputError
from simulator.exercise.evaluating.opened import open_for_review
from simulator.exercise.folders import HOME
from simulator.exercise.keeping import exercise_of, keep_run, open_save, redact_save, typed_in, verify_save
from simulator.exercise.library import Library
from simulator.exercise.papers.filed import write_filed
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Wanted, write_report
from simulator.exercise.room.aside import aside
from simulator.exercise.room.console.wire import Request
from simulator.exercise.room.drafts import draft_text
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.load import load_playbook
from tests.unit.evaluating.written import SLUG, decided
from tests.unit.report.texts import pdf_text

SECRET = "Musterfrau"  # noqa: S105 - a made-up patient
TYPED: tuple[tuple[int, Role, str], ...] = (
    (1, "reason", f"Maria {SECRET} called"),
    (1, "dissent", f"call Maria {SECRET.upper()} back first"),
    (2, "note", "nothing to hide"),
)
RECORDS: tuple[r.Record, ...] = (
    decided(issue=f"The chart of {SECRET} was read"),
    decided(issue=f"The chart of {SECRET} was read", owner="Privacy officer"),
    decided(issue="A chart was read", action=f"Write to {SECRET}", due=date(2027, 3, 1)),
    r.Noted(at=60, room=5.0, text=f"{SECRET} is on the line", objective="preserve-evidence"),
    r.Learned(at=60, room=5.0, keep=False, text=f"Ask {SECRET} sooner"),
    r.Escalated(at=60, room=5.0, text=f"{SECRET} has a lawyer"),
    r.Handled(at=0, room=0.0, line=f"For the file of {SECRET}"),
    decided("IP-2", issue="Nobody owns the day"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """An exercise, and what was typed in it."""

    exercise: Exercise
    words: tuple[tuple[int, Role, str], ...]


@pytest.fixture(scope="module")
def played() -> Typed:
    """The best response known, with the word typed into its decisions and about them."""
    playbook = load_playbook(SLUG)
    planned = play_runbook(playbook, find_runbook(playbook, "reference"), playbook.seed).submitted
    exercise, said = Exercise(playbook, playbook.seed), list(TYPED)
    for one in planned:
        exercise.advance(one.at)
        bare, typed = aside(typed_into(one.decision))
        exercise.submit(bare)
        said += [(one.number, role, text) for role, text in typed.items()]
    exercise.finish()
    return Typed(exercise, tuple(said))


def typed_into(decision: Decision) -> Decision:
    """The decision with the word typed into it, where people type."""
    match decision:
        case DetermineBreach(assessment=Assessment(nature=Factor() as nature) as assessment):
            found = replace(nature, finding=f"{SECRET} was read")
            return replace(decision, assessment=replace(assessment, nature=found))
        case ReleaseNotice(letter=letter):
            return replace(decision, letter=replace(letter, contact=f"ask {SECRET}, {letter.contact}"))
        case _:
            return decision


@pytest.fixture
def home(played: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with that exercise, in which the word was typed wherever one can, and a later one that took it up."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    keep_run(played.exercise, played.words)
    keep_run(played.exercise)
    with Library.open() as library:
        for one in RECORDS:
            library.say(1, 0, "record", text_of(one))
        carried = r.Brought(at=0, room=0.0, source="exercise 1", exercise=1, id="IP-1", issue=f"Chart of {SECRET}")
        library.say(2, 0, "record", text_of(carried))
        control = library.control(1)
        control.answer(control.ask(Request(asks="note", says={"text": SECRET})), f"noted: {SECRET}", ok=True)
        control.ask(Request(asks="note", says={"text": f"{SECRET} waits"}))
    return tmp_path / "home"


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that can be written of both exercises, by name, as text."""
    folder.mkdir()
    for number in ("1", "2"):
        save = open_save(number)
        with Library.open() as library:
            library.export(int(number), folder / f"{number}.drill")
        exercise = exercise_of(save)
        suffixes = (".html", ".md", ".json") if number == "1" else (".md",)
        write_report(exercise, [folder / f"{number}{one}" for one in suffixes], save.words, wanted=Wanted(names=True))
        if number == "1":
            write_report(exercise, [folder / "1-bundle.zip"], save.words, wanted=Wanted(audience="auditor"))
        opened = open_for_review(number)
        opened.export([folder / f"{number}-plan.{suffix}" for suffix in ("csv", "xlsx", "ics")])
        write_filed(opened.told, folder / f"{number}-papers")
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        yield from _texts(path.relative_to(folder).as_posix(), path.read_bytes())


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The text of a file, and of each file that is packed in it; line ends of a calendar are unfolded."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.namelist():
                yield from _texts(f"{name}/{member}", packed.read(member))
    elif name.endswith(".pdf"):
        yield name, pdf_text(content)
        yield name + " (bytes)", content.decode("latin-1")
    elif name.endswith((".png", ".jpeg")):
        yield name, content.decode("latin-1")
    else:
        yield name, content.decode().replace("\r\n ", "")


def saying(found: dict[str, str]) -> set[str]:
    """The outputs that say the word."""
    return {name for name, text in found.items() if SECRET.casefold() in text.casefold()}


def on_disk(home: Path) -> list[str]:
    """The files of the data folder whose bytes hold the word: free pages and logs of writes too."""
    return [
        one.name
        for one in home.rglob("*")
        if one.is_file() and SECRET.lower() in one.read_bytes().decode("latin-1").lower()
    ]


def test_redaction_removes_a_word_from_every_output(home: Path, played: Typed, tmp_path: Path) -> None:
    """Struck out by the word: of all that can be written nothing says it, and before every kind of output did.

    So with a finding and a letter's contact: they are told as words, and never stood in the journal.
    """
    before = saying(dict(outputs(tmp_path / "before")))
    kinds = {Path(name).suffix for name in before}
    assert kinds >= {".drill", ".html", ".md", ".xml", ".pdf", ".json", ".csv", ".ics"}
    inside = {"report/report.pdf", "determination/version-1.txt", "letters/01-individual-list-v1.txt"}
    assert before >= {"1.drill", *(f"1-bundle.zip/{name}" for name in inside)}
    assert "1-bundle.zip/journal.jsonl" not in before
    assert any("xlsx/" in name for name in before)
    assert on_disk(home)
    struck = [role for _, role, text in played.words if SECRET.casefold() in text.casefold()]
    assert set(struck) == {"reason", "dissent", "nature", "contact"}
    gone = redact_save("1", word="musterfrau")
    assert len(gone) == len(struck) + len(RECORDS) - 1
    assert saying(dict(outputs(tmp_path / "after"))) == set()
    assert on_disk(home) == []
    verify_save(open_save("1"))
    left = {record_of(one.text).kind for one in typed_in("1") if one.role == "record"}
    assert left == {"planned"}


def test_a_file_is_struck_out_alike(home: Path, tmp_path: Path) -> None:
    """An exported save loses the same words, and still verifies."""
    assert home.is_dir()
    path = tmp_path / "one.drill"
    with Library.open() as library:
        library.export(1, path)
    assert {one.ref for one in redact_save(str(path), word=SECRET)} == {
        one.ref for one in redact_save("1", word=SECRET)
    }
    assert SECRET.casefold() not in path.read_text(encoding="utf-8").casefold()
    verify_save(open_save(str(path)))


@pytest.mark.parametrize("version", [0, 1, 2])
def test_every_version_of_a_row_goes_with_any_of_them(home: Path, version: int) -> None:
    """Whichever version of an action is named: no other version takes its place, and other actions stay."""
    assert home.is_dir()
    versions = [one for one in typed_in("1") if '"id":"IP-1"' in one.text]
    redact_save("1", versions[version].ref)
    assert not [one for one in typed_in("1") if '"id":"IP-1"' in one.text]
    assert [one.id for one in open_for_review("1").review.evaluation.plan] == ["IP-2"]


def test_a_console_that_waited_is_told_to_ask_again(home: Path) -> None:
    """What was asked and not answered when something was struck out is refused, with why."""
    assert home.is_dir()
    redact_save("1", word=SECRET)
    with Library.open() as library:
        answered = library.control(1).answered(2)
        assert answered is not None
        assert not answered[0]
        assert "ask again" in answered[1]
        assert library.control(1).waiting() == ()


def test_a_word_nobody_said_is_told(home: Path) -> None:
    """It is bad input, and does not repeat the word."""
    assert home.is_dir()
    with pytest.raises(InputError, match="nothing in this save says") as fault:
        redact_save("1", word="Quetzal")
    assert "Quetzal" not in str(fault.value)


def test_another_reader_of_the_log_is_told(home: Path) -> None:
    """While a process reads the library, its log of writes keeps the text: that is said, and mended by a second try."""
    other = sqlite3.connect(home / "data" / "library.sqlite")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM words").fetchone()
    with pytest.raises(InputError, match="its log keeps it") as fault:
        redact_save("1", word=SECRET)
    other.close()
    redact_save("1", fault.value.hint.split()[-1])
    assert on_disk(home) == []


@pytest.mark.parametrize("word", ["José", "JOSE\u0301", 'jos\u00e9 "q"'])
def test_a_word_is_found_however_it_is_written(word: str) -> None:
    """Case, composed accents and quotation marks inside a record do not hide it."""
    typed: list[tuple[Role, str]] = [
        ("record", text_of(r.Learned(at=0, room=0.0, keep=True, text='told Jose\u0301 "Q" so'))),
        ("note", "other"),
    ]
    assert holding(typed, word) == (0,)


def test_what_is_struck_out_goes_with_nothing() -> None:
    """A tombstone is no version of another, and says no word."""
    typed: list[tuple[Role, str]] = [("record", TOMBSTONE), ("note", TOMBSTONE), ("note", "x"), ("reason", "x")]
    assert together(typed, 0) == (0,)
    assert together(typed, 2) == (2, 3)
    assert holding(typed, "redacted") == ()


def test_a_draft_goes_with_what_was_taken_from_it() -> None:
    """The finding of a determination is struck, and the draft that still says it; another finding's draft stays."""
    drafts = [Assessment(nature=Factor(finding=said, weight="low", sources=())) for said in ('Frau "M"', "other")]
    typed: list[tuple[Role, str]] = [("nature", 'Frau "M"'), *(("assessment", draft_text(one)) for one in drafts)]
    assert together(typed, 0) == (0, 1)
