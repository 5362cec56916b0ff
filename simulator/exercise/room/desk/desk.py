"""The evidence desk of one seat: which sources there are, what was pulled into the vault, and SQL over that alone.

A source that the seat has not pulled is an error in a query, never an empty result.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import SeatId, SourceId
from simulator.domain.journal import may_know
from simulator.engine.native import NativeRows
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.sourceline import Known, SourceLine, source_changes, source_line, table_of
from simulator.exercise.room.desk.vaultline import RowDigest, VaultLine, chunks_of, collector_of
from simulator.world.sql.answers import Answer
from simulator.world.sql.console import EvidenceConsole, QueryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One pull's rows on their way into the vault; not `whole`: with the columns of one query alone, and no digest."""

    number: int
    fact: EvidencePulled
    collector: str
    brought: NativeRows
    whole: bool = True


class EvidenceDesk:
    """What one seat collected. `store` may run in a worker, and a question be asked meanwhile."""

    def __init__(self, exercise: Exercise, seat: SeatId) -> None:
        self._exercise = exercise
        self._seat = seat
        self._playbook = exercise.playbook
        self._console = EvidenceConsole({table_of(one.id): one.title for one in self._playbook.sources.values()})
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._loading: dict[str, tuple[int, int]] = {}
        self._vault: list[VaultLine] = []
        self._waiting: list[Fetched] = []

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

    def fetch(
        self, wanted: Sequence[tuple[int, EvidencePulled]] | None = None, query: str | None = None
    ) -> tuple[Fetched, ...]:
        """The rows of every pending pull, or of some, laid out once. Asks the exercise, so it belongs in its thread.

        With a query, columns that it does not name hold nothing: for a desk of which nothing else is asked.
        """
        waiting = {one.number for one in self._waiting}
        self._waiting += [
            Fetched(
                number=number,
                fact=fact,
                collector=collector_of(self._exercise.journal, number, self._playbook),
                brought=self._exercise.rows(number, query),
                whole=query is None,
            )
            for number, fact in (self.pending() if wanted is None else wanted)
            if number not in waiting
        ]
        return tuple(self._waiting)

    def store(self, fetched: Iterable[Fetched], arrived: Callable[[], object] = lambda: None) -> tuple[VaultLine, ...]:
        """Put fetched rows into the vault, each pull once; returns the new lines. May run in any thread.

        `arrived` is called whenever more rows can be asked. Where another thread is at it already, nothing is done.
        """
        if not self._storing.acquire(blocking=False):
            return ()
        try:
            fresh: list[VaultLine] = []
            for one in fetched:
                if all(one.number != line.number for line in self._vault):
                    fresh.append(self._stored(one, arrived))
                    self._vault.append(fresh[-1])
                self._waiting = [other for other in self._waiting if other.number != one.number]
            return tuple(fresh)
        finally:
            self._storing.release()

    def collect(self) -> tuple[VaultLine, ...]:
        """Fetch and store in one go."""
        return self.store(self.fetch())

    def ask(self, sql: str) -> Answer:
        """The first page of the answer to one SELECT; it says so when a log that it reads is still loading.

        Raises:
            InputError: no single SELECT, a source not pulled yet, too long, too large, or cancelled.
        """
        with self._lock:
            answer = self._console.ask(sql)
            answer.loading = self._unfinished(answer.tables)
        return answer

    def read(self, answer: Answer) -> bool:
        """Read one page more of an answer; whether there may be more after it."""
        with self._lock:
            return answer.read()

    def query(self, sql: str, limit: int = 100_000) -> QueryResult:
        """The answer to one SELECT over what was collected, whole.

        Raises:
            InputError: as of `ask`; or a log that it reads is still loading.
        """
        with self._lock:
            answer = self._console.query(sql, limit)
            if loading := self._unfinished(answer.tables):
                raise InputError(loading, "Ask again when it is whole.")
        return answer

    def loading(self) -> dict[str, tuple[int, int]]:
        """The tables that are not whole yet: how many rows they have, and how many they will have."""
        return dict(self._loading)

    def cancel(self) -> None:
        """End the query that runs now, if one does."""
        self._console.cancel()

    def tables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The tables that can be asked, with their columns."""
        return self._console.tables()

    def types(self, table: str) -> tuple[tuple[str, str], ...]:
        """The columns of a table that can be asked, each with its SQL type."""
        return self._console.types(table)

    def sources(self) -> tuple[SourceLine, ...]:
        """Every source of the scenario as this seat sees it."""
        known = Known(
            playbook=self._playbook,
            state=self._exercise.known(self._seat),
            changes=source_changes(self._exercise.journal, self._seat),
        )
        rows = Counter[SourceId]()
        for line in self._vault:
            rows[line.source] += line.rows
        return tuple(source_line(one, known, rows.get(one.id)) for one in self._playbook.sources.values())

    def _unfinished(self, tables: Iterable[str]) -> str:
        found = sorted(set(tables) & self._loading.keys())
        return " ".join(
            f"{table} is still loading: {self._loading[table][0]:,} of {self._loading[table][1]:,} rows."
            for table in found
        )

    def _stored(self, one: Fetched, arrived: Callable[[], object]) -> VaultLine:
        fact, brought = one.fact, one.brought
        table = table_of(fact.source)
        digest, rows = RowDigest(brought.columns), 0
        for chunk in chunks_of(brought):
            with self._lock:
                self._console.collect(table, brought.columns, chunk)
                rows += len(chunk)
                self._loading[table] = rows, brought.total
            arrived()
            if one.whole:
                digest.add(chunk)
        with self._lock:
            self._console.collect(table, brought.columns, ())
            self._loading.pop(table, None)
        return VaultLine(
            number=one.number,
            source=fact.source,
            table=table,
            pull=fact.pull,
            at=fact.until,
            rows=rows,
            left_off=brought.total - rows,
            sha256=digest.sha256 if one.whole else "",
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


def rows_query(table: str, pull: int | None = None) -> str:
    """The query that shows the rows of a table, or of one pull of it."""
    return f"SELECT * FROM {table}" + ("" if pull is None else f" WHERE pull = {pull}")
