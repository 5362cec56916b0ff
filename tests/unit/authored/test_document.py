"""What an authored file may be, what it says, and how each refusal is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from simulator.authored import Document, read_document, tree
from simulator.errors import ScenarioError

FILE = Path("runbook.yaml")

RUNBOOK = """\
scenario: leaky-sync-queue   # a comment
steps:
  - do: snapshot-queue
    at: 1:30
  - {do: stop, when: {indicator: dlq-depth}}
note: |
  two
  lines
"""


def read(text: str) -> Document:
    """What the text says."""
    return read_document(FILE, text=text)


def refusal(text: str) -> str:
    """How the text is refused."""
    with pytest.raises(ScenarioError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "written", ["NO", "yes", "on", "off", "1:30", "0x1F", "1e3", "2026-09-06", "[red]", "=cmd()", "007"]
)
def test_scalars_stay_the_text_that_was_written(written: str) -> None:
    """No plain scalar turns into a number, a date or a truth value."""
    quoted = f'"{written}"' if written.startswith("[") else written
    assert read(f"key: {quoted}").data == {"key": written}


def test_markup_and_formulas_stay_text() -> None:
    """Text that another program would run or render is only text here."""
    assert read("a: '[red]'\nb: <script>\nc: =cmd()").data == {"a": "[red]", "b": "<script>", "c": "=cmd()"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_plain_nothing_is_none_and_quoted_nothing_is_text(written: str) -> None:
    """An empty, `null` or `~` plain scalar is None; in quotes it is text."""
    assert read(f"a: {written}\nb: '{written}'").data == {"a": None, "b": written}


def test_every_key_and_value_knows_its_place() -> None:
    """Positions are line and column from 1, for keys and for values, at any depth."""
    document = read(RUNBOOK)
    assert document.position(("scenario",)) == (1, 11)
    assert document.position(("scenario",), key=True) == (1, 1)
    assert document.position(("steps", 0, "do")) == (3, 9)
    assert document.position(("steps", 1, "when", "indicator"), key=True) == (5, 23)
    assert document.at(("steps", 0, "at")) == "runbook.yaml:4:9"
    assert document.data["note"] == "two\nlines\n"  # type: ignore[call-overload, index]


def test_an_unknown_place_is_told_by_the_nearest_one_around_it() -> None:
    """A location that the file does not have is told by the value that would hold it."""
    assert read(RUNBOOK).at(("steps", 0, "by", "whom")) == "runbook.yaml:3:5"


def test_both_yaml_loaders_give_the_same_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader in C and the one in Python agree on values and on positions."""
    texts = [RUNBOOK, "a:\nb: [x, {c: d}]\n", "'é': \"\\u00e9\"\n? k\n: - 1\n  -\n", "- >-\n  folded\n  text\n- ''\n"]
    fast = [read(text) for text in texts]
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert [read(text) for text in texts] == fast


REFUSED = {
    "duplicate key": (
        "a: 1\nb: 2\na: 3",
        '3:1: given the key "a" twice (first on line 1), expected it once; remove one.',
    ),
    "anchor": ("a: &x 1", '1:4: given the anchor "&x", expected none; remove it, or put the text in quotes.'),
    "tag": (
        "a: !!str x",
        '1:4: given the tag "tag:yaml.org,2002:str", expected none; remove it, or put the text in quotes.',
    ),
    "plain tag": ("a: ! x", '1:4: given the tag "!", expected none; remove it, or put the text in quotes.'),
    "two documents": ("a: 1\n---\nb: 2", "2:1: given a second document, expected one a file; remove the line ---."),
    "directive": (
        "%YAML 1.1\n---\na: 1",
        "1:1: given a % directive, expected none; remove the line that starts with %.",
    ),
    "key is a list": ("? [a, b]\n: c", "1:3: given a list or mapping as a key, expected text; put the key in quotes."),
    "key is a mapping": ("{{a: b}: c}", "1:2: given a list or mapping as a key, expected text; put the key in quotes."),
    "key is nothing": ("~: c", "1:1: given an empty key, expected text; write the key, or put it in quotes."),
    "merge key": ("a:\n  <<: {b: c}", '2:3: given the merge key "<<", expected a key; write the merged keys out.'),
    "too deep": ("[" * 21 + "]" * 21, "1:21: given values nested over 20 deep, expected fewer levels; flatten them."),
    "NUL": ("a: b\nc: d\x00", "2:5: given the control character U+0000, expected plain text; delete it."),
    "escape sequence": ("a: \x1b[31m", "1:4: given the control character U+001B, expected plain text; delete it."),
    "escaped control": ('a: "\\e[31m"', "1:4: given the control character U+001B, expected plain text; delete it."),
    "reordering mark": ("a: \u202eb", "1:4: given the control character U+202E, expected plain text; delete it."),
    "empty": ("", "1:1: given an empty file, expected keys and values; write its first key."),
    "only a comment": ("# later\n", "1:1: given an empty file, expected keys and values; write its first key."),
    "unquoted colon": (
        "a: b: c",
        (
            "1:5: given text that is not YAML (mapping values are not allowed in this context), expected YAML; "
            'put text that contains ": " in quotes, and check the indentation.'
        ),
    ),
}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_names_place_given_expected_and_cure(text: str, told: str) -> None:
    """Each surprise of YAML is refused with file, line, column, what was given, what is expected and what to do."""
    assert refusal(text) == f"runbook.yaml:{told}"


