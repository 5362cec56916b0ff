"""Whose record, when, by whom, and can we exclude them? Answered without SQL, from the collected evidence alone.

Each step shows the SQL that it ran. Nothing here knows more than the seat: what nobody pulled is named as missing, with
what the pull costs and until when it can still be had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from simulator.domain.ids import RecordId, SourceId, StoreId
from simulator.domain.lists import Shown, cleared_by_logs
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.errors import InputError
from simulator.exercise.room.desk.desk import EvidenceDesk
from simulator.exercise.room.desk.sourceline import SourceLine, table_of
from simulator.exercise.room.desk.terms import RECEIVED, Terms, terms_of
from simulator.exercise.room.scoping.answers import CONCLUSIONS, Guidance, Period, Step, Verdict
from simulator.exercise.room.scoping.covering import covering
from simulator.exercise.room.scoping.missing import missing_pulls
from simulator.world.identifiers import mrn

__all__ = ["Guidance", "Guide", "Period", "Step", "record_number"]

Said: TypeAlias = str | int | float | None
_MRN = re.compile(r"SIM-(\d{7})")
_IN_REACH = frozenset({SourceKind.READS, SourceKind.COUNTS, SourceKind.CONTENT})


def record_number(record: RecordId) -> str:
    """The record number as people write it."""
    return mrn(record)


class Guide:
    """What one seat can say from its evidence. `lines` are the desk's sources, as the desk sees them now."""

    def __init__(self, desk: EvidenceDesk, lines: Sequence[SourceLine], state: State, playbook: Playbook) -> None:
        self._desk, self._lines, self._state, self._playbook = desk, lines, state, playbook
        collected = {name for name, _ in desk.tables()}
        self._pulled = {
            line.source: terms
            for line in lines
            if line.table in collected and (terms := terms_of(playbook.sources[line.source])) is not None
        }
        self._register = {
            playbook.sources[line.source].kind: line.table
            for line in lines
            if line.table in collected and line.kind in {SourceKind.MERGES, SourceKind.ADDRESSES}
        }

    def person(self, given: str) -> Guidance:
        """The four questions for one record number.

        Raises:
            InputError: it is no record number of this exercise.
        """
        found = _MRN.fullmatch(given.strip().upper())
        if found is None or int(found[1]) >= self._playbook.world.patients:
            raise InputError("That is no record number of this exercise.", "Expected one such as SIM-0001234.")
        whose, numbers, is_test = self._whose(found[0])
        where = f"mrn IN ({', '.join(map(_text, numbers))})"
        verdict, said = self._verdict({RecordId(int(one[4:])) for one in numbers}, is_test=is_test)
        wanted = self._in_reach()
        sql = self._union(self._cleared_sql(where, source) for source in self._pulled)
        last = Step(
            question="Can we exclude them?",
            sql=sql,
            answer=(
                *said,
                *covering(wanted, self._state, self._playbook),
                *missing_pulls(wanted, self._state, self._playbook),
            ),
        )
        steps = (whose, self._when(where), self._by_whom(where), last)
        return Guidance(about=found[0], steps=steps, verdict=verdict, conclusion=CONCLUSIONS[verdict])

    def store(self, store: StoreId, period: Period) -> Guidance:
        """The four questions for a whole store, or a period of it.

        Raises:
            InputError: there is no such store.
        """
        if store not in self._playbook.stores:
            raise InputError(f'There is no store "{store}".', f"Stores: {', '.join(self._playbook.stores)}.")
        wanted = [line for line in self._in_reach() if store in self._playbook.sources[line.source].stores]
        where = {
            source: self._in_store(terms, store, period)
            for source, terms in self._pulled.items()
            if store in self._playbook.sources[source].stores
        }
        cleared = self._union(self._cleared_sql(condition, source) for source, condition in where.items())
        counted = self._ask(cleared)
        steps = (
            self._whose_in(where),
            self._when(where),
            self._by_whom(where),
            Step(
                question="Can we exclude them?",
                sql=cleared,
                answer=(
                    *(_cleared_words(row) for row in counted),
                    *covering(wanted, self._state, self._playbook, period.since, period.until),
                    *missing_pulls(wanted, self._state, self._playbook),
                ),
            ),
        )
        span = f" from {period.since or 'the beginning'} to {period.until or 'now'}" if period != Period() else ""
        return Guidance(
            about=f"{self._playbook.stores[store].title}{span}",
            steps=steps,
            verdict=None,
            conclusion="Whoever lay in reach and is not cleared counts: the burden is on us (45 CFR 164.402(2)).",
        )

    def _whose(self, own: str) -> tuple[Step, list[str], bool]:
        """The person behind a number: all of their numbers, whether it is a test, where they live."""
        said: list[str] = []
        numbers, is_test, asked = [own], False, []
        if merges := self._register.get(SourceKind.MERGES):
            sql = (
                f"SELECT DISTINCT mrn, surviving_mrn, is_test FROM {merges} WHERE coalesce(surviving_mrn, mrn) = "
                f"coalesce((SELECT max(surviving_mrn) FROM {merges} WHERE mrn = {_text(own)}), {_text(own)})"
            )
            rows, asked = self._ask(sql), [sql]
            numbers = sorted({own, *(str(cell) for row in rows for cell in row[:2] if cell is not None)})
            is_test = any(row[2] for row in rows)
            said.append(
                f"One person with {len(numbers)} numbers: {', '.join(numbers)}." if len(numbers) > 1 else "One number."
            )
            said += ["A test patient: nobody to notify."] * is_test
        else:
            said.append("Whether they have a second number, or are a test, is not known: the merge table is not here.")
        if homes := self._register.get(SourceKind.ADDRESSES):
            inside = ", ".join(map(_text, numbers))
            sql = f"SELECT DISTINCT mrn, state, deceased, address_quality FROM {homes} WHERE mrn IN ({inside})"
            asked.append(sql)
            said += [
                f"{row[0]} lives in {row[1]}, address {row[3]}{', deceased' if row[2] else ''}."
                for row in self._ask(sql)
            ] or ["The residence report does not have them."]
        else:
            said.append("Where they live is not known: the residence report is not here.")
        return Step(question="Whose record is it?", sql=";\n".join(asked), answer=tuple(said)), numbers, is_test

    def _whose_in(self, where: Mapping[SourceId, str]) -> Step:
        sql = self._union(
            f"SELECT {_text(self._title(source))} AS source, count(DISTINCT {terms.message}) AS messages, "
            f"count(*) AS rows, count(DISTINCT mrn) AS records FROM {terms.table} WHERE {condition}"
            for source, terms, condition in self._each(where)
        )
        said = [f"{row[0]}: {row[1]:,} messages in {row[2]:,} rows, of {row[3]:,} records." for row in self._ask(sql)]
        said.append("Records are no people yet: merges and tests come off on the list screen.")
        return Step(question="Whose records?", sql=sql, answer=tuple(said) if sql else (_NOTHING,))

    def _when(self, where: str | Mapping[SourceId, str]) -> Step:
        sql = self._union(
            f"SELECT {_text(self._title(source))} AS source, count(*) AS rows, min({terms.time}) AS first, "
            f"max({terms.time}) AS last FROM {terms.table} WHERE {condition}"
            for source, terms, condition in self._each(where)
        )
        said = [
            f"{row[0]}: {row[1]:,} rows, first {row[2]}, last {row[3]}." if row[1] else f"{row[0]}: no row."
            for row in self._ask(sql)
        ]
        return Step(question="When did it lie there, in UTC?", sql=sql, answer=tuple(said) or (_NOTHING,))

    def _by_whom(self, where: str | Mapping[SourceId, str]) -> Step:
        sql = self._union(
            f"SELECT {_text(self._title(source))} AS source, {terms.address} AS address, {terms.credential} AS "
            f"credential, count(*) AS rows, min({terms.time}) AS first, max({terms.time}) AS last FROM {terms.table} "
            f"WHERE {terms.scoped} AND {condition} GROUP BY 1, 2, 3"
            for source, terms, condition in self._each(where)
            if terms.address
        )
        said = [
            f"{row[0]}: taken {row[3]:,} times from {row[1]} with {row[2]}, {row[4]} to {row[5]}."
            for row in self._ask(sql)
        ]
        if not said:
            said.append("No row shows who took it." if sql else "No source that names a reader is here.")
        if any(not terms.address for _, terms, _ in self._each(where)):
            said.append("Counters and inventories name nobody: they say that, not who.")
        return Step(question="By whom?", sql=sql, answer=tuple(said))

    def _verdict(self, own: set[RecordId], *, is_test: bool) -> tuple[Verdict, list[str]]:
        """What the evidence in hand says of one person, by the rule that the list follows."""
        read, presumed, cleared = (
            [self._title(source) for source, shown in self._state.shown.items() if own & by(shown)]
            for by in (_read, _presumed, _cleared)
        )
        if own & cleared_by_logs(self._state.shown.values()):
            presumed = []
        said = [f"{title} shows that it was read." for title in read]
        said += [f"{title} shows that it lay in reach, and does not clear it." for title in presumed]
        said += [f"{title} shows that nobody received it." for title in cleared]
        if is_test:
            return "test patient", said
        if read:
            return "read", said
        if presumed:
            return "cannot be excluded", said
        return ("excluded", said) if cleared else ("not seen", ["No evidence that is here shows this record."])

    def _each(self, where: str | Mapping[SourceId, str]) -> Iterator[tuple[SourceId, Terms, str]]:
        for source, terms in self._pulled.items():
            condition = where if isinstance(where, str) else where.get(source)
            if condition is not None:
                yield source, terms, condition

    def _in_store(self, terms: Terms, store: StoreId, period: Period) -> str:
        inside = f"{terms.store} = {_text(store)}" if terms.store else "mrn IS NOT NULL"
        return inside + period.where(terms.time)

    def _cleared_sql(self, condition: str, source: str) -> str:
        """How many copies a counting source clears; nothing for the others."""
        line = next(one for one in self._lines if one.source == source)
        if line.kind is not SourceKind.COUNTS:
            return ""
        message = self._pulled[line.source].message
        return (
            f"SELECT {_text(line.title)} AS source, count(DISTINCT {message}) AS copies, "
            f"count(DISTINCT CASE WHEN {RECEIVED} THEN {message} END) AS received FROM {table_of(line.source)} "
            f"WHERE {condition}"
        )

    def _in_reach(self) -> list[SourceLine]:
        """The sources that can say whose record was where."""
        return [line for line in self._lines if line.kind in _IN_REACH]

    def _title(self, source: str) -> str:
        return next(line.title for line in self._lines if line.source == source)

    def _union(self, parts: Iterable[str]) -> str:
        return "\nUNION ALL ".join(part for part in parts if part)

    def _ask(self, sql: str) -> tuple[tuple[Said, ...], ...]:
        rows = self._desk.query(sql).rows if sql else ()
        return tuple(tuple(cell.hex() if isinstance(cell, bytes) else cell for cell in row) for row in rows)


_NOTHING = "Nothing that says so is collected yet."


def _read(one: Shown) -> frozenset[RecordId]:
    return one.read


def _presumed(one: Shown) -> frozenset[RecordId]:
    return one.held - one.untouched - one.read


def _cleared(one: Shown) -> frozenset[RecordId]:
    return one.untouched


def _cleared_words(row: tuple[Said, ...]) -> str:
    return f"{row[0]}: of {row[1]:,} counters {row[2]:,} were raised by others."


def _text(given: str) -> str:
    """A value as SQL writes it."""
    quoted = given.replace("'", "''")
    return f"'{quoted}'"
