"""Columns of text made whole: tables of ready texts, looked up by number and joined, instead of one format a row.

A format costs a fifth of a microsecond a value, a lookup and a join a third of that (measured); a world of a million
patients has some hundred million values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from string import Formatter
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.world.draws import Flags, Floats, Integers, Objects
from simulator.world.identifiers import crm_id

Row: TypeAlias = tuple[Any, ...]

SNAPSHOT = np.datetime64("2026-08-01")
"""The day the world is as of: before StartEx of every shipped scenario. Assumed."""
_FIRST, _LAST = -45_000, 6_000
"""Days from the snapshot between which a date can be written."""
DAY = 86_400


def objects(values: Sequence[object]) -> Objects:
    """The values as an array that numbers can look up in."""
    made = np.empty(len(values), dtype=np.object_)
    made[:] = values
    return made


def days(offsets: Integers) -> Objects:
    """ISO dates, so many days after the snapshot."""
    return _days()[offsets - _FIRST]


def moments(seconds: Integers) -> Objects:
    """ISO dates with time, so many seconds after the snapshot began."""
    day, clock = np.divmod(seconds, DAY)
    return joined(_day_starts()[day - _FIRST], _clock()[clock])


def by_day(uniform: Floats, back: int) -> Integers:
    """Seconds from the snapshot, in the last `back` days, between 7 and 19 o'clock."""
    day, part = np.divmod(uniform * back, 1.0)
    seconds: Integers = ((day - back) * DAY + 7 * 3_600 + part * 43_200).astype(np.int64)
    return seconds


def numbered(prefix: str, numbers: Integers, digits: int, ending: str = "") -> Objects:
    """Texts such as `SIM-0001234`: a prefix, the number with leading zeros, an ending."""
    if not len(numbers):
        return objects([])
    high, low = np.divmod(numbers, 10_000)
    first = int(high.min())
    wide = digits - 4
    starts = objects([f"{prefix}{n:0{wide}d}" if wide else prefix for n in range(first, int(high.max()) + 1)])
    return joined(starts[high - first], _four_digits(ending)[low])


def counted(prefix: str, numbers: Integers) -> Objects:
    """Texts such as `sim-patient-1234`: a prefix and the number as it is."""
    made = numbered(prefix, numbers, 5)
    small = np.flatnonzero(numbers < 10_000)
    made[small] = joined(prefix, small_numbers()[numbers[small]])
    return made


@cache
def small_numbers() -> Objects:
    """The numbers below 10,000 as texts."""
    return objects([str(number) for number in range(10_000)])


def crm_keys(prefix: str, numbers: Integers) -> Objects:
    """18-character CRM ids, as `identifiers.crm_id` writes them."""
    return numbered(f"{prefix}SIM", numbers, 9, crm_id(prefix, 0)[15:])


def joined(*parts: Objects | str) -> Objects:
    """The parts of each row put together; a plain text stands in every row, and at least one part is a column."""
    made: Any = parts[0]
    for part in parts[1:]:
        made = made + part if isinstance(made, str) and isinstance(part, str) else np.add(made, part, dtype=np.object_)
    whole: Objects = made
    return whole


def filled(templates: Sequence[str], choice: Integers, fields: Mapping[str, Objects]) -> Objects:
    """One template a row, with `{field}` replaced by the row's own value of that field."""
    made = objects(templates)[choice]
    for number, template in enumerate(templates):
        parts = list(Formatter().parse(template))
        at = np.flatnonzero(choice == number)
        if all(field is None for _, field, _, _ in parts) or not len(at):
            continue
        texts: list[Objects | str] = [""]
        for plain, field, _, _ in parts:
            texts += [plain, fields[field][at]] if field else [plain]
        made[at] = joined(*texts)
    return made


def optional(keep: Flags, values: NDArray[Any]) -> Objects:
    """The value where it is kept, None elsewhere."""
    made = values.astype(np.object_)
    made[~keep] = None
    return made


def rows(*columns: object) -> list[Row]:
    """The columns as ready tuples; what is no array stands in every row.

    Raises:
        ValueError: the columns are not equally long.
    """
    if len({len(column) for column in columns if isinstance(column, np.ndarray)}) != 1:
        raise ValueError("columns of one table are equally long")
    return list(zip(*(column.tolist() if isinstance(column, np.ndarray) else repeat(column) for column in columns),
                    strict=False))  # fmt: skip


@cache
def _days() -> Objects:
    return np.datetime_as_string(SNAPSHOT + np.arange(_FIRST, _LAST)).astype(np.object_)


@cache
def _day_starts() -> Objects:
    return joined(_days(), "T")


@cache
def _clock() -> Objects:
    return objects([f"{h:02d}:{m:02d}:{s:02d}" for h in range(24) for m in range(60) for s in range(60)])


@cache
def _four_digits(ending: str) -> Objects:
    return objects([f"{number:04d}{ending}" for number in range(10_000)])
