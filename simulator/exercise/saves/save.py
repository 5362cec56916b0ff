"""The save: one text file (.drill, JSON Lines) that replays to the same journal on any machine.

In order: the header; the decisions; the words about them; the journal; a closing line with the digests. Room time and
the text of the words stand outside both digests, so that words can be struck out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from simulator.domain import words as w
from simulator.domain.codec import canonical, encode
from simulator.domain.journal import Journal
from simulator.domain.time import Seconds
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.play import Submitted

SCHEMA_VERSION = 4
Mode = Literal["assisted", "unaided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What was played, by which rules, on which program. `created` is room time, ISO 8601.

    `length` in room minutes (0: as written) and the text of an organisation's `profile` tailored the scenario.
    """

    schema_version: int
    scenario: str
    scenario_version: str
    scenario_digest: str
    rulebook_digest: str
    engine: str
    numpy: str
    simpy: str
    seed: int
    length: int
    profile: str
    seat: str
    mode: Mode
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """An exercise as far as it was played: up to the second `at`, or to its end."""

    header: Header
    decisions: tuple[Submitted, ...]
    words: tuple[w.Words, ...]
    journal: Journal
    at: Seconds
    ended: bool

    def lines(self) -> Iterator[str]:
        """The save as canonical JSON lines."""
        yield canonical(asdict(self.header))
        yield from self._decision_lines()
        yield from (canonical(asdict(one)) for one in self.words)
        yield from (entry.line() for entry in self.journal)
        yield canonical(
            {"at": self.at, "ended": self.ended, "journal_digest": self.journal.digest, "save_digest": self.digest}
        )

    @property
    def digest(self) -> str:
        """Stands for all but room time, drafts, and what the words say (their references are in it)."""
        whole = hashlib.sha256(canonical({**asdict(self.header), "created": None}).encode())
        for line in self._decision_lines():
            whole.update(b"\n" + line.encode())
        for one in (one for one in self.words if one.role not in w.DRAFTS):
            whole.update(f"\n{one.ref} {one.decision} {one.role}".encode())
        whole.update(f"\n{self.at} {self.ended} {self.journal.digest}".encode())
        return whole.hexdigest()

    def _decision_lines(self) -> Iterator[str]:
        about: dict[int, list[str]] = {}
        for one in self.words:
            about.setdefault(one.decision, []).append(one.ref)
        for taken in self.decisions:
            refs = about.get(taken.number, [])
            body = {"number": taken.number, "at": taken.at, "decision": encode(taken.decision), "words": refs}
            yield canonical(body)


def write_save(path: Path, save: Save) -> None:
    """Write a save, whole or not at all; a file that was there stays until the new one is safe.

    Raises:
        InputError: the folder is not there or takes no writing, or the disk is full.
    """
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in save.lines())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
