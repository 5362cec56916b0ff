"""SQL functions without a present: dates that never ask the machine's clock, and searches that take linear time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

from simulator.errors import InputError
from simulator.world.sql.answers import Cell

Function: TypeAlias = Callable[..., Cell]

DATES = ("date", "datetime", "julianday", "strftime", "time", "unixepoch")
_CLOCK = frozenset({"now", "localtime", "utc"})
"""What lets a date function ask the machine's clock or its time zone. Source: sqlite.org/lang_datefunc.html."""


class Timeless:
    """The functions, and why the last of them refused. Holds no console, so that a dropped one can be collected."""

    def __init__(self, longest: int) -> None:
        self.refused: InputError | None = None
        self._longest = longest
        # One that evidence never enters: it reckons dates, and turns numbers into text as SQLite does.
        self._reckoner = sqlite3.connect(":memory:", check_same_thread=False)

    def close(self) -> None:
        """Ends the reckoner."""
        self._reckoner.close()

    def put_into(self, connection: sqlite3.Connection) -> None:
        """Takes the place of SQLite's own functions of these names."""
        for name in DATES:
            connection.create_function(name, -1, self._dated(name), deterministic=True)
        connection.create_function("instr", 2, self._instr, deterministic=True)
        connection.create_function("replace", 3, self._replace, deterministic=True)

    def _dated(self, name: str) -> Function:
        fewest = 2 if name == "strftime" else 1
        calls = [f"SELECT {name}({', '.join('?' * count)})" for count in range(17)]

        def call(*arguments: Cell) -> Cell:
            if len(arguments) < fewest or any(_asks_clock(one) for one in arguments):
                return self._refuse(
                    "The console has no present and no local time: evidence is older than the room.",
                    "Write the time you mean.",
                )
            return self._reckon(calls[len(arguments)], arguments)

        return call

    def _instr(self, text: Cell, part: Cell) -> Cell:
        if text is None or part is None:
            return None
        if isinstance(text, bytes) and isinstance(part, bytes):
            return text.find(part) + 1
        return self._text(text).find(self._text(part)) + 1

    def _replace(self, text: Cell, old: Cell, new: Cell) -> Cell:
        if text is None or old is None or new is None:
            return None
        whole, part, other = self._text(text), self._text(old), self._text(new)
        if not part:
            return whole
        if len(whole) + whole.count(part) * (len(other) - len(part)) > self._longest:
            return self._refuse("The query makes a text too big to keep.", "Narrow it.")
        return whole.replace(part, other)

    def _text(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return cell
        if isinstance(cell, bytes):
            return cell.decode("utf-8", "replace")
        return str(self._reckon("SELECT CAST(? AS TEXT)", (cell,)))

    def _reckon(self, sql: str, arguments: tuple[Cell, ...]) -> Cell:
        found: Cell = self._reckoner.execute(sql, arguments).fetchone()[0]
        return found

    def _refuse(self, why: str, hint: str) -> Cell:
        self.refused = InputError(why, hint)
        raise self.refused


def _asks_clock(argument: Cell) -> bool:
    if isinstance(argument, bytes):
        argument = argument.decode("utf-8", "replace")
    # SQLite reads such a word up to its first NUL, in letters of any size.
    return isinstance(argument, str) and argument.partition("\0")[0].strip().lower() in _CLOCK
