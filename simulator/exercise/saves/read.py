"""Reads a save with suspicion: bounded, every line checked, every complaint with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NoReturn, get_args

from simulator.domain import words as w
from simulator.domain.codec import canonical, decode_decision
from simulator.domain.facts import DecisionRecorded, DecisionRefused, ExerciseEnded, ExerciseStarted
from simulator.domain.journal import Journal, read_lines
from simulator.errors import InputError, JournalError
from simulator.exercise.folders import reason_of
from simulator.exercise.play import Submitted
from simulator.exercise.saves.save import SCHEMA_VERSION, Header, Mode, Save

MAX_BYTES = 64_000_000
"""Assumed: a hundred times the longest save of a shipped scenario."""


def read_save(path: Path) -> Save:
    """The save in a file, every line checked; whether it still replays is `verify`'s question.

    Raises:
        InputError: there is no such file, or it cannot be read.
        JournalError: it is no save, too big, edited, cut, or of another version; the message names the line.
    """
    return _Reading(path).read()


@dataclass(slots=True)
class _Reading:
    """Reads one file; knows the line it is at, so that every complaint can name it."""

    path: Path
    line: int = 1
    decisions: list[Submitted] = field(default_factory=list)
    words: list[w.Words] = field(default_factory=list)
    refs: list[list[str]] = field(default_factory=list)

    def read(self) -> Save:
        lines = self._lines()
        header = self._header(self._value(lines[0]))
        closing = self._closing(lines)
        self.line = 2
        for text in lines[1:-1]:
            value = self._value(text)
            if set(value) == {"number", "at", "decision", "words"} and not self.words:
                self._decision(value)
            elif set(value) == _fields(w.Words):
                self._words(value)
            else:
                break
            self.line += 1
        journal = self._journal(lines[self.line - 1 : -1])
        save = Save(
            header=header,
            decisions=tuple(self.decisions),
            words=tuple(self.words),
            journal=journal,
            at=closing["at"],
            ended=closing["ended"],
        )
        self._check_whole(save, closing)
        return save

    def _lines(self) -> list[str]:
        raw = self._bytes().replace(b"\r\n", b"\n")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.line = raw.count(b"\n", 0, error.start) + 1
            self._refuse(f"given a byte 0x{raw[error.start]:02X}, expected UTF-8 text")
        return text.removesuffix("\n").split("\n")

    def _bytes(self) -> bytes:
        try:
            if not self.path.is_file():
                raise InputError(f"given {self.path}, expected a save that is there.", "Check the path.")
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                self._refuse(f"given a file of {size:,} bytes, expected a save of at most {MAX_BYTES:,}")
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES)
        except (OSError, ValueError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else error
            raise InputError(f"{self.path} cannot be read: {reason}.", "Check the path.") from error

    def _value(self, text: str) -> dict[str, Any]:
        try:
            value = json.loads(text)
            same = isinstance(value, dict) and canonical(value) == text
        except (ValueError, RecursionError):
            self._refuse("given text that is no JSON, expected a line of a save")
        if not same:
            self._refuse("given a line that breachdrill would write in another way")
        return dict(value)

    def _header(self, value: dict[str, Any]) -> Header:
        schema = value.get("schema_version")
        if type(schema) is not int:
            self._refuse("given no schema_version, expected the first line of a save")
        if schema != SCHEMA_VERSION:
            message = f"{self.path}:1: given a save of format {schema}, expected format {SCHEMA_VERSION}."
            raise JournalError(message, f"Read it with the program that wrote it: {str(value.get('engine'))[:40]}.")
        self._check_fields(Header, value)
        if value["mode"] not in get_args(Mode):
            self._refuse(f"given the mode {value['mode'][:40]!r}, expected one of {', '.join(get_args(Mode))}")
        return Header(**value)

    def _closing(self, lines: list[str]) -> dict[str, Any]:
        self.line = len(lines)
        value = self._value(lines[-1])
        if set(value) != set(_CLOSING) or any(type(value[key]) is not kind for key, kind in _CLOSING.items()):
            self._refuse("given a file without its closing line; it was cut")
        return value

    def _decision(self, value: dict[str, Any]) -> None:
        number, at, refs = value["number"], value["at"], value["words"]
        if type(number) is not int or number != len(self.decisions) + 1:
            self._refuse(f"given decision {number!r}, expected number {len(self.decisions) + 1}")
        if type(at) is not int or (self.decisions and at < self.decisions[-1].at):
            self._refuse(f"given a decision at {at!r}, expected a second that is not before the last decision's")
        if not isinstance(refs, list):
            self._refuse("given words that are no list of references")
        try:
            taken = Submitted(number=number, at=at, decision=decode_decision(value["decision"]))
        except (JournalError, RecursionError) as fault:
            self._refuse(f"given no decision ({fault})")
        self.decisions.append(taken)
        self.refs.append(refs)

    def _words(self, value: dict[str, Any]) -> None:
        self._check_fields(w.Words, value)
        if value["role"] not in get_args(w.Role) or not 0 <= value["decision"] <= len(self.decisions):
            self._refuse("given words in no known role, or about no decision of this save")
        self.words.append(w.Words(**value))

    def _journal(self, lines: list[str]) -> Journal:
        def counted() -> Iterator[str]:
            for text in lines:
                yield text
                self.line += 1

        try:
            return read_lines(counted())
        except JournalError as fault:
            message = fault.message.partition(": ")[2]  # its number counts entries; ours counts lines of the file
            self._refuse(f"given a bad entry: {message}")

    def _check_whole(self, save: Save, closing: dict[str, Any]) -> None:
        facts = [entry.fact for entry in save.journal]
        started = next((fact for fact in facts if isinstance(fact, ExerciseStarted)), None)
        taken = [
            (fact.number, entry.at, fact.decision)
            for entry in save.journal
            if isinstance(fact := entry.fact, DecisionRecorded | DecisionRefused)
        ]
        checks = {
            "refs": self.refs == [[o.ref for o in save.words if o.decision == t.number] for t in save.decisions],
            "scenario and seed": started is not None
            and (started.scenario, started.seed) == (save.header.scenario, save.header.seed),
            "decisions": taken == [(one.number, one.at, one.decision) for one in save.decisions],
            "end": save.ended == any(isinstance(fact, ExerciseEnded) for fact in facts),
            "journal_digest": closing["journal_digest"] == save.journal.digest,
            "save_digest": closing["save_digest"] == save.digest,
        }
        wrong = [name for name, fits in checks.items() if not fits]
        if wrong:
            self._refuse(f"given {', '.join(wrong)} that do not fit the rest; the file was edited or cut")

    def _check_fields(self, into: type[Any], value: dict[str, Any]) -> None:
        if set(value) != _fields(into):
            odd = ", ".join(sorted(set(value) ^ _fields(into)))[:200]
            self._refuse(f"given fields that are missing or unknown: {odd}")
        for name, wanted in ((one.name, _KINDS.get(str(one.type), str)) for one in fields(into)):
            if type(value[name]) is not wanted:
                self._refuse(f"given {name} {str(value[name])[:40]}, expected {wanted.__name__}")

    def _refuse(self, what: str) -> NoReturn:
        raise JournalError(f"{self.path}:{self.line}: {what}.", "Use the copy that breachdrill wrote.")


_KINDS: dict[str, type] = {"int": int, "bool": bool}
_CLOSING: dict[str, type] = {"at": int, "ended": bool, "journal_digest": str, "save_digest": str}


def _fields(of: type[Any]) -> set[str]:
    return {one.name for one in fields(of)}
