"""The figures that inject texts quote, computed at the moment of delivery. What a name means stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from simulator.domain.ids import SourceId, StoreId
from simulator.domain.lists import Shown
from simulator.domain.nouns import SourceKind
from simulator.domain.time import DAY
from simulator.engine.context import Context
from simulator.engine.evidence import egress
from simulator.engine.native import rows_shown


class Figures(Mapping[str, str]):
    """Every figure a text may quote, as text; those of a kind are computed when one of them is first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[str, str] = {}
        self._left = [_missed_figures, _source_figures, _store_figures, _register_figures, _list_figures]

    def __getitem__(self, name: str) -> str:
        while name not in self._found and self._left:
            self._found |= self._left.pop()(self._context)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        while self._left:
            self._found |= self._left.pop()(self._context)
        return iter(self._found)

    def __len__(self) -> int:
        return len(list(iter(self)))


def _store_figures(context: Context) -> dict[str, str]:
    """`<store>_depth`, `<store>_oldest_days`, `<store>_per_hour` (leaving by expiry in the next hour)."""
    found: dict[str, str] = {}
    for store in context.playbook.stores:
        copies = context.sandbox.copies
        there = copies.present(store, context.now)
        oldest = (context.now - int(copies.entered[there].min())) / DAY if len(there) else 0.0
        leaving = int((copies.shelves[store].leave[there] <= context.now + 3600).sum())
        name = _name(store)
        found[f"{name}_depth"] = f"{len(there):,}"
        found[f"{name}_oldest_days"] = f"{oldest:.1f}"
        found[f"{name}_leaving"] = f"{leaving:,}"
    return found


def _source_figures(context: Context) -> dict[str, str]:
    """`<source>_rows` (as SQL counts), `_late` (of the last day), `_shown` (records read); `_days` of a meter."""
    found: dict[str, str] = {}
    for key, source in context.playbook.sources.items():
        name = _name(key)
        if source.kind is SourceKind.READS:
            rows, late = rows_shown(context.sandbox, context.journal, source, context.now, context.now - DAY)
            found[f"{name}_rows"], found[f"{name}_late"] = f"{rows:,}", f"{late:,}"
            found[f"{name}_shown"] = f"{len(context.state.shown.get(key, Shown()).read):,}"
        if source.kind is SourceKind.METER:
            days = egress(context.sandbox, source, context.now)
            found[f"{name}_days"] = ", ".join(f"{size / 1e9:.1f} GB on {day:%d %B}" for day, size in days.items())
    return found


def _list_figures(context: Context) -> dict[str, str]:
    """What the list and letters say: `list_total`, `list_<state>`, `list_clinic_<state>`, `told_total`, `returned`."""
    state = context.state
    latest = state.lists[-1].fact if state.lists else None
    by_state = dict(latest.by_state) if latest else {}
    found = {"list_total": f"{len(latest.people) if latest else 0:,}", "returned": f"{len(state.returned):,}"}
    clinics = Counter(state.people.clinic.get(record, "") for record in (latest.people if latest else ()))
    for name in context.sandbox.population.states:
        found[f"list_{name.lower()}"] = f"{by_state.get(name, 0):,}"
        found[f"list_clinic_{name.lower()}"] = f"{clinics[name]:,}"
    told = next((n.fact.version for n in state.notices), None)
    sent = state.list_version(told) if told is not None else None
    found["told_total"] = f"{len(sent.people) if sent else 0:,}"
    return found


def _register_figures(context: Context) -> dict[str, str]:
    """What registers say: `merges`, and `away`, who lives in another state than the clinic."""
    people = context.state.people
    residence, merged = people.residence or {}, people.merged_into or {}
    away = sum(people.clinic.get(one, home) != home for one, home in residence.items())
    return {"merges": f"{len(merged):,}", "away": f"{away:,}"}


def _missed_figures(context: Context) -> dict[str, str]:
    """`missed`: nobody in the exercise knows it before it comes back at them."""
    return {"missed": f"{missed(context):,}"}


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
