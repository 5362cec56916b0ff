"""Records in facts, and how they are grouped. Part of `domain.facts`."""

from __future__ import annotations

from typing import TypeAlias

from simulator.domain.ids import RecordId

Records: TypeAlias = tuple[RecordId, ...]
ByState: TypeAlias = tuple[tuple[str, int], ...]
RecordStates: TypeAlias = tuple[tuple[str, Records], ...]
"""Records by the state they belong to: one line a state instead of one a record."""
