"""When the messages of a flow come, how large they are, and which carry no person: arrays, one stream a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Flow
from simulator.domain.time import DAY, ExerciseCalendar, Seconds
from simulator.engine.profiles import pace
from simulator.engine.streams import triangular_array, uniform_blocks, uniforms
from simulator.world.draws import least


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arrivals:
    """The messages of one flow, in order of time."""

    at: NDArray[np.int32]
    size: NDArray[np.int32]
    nameless: NDArray[np.bool_]


def arrivals(flow: Flow, calendar: ExerciseCalendar, seed: int, until: Seconds) -> Arrivals:
    """All messages of the flow from its start to `until` or its end."""
    days = pace(flow.profile, calendar)
    last = until if flow.ends is None else min(until, flow.ends)
    parts: list[NDArray[np.int32]] = []
    since = flow.starts
    if flow.history is not None and flow.starts < 0:
        uniform = uniforms(seed, f"flow/{flow.id}/history", flow.history)
        parts.append(days.moments(flow.starts, min(0, last), uniform))
        since = 0
    for begin in range(since, last if flow.per_day else since, DAY):
        end = min(begin + DAY, last)
        draws = uniforms(seed, f"flow/{flow.id}/day/{begin // DAY}", 1)
        expected = flow.per_day * days.between(begin, end)
        count = int(expected) + int(draws[0] < expected - int(expected))
        parts.append(days.moments(begin, end, uniforms(seed, f"flow/{flow.id}/times/{begin // DAY}", count)))
    at = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
    size = np.empty(len(at), dtype=np.int32)
    for place, uniform in uniform_blocks(seed, f"flow/{flow.id}/size", len(at)):
        size[place] = triangular_array(flow.object_bytes, uniform)
    return Arrivals(at=at, size=size, nameless=_nameless(flow, seed, at))


def laid_down(flow: Flow, calendar: ExerciseCalendar, seed: int, count: int) -> Arrivals:
    """So many copies of a system of record, between its start and its end, or StartEx."""
    last = max(flow.starts + 1, 0 if flow.ends is None else flow.ends)
    at = pace(flow.profile, calendar).moments(flow.starts, last, uniforms(seed, f"flow/{flow.id}/held", count))
    size = triangular_array(flow.object_bytes, uniforms(seed, f"flow/{flow.id}/size", count)).astype(np.int32)
    return Arrivals(at=at, size=size, nameless=np.zeros(count, dtype=np.bool_))


def _nameless(flow: Flow, seed: int, at: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which messages carry no person: the exact share of the history, and by chance after it."""
    nameless = np.empty(len(at), dtype=np.bool_)
    for place, uniform in uniform_blocks(seed, f"flow/{flow.id}/nameless", len(at)):
        nameless[place] = uniform < flow.without_person
    if flow.history is not None:
        past = int(np.searchsorted(at, 0))
        count = round(past * flow.without_person)
        nameless[:past] = False
        nameless[least(uniforms(seed, f"flow/{flow.id}/nameless", past), count)] = True
    return nameless
