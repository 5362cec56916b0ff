"""Reads one YAML file, bounded and as plain text values with positions, or tells all that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from simulator.authored.problems import Location, Position, Problems
from simulator.authored.tree import FORBIDDEN, Data, Tree, forbidden

MAX_BYTES = 1_000_000
"""Assumed: twenty times the longest file that we ship."""
KEPT = 256
"""Documents that are kept; assumed: three scenarios with the whole library."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_CURES = {
    "mapping values are not allowed": 'put text that contains ": " in quotes, and check the indentation',
    "cannot start any token": "indent with spaces, never tabs, and put text that starts with a special mark in quotes",
    "expected key": "check the indentation: keys of one mapping start in the same column",
    "block end": "check the indentation: keys of one mapping start in the same column",
    "block mapping": "check the indentation: keys of one mapping start in the same column",
    "expected ':'": 'write "key: value", with a space after the colon',
    "end of stream": "close the quote or bracket that was opened",
    "',' or": "close the bracket that was opened, with commas between its items",
    "escape": "double the backslash, or use single quotes",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """What a file says, as text, and where it says it; `files`: where a merged value was written, if not in `path`.

    It is told by its identity: a file that did not change is one document.
    """

    path: Path
    data: Data
    values: dict[Location, Position]
    keys: dict[Location, Position]
    files: dict[Location, Path] = field(default_factory=dict)

    def position(self, location: Location, /, *, key: bool = False) -> Position:
        """Where the value (or its key) at a location starts; of the nearest place around it if it is not there."""
        if key and location in self.keys:
            return self.keys[location]
        return self.values.get(self._nearest(location), Position(1, 1))

    def file(self, location: Location, /) -> Path:
        """The file in which the value at a location, or the nearest place around it, was written."""
        return self.files.get(self._nearest(location), self.path)

    def _nearest(self, location: Location) -> Location:
        while location not in self.values and location:
            location = location[:-1]
        return location

    def at(self, location: Location, /, *, key: bool = False) -> str:
        """The place as `file:line:col`."""
        line, column = self.position(location, key=key)
        return f"{self.file(location)}:{line}:{column}"


def read_document(path: Path, *, text: str | None = None) -> Document:
    """What an authored file says (or `text`, told as if it stood in that file).

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    problems = Problems()
    source = _read_text(path, problems) if text is None else text
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        problems.add(path, (), _too_big())
    problems.raise_if_any()
    source = source.removeprefix("\ufeff")
    if path.suffix.lower() == ".json":
        source = source.replace("\t", " ")  # JSON has tabs between values only, where YAML refuses them
    return _parsed(path, source)


@lru_cache(maxsize=KEPT)
def _parsed(path: Path, source: str) -> Document:
    """What a text says. Kept: a check reads the library for each branch and cut, and nobody changes a document."""
    tree = _sound(source)
    if tree is None:
        problems = Problems()
        tree = _tree(path, source, problems)
        problems.raise_if_any()
    return Document(path=path, data=tree.root, values=tree.values, keys=tree.keys)


@lru_cache(maxsize=KEPT)
def _sound(source: str) -> Tree | None:
    """What a text says, in whatever file it stands: a copy of the library is read once. None: it has a problem."""
    problems = Problems()
    tree = _tree(Path(), source, problems)
    return None if problems else tree


def _tree(path: Path, source: str, problems: Problems) -> Tree:
    tree = Tree(path=path, problems=problems)
    _refuse_forbidden(path, source, problems)
    if problems:
        return tree
    try:
        tree.read(source)
    except yaml.YAMLError as error:
        problems.add_at(path, _mark(error), _broken(error))
    except (ValueError, OverflowError):  # the parser in Python, at an escape or a version beyond any number
        problems.add_at(path, Position(1, 1), "given an impossible number or escape, expected YAML; remove it.")
    if tree.root is None and not problems:
        problems.add_at(path, Position(1, 1), "given an empty file, expected keys and values; write its first key.")
    return tree


def _read_text(path: Path, problems: Problems) -> str:
    try:
        raw = _read_bytes(path, problems)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "the name is not a file's"
        problems.add(path, (), f"given a file that cannot be read ({reason}), expected a readable one; check the path.")
        return ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        position = _position(raw[: error.start].decode("utf-8"))
        given = f"given a byte 0x{raw[error.start]:02X} that is not UTF-8"
        problems.add_at(path, position, f"{given}, expected UTF-8 text; save the file as UTF-8.")
        return ""


def _read_bytes(path: Path, problems: Problems) -> bytes:
    if path.is_dir():
        problems.add(path, (), "given a directory, expected a file; name the YAML file inside it.")
    elif not path.exists():
        problems.add(path, (), "given a file that does not exist, expected a YAML file; check the path.")
    elif not path.is_file():
        problems.add(path, (), "given a device or pipe, expected a regular file; save it to a file first.")
    elif path.stat().st_size > MAX_BYTES:
        problems.add(path, (), _too_big())
    else:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    return b""


def _too_big() -> str:
    return f"given a file over {MAX_BYTES:,} bytes, expected a smaller one; split it."


def _refuse_forbidden(path: Path, source: str, problems: Problems) -> None:
    """Note the first forbidden character of each line."""
    if FORBIDDEN.search(source) is None:
        return
    for number, line in enumerate(_LINE_END.split(source), 1):
        if found := FORBIDDEN.search(line):
            problems.add_at(path, Position(number, found.start() + 1), forbidden(found.group()))


def _position(before: str) -> Position:
    lines = _LINE_END.split(before)
    return Position(len(lines), len(lines[-1]) + 1)


def _mark(error: yaml.YAMLError) -> Position:
    mark = getattr(error, "problem_mark", None)
    return Position(1, 1) if mark is None else Position(mark.line + 1, mark.column + 1)


def _broken(error: yaml.YAMLError) -> str:
    said = " ".join(str(getattr(error, "problem", None) or "unreadable").split())[:80]
    cure = next((cure for sign, cure in _CURES.items() if sign in said), "check indentation, quotes and colons here")
    return f"given text that is not YAML ({said}), expected YAML; {cure}."
