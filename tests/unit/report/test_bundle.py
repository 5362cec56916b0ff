"""The bundle answers a data request: every file is there and marked, the index tells the truth, the gaps are named."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.domain import facts as f
from simulator.domain.evaluation import records as r
from simulator.domain.words import TOMBSTONE, redact, words
from simulator.errors import InputError
from simulator.exercise.bundle.pack import pack
from simulator.exercise.bundle.requests import REQUESTS, answers
from simulator.exercise.formats import RENDERERS
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Wanted, masked, played, report_of, write_report
from simulator.report.material import Material, Played
from simulator.world.exports.csvfile import EXERCISE
from tests.unit.evaluating.written import decided, rated, with_records
from tests.unit.report.texts import pdf_text

WANTED = Wanted(audience="auditor")
SECRET = "Quixotically Unrepeatable Zebra"  # noqa: S105 - a word to look for


def bundle(told: Played) -> zipfile.ZipFile:
    """The bundle of a run, opened."""
    return zipfile.ZipFile(io.BytesIO(packed(told)))


def packed(told: Played) -> bytes:
    """The bundle of a run as a file; the digest of a pull's rows is made up."""
    pulls = (one.number for one in told.journal if isinstance(one.fact, f.EvidencePulled))
    return pack(told, report_of(told, WANTED), {number: f"rows of #{number}" for number in pulls})


