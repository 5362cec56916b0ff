"""Facts about flows, stores and paths. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from simulator.domain.ids import FlowId, GrantId, StoreId


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowChanged:
    """A flow was paused, resumed or fixed."""

    kind: ClassVar[str] = "flow-changed"
    flow: FlowId
    now: Literal["paused", "failing", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanged:
    """A store was purged or redriven, or its retention set. `messages` counts the copies that left or were kept."""

    kind: ClassVar[str] = "store-changed"
    store: StoreId
    now: Literal["purged", "redriven", "kept"]
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantOpened:
    """An access path that was closed is open again."""

    kind: ClassVar[str] = "grant-opened"
    grant: GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantClosed:
    """An access path was closed."""

    kind: ClassVar[str] = "grant-closed"
    grant: GrantId
