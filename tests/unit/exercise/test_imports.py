"""Lists made outside: what is taken as it stands, what is refused and how, and that people make the round trip."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.domain.codec import canonical, decode_decision, encode
from simulator.domain.decisions import BuildList
from simulator.domain.facts import DecisionRefused, ListBuilt
from simulator.domain.ids import ROOM, RecordId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.errors import InputError, ScenarioError
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping import listfile
from simulator.exercise.room.scoping.changes import bases
from simulator.exercise.room.scoping.exports import export_list
from simulator.exercise.room.scoping.imports import OutsideList, read_list
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.save import write_save
from simulator.exercise.saves.verify import header_of, play_again, save_of, verify
from simulator.scenario.runbook import load_runbook
from simulator.world.canary import canary_of

from .conftest import Played

Write = Callable[[bytes], Path]


@pytest.fixture
def canary(scenario: Playbook) -> str:
    """The canary of S1 on seed 1."""
    return canary_of(scenario.world.digest(1))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a list to a file."""

    def one(content: bytes) -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        return path

    return one


def _problems(path: Path, scenario: Playbook) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_list(path, scenario, 1)
    return refused.value.message.splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(
    encoding: str, delimiter: str, newline: str, write: Write, scenario: Playbook, canary: str
) -> None:
    """Every usual encoding, delimiter and line end gives the same people, quoted or not, in any case."""
    rows = ["EXERCISE: all patients", canary, 'NAME;"MRN";State', 'José;"SIM-0000007";TX', "Zoë;sim-0000003;", ""]
    text = newline.join(row.replace(";", delimiter) for row in rows)
    found = read_list(write(text.encode(encoding)), scenario, 1)
    assert found.given == (("", (RecordId(3),)), ("TX", (RecordId(7),)))


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("mrn\nSIM-0000001\nSIM-0000001", 4, "SIM-0000001 again (first on line 3)"),
        ("mrn\nSIM-0020000", 3, "expected a record of this world, SIM-0000000 to SIM-0019999"),
        ("mrn\n=cmd()", 3, "a formula in column 1"),
        ("mrn,note\nSIM-0000001,@SUM(A1)", 3, "a formula in column 2"),
        ("mrn,note\nSIM-0000001,-2+3", 3, "a formula in column 2"),
        ("mrn,state\nSIM-0000001,Ohio", 3, "a state of 4 characters that is none"),
        ("mrn\n\x00SIM-0000001", 3, "a NUL byte"),
        ("mrn,a\nSIM-0000001,b,c", 3, "3 cells"),
        ("mrn,a\n,b", 3, "no record number"),
        ('mrn\n"SIM-0000001', 3, "what is no CSV"),
        ("patient\nSIM-0000001", 1, 'no column named "mrn"'),
        ("mrn,mrn\nSIM-0000001,x", 1, 'no column named "mrn"'),
        ("mrn", 2, "no record at all"),
        ("mrn\nSIM-CANARY-0000000000", 3, "another exercise's"),
    ],
)
def test_each_problem_names_its_line(
    rows: str, line: int, said: str, write: Write, scenario: Playbook, canary: str
) -> None:
    """File, line, what was given, what was expected."""
    path = write(f"{canary}\n{rows}".encode())
    first = _problems(path, scenario)[0]
    assert first.startswith(f"{path}:{line}: given ")
    assert said in first
    assert ", expected " in first


def test_numbers_are_no_formulas(write: Write, scenario: Playbook, canary: str) -> None:
    """A signed number, a lone dash and our own apostrophe are plain values."""
    path = write(f"{canary}\nmrn,a,b,c\nSIM-0000001,-5,+1.5,-\nSIM-0000002,'=x,,".encode())
    assert read_list(path, scenario, 1).people == 2


def test_a_list_without_the_canary_is_refused_and_not_repeated(write: Write, scenario: Playbook) -> None:
    """A list that might be real is refused, and none of its numbers comes back on the screen."""
    path = write(b"mrn,state\n12345678,TX\n87654321,NY\nMeyer,CA\n")
    said = "\n".join(_problems(path, scenario))
    assert "no canary of this exercise" in said
    assert not any(word in said for word in ("12345678", "87654321", "Meyer"))