@pytest.fixture(scope="module")
def files(reference: Played) -> dict[str, bytes]:
    """The files of the reference's bundle."""
    opened = bundle(reference)
    return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def nothing_done(silent: Played) -> bytes:
    """The bundle of a run in which nobody did anything."""
    return packed(silent)


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV, below the mark and the canary."""
    lines = content.decode().splitlines(keepends=True)
    assert lines[0].strip() == EXERCISE
    assert lines[1].startswith("SIM-CANARY-")
    return list(csv.DictReader(lines[2:]))


def test_every_file_says_exercise(files: dict[str, bytes]) -> None:
    """Each file is marked, whatever its kind."""
    for name, content in files.items():
        if name.endswith(".docx"):
            content = zipfile.ZipFile(io.BytesIO(content)).read("word/header1.xml")  # noqa: PLW2901
        text = pdf_text(content) if name.endswith(".pdf") else content.decode()
        assert "EXERCISE" in text, name


def test_the_index_names_every_file_with_its_digest(files: dict[str, bytes]) -> None:
    """Names, sizes and digests in the index are those of the files; each request names files that are there."""
    index = json.loads(files["index.json"])
    told = {one["name"]: (one["bytes"], one["sha256"]) for one in index["files"]}
    others = {name: content for name, content in files.items() if not name.startswith("index.")}
    assert told == {name: (len(one), hashlib.sha256(one).hexdigest()) for name, one in others.items()}
    assert [one["id"] for one in index["requests"]] == [one.id for one in REQUESTS]
    assert all(one["files"] or one["gaps"] for one in index["requests"])
    assert {name for one in index["requests"] for name in one["files"]} == set(others)


def test_the_duties_are_the_obligations(files: dict[str, bytes], reference: Played) -> None:
    """Each obligation has its row: discovered, due, done, margin, entries."""
    rows = table(files["duties.csv"])
    assert [(row["id"], row["due"], row["done"], row["status"]) for row in rows] == [
        (one.id, str(one.due or ""), str(one.done or ""), one.status.value) for one in reference.true
    ]


def test_custody_and_lists_are_the_journals(files: dict[str, bytes], reference: Played) -> None:
    """Each pull is in the custody list with the digest of its entry; each version of the list is a file."""
    material = Material(reference)
    pulls = [one for one in material.entries if isinstance(one.fact, f.EvidencePulled)]
    custody = table(files["evidence/custody.csv"])
    assert [(row["entry"], row["rows_sha256"], row["entry_digest"]) for row in custody] == [
        (f"#{one.number}", f"rows of #{one.number}", one.digest) for one in pulls
    ]
    for one in material.truth.lists:
        assert len(table(files[f"lists/list-v{one.fact.version}.csv"])) == len(one.fact.people)
    lines = files["journal.jsonl"].decode().splitlines()
    assert json.loads(lines[0])["digest"] == reference.journal.digest
    assert lines[1:] == [one.line() for one in material.entries]


def test_every_notice_is_a_letter(files: dict[str, bytes], reference: Played) -> None:
    """Each notice that was sent is a text with its five elements or their absence."""
    letters = [content.decode() for name, content in files.items() if name.startswith("letters/")]
    sent = Material(reference).truth.notices
    assert len(letters) == len(sent)
    assert all(f"(entry #{one.number})" in text for one, text in zip(sent, letters, strict=True))


def test_silence_is_full_of_gaps(nothing_done: bytes) -> None:
    """A run in which nobody did anything has no letter, no list, no assessment: each is named."""
    opened = zipfile.ZipFile(io.BytesIO(nothing_done))
    gaps = {one["id"]: " ".join(one["gaps"]) for one in json.loads(opened.read("index.json"))["requests"]}
    assert "No notice was sent to individuals" in gaps["letters"]
    assert "No list of affected people" in gaps["people"]
    assert "Nobody determined" in gaps["assessment"]
    assert "stated no date of discovery" in gaps["discovery"]
    assert "us.hipaa.individual" in gaps["delay"]
    assert "us.hipaa.hhs" in gaps["secretary"]
    assert not [name for name in opened.namelist() if name.startswith(("letters/", "determination/"))]


def test_each_request_has_its_own_letters(files: dict[str, bytes]) -> None:
    """Letters to people answer the request for them, and no report to an authority does; each letter answers one."""
    asked = {one["id"]: one for one in json.loads(files["index.json"])["requests"]}
    assert {name.split("-")[1] for name in asked["letters"]["files"]} <= {"individual", "substitute"}
    assert all("-hhs-" in name for name in asked["secretary"]["files"] if name.startswith("letters/"))
    assert {name.split("-")[1] for name in asked["states"]["files"] if "/" in name} <= {"tx", "ny", "ca", "fl"}
    told = [name for one in asked.values() for name in one["files"] if name.startswith("letters/")]
    assert set(told) == {name for name in files if name.startswith("letters/")}
    assert "due " in " ".join(asked["secretary"]["notes"])


def test_gaps_follow_what_was_written_down(reference: Played) -> None:
    """Attendance, ratings and the plan are named as far as they are missing, and no further."""
    bare = _gaps(replace(reference, words=(), runbook=None))
    assert "Attendance was not recorded" in bare["test-record"]
    assert "rating of 5 of 5 objectives" in bare["test-record"]
    assert "No corrective action is decided." in bare["corrective-action"]
    seats = tuple(reference.playbook.seats)
    some = with_records(
        replace(reference, words=(), runbook=None),
        r.Seated(at=0, room=0.0, role=seats[0], name="Z. Quince"),
        r.Seated(at=0, room=0.0, role=seats[1]),
        *rated(reference.playbook)[1:],
        decided(),
        decided("IP-2", owner=""),
    )
    told = _gaps(some)
    assert "2 roles filled in person" in told["test-record"]
    assert f"Recorded without a name: {reference.playbook.seats[seats[1]].title}." in told["test-record"]
    assert "rating of 1 of 5 objectives" in told["test-record"]
    assert "IP-2: no owner" in told["corrective-action"]
    assert "IP-1: " not in told["corrective-action"]
    by_tool = _gaps(replace(reference, words=(), runbook="reference"))
    assert "no workforce took part" in by_tool["test-record"]


def _gaps(told: Played) -> dict[str, str]:
    return {one.asked.id: " ".join(one.gaps) for one in answers(Material(told), ())}


def test_the_same_bytes_again(silent: Played, nothing_done: bytes) -> None:
    """Packing again gives the same file."""
    assert packed(silent) == nothing_done


def test_half_an_exercise_is_a_draft(clumsy_exercise: Exercise) -> None:
    """A run that is not finished has a bundle that says so."""
    running = Exercise(clumsy_exercise.playbook, 1)
    running.advance(3600)
    opened = bundle(played(running))
    assert "DRAFT" in opened.read("index.md").decode()
    assert "The exercise is not finished" in opened.read("index.md").decode()


def test_redacted_words_are_in_no_output(clumsy: Played) -> None:
    """A word that was struck out is in no format, and in no file of the bundle; before, it was in all reports."""
    said = tuple(words(number, "reason", SECRET, salt="test") for number in (1, 2, 3, 4))
    for spoken, there in ((said, True), (tuple(map(redact, said)), False)):
        opened = bundle(replace(clumsy, words=spoken))
        outputs = {name: opened.read(name) for name in opened.namelist()}
        assert {Path(name).suffix for name in outputs if name.startswith("report/")} == set(RENDERERS)
        for name, content in outputs.items():
            text = _text_of(name, content)
            if name.startswith("report/"):
                assert (SECRET in text) is there, name
                assert (TOMBSTONE in text.replace("\\", "")) is not there, name
            assert there or SECRET not in text, name


def _text_of(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return " ".join(pdf_text(content).split())
    if name.endswith(".docx"):
        return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return content.decode()


def test_a_bundle_is_for_an_auditor(clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """Asked for by anybody else it is refused, and nothing is written."""
    with pytest.raises(InputError, match="--for auditor"):
        write_report(clumsy_exercise, [tmp_path / "a.md", tmp_path / "b.zip"])
    assert list(tmp_path.iterdir()) == []
    (path,) = write_report(Exercise(clumsy_exercise.playbook, 1), [tmp_path / "b.zip"], wanted=WANTED)
    assert zipfile.is_zipfile(path)


def test_the_journal_of_a_bundle_names_nobody(reference: Played) -> None:
    """A name in what was typed into a decision gives way as in the report; the line says so and keeps its digest."""
    seated = r.Seated(at=0, room=0.0, role="privacy-officer", name="Zoe Returned")
    told = masked(with_records(reference, seated))
    first, *lines = map(json.loads, bundle(told).read("journal.jsonl").splitlines())
    found = [line for line in lines if line["fact"]["kind"] == "breach-determined"]
    for line in found:
        assert "copies were Privacy officer or destroyed" in line["fact"]["assessment"]["mitigation"]["finding"]
        assert (line["masked"], line["digest"]) == (True, told.journal[line["number"]].digest)
    assert first["masked"] == len([line for line in lines if "masked" in line]) == 2 * len(found) > 0
