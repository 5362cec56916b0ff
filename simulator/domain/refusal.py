"""Why a decision may not be taken now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from simulator.domain.ids import SeatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why not, what would help, and which seats may."""

    reason: str
    hint: str = ""
    may: tuple[SeatId, ...] = ()


Permit: TypeAlias = Refused | None
"""None: permitted."""
