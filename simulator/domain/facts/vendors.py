"""Facts about vendors: what they were asked, and what they said. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorAsked:
    """A question, or a formal demand, reached a vendor; `promised`: by when its contract has it answered."""

    kind: ClassVar[str] = "vendor-asked"
    vendor: str
    formal: bool
    promised: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorReplied:
    """A vendor said something. `asked`: when it was asked for it, None: it came by itself; `promised`: by when.

    `waited`: how long it waited for its own subcontractor before.
    """

    kind: ClassVar[str] = "vendor-replied"
    vendor: str
    reply: int
    text: str
    asked: Seconds | None
    promised: Seconds | None
    waited: Seconds
