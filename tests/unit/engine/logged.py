"""Log sources with awkward habits, and what a pull of them gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.domain.ids import GrantId, ReaderId, SourceId
from simulator.domain.journal import Journal
from simulator.domain.nouns import Triangle, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.sources import Fill, LogSource, RowKind, RowOf, SourceKind
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.engine.asof import AsOf
from simulator.engine.rows.layout import columns_of, laid_out
from simulator.engine.rows.pulls import brought
from simulator.engine.sandbox import Sandbox
from simulator.world.population import population
from tests.playbooks import DLQ, a_playbook

AT_ONCE = Triangle(low=0, typical=0, high=0)
POLICY = GrantId("queue-policy")

Found = list[dict[str, Any]]


def word(name: str, **more: Any) -> Fill:
    """A column that holds a word."""
    return Fill(word=name, **more)


def a_log(*kinds: RowKind, **changes: Any) -> LogSource:
    """A log of the tiny scenario's queue that writes all at once, for ever, in full."""
    fills = {column for kind in kinds for column, _ in kind.fill}
    plain = LogSource(
        id=SourceId("log"),
        code="L9",
        title="Log",
        kind=SourceKind.LOG,
        stores=(DLQ,),
        since=-10 * DAY,
        keep=None,
        latency_hours=AT_ONCE,
        completeness=1.0,
        proves_absence=None,
        columns=tuple((column, "TEXT") for column in sorted(fills)),
        rows=kinds,
    )
    return replace(plain, **changes)


def kind_of(of: RowOf, per_day: float = 0.0, **fill: Fill) -> RowKind:
    """Rows of one kind with these columns."""
    return RowKind(of=of, per_day=per_day, profile="round-the-clock", fill=tuple(fill.items()))


def ordinary(per_day: float = 100, **fill: Fill) -> RowKind:
    """Ordinary rows with time and request."""
    return kind_of(RowOf.BACKGROUND, per_day, time=word("time"), request=word("request-id"), **fill)


def a_sandbox(*sources: LogSource, visits: tuple[Visit, ...] = (), **changes: Any) -> Sandbox:
    """The tiny scenario with these sources, after these visits of its crawler."""
    playbook: Playbook = replace(a_playbook(), sources={one.id: one for one in sources}, **changes)
    sandbox = Sandbox(playbook, population(playbook.world, 1), 1)
    for number, visit in enumerate(visits):
        sandbox.end(sandbox.begin(ReaderId("crawler"), f"crawler/{number}", playbook.grants[POLICY], visit))
    return sandbox


def pulled(sandbox: Sandbox, source: LogSource, *at: Seconds) -> Found:
    """What the last of these pulls brings."""
    vault = sandbox.vaults[source.id]
    views = tuple(AsOf(number=number, until=when, vault=vault) for number, when in enumerate(at, 1))
    what = brought(sandbox, source, Journal(), views)
    names = [name for name, _ in columns_of(source, sandbox.playbook)]
    rows = [row for chunk in laid_out(sandbox, source, views[-1], what) for row in chunk]
    assert len(rows) == what.total
    return [dict(zip(names, row, strict=True)) for row in rows]


def of(source: LogSource, *at: Seconds, **scene: Any) -> Found:
    """What a source alone in the tiny scenario shows."""
    return pulled(a_sandbox(source, **scene), source, *at)


VISIT = Visit(at=-2 * HOUR, store=DLQ, lasting=HOUR)
HOURLY = Triangle(low=3, typical=4, high=6)
