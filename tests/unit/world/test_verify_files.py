"""The proof over files: what does not belong is named with file and line, and what we write passes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from simulator.errors import InputError
from simulator.world.exports.csvfile import EXERCISE
from simulator.world.proof.files import Strange, verify_path

CANARY = "SIM-CANARY-0A1B2C3D4E"
CLEAN = {
    "list.csv": f"{EXERCISE},{CANARY}\nmrn,phone,bytes_sent\nSIM-0000001,(212) 555-0100,2128675309\n",
    "report.md": "# EXERCISE\n\nCall (212) 555-0100.\n",
    "aar.html": "<p>EXERCISE</p><a href='https://portal.example.org'>x</a><svg d='M 212.5 867 5309'/>\n",
    "aar.json": '{"marking": "EXERCISE",\n "size": 2128675309, "share": 0.2128675309}\n',
    "world.ndjson": '{"meta":{"tag":[{"code":"EXERCISE"}]},"system":"http://loinc.org"}\n{"value":"SIM-0000001"}\n',
    "junit.xml": '<testsuites name="EXERCISE"/>\n',
    "mine.drill": '{"size":3293642307}\n',
}
PLANTED = {
    "list.csv": ("SIM-0000002,2128675309,1\n", "phone", "2128675309"),
    "report.md": ("Mail ana@hospital.org\n", "mail", "ana@hospital.org"),
    "aar.html": ("<b>ana&#64;hospital.org</b>\n", "mail", "ana@hospital.org"),
    "aar.json": ('{"note": "10.0.0\\u002e1"}\n', "IP address", "10.0.0.1"),
    "world.ndjson": ('{"telecom":{"value":2128675309}}\n', "phone", "2128675309"),
    "junit.xml": ("<a>123-45-6789</a>\n", "SSN", "123-45-6789"),
    "mine.drill": ('{"text":"see https://portal.hospital.org/x"}\n', "URL host", "https://portal.hospital.org"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_what_we_write_passes(tmp_path: Path, name: str) -> None:
    """Marks, reserved values and measures of any length are no findings."""
    (tmp_path / name).write_text(CLEAN[name], encoding="utf-8")
    assert verify_path(tmp_path / name) == ()


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("where", ["file", "folder", "archive"])
def test_a_planted_value_is_named_with_file_and_line(tmp_path: Path, name: str, where: str) -> None:
    """In a file, in a folder's file and in an archive's, the finding says where it stands."""
    line, kind, value = PLANTED[name]
    text = CLEAN[name] + line
    target = place = tmp_path / name
    if where == "archive":
        target = tmp_path / "all.zip"
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(name, text)
        place = target / name
    else:
        target.write_text(text, encoding="utf-8")
    number = CLEAN[name].count("\n") + 1
    found = verify_path(tmp_path if where == "folder" else target)
    place_told = f"{target}/{name}" if where == "archive" else str(place)
    assert Strange(f"{place_told}:{number}", kind, value) in found
    assert {one.place for one in found} == {f"{place_told}:{number}"}


@pytest.mark.parametrize("name", ["list.csv", "report.md", "aar.html", "aar.json", "world.ndjson", "junit.xml"])
def test_a_file_without_the_mark_is_found(tmp_path: Path, name: str) -> None:
    """EXERCISE stands in every export and report."""
    (tmp_path / name).write_text(CLEAN[name].replace("EXERCISE", "A FILE"), encoding="utf-8")
    assert verify_path(tmp_path / name)[0].kind == "mark"


def test_a_table_without_its_canary_is_found(tmp_path: Path) -> None:
    """An exported table carries the canary of its world."""
    (tmp_path / "crm_case.csv").write_text(f"{EXERCISE}\ncase_id\n1\n", encoding="utf-8")
    assert [one.kind for one in verify_path(tmp_path)] == ["canary"]


def test_a_cell_of_two_lines_is_named_by_its_first(tmp_path: Path) -> None:
    """Line breaks within a cell do not shift the lines that are told."""
    text = f'{EXERCISE}\nnote,more\n"one\ntwo",x\n"three\n123-45-6789",x\n'
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    assert [str(one) for one in verify_path(tmp_path / "list.csv")] == [f"{tmp_path / 'list.csv'}:5: SSN 123-45-6789"]


def test_numbers_of_a_table_are_measures_by_its_schema(tmp_path: Path) -> None:
    """A ten-digit number in a numeric column of ours passes; the same number in a text column does not."""
    for column, count in (("object_id", 0), ("bucket", 1)):
        text = f"{EXERCISE},{CANARY}\n{column}\n2128675309\n"
        (tmp_path / "int_bucket_object.csv").write_text(text, encoding="utf-8")
        assert len(verify_path(tmp_path)) == count


@pytest.mark.parametrize("data", [b"\0\1\2", b"SQLite format 3\0"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    """A picture or a database cannot be proven line by line."""
    (tmp_path / "x.bin").write_bytes(data)
    with pytest.raises(InputError, match="no text"):
        verify_path(tmp_path / "x.bin")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """What is not there proves nothing."""
    with pytest.raises(InputError, match="cannot be read"):
        verify_path(tmp_path / "none.csv")


def test_json_is_read_as_json(tmp_path: Path) -> None:
    """Escapes hide nothing, whichever way a text is written down."""
    (tmp_path / "a.json").write_text(json.dumps({"EXERCISE": "ana@hospital.org"}).replace("@", "\\u0040"))
    assert [one.value for one in verify_path(tmp_path)] == ["ana@hospital.org"]
