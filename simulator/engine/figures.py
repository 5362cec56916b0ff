"""The figures that inject texts quote, computed at the moment of delivery. What a name means stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import ne
from typing import TypeAlias

import numpy as np

from simulator.domain.ids import SourceId, StoreId
from simulator.domain.lists import Shown
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.engine.context import Context
from simulator.engine.evidence import egress
from simulator.engine.native import rows_shown

Group: TypeAlias = Callable[[], dict[str, str]]
"""Figures that are computed together, by name."""
_OF_A_SOURCE = {SourceKind.READS: ("rows", "late", "shown"), SourceKind.METER: ("days",)}


class Figures(Mapping[str, str]):
    """Every figure a text may quote, as text; those of a group are computed when one of them is first asked for."""

    def __init__(self, context: Context) -> None:
        self._found: dict[str, str] = {}
        self._groups = dict(_groups(context))

    def __getitem__(self, name: str) -> str:
        if name not in self._found:
            self._found |= self._groups[name]()
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def _groups(context: Context) -> Iterator[tuple[str, Group]]:
    """Each figure's name, with what computes it."""
    for source in context.playbook.sources.values():
        group = partial(_source_figures, context, source)
        yield from ((f"{_name(source.id)}_{word}", group) for word in _OF_A_SOURCE.get(source.kind, ()))
    for store in context.playbook.stores:
        group = partial(_store_figures, context, store)
        yield from ((f"{_name(store)}_{word}", group) for word in ("depth", "oldest_days", "leaving"))
    states = [name.lower() for name in context.sandbox.population.states]
    lists, clinics = partial(_list_figures, context), partial(_clinic_figures, context)
    yield from ((f"list_{state}", lists) for state in states)
    yield from ((f"list_clinic_{state}", clinics) for state in states)
    yield from ((name, lists) for name in ("list_total", "told_total", "returned", "merges"))
    yield "away", partial(_away, context)
    yield "missed", partial(_missed, context)


def _store_figures(context: Context, store: StoreId) -> dict[str, str]:
    """`<store>_depth`, `<store>_oldest_days`, `<store>_leaving` (by expiry in the next hour)."""
    copies = context.sandbox.copies
    there = np.flatnonzero(copies.lying(store, context.now))
    oldest = (context.now - int(copies.entered[there].min())) / DAY if len(there) else 0.0
    leaving = int((copies.shelves[store].leave[there] <= context.now + HOUR).sum())
    name = _name(store)
    return {
        f"{name}_depth": f"{len(there):,}",
        f"{name}_oldest_days": f"{oldest:.1f}",
        f"{name}_leaving": f"{leaving:,}",
    }


def _source_figures(context: Context, source: LogSource) -> dict[str, str]:
    """`<source>_rows` (as SQL counts), `_late` (of the last day), `_shown` (records read); `_days` of a meter."""
    name = _name(source.id)
    if source.kind is SourceKind.METER:
        days = egress(context.sandbox, source, context.now)
        return {f"{name}_days": ", ".join(f"{size / 1e9:.1f} GB on {day:%d %B}" for day, size in days.items())}
    rows, late = rows_shown(context.sandbox, context.journal, source, context.now, context.now - DAY)
    shown = context.state.shown.get(source.id, Shown()).read
    return {f"{name}_rows": f"{rows:,}", f"{name}_late": f"{late:,}", f"{name}_shown": f"{len(shown):,}"}


def _list_figures(context: Context) -> dict[str, str]:
    """What list, letters and merges say: `list_total`, `list_<state>`, `told_total`, `returned`, `merges`."""
    state = context.state
    latest = state.lists[-1].fact if state.lists else None
    by_state = dict(latest.by_state) if latest else {}
    told = next((n.fact.version for n in state.notices), None)
    sent = state.list_version(told) if told is not None else None
    return {
        "list_total": f"{len(latest.people) if latest else 0:,}",
        "told_total": f"{len(sent.people) if sent else 0:,}",
        "returned": f"{len(state.returned):,}",
        "merges": f"{len(state.people.merged_into or {}):,}",
    } | {f"list_{name.lower()}": f"{by_state.get(name, 0):,}" for name in context.sandbox.population.states}


def _clinic_figures(context: Context) -> dict[str, str]:
    """`list_clinic_<state>`: the people of the list by the state of their clinic."""
    state = context.state
    clinics = Counter(map(state.people.clinic.get, state.lists[-1].fact.people if state.lists else ()))
    return {f"list_clinic_{name.lower()}": f"{clinics[name]:,}" for name in context.sandbox.population.states}


def _away(context: Context) -> dict[str, str]:
    """`away`: who lives in another state than the clinic."""
    people, homes = context.state.people, context.state.people.residence or {}
    return {"away": f"{sum(map(ne, homes.values(), map(people.clinic.get, homes, homes.values()))):,}"}


def _missed(context: Context) -> dict[str, str]:
    """`missed`: nobody in the exercise knows it before it comes back at them."""
    return {"missed": f"{missed(context):,}"}


def missed(context: Context) -> int:
    """How many people should have been told by letter and were not."""
    sandbox, population = context.sandbox, context.sandbox.population
    left = np.zeros(len(population), dtype=np.bool_)
    left[population.people(np.flatnonzero(context.notifiable))] = True
    versions = {one.fact.version for one in context.state.notices if one.fact.audience == "individual"}
    for version in versions:
        sent = context.state.list_version(version)
        if sent is not None:
            left[population.people(sandbox.numbers(sent.people))] = False
    return int(np.count_nonzero(left))


def _name(key: StoreId | SourceId) -> str:
    return key.replace("-", "_")
