"""The evidence desk of one seat: which sources there are, what was pulled into the vault, and SQL over that alone.

A source that the seat has not pulled is an error in a query, never an empty result.
"""

from __future__ import annotations

import hashlib
import json
import threading
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from simulator.domain.actions import PullSource, ResponseAction
from simulator.domain.decisions import TakeAction
from simulator.domain.facts import ActionStarted, EvidenceChanged, EvidencePulled
from simulator.domain.ids import SeatId, SourceId
from simulator.domain.journal import Journal, may_know
from simulator.domain.nouns import LogSource, SourceKind
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds, format_duration
from simulator.engine.asof import Row
from simulator.engine.evidence import forgotten
from simulator.engine.native import MOST_ROWS, NativeRows
from simulator.exercise.play import Exercise
from simulator.world.console import EvidenceConsole, QueryResult

Standing: TypeAlias = Literal["pulled", "under way", "not pulled", "not recording", "lost", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as a seat sees it. `rows` counts those in the vault; None while nobody pulled any."""

    source: SourceId
    code: str
    title: str
    table: str
    kind: SourceKind
    standing: Standing
    owner: str
    actions: tuple[ResponseAction, ...]
    takes: str
    keeps: str
    rows: int | None
    held: bool
    remarks: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One pull's rows on their way into the vault."""

    number: int
    fact: EvidencePulled
    collector: str
    brought: NativeRows


class EvidenceDesk:
    """What one seat collected. `collect` may run in a worker; queries come one at a time."""

    def __init__(self, exercise: Exercise, seat: SeatId) -> None:
        self._exercise = exercise
        self._seat = seat
        self._playbook = exercise.playbook
        self._console = EvidenceConsole({table_of(one.id): one.title for one in self._playbook.sources.values()})
        self._lock = threading.Lock()
        self._vault: list[VaultLine] = []

    def close(self) -> None:
        """Forgets the evidence."""
        self._console.close()

    @property
    def vault(self) -> tuple[VaultLine, ...]:
        """Every pull that was collected, in order."""
        return tuple(self._vault)

    def pending(self) -> tuple[tuple[int, EvidencePulled], ...]:
        """The pulls this seat may know whose rows are not yet in the vault, by the number of their entry."""
        done = {line.number for line in self._vault}
        return tuple(
            (entry.number, entry.fact)
            for entry in tuple(self._exercise.journal)
            if isinstance(entry.fact, EvidencePulled) and entry.number not in done and may_know(self._seat, entry)
        )

    def fetch(self) -> tuple[Fetched, ...]:
        """The rows of every pending pull. Asks the exercise, so it belongs in the exercise's thread."""
        return tuple(
            Fetched(
                number=number,
                fact=fact,
                collector=_collector(self._exercise.journal, number, self._playbook),
                brought=self._exercise.rows(number),
            )
            for number, fact in self.pending()
        )

    def store(self, fetched: Iterable[Fetched]) -> tuple[VaultLine, ...]:
        """Put fetched rows into the vault, each pull once; returns the new lines. May run in any thread."""
        with self._lock:
            done = {line.number for line in self._vault}
            fresh = tuple(self._stored(one) for one in fetched if one.number not in done)
            self._vault.extend(fresh)
        return fresh

    def collect(self) -> tuple[VaultLine, ...]:
        """Fetch and store in one go."""
        return self.store(self.fetch())

    def query(self, sql: str, limit: int = 100_000) -> QueryResult:
        """The answer to one SELECT over what was collected.

        Raises:
            InputError: no single SELECT, a source not pulled yet, too long, too large, or cancelled.
        """
        with self._lock:
            return self._console.query(sql, limit)

    def cancel(self) -> None:
        """End the query that runs now, if one does."""
        self._console.cancel()

    def tables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The tables that can be asked, with their columns."""
        return self._console.tables()

    def sources(self) -> tuple[SourceLine, ...]:
        """Every source of the scenario as this seat sees it."""
        state = self._exercise.known(self._seat)
        changes = source_changes(self._exercise.journal, self._seat)
        return tuple(self._line(one, state, changes) for one in self._playbook.sources.values())

    def _line(self, source: LogSource, state: State, changes: frozenset[tuple[SourceId, str]]) -> SourceLine:
        actions = pulls_of(source.id, self._playbook)
        mine = [line for line in self._vault if line.source == source.id]
        return SourceLine(
            source=source.id,
            code=source.code,
            title=source.title,
            table=table_of(source.id),
            kind=source.kind,
            standing=_standing(source, self._playbook, state, changes, actions),
            owner=_owner(actions, self._playbook),
            actions=actions,
            takes=_takes(source, actions),
            keeps="as long as the source stands" if source.keep is None else format_duration(source.keep),
            rows=sum(line.rows for line in mine) if mine else None,
            held=(source.id, "held") in changes,
            remarks=_remarks(source, state, self._playbook),
        )

    def _stored(self, one: Fetched) -> VaultLine:
        fact, brought = one.fact, one.brought
        table = table_of(fact.source)
        digest = RowDigest(brought.columns)
        self._console.collect(table, brought.columns, chain.from_iterable(map(digest.add, brought.chunks())))
        rows = min(brought.total, MOST_ROWS)
        return VaultLine(
            number=one.number,
            source=fact.source,
            table=table,
            pull=fact.pull,
            at=fact.until,
            rows=rows,
            left_off=brought.total - rows,
            sha256=digest.sha256,
            collector=one.collector,
            note=fact.note,
        )


_DESKS: weakref.WeakKeyDictionary[Exercise, dict[SeatId, EvidenceDesk]] = weakref.WeakKeyDictionary()


def desk_of(exercise: Exercise, seat: SeatId) -> EvidenceDesk:
    """The one desk of a seat in an exercise: screens that look at the same evidence share its vault."""
    desks = _DESKS.setdefault(exercise, {})
    if seat not in desks:
        desks[seat] = EvidenceDesk(exercise, seat)
    return desks[seat]


def table_of(source: SourceId) -> str:
    """The name of a source's table in SQL."""
    return source.replace("-", "_")


def rows_query(table: str, pull: int | None = None) -> str:
    """The query that shows the rows of a table, or of one pull of it."""
    return f"SELECT * FROM {table}" + ("" if pull is None else f" WHERE pull = {pull}")


def pulls_of(source: SourceId, playbook: Playbook) -> tuple[ResponseAction, ...]:
    """The actions that pull a source, the quickest first."""
    found = (one for one in playbook.actions.values() if PullSource(source=source) in one.effects)
    return tuple(sorted(found, key=lambda one: (one.hours.typical, one.id)))


def source_changes(journal: Journal, seat: SeatId) -> frozenset[tuple[SourceId, str]]:
    """What became of sources, as far as the seat may know: `held`, `enabled`, `lost`."""
    return frozenset(
        (entry.fact.source, entry.fact.now)
        for entry in tuple(journal)
        if isinstance(entry.fact, EvidenceChanged) and may_know(seat, entry)
    )


class RowDigest:
    """SHA-256 over the columns and rows of a pull, one canonical JSON line each, taken while they go by."""

    def __init__(self, columns: Iterable[tuple[str, str]]) -> None:
        self._digest = hashlib.sha256(json.dumps([name for name, _ in columns]).encode())

    def add(self, chunk: list[Row]) -> list[Row]:
        """Count these rows in, and hand them on."""
        lines = [_CANONICAL.encode(row) for row in chunk]
        self._digest.update("".join(f"\n{line}" for line in lines).encode())
        return chunk

    @property
    def sha256(self) -> str:
        """The digest so far; hexadecimal."""
        return self._digest.hexdigest()


_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest_of(brought: NativeRows) -> str:
    """SHA-256 over the columns and rows of a pull; hexadecimal."""
    digest = RowDigest(brought.columns)
    for chunk in brought.chunks():
        digest.add(chunk)
    return digest.sha256


def _standing(
    source: LogSource,
    playbook: Playbook,
    state: State,
    changes: frozenset[tuple[SourceId, str]],
    actions: Sequence[ResponseAction],
) -> Standing:
    if source.id in state.pulled:
        return "pulled"
    if (source.id, "lost") in changes:
        return "lost"
    if source.since is None and (source.id, "enabled") not in changes:
        return "not recording"
    ordered = {one.fact.decision.action for one in state.decisions if isinstance(one.fact.decision, TakeAction)}
    if any(one.id in ordered for one in actions):
        return "under way"
    gone = forgotten(playbook, source, state.at) and (source.id, "held") not in changes
    return "expired" if gone else "not pulled"


def _owner(actions: Sequence[ResponseAction], playbook: Playbook) -> str:
    if not actions:
        return "nobody"
    seat = playbook.seats.get(actions[0].owner)
    return seat.title if seat else str(actions[0].owner)


def _takes(source: LogSource, actions: Sequence[ResponseAction]) -> str:
    """How long a pull usually takes: the work, and what the source itself needs to answer."""
    if not actions:
        return "cannot be pulled"
    hours = actions[0].hours.typical
    if source.answer_hours is not None:
        hours += source.answer_hours.typical
    elif source.kind in {SourceKind.MERGES, SourceKind.ADDRESSES, SourceKind.NOTES}:
        hours += source.latency_hours.typical
    return f"about {hours:.0f} h" if hours >= 1 else f"about {hours * 60:.0f} min"


def _remarks(source: LogSource, state: State, playbook: Playbook) -> tuple[str, ...]:
    """What somebody who knows the source would say about it."""
    said = [f"Proves absence: {source.proves_absence}" if source.proves_absence else "Silence proves nothing."]
    late = source.latency_hours.high
    if source.kind is SourceKind.READS and late >= 1:
        said.append(f"Rows come up to {late:.0f} h late; {1 - source.completeness:.0%} never come.")
    if source.gaps:
        said.append(source.gaps)
    for store in source.stores:
        keep = playbook.stores[store].keep
        if source.kind is SourceKind.COUNTS and keep is not None:
            said.append(f"Copies in {store} expire {format_duration(keep)} after first enqueueing, unless extended.")
        if store in state.stores:
            said.append(f"{store} was {state.stores[store]}.")
    return tuple(said)


def _collector(journal: Journal, number: int, playbook: Playbook) -> str:
    """Who did the work behind a pull: the owner of the action it followed from."""
    cause = journal[number].cause
    while cause is not None:
        entry = journal[cause]
        if isinstance(entry.fact, ActionStarted):
            seat = playbook.seats.get(entry.fact.owner)
            return seat.title if seat else str(entry.fact.owner)
        cause = entry.cause
    return "the exercise"
