"""What one pull of a source brings: rows that have arrived and not expired, less what earlier pulls had brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.domain.journal import Journal
from simulator.domain.sources import LogSource
from simulator.domain.time import Seconds
from simulator.engine.asof import AsOf
from simulator.engine.copies import NEVER
from simulator.engine.rows.background import background
from simulator.engine.rows.happenings import Happenings, Written
from simulator.engine.rows.incident import incident
from simulator.engine.rows.state import standing
from simulator.engine.sandbox import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Brought:
    """One pull: what stands in the source, and the rows of its log that are new, each kind by itself."""

    standing: tuple[Happenings, ...]
    written: tuple[Written, ...]

    @property
    def total(self) -> int:
        """How many rows these are."""
        return sum(len(one.when) for one in self.standing) + sum(len(one.when) for one in self.written)


def brought(sandbox: Sandbox, source: LogSource, journal: Journal, views: tuple[AsOf, ...]) -> Brought:
    """What the last of these views brings that no earlier one had brought."""
    left = tuple(incident(sandbox, source, journal, views[-1].until))
    now, *earlier = _edges(sandbox, source, left, views)
    fresh: list[Written] = []
    for one in (*_ordinary(sandbox, source, *now), *left):
        new = _visible(one, *now)
        for view in earlier:
            new &= ~_visible(one, *view)
        if new.any():
            fresh.append(one.only(np.flatnonzero(new)))
    return Brought(standing=tuple(standing(sandbox, source, views)), written=tuple(fresh))


def rows_visible(sandbox: Sandbox, source: LogSource, journal: Journal, view: AsOf, since: Seconds) -> tuple[int, int]:
    """How many rows of a log can be seen, and how many of them arrived after `since`."""
    left = tuple(incident(sandbox, source, journal, view.until))
    (now,) = _edges(sandbox, source, left, (view,))
    arrived = [one.seen[_visible(one, *now)] for one in (*_ordinary(sandbox, source, *now), *left)]
    return sum(map(len, arrived)), sum(int((seen > since).sum()) for seen in arrived)


def _ordinary(sandbox: Sandbox, source: LogSource, view: AsOf, edge: Seconds) -> Iterator[Written]:
    """The rows of ordinary traffic that could be seen at a view, but for their time."""
    return background(sandbox, source, max(view.vault.reaches_back(view.until), edge), view.until)


def _visible(one: Written, view: AsOf, edge: Seconds) -> NDArray[np.bool_]:
    return view.visible(one.when, one.seen) & (one.when >= edge)


def _edges(
    sandbox: Sandbox, source: LogSource, left: tuple[Written, ...], views: tuple[AsOf, ...]
) -> list[tuple[AsOf, Seconds]]:
    """Each view, the last one first, with the time before which a log that rolls has written over its rows.

    `left` are the rows that the incident left in it.
    """
    if source.rolls is None:
        return [(view, -NEVER) for view in reversed(views)]
    rows = (*background(sandbox, source, -NEVER, views[-1].until), *left)
    when = np.concatenate([one.when[one.seen < NEVER] for one in rows])
    return [(view, _rolled(source.rolls, when, view)) for view in reversed(views)]


def _rolled(keeps: int, when: NDArray[np.int64], view: AsOf) -> Seconds:
    """From when on the log still has its last rows: as it was when somebody held it, or now."""
    edge = view.until if view.vault.held_from is None else view.vault.held_from
    past = when[when < edge]
    return -NEVER if len(past) <= keeps else int(np.partition(past, len(past) - keeps)[len(past) - keeps])
