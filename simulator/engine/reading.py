"""What a visit takes, and which rows a log keeps of it. Pure functions over the copies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Visit
from simulator.domain.sources import LogSource
from simulator.domain.time import HOUR, ExerciseCalendar, Seconds
from simulator.engine.copies import NEVER, Copies, Slots, Times
from simulator.engine.filing import first_seen
from simulator.engine.streams import triangular_array, uniforms


def taken(copies: Copies, visit: Visit, listed: Slots, until: Seconds) -> tuple[Slots, Times]:
    """Which places of the list were read before `until`, and when.

    The k-th copy is read k/n of the way through the visit, if it is still there at that second.
    """
    place = np.arange(len(listed), dtype=np.int64)
    when = (visit.at + place * visit.lasting // max(1, len(listed))).astype(np.int32)
    there = (copies.shelves[visit.store].leave[listed] > when) & (when < until)
    return place[there], when[there]


def row_draws(source: LogSource, seed: int, visit: str, place: Slots) -> NDArray[np.float64]:
    """Two draws (loss, delay) for each place of a visit's list.

    They belong to the place: two pulls agree, and cutting a visit short changes no row before the cut.
    """
    count = int(place[-1]) + 1 if len(place) else 0
    return uniforms(seed, f"source/{source.id}/{visit}", 2 * count).reshape(count, 2)[place]


def listing(copies: Copies, visit: Visit, aimed: NDArray[np.bool_] | None = None) -> Slots:
    """The copies that a visit finds when it begins, oldest first: of the records aimed at, and its page of them."""
    found = copies.present(visit.store, visit.at)
    if aimed is not None:
        found = found[aimed[copies.record[found]]]
    return found[visit.skip : None if visit.limit is None else visit.skip + visit.limit]


def rows(
    source: LogSource,
    seed: int,
    calendar: ExerciseCalendar,
    since: Seconds | None,
    draws: NDArray[np.float64],
    when: Times,
) -> NDArray[np.int64]:
    """When the row of each read can be seen in a source that records since then; NEVER where there is none.

    What happens after a source's own end is not in it.

    A source that can be asked for what was before it was switched on has all rows; its vault says what may be seen.
    """
    begins = -NEVER if not source.forward_only else NEVER if since is None else since
    if source.files != "none":
        seen = first_seen(seed, calendar, source, when.astype(np.int64), draws[:, 0])
    else:
        delay = triangular_array(source.latency_hours, draws[:, 1]) * HOUR
        seen = np.where(draws[:, 0] < source.completeness, when + delay.astype(np.int64), NEVER)
    ends = NEVER if source.until is None else source.until
    return np.where((when >= begins) & (when < ends), seen, NEVER)
