"""The rows that a pull copied, as their source writes them: rebuilt from the sandbox as of that pull.

Nothing is kept while the world runs: copies, reads and ordinary traffic never change their past, so the rows of any
pull can be laid out again. A log brings only what earlier pulls had not brought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from simulator.domain.facts import EvidencePulled
from simulator.domain.journal import Journal
from simulator.domain.sources import ColumnType, LogSource
from simulator.domain.time import Seconds
from simulator.engine.asof import AsOf, Row, views_of
from simulator.engine.rows.layout import columns_of, laid_out
from simulator.engine.rows.pulls import brought, rows_visible
from simulator.engine.sandbox import Sandbox

MOST_ROWS = 1_000_000
"""Rows that one pull lays out at most; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NativeRows:
    """One pull's rows: columns with their SQL types, how many there are in all, and the rows, chunk by chunk."""

    columns: tuple[tuple[str, ColumnType], ...]
    total: int
    lay_out: Callable[[], Iterator[list[Row]]]

    def chunks(self) -> Iterator[list[Row]]:
        """The rows in order, laid out as they are asked for; no more than MOST_ROWS of them."""
        left = MOST_ROWS
        for chunk in self.lay_out():
            if left <= 0:
                return
            yield chunk[:left]
            left -= len(chunk)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows at once."""
        return tuple(chain.from_iterable(self.chunks()))


def native_rows(sandbox: Sandbox, journal: Journal, number: int, query: str | None = None) -> NativeRows:
    """The rows of the pull that entry `number` of the journal records; with a query, only what it may look at.

    Raises:
        KeyError: that entry records no pull.
    """
    pulled = journal[number].fact
    if not isinstance(pulled, EvidencePulled):
        raise KeyError(number)
    source = sandbox.playbook.sources[pulled.source]
    views = views_of(sandbox, journal, source.id, number)
    what = brought(sandbox, source, journal, views)
    named_in = None if query is None else query.lower()
    return NativeRows(
        columns=columns_of(source, sandbox.playbook),
        total=what.total,
        lay_out=lambda: laid_out(sandbox, source, views[-1], what, named_in),
    )


def rows_brought(sandbox: Sandbox, journal: Journal, source: LogSource, now: Seconds) -> int:
    """How many rows a pull at `now` brings: as many as `native_rows` would lay out, counted without laying them out."""
    earlier = views_of(sandbox, journal, source.id, len(journal))
    view = AsOf(number=len(earlier) + 1, until=now, vault=sandbox.vaults[source.id])
    return brought(sandbox, source, journal, (*earlier, view)).total


def rows_shown(sandbox: Sandbox, journal: Journal, source: LogSource, now: Seconds, since: Seconds) -> tuple[int, int]:
    """How many rows of a log somebody who looks at `now` sees, and how many of them arrived after `since`."""
    view = AsOf(number=1, until=now, vault=sandbox.vaults[source.id])
    return rows_visible(sandbox, source, journal, view, since)
