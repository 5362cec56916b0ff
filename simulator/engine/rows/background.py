"""Ordinary traffic: week by week, from streams of its own, so that a week is the same whoever pulls it and when."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.domain.nouns import LogSource, RowKind, RowOf
from simulator.domain.time import DAY, WEEK, Seconds
from simulator.engine.profiles import Pace
from simulator.engine.rows.happenings import Happenings, Written
from simulator.engine.rows.writing import DRAWS, write
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import named

BEFORE = 4 * WEEK
"""How long before the leak began a pull asks for rows; what is older nobody orders. Assumed."""


def background(sandbox: Sandbox, source: LogSource, since: Seconds, until: Seconds) -> Iterator[Written]:
    """The rows of ordinary traffic of all weeks that touch the time from `since` to `until`."""
    kinds = [kind for kind in source.rows if kind.of is RowOf.BACKGROUND]
    first = max(since, sandbox.playbook.begins - BEFORE) // WEEK
    for number, kind in enumerate(kinds):
        for week in range(first, until // WEEK + 1):
            key = (source.id, number, week)
            if key not in sandbox.traffic:
                sandbox.traffic[key] = _week(sandbox, source, kind, number, week)
            yield sandbox.traffic[key]


def _week(sandbox: Sandbox, source: LogSource, kind: RowKind, number: int, week: int) -> Written:
    """One week of one kind of ordinary rows. Twins draw the same rows, and lose and delay them by themselves."""
    seed, calendar = sandbox.seed, sandbox.playbook.calendar
    identity = f"{source.stream}/{number}/{week}"
    draws = named(seed, f"rows/{identity}")
    expected = kind.per_day * WEEK / DAY
    count = int(expected) + int(draws.random() < expected - int(expected))
    moments = Pace(kind.profile, calendar).moments(week * WEEK, (week + 1) * WEEK, draws.random(count))
    of = Happenings(kind=kind, identity=identity, when=moments.astype(np.int64))
    own = named(seed, f"rows/{source.id}/{number}/{week}/own").random((count * kind.times, DRAWS))
    return write(seed, calendar, source, of, own)