def test_an_alias_is_refused_with_its_anchor() -> None:
    """Both ends of an alias are told, each at its own place."""
    first, second = refusal("a: &x 1\nb: *x").splitlines()
    assert first.startswith('runbook.yaml:1:4: given the anchor "&x"')
    assert (
        second == 'runbook.yaml:2:4: given the alias "*x", expected a value; write the value out, or put it in quotes.'
    )


def test_quoted_marks_are_only_text() -> None:
    """In quotes, the marks of anchors, aliases, tags and merge keys mean nothing."""
    assert read("'<<': '&x'\nb: '*x'\nc: '!t'").data == {"<<": "&x", "b": "*x", "c": "!t"}


def test_all_problems_are_told_at_once_by_line() -> None:
    """One line a problem, sorted by where it stands."""
    lines = refusal("a: !t 1\na: &x 2\n<<: 3").splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"runbook.yaml:{at}" for at in ("1:4", "2:1", "2:4", "3:1")]


def test_the_deepest_allowed_file_is_read() -> None:
    """Twenty levels are allowed."""
    assert read("[" * 20 + "]" * 20).data != []


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"', 'a: "\\ud800"', "%YAML " + "9" * 5000 + ".1\n---\na: 1"])
def test_impossible_numbers_are_refused_by_both_loaders(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escapes and versions beyond any number are the author's fault under either loader."""
    assert refusal(text).startswith("runbook.yaml:1:")
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert refusal(text).startswith("runbook.yaml:1:")


def on_disk(path: Path) -> str:
    """How a file is refused, without its name."""
    with pytest.raises(ScenarioError) as caught:
        read_document(path)
    return str(caught.value).removeprefix(str(path))


def test_a_file_on_disk_reads_like_its_text(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends change neither values nor positions."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    document = read_document(path)
    assert document.data == {"a": "b", "c": "d"}
    assert document.at(("c",)) == f"{path}:2:4"


def test_bytes_that_are_not_utf8_are_refused_at_their_place(tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is told by line and column."""
    path = tmp_path / "a.yaml"
    path.write_bytes("é: b\nc: é".encode() + b"\xff")
    assert on_disk(path) == ":2:5: given a byte 0xFF that is not UTF-8, expected UTF-8 text; save the file as UTF-8."


def test_missing_files_and_directories_are_refused(tmp_path: Path) -> None:
    """What is no regular file is told so, not raised as an operating system's error."""
    assert on_disk(tmp_path / "no.yaml").startswith(": given a file that does not exist, expected")
    assert on_disk(tmp_path).startswith(": given a directory, expected a file")
    with pytest.raises(ScenarioError, match=r"cannot be read|does not exist"):
        read_document(Path("a\x00b.yaml"))


def test_a_huge_file_is_refused_at_once(tmp_path: Path) -> None:
    """Fifty megabytes are refused by their size, before any of them is read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    begun = time.perf_counter()
    assert on_disk(path) == ": given a file over 1,000,000 bytes, expected a smaller one; split it."
    assert time.perf_counter() - begun < 0.5


def test_a_huge_text_is_refused() -> None:
    """The limit counts bytes, not characters, of text that is handed in too."""
    assert "over 1,000,000 bytes" in refusal("a: " + "é" * 500_001)


def test_many_problems_stay_readable() -> None:
    """At most a hundred problems are spelled out; the rest is counted."""
    lines = refusal("a: 1\n" * 400).splitlines()
    assert len(lines) == 101
    assert lines[-1] == "... and 299 problems more"


def test_a_giant_name_does_not_flood_the_message() -> None:
    """What was given is shown in part when it is long."""
    assert len(refusal("&" + "a" * 10_000)) < 200
