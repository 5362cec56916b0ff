"""The figures that inject texts quote, computed at the moment of delivery. What a name means stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TypeAlias

import numpy as np

from simulator.domain.ids import SourceId, StoreId
from simulator.domain.lists import Shown
from simulator.domain.nouns import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.engine.context import Context
from simulator.engine.evidence import egress
from simulator.engine.native import rows_shown

Figure: TypeAlias = Callable[[], str]


class Figures(Mapping[str, str]):
    """Every figure a text may quote, as text; each is computed when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._figures: dict[str, Figure] = {"missed": lambda: f"{missed(context):,}"}
        for source in context.playbook.sources.values():
            self._figures |= _of_source(context, source)
        for store in context.playbook.stores:
            self._figures |= _of_store(context, store)
        self._figures |= _of_registers(context) | _of_lists(context)

    def __getitem__(self, name: str) -> str:
        return self._figures[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def _of_store(context: Context, store: StoreId) -> dict[str, Figure]:
    """`<store>_depth`, `<store>_oldest_days`, `<store>_leaving` (by expiry in the next hour)."""
    copies = context.sandbox.copies
    there = cache(lambda: copies.present(store, context.now))

    def oldest() -> float:
        return (context.now - int(copies.entered[there()].min())) / DAY if len(there()) else 0.0

    def leaving() -> int:
        return int((copies.shelves[store].leave[there()] <= context.now + HOUR).sum())

    name = _name(store)
    return {
        f"{name}_depth": lambda: f"{len(there()):,}",
        f"{name}_oldest_days": lambda: f"{oldest():.1f}",
        f"{name}_leaving": lambda: f"{leaving():,}",
    }


def _of_source(context: Context, source: LogSource) -> dict[str, Figure]:
    """`<source>_rows` (as SQL counts), `_late` (of the last day), `_shown` (records read); `_days` of a meter."""
    name, now = _name(source.id), context.now
    if source.kind is SourceKind.READS:
        counted = cache(lambda: rows_shown(context.sandbox, context.journal, source, now, now - DAY))
        return {
            f"{name}_rows": lambda: f"{counted()[0]:,}",
            f"{name}_late": lambda: f"{counted()[1]:,}",
            f"{name}_shown": lambda: f"{len(context.state.shown.get(source.id, Shown()).read):,}",
        }
    if source.kind is SourceKind.METER:

        def days() -> str:
            taken = egress(context.sandbox, source, now)
            return ", ".join(f"{size / 1e9:.1f} GB on {day:%d %B}" for day, size in taken.items())

        return {f"{name}_days": days}
    return {}


def _of_lists(context: Context) -> dict[str, Figure]:
    """What the list and letters say: `list_total`, `list_<state>`, `list_clinic_<state>`, `told_total`, `returned`."""
    state = context.state
    latest = state.lists[-1].fact if state.lists else None
    by_state = dict(latest.by_state) if latest else {}
    people = latest.people if latest else ()
    clinics = cache(lambda: Counter(map(state.people.clinic.get, people)))

    def told() -> int:
        first = next((n.fact.version for n in state.notices), None)
        sent = state.list_version(first) if first is not None else None
        return len(sent.people) if sent else 0

    def from_clinic(name: str) -> str:
        return f"{clinics()[name]:,}"

    found: dict[str, Figure] = {
        "list_total": lambda: f"{len(people):,}",
        "told_total": lambda: f"{told():,}",
        "returned": lambda: f"{len(state.returned):,}",
    }
    for name in context.sandbox.population.states:
        found[f"list_{name.lower()}"] = partial("{:,}".format, by_state.get(name, 0))
        found[f"list_clinic_{name.lower()}"] = partial(from_clinic, name)
    return found


def _of_registers(context: Context) -> dict[str, Figure]:
    """What registers say: `merges`, and `away`, who lives in another state than the clinic."""
    people = context.state.people

    def away() -> int:
        return sum(people.clinic.get(one, home) != home for one, home in (people.residence or {}).items())

    return {"merges": lambda: f"{len(people.merged_into or {}):,}", "away": lambda: f"{away():,}"}


def missed(context: Context) -> int:
    """How many people should have been told by letter and were not."""
    population = context.sandbox.population
    records = np.array(sorted(context.state.notifiable), dtype=np.intp)
    owed = set(population.people(records).tolist()) if len(records) else set()
    told: set[int] = set()
    for notice in context.state.notices:
        sent = context.state.list_version(notice.fact.version)
        if notice.fact.audience == "individual" and sent is not None and sent.people:
            told |= set(population.people(np.array(sent.people, dtype=np.intp)).tolist())
    return len(owed - told)


def _name(key: StoreId | SourceId) -> str:
    return key.replace("-", "_")
