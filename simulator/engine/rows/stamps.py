"""How products write moments: in which clock and notation. Whole arrays at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.domain.sources import Cell, Clock, Stamp
from simulator.domain.time import HOUR, ExerciseCalendar, Seconds
from simulator.engine.copies import NEVER
from simulator.engine.rows.happenings import Moments

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def stamps(calendar: ExerciseCalendar, clock: Clock, notation: Stamp, at: Moments) -> list[Cell]:
    """Moments as texts; None where a moment never comes."""
    offset = np.zeros(len(at), dtype=np.int64) if clock == "utc" else offsets(calendar, at)
    there = at < NEVER
    local = np.where(there, at, 0) + offset + start_utc(calendar)
    if notation == "epoch-ms":
        return [str((one - add) * 1000) if some else None for one, add, some in _each(local, offset, there)]
    texts = np.datetime_as_string(local.astype("datetime64[s]")).tolist()
    zones = [_zone(add, clock) for add in offset.tolist()]
    form = _NOTATIONS[notation]
    return [form(*one) if some else None for *one, some in zip(texts, zones, there.tolist(), strict=True)]


def offsets(calendar: ExerciseCalendar, at: Moments) -> Moments:
    """How far the local clock is ahead of UTC at each moment, in seconds."""
    hours, place = np.unique(at // HOUR, return_inverse=True)
    return np.array([_offset(calendar, hour) for hour in hours.tolist()], dtype=np.int64)[place]


def start_utc(calendar: ExerciseCalendar) -> Seconds:
    """StartEx in seconds since 1970, UTC."""
    return int(calendar.at(0).timestamp())


def dates(calendar: ExerciseCalendar, at: Moments) -> list[Cell]:
    """The local date of each moment."""
    local = at + offsets(calendar, at) + start_utc(calendar)
    days: list[Cell] = np.datetime_as_string(local.astype("datetime64[s]").astype("datetime64[D]")).tolist()
    return days


@lru_cache(maxsize=8192)
def _offset(calendar: ExerciseCalendar, hour: int) -> Seconds:
    if hour * HOUR > NEVER - HOUR:
        return 0
    moment = calendar.at(hour * HOUR)
    return int((moment.replace(tzinfo=UTC) - moment.astimezone(UTC)).total_seconds())


@lru_cache(maxsize=64)
def _zone(seconds: Seconds, clock: Clock) -> str:
    if clock == "naive":
        return ""
    if clock == "utc":
        return "Z"
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _each(local: Moments, offset: Moments, there: NDArray[np.bool_]) -> zip[tuple[int, int, bool]]:
    return zip(local.tolist(), offset.tolist(), there.tolist(), strict=True)


def _iso(text: str, zone: str) -> str:
    return text + zone if zone else text.replace("T", " ")


def _elf(text: str, _: str) -> str:
    return _digits(text) + ".000"


def _clf(text: str, zone: str) -> str:
    offset = "+0000" if zone in {"", "Z"} else zone.replace(":", "")
    return f"[{text[8:10]}/{_MONTHS[int(text[5:7]) - 1]}/{text[:4]}:{text[11:]} {offset}]"


def _hl7(text: str, zone: str) -> str:
    return _digits(text) + ("+0000" if zone == "Z" else zone.replace(":", ""))


def _space(text: str, _: str) -> str:
    return text.replace("T", " ")


def _digits(text: str) -> str:
    return text.replace("-", "").replace("T", "").replace(":", "")


_NOTATIONS: Mapping[str, Callable[[str, str], str]] = {
    "iso": _iso,
    "elf": _elf,
    "clf": _clf,
    "hl7": _hl7,
    "space": _space,
}
