"""What evidence costs: counting a pull, its first rows, all its rows; as ratios taken in one run."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from simulator.domain.ids import SourceId
from simulator.domain.journal import Journal
from simulator.domain.nouns import Triangle
from simulator.domain.sources import Fill, LogSource, RowKind, RowOf, SourceKind
from simulator.domain.time import DAY
from simulator.engine.asof import AsOf
from simulator.engine.native import rows_brought
from simulator.engine.rows.layout import laid_out
from simulator.engine.rows.pulls import brought
from simulator.engine.sandbox import Sandbox
from simulator.world.population import population
from tests.playbooks import a_playbook

pytestmark = pytest.mark.slow
ROWS = 500_000
DAYS = 60


def a_big_log() -> LogSource:
    """Half a million ordinary rows of a dozen columns over two months."""
    words = ("time", "request-id", "username", "address", "user-agent", "session-key", "mrn", "bytes")
    fill = [(one, Fill(word=one)) for one in words]
    fill += [("kind", Fill(picks=(("a", 3.0), ("b", 1.0)))), ("cost", Fill(number=Triangle(low=1, typical=9, high=99)))]
    return LogSource(
        id=SourceId("big"),
        code="L1",
        title="Big",
        kind=SourceKind.LOG,
        stores=(),
        since=-10 * DAY,
        keep=None,
        latency_hours=Triangle(low=0.1, typical=0.2, high=0.5),
        completeness=0.99,
        proves_absence=None,
        columns=tuple((name, "TEXT") for name, _ in fill),
        rows=(RowKind(of=RowOf.BACKGROUND, per_day=ROWS / DAYS, profile="clinic-week", fill=tuple(fill)),),
    )


def test_the_first_rows_of_half_a_million_come_at_once() -> None:
    """The first rows stand within a fifteenth of the time that all take, and counting lays nothing out."""
    log = a_big_log()
    playbook = replace(a_playbook(), sources={log.id: log})
    sandbox = Sandbox(playbook, population(playbook.world, 1), 1)
    view = AsOf(number=1, until=(DAYS - 10) * DAY, vault=sandbox.vaults[log.id])
    begin = time.perf_counter()
    counted = rows_brought(sandbox, Journal(), log, view.until)
    counting = time.perf_counter() - begin
    begin = time.perf_counter()
    chunks = laid_out(sandbox, log, view, brought(sandbox, log, Journal(), (view,)))
    rows = len(next(chunks))
    first = time.perf_counter() - begin
    rows += sum(map(len, chunks))
    whole = time.perf_counter() - begin
    print(  # noqa: T201
        f"\n{rows:,} rows: counted in {counting * 1e3:.0f} ms (drawn with it), first rows {first * 1e3:.0f} ms, "
        f"all {whole:.1f} s, {rows / whole:,.0f} rows a second"
    )
    assert rows == counted
    assert 0.9 * ROWS < rows < 1.1 * ROWS
    assert first < whole / 10  # the first staff name of a process loads their lists, which takes most of it
    assert counting < whole / 5