def test_the_canary_is_the_seeds(write: Write, scenario: Playbook, canary: str) -> None:
    """The same file belongs to one seed's world, and to no other."""
    path = write(f"{canary}\nmrn\nSIM-0000001\n".encode())
    assert read_list(path, scenario, 1).people == 1
    with pytest.raises(InputError, match="another exercise's"):
        read_list(path, scenario, 2)


def test_twenty_problems_and_so_many_more(write: Write, scenario: Playbook, canary: str) -> None:
    """All problems are counted, the first twenty are told."""
    said = _problems(write(f"{canary}\nmrn\n".encode() + b"bad\n" * 100), scenario)
    assert len(said) == listfile.MOST_SHOWN + 1
    assert said[-1].endswith("and 80 more.")


def test_ten_million_lines_are_refused_at_once(write: Write, scenario: Playbook, canary: str) -> None:
    """More lines than the world has records end the reading there, and a huge file is not read at all."""
    short = write(f"{canary}\nmrn\n".encode() + b"a\n" * 10_000_000)
    assert any("more than 20,020 lines" in one for one in _problems(short, scenario) + _tail(short, scenario))
    with short.open("r+b") as file:
        file.truncate(listfile.MOST_BYTES + 1)
    assert _problems(short, scenario)[0].startswith(f"{short}:1: given a file of 67,108,865 bytes")


def _tail(path: Path, scenario: Playbook) -> list[str]:
    """The problems when no line but the last is one."""
    lines = [f"SIM-{number:07}" for number in range(scenario.world.patients)] + [""] * 100
    path.with_name("long.csv").write_text("\n".join([canary_of(scenario.world.digest(1)), "mrn", *lines]))
    return _problems(path.with_name("long.csv"), scenario)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00\x00m\x00\x00\x00", b"mrn\nSIM-\x81\x8d\xff\xfe", b"\xef\xbb\xbfmrn\n\xff", b"\xff\xfem\x00r"],
)
def test_other_encodings_are_refused(content: bytes, write: Write, scenario: Playbook) -> None:
    """UTF-32, bytes that are no text, and a file cut in the middle of a character."""
    assert "UTF-8, UTF-16 or Windows-1252" in _problems(write(content), scenario)[0]


def test_no_file_is_no_crash(tmp_path: Path, scenario: Playbook) -> None:
    """A folder and a file that is not there are bad input."""
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError, match="expected a file"):
            read_list(path, scenario, 1)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), lead=st.booleans())
def test_any_bytes_are_read_or_refused(
    content: bytes,
    lead: bool,
    write: Write,
    scenario: Playbook,
    canary: str,
) -> None:
    """Whatever the file holds, it is a list or bad input."""
    path = write((f"{canary}\nmrn\n".encode() if lead else b"") + content)
    try:
        found: OutsideList | None = read_list(path, scenario, 1)
    except InputError as refused:
        said = refused.message
        found = None
    assert said if found is None else found.people > 0


