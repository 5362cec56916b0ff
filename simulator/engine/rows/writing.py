"""When the row of a happening can be seen: lost or late, twice, or in a file that is issued once or again.

All of it is drawn once, when the row comes into being; two pulls agree.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.domain.sources import LogSource
from simulator.domain.time import HOUR, ExerciseCalendar
from simulator.engine.copies import NEVER
from simulator.engine.filing import FIRST_ISSUE, issues
from simulator.engine.rows.happenings import Happenings, Written
from simulator.engine.streams import triangular_array

DRAWS = 3
"""What is drawn for each row: loss, delay, whether it stands twice."""


def write(
    seed: int, calendar: ExerciseCalendar, source: LogSource, of: Happenings, draws: NDArray[np.float64]
) -> Written:
    """The rows that a source writes of happenings; `draws` has DRAWS numbers for each of them."""
    base, when = np.arange(len(of.when), dtype=np.intp), of.when
    kept = (draws[:, 0] < source.completeness) & (when < NEVER)
    if source.files != "none":
        return _in_files(seed, calendar, source, Written(of=of, base=base, when=when, seen=when), kept, draws[:, 0])
    late = (triangular_array(source.latency_hours, draws[:, 1]) * HOUR).astype(np.int64)
    once = Written(of=of, base=base, when=when, seen=np.where(kept, when + late, NEVER))
    return twice(source, once, draws[:, 2]) if source.duplicates else once


def twice(source: LogSource, once: Written, draws: NDArray[np.float64]) -> Written:
    """Some rows come again, up to the longest delay later."""
    again = np.flatnonzero((draws < source.duplicates) & (once.seen < NEVER))
    longest = max(source.latency_hours.high * HOUR, 60.0)
    later = once.seen[again] + 1 + (draws[again] / source.duplicates * longest).astype(np.int64)
    return Written(
        of=once.of,
        base=np.concatenate([once.base, once.base[again]]),
        when=np.concatenate([once.when, once.when[again]]),
        seen=np.concatenate([once.seen, later]),
    )


def _in_files(
    seed: int,
    calendar: ExerciseCalendar,
    source: LogSource,
    rows: Written,
    kept: NDArray[np.bool_],
    loss: NDArray[np.float64],
) -> Written:
    """A daily file has sequence 0; an hour's first file has 1, and its second, which holds all of the hour, has 2."""
    first, second = issues(seed, calendar, source, rows.when)
    if source.files == "daily":
        return Written(
            of=rows.of,
            base=rows.base,
            when=rows.when,
            seen=np.where(kept, first, NEVER),
            sequence=np.zeros(len(rows.when), dtype=np.int8),
        )
    early = kept & (loss < FIRST_ISSUE * source.completeness)
    return Written(
        of=rows.of,
        base=np.concatenate([rows.base, rows.base]),
        when=np.concatenate([rows.when, rows.when]),
        seen=np.concatenate([np.where(early, first, NEVER), np.where(kept, second, NEVER)]),
        sequence=np.repeat(np.array([1, 2], dtype=np.int8), len(rows.when)),
    )
