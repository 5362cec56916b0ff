"""One pull in the vault: whose work brought it, and the digest of its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from simulator.domain.facts import ActionStarted, EvidencePulled
from simulator.domain.ids import SourceId
from simulator.domain.journal import Journal
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.asof import Row
from simulator.engine.native import NativeRows
from simulator.exercise.play import Exercise

CHUNK = 2_000
"""Rows that go into the vault at a time: few enough that nobody waits for them. Assumed."""

_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultLine:
    """One pull in the vault: chain of custody. `sha256` is over its rows as canonical JSON lines."""

    number: int
    source: SourceId
    table: str
    pull: int
    at: Seconds
    rows: int
    left_off: int
    sha256: str
    collector: str
    note: str


class RowDigest:
    """SHA-256 over the columns and rows of a pull, one canonical JSON line each, taken while they go by."""

    def __init__(self, columns: Iterable[tuple[str, str]]) -> None:
        self._digest = hashlib.sha256(json.dumps([name for name, _ in columns]).encode())

    def add(self, chunk: Sequence[Row]) -> None:
        """Count these rows in."""
        lines = [_CANONICAL.encode(row) for row in chunk]
        self._digest.update("".join(f"\n{line}" for line in lines).encode())

    @property
    def sha256(self) -> str:
        """The digest so far; hexadecimal."""
        return self._digest.hexdigest()


def row_digests(exercise: Exercise) -> dict[int, str]:
    """The digest of the rows of each pull, as a desk keeps it in its vault, by the number of the pull's entry."""
    found = {}
    for entry in exercise.journal:
        if isinstance(entry.fact, EvidencePulled):
            brought = exercise.rows(entry.number)
            digest = RowDigest(brought.columns)
            for chunk in chunks_of(brought):
                digest.add(chunk)
            found[entry.number] = digest.sha256
    return found


def chunks_of(brought: NativeRows) -> Iterator[Sequence[Row]]:
    """The rows of a pull, so many at a time."""
    for chunk in brought.chunks():
        for begin in range(0, len(chunk), CHUNK):
            yield chunk[begin : begin + CHUNK]


def collector_of(journal: Journal, number: int, playbook: Playbook) -> str:
    """Who did the work behind a pull: the owner of the action it followed from."""
    cause = journal[number].cause
    while cause is not None:
        entry = journal[cause]
        if isinstance(entry.fact, ActionStarted):
            seat = playbook.seats.get(entry.fact.owner)
            return seat.title if seat else str(entry.fact.owner)
        cause = entry.cause
    return "the exercise"