def test_an_exported_version_comes_back(
    scenario: Playbook, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People go out with state and reason and come back as the same people in the same states, as a new version."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path))
    known = played.exercise.known(ROOM)
    version = known.lists[-1].fact
    basis = bases(known, played.exercise.journal)[version.version]
    path = export_list(version, basis, scenario, 1, "round")
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["EXERCISE: all patients are synthetic"]
    assert rows[2] == ["mrn", "state", "put_there_by"]
    assert all(row[2] for row in rows[3:]), "something put each of them there"
    exercise = Exercise(scenario, 1)
    exercise.submit(read_list(path, scenario, 1).decision(ROOM))
    built = exercise.known(ROOM).lists[-1].fact
    assert (built.people, built.by_state) == (version.people, version.by_state)
    assert built.counted_in == version.counted_in
    assert built.spec.imported


def _outside() -> OutsideList:
    return OutsideList(sha256="ab" * 32, given=(("", (RecordId(1), RecordId(2))), ("TX", (RecordId(3),))))


def test_the_people_are_in_the_decision(scenario: Playbook) -> None:
    """The decision alone, written and read again, gives the same journal: the file is needed no more."""
    decision = _outside().decision(ROOM)
    assert decode_decision(encode(decision)) == decision
    digests = []
    for one in (decision, decode_decision(encode(decision))):
        exercise = Exercise(scenario, 1)
        exercise.submit(one)
        digests.append(exercise.journal.digest)
    assert digests[0] == digests[1]
    plain = BuildList(seat=ROOM, spec=ListSpec(scope="narrow", sources=()))
    assert "given" not in canonical(encode(plain)), "a save of today stays what it is"
    assert "imported" not in canonical(encode(plain))


def test_a_save_with_an_imported_list_plays_again(tmp_path: Path, scenario: Playbook) -> None:
    """Written, read with suspicion and played again, it gives the same journal."""
    exercise = Exercise(scenario, 1)
    exercise.submit(_outside().decision(ROOM))
    header = header_of(scenario, seed=1, seat="room", mode="assisted", created="2026-01-02T03:04:05+00:00")
    write_save(tmp_path / "one.save", save_of(exercise, header))
    save = read_save(tmp_path / "one.save")
    verify(save, scenario)
    assert play_again(save, scenario).known(ROOM).lists == exercise.known(ROOM).lists


@pytest.mark.parametrize(
    "given",
    [
        (),
        (("TX", (RecordId(20_000),)),),
        (("TX", (RecordId(-1),)),),
        (("TX", (RecordId(1), RecordId(1))),),
        (("ZZ", (RecordId(1),)),),
    ],
)
def test_an_edited_decision_is_refused(given: tuple[tuple[str, tuple[RecordId, ...]], ...], scenario: Playbook) -> None:
    """Strange records, doubles and states that a save might bring are refused, not applied."""
    exercise = Exercise(scenario, 1)
    entry = exercise.submit(replace(_outside().decision(ROOM), given=given))
    assert isinstance(entry.fact, DecisionRefused)


def test_people_without_a_file_are_refused(scenario: Playbook) -> None:
    """Nobody slips people into a list that is computed from evidence."""
    exercise = Exercise(scenario, 1)
    decision = replace(_outside().decision(ROOM), spec=ListSpec(scope="narrow", sources=()))
    assert isinstance(exercise.submit(decision).fact, DecisionRefused)


BOOK = """scenario: leaky-sync-queue
steps:
  - do: build-list
    at: 1h
    file: {file}
"""


def test_a_runbook_takes_a_list_beside_it(tmp_path: Path, scenario: Playbook, canary: str) -> None:
    """A step names a file beside the runbook; its people are read when it is played."""
    (tmp_path / "mine.csv").write_text(f"{canary}\nmrn,state\nSIM-0000005,NY\n", encoding="utf-8")
    book = load_runbook(tmp_path / "book.yaml", scenario, text=BOOK.format(file="mine.csv"))
    exercise = play_runbook(scenario, book, 1)
    (built,) = [entry.fact for entry in exercise.journal if isinstance(entry.fact, ListBuilt)]
    assert (built.people, built.by_state) == ((RecordId(5),), (("NY", 1),))
    with pytest.raises(InputError, match="another exercise's"):
        play_runbook(scenario, book, 2)


@pytest.mark.parametrize("file", ["../mine.csv", "/etc/passwd", "a/b.csv", "C:evil.csv", "..", "a\\b.csv"])
def test_a_runbooks_list_lies_beside_it(file: str, tmp_path: Path, scenario: Playbook) -> None:
    """No path leaves the runbook's own folder."""
    with pytest.raises(ScenarioError, match="a file beside the runbook"):
        load_runbook(tmp_path / "book.yaml", scenario, text=BOOK.format(file=f"'{file}'"))


@pytest.mark.parametrize("extra", ["    scope: narrow\n", "    sources: [bucket-inventory]\n"])
def test_a_list_has_one_origin(extra: str, tmp_path: Path, scenario: Playbook) -> None:
    """Evidence or a file, and one of them."""
    with pytest.raises(ScenarioError, match="one or the other"):
        load_runbook(tmp_path / "book.yaml", scenario, text=BOOK.format(file="mine.csv") + extra)
    with pytest.raises(ScenarioError, match="expected both, or a file"):
        load_runbook(tmp_path / "book.yaml", scenario, text=BOOK.replace("    file: {file}\n", extra))
