"""Ordinary traffic: four weeks at a time, each from streams of its own, so that they are the same for whoever pulls."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.domain.sources import LogSource, RowKind, RowOf
from simulator.domain.time import DAY, WEEK, Seconds
from simulator.engine.profiles import pace
from simulator.engine.rows.happenings import Happenings, Written
from simulator.engine.rows.writing import DRAWS, write
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import named

SPAN = 4 * WEEK
"""Rows that are drawn together; assumed."""
BEFORE = 4 * WEEK
"""How long before the leak began a pull asks for rows; what is older nobody orders. Assumed."""


def background(sandbox: Sandbox, source: LogSource, since: Seconds, until: Seconds) -> Iterator[Written]:
    """The rows of ordinary traffic of all spans that touch the time from `since` to `until`."""
    kinds = [kind for kind in source.rows if kind.of is RowOf.BACKGROUND]
    first = max(since, sandbox.playbook.begins - BEFORE) // SPAN
    for number, kind in enumerate(kinds):
        for span in range(first, until // SPAN + 1):
            yield _kept(sandbox, source, kind, number, span)


_SPANS: dict[tuple[int, int, int, int], tuple[LogSource, Written]] = {}
"""Spans that were drawn, by source, seed, kind and number: a run that is played again does not draw them again."""
_MOST_SPANS = 512
"""Spans that are kept; assumed."""


def _kept(sandbox: Sandbox, source: LogSource, kind: RowKind, number: int, span: int) -> Written:
    """A span, drawn when it is first asked for. A source is told by its identity: comparing whole cards costs more."""
    key = (id(source), sandbox.seed, number, span)
    found = _SPANS.get(key)
    if found is None or found[0] is not source:
        if len(_SPANS) >= _MOST_SPANS:
            _SPANS.clear()
        found = _SPANS[key] = (source, _span(sandbox, source, kind, number, span))
    return found[1]


def _span(sandbox: Sandbox, source: LogSource, kind: RowKind, number: int, span: int) -> Written:
    """Four weeks of one kind of ordinary rows. Twins draw the same rows, and lose and delay them by themselves."""
    seed, calendar = sandbox.seed, sandbox.playbook.calendar
    identity = f"{source.stream}/{number}/{span}"
    draws = named(seed, f"rows/{identity}")
    expected = kind.per_day * SPAN / DAY
    count = int(expected) + int(draws.random() < expected - int(expected))
    moments = pace(kind.profile, calendar).moments(span * SPAN, (span + 1) * SPAN, draws.random(count))
    of = Happenings(kind=kind, identity=identity, when=moments.astype(np.int64))
    own = named(seed, f"rows/{source.id}/{number}/{span}/own").random((count, DRAWS))
    return write(seed, calendar, source, of, own)
