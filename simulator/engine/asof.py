"""A source as it was at one of its pulls, and the keys that every row is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.domain.facts import EvidenceChanged, EvidencePulled
from simulator.domain.ids import SourceId, StoreId
from simulator.domain.journal import Journal
from simulator.domain.sources import Cell
from simulator.domain.time import Seconds
from simulator.engine.copies import Times
from simulator.engine.exposure import reach
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault, vault_of

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AsOf:
    """A source as it was when it was pulled for the `number`th time."""

    number: int
    until: Seconds
    vault: Vault

    def visible(self, when: Times | NDArray[np.int64], seen: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which rows of a log could be seen: happened, arrived, not lost, not expired or held from expiry."""
        there: NDArray[np.bool_] = (when < min(self.until, self.vault.until)) & (seen <= self.until)
        return there & (when >= self.vault.reaches_back(self.until))


def views_of(sandbox: Sandbox, journal: Journal, source: SourceId, number: int) -> tuple[AsOf, ...]:
    """The source at each of its pulls up to that entry; the last is that entry's own."""
    vault = vault_of(sandbox.playbook.sources[source])
    views: list[AsOf] = []
    for entry in journal:
        fact = entry.fact
        if isinstance(fact, EvidenceChanged) and fact.source == source:
            vault = _after(vault, fact, entry.at, forward_only=sandbox.playbook.sources[source].forward_only)
        elif isinstance(fact, EvidencePulled) and fact.source == source:
            views.append(AsOf(number=len(views) + 1, until=fact.until, vault=vault))
        if entry.number == number:
            break
    return tuple(views)


def _after(vault: Vault, fact: EvidenceChanged, at: Seconds, *, forward_only: bool) -> Vault:
    match fact.now:
        case "held":
            return replace(vault, held_from=at if vault.held_from is None else vault.held_from)
        case "enabled":
            later = replace(vault)
            later.enable(at, forward_only=forward_only)
            return later
        case "lost":
            return replace(vault, lost_until=at)


def control_id(slot: int) -> str:
    """The message control id (MSH-10) of a message, which names its object in a bucket too."""
    return f"NB{slot:08d}"


def lay_open(sandbox: Sandbox, store: StoreId, until: Seconds) -> NDArray[np.bool_]:
    """Which copies lay in the store while some path that should not exist stood open."""
    found = np.zeros(len(sandbox.copies), dtype=np.bool_)
    for grant in sandbox.paths.unmeant[store]:
        since, closes = reach(sandbox, grant, store, until)
        found |= closes > since
    return found


def key_of(slot: int) -> str:
    """The name of a message's object in a bucket."""
    return f"{control_id(slot)}.hl7"
