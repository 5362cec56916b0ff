"""What is wrong with authored files: collected, sorted by place, raised all at once, one problem a line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from simulator.errors import ScenarioError

Location: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a value: `("steps", 0, "do")`."""

_SHOWN_PROBLEMS = 100
_SHOWN_NAMES = 40
_FEW_NAMES = 12
"""So many are listed beside a likely name; more would bury it."""
_SHOWN_CHARACTERS = 60


class Position(NamedTuple):
    """A place in a file; line and column both count from 1."""

    line: int
    column: int


class Placed(Protocol):
    """Something that knows where its values and keys stand in a file."""

    def file(self, location: Location, /) -> Path:
        """The file in which the value at a location stands."""

    def position(self, location: Location, /, *, key: bool = False) -> Position:
        """Where the value (or its key) at a location starts."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    position: Position | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.position is None else f"{self.file}:{self.position.line}:{self.position.column}"
        return f"{place}: {self.message}"


class AuthoredError(ScenarioError):
    """An authored file is wrong; carries its problems so that those of several files can be told together."""

    def __init__(self, message: str, hint: str = "", problems: tuple[Problem, ...] = (), /) -> None:
        super().__init__(message, hint)
        self.problems = problems


class Problems:
    """Collects what is wrong, in any order and from any number of files."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, place: Placed | Path, location: Location, message: str, *, key: bool = False) -> None:
        """Note a problem at a location of a document (`key=True`: at its key), or with a file as a whole."""
        if isinstance(place, Path):
            self.add_at(place, None, message)
        else:
            self.add_at(place.file(location), place.position(location, key=key), message)

    def add_at(self, path: Path, position: Position | None, message: str) -> None:
        """Note a problem at a known line and column; None means the file as a whole."""
        self._found[Problem(str(path), position, message)] = None

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep the problems of an authored file that fails inside the block, and go on after it."""
        try:
            yield
        except AuthoredError as error:
            self._found.update(dict.fromkeys(error.problems))

    def raise_if_any(self) -> None:
        """Tell every problem at once, or do nothing.

        Raises:
            ScenarioError: one problem a line, sorted by file, line and column.
        """
        if not self._found:
            return
        ordered = tuple(sorted(self._found, key=_place))
        lines = [str(problem) for problem in ordered[:_SHOWN_PROBLEMS]]
        if len(ordered) > _SHOWN_PROBLEMS:
            lines.append(f"... and {len(ordered) - _SHOWN_PROBLEMS} problems more")
        raise AuthoredError("\n".join(lines), "", ordered)


def suggest(given: str, known: Iterable[str]) -> str:
    """What the author may have meant, as in: Did you mean "x"? Known: a, b, c.

    Where many are known and one is likely, it alone is named.
    """
    names = list(dict.fromkeys(known))
    if not names:
        return "None are known here."
    lowered = {name.lower(): name for name in reversed(names)}
    close = difflib.get_close_matches(given.lower(), lowered, n=1)
    meant = f'Did you mean "{lowered[close[0]]}"? ' if close else ""
    if close and len(names) > _FEW_NAMES:
        return f"{meant}{len(names)} are known."
    more = f", ... ({len(names)} in all)" if len(names) > _SHOWN_NAMES else ""
    return f"{meant}Known: {', '.join(names[:_SHOWN_NAMES])}{more}."


def show(value: object) -> str:
    """A given value in one short line: text in quotes, lists and mappings by their kind."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = value if isinstance(value, str) else str(value)
    if len(text) > _SHOWN_CHARACTERS:
        text = text[: _SHOWN_CHARACTERS - 3] + "..."
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _place(problem: Problem) -> tuple[str, Position, str]:
    return problem.file, problem.position or Position(0, 0), problem.message
