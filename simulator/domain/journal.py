"""The journal: numbered, timed facts, each with its cause, who may know it, and a digest that chains to the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from simulator.domain.codec import canonical, decode_fact, encode
from simulator.domain.facts import Fact
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.time import Seconds
from simulator.errors import JournalError

GENESIS = hashlib.sha256(b"breachdrill journal 1").hexdigest()
"""What the first entry's digest chains to."""

TRUTH: tuple[SeatId, ...] = (CONTROLLER,)
"""Who may know the ground truth before EndEx."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fact in its envelope. `cause` is the number of the entry it followed from; `seats` are those who may know.

    `before` is the entry that its digest chains to, None where it is the first; `asked` the digest, once somebody did.
    """

    number: int
    at: Seconds
    cause: int | None
    seats: tuple[SeatId, ...]
    fact: Fact
    before: Entry | None = field(repr=False, compare=False)
    asked: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """What stands for this entry and all before it.

        Worked out when it is first asked for, and then kept: most runs are only scored.
        """
        unknown, last = list[Entry](), self
        while last.asked is None:
            unknown.append(last)
            if last.before is None:
                break
            last = last.before
        digest = last.asked or GENESIS
        for one in reversed(unknown):
            digest = _chain(digest, canonical(_body(one.number, one.at, one.cause, one.seats, one.fact)))
            object.__setattr__(one, "asked", digest)
        return digest

    def line(self) -> str:
        """The entry as one canonical JSON line."""
        return canonical({**_body(self.number, self.at, self.cause, self.seats, self.fact), "digest": self.digest})


class Journal:
    """An append-only log of entries."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = list(entries)

    def append(self, at: Seconds, fact: Fact, *, seats: Sequence[SeatId], cause: int | None = None) -> Entry:
        """Write a fact down and return its entry."""
        number = len(self._entries) + 1
        known = _in_order(tuple(seats))
        before = self._entries[-1] if self._entries else None
        entry = Entry(number=number, at=at, cause=cause, seats=known, fact=fact, before=before)
        self._entries.append(entry)
        return entry

    @property
    def digest(self) -> str:
        """The digest of the last entry: it stands for the whole journal."""
        return self._entries[-1].digest if self._entries else GENESIS

    def seen_by(self, seat: SeatId) -> tuple[Entry, ...]:
        """The entries this seat may know; the controller knows all, the room everything that is not truth."""
        return tuple(entry for entry in self._entries if may_know(seat, entry))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __getitem__(self, number: int) -> Entry:
        """The entry of that number; numbers begin at 1."""
        if number < 1:
            raise IndexError(number)
        return self._entries[number - 1]

    def since(self, number: int) -> tuple[Entry, ...]:
        """The entries after that number."""
        return tuple(self._entries[number:])


@lru_cache(maxsize=256)
def _in_order(seats: tuple[SeatId, ...]) -> tuple[SeatId, ...]:
    """These seats, each once: a run writes to the same few hundreds of times."""
    return tuple(sorted(set(seats)))


def may_know(seat: SeatId, entry: Entry) -> bool:
    """Whether a seat may know an entry."""
    if seat == CONTROLLER or seat in entry.seats:
        return True
    return seat == ROOM and entry.seats != TRUTH


def read_lines(lines: Iterable[str]) -> Journal:
    """The journal written as canonical lines, every digest checked.

    Raises:
        JournalError: a line is no entry, numbers leave a gap, or a digest does not fit; the message names the line.
    """
    journal = Journal()
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line)
            fact = decode_fact(value["fact"])
            at, seats, cause = _envelope(value)
            entry = journal.append(at, fact, seats=seats, cause=cause)
            fits = canonical(value) == entry.line()
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            raise JournalError(f"journal line {number}: not an entry ({fault})") from None
        except JournalError as fault:
            raise JournalError(f"journal line {number}: {fault.message}") from None
        if not fits:
            raise JournalError(
                f"journal line {number}: the digest does not fit; the file was edited or cut",
                "Use the copy it was exported from.",
            )
    return journal


def _envelope(value: dict[str, Any]) -> tuple[Seconds, list[SeatId], int | None]:
    at, seats, cause = value["at"], value["seats"], value["cause"]
    if type(at) is not int or type(cause) not in (int, type(None)) or any(type(seat) is not str for seat in seats):
        raise JournalError("time and cause are whole numbers, seats are names")
    return at, seats, cause


def _body(number: int, at: Seconds, cause: int | None, seats: tuple[SeatId, ...], fact: Fact) -> dict[str, object]:
    return {"number": number, "at": at, "cause": cause, "seats": list(seats), "fact": encode(fact)}


def _chain(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
