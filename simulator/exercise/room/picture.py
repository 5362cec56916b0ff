"""The picture as known: systems and access in words, and how many people evidence shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.domain.lists import in_scope
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.exercise.room.feed import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """A flow, a store, a service or an access path, and what the seat knows of it, in words."""

    id: str
    kind: Literal["flow", "store", "service", "grant"]
    title: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One version of the team's list of affected people."""

    version: int
    at: Seconds
    scope: str
    people: int
    by_state: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """People as known: record numbers that evidence shows as taken, or as lying in reach, and the team's lists."""

    shown_read: int | None
    in_reach: int | None
    presumed: int
    """Of those in reach, the ones that no evidence clears: what a list of the scope `presumed` starts from."""
    lists: tuple[ListRow, ...]


_FLOW: dict[str, Tone] = {"paused": "watch", "failing": "late", "fixed": "ok"}
_STORE: dict[str, Tone] = {"purged": "watch", "redriven": "watch", "kept": "ok"}


def systems(state: State, playbook: Playbook) -> list[SystemRow]:
    """What the seat knows of flows, stores, services, and of the access it closed; no news is said as such."""
    rows = []
    for service in playbook.services.values():
        word = state.services.get(service.id)
        tone: Tone = "unknown" if word is None else "ok" if word == "up" else "watch"
        rows.append(SystemRow(id=service.id, kind="service", title=service.title, word=word or "no report", tone=tone))
    for flow in playbook.flows.values():
        word = state.flows.get(flow.id)
        tone = _FLOW.get(word or "", "unknown")
        rows.append(SystemRow(id=flow.id, kind="flow", title=flow.title, word=word or "not touched", tone=tone))
    for store in playbook.stores.values():
        word = state.stores.get(store.id)
        tone = _STORE.get(word or "", "unknown")
        rows.append(SystemRow(id=store.id, kind="store", title=store.title, word=word or "not touched", tone=tone))
    for key in state.closed:
        grant = playbook.grants[key]
        rows.append(SystemRow(id=key, kind="grant", title=grant.title, word="closed", tone="ok"))
    return rows


def exposure(state: State, playbook: Playbook) -> Exposure:
    """How many people the evidence shows that was pulled, and the lists made of it."""
    read = frozenset().union(*(one.read for one in state.shown.values()))
    held = frozenset().union(*(one.held for one in state.shown.values()))
    frozen = {one.fact.version for one in state.frozen}
    lists = tuple(
        ListRow(
            version=one.fact.version,
            at=one.at,
            scope="made outside" if one.fact.spec.imported else one.fact.spec.scope,
            people=len(one.fact.people),
            by_state=one.fact.by_state,
            missing=one.fact.missing,
            frozen=one.fact.version in frozen,
        )
        for one in state.lists
    )
    kinds = {playbook.sources[one].kind for one in state.shown}
    return Exposure(
        shown_read=len(read) if kinds & {SourceKind.READS, SourceKind.COUNTS} else None,
        in_reach=len(read | held) if kinds & {SourceKind.CONTENT, SourceKind.COUNTS} else None,
        presumed=len(in_scope("presumed", state.shown.values())),
        lists=lists,
    )
