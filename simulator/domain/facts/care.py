"""Facts about care: how a service stands, and the visits disturbed while it stood so. Part of `domain.facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from simulator.domain.ids import ServiceId
from simulator.domain.time import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceChanged:
    """How a service stands from now on, in words: at StartEx, and whenever it changes."""

    kind: ClassVar[str] = "service-changed"
    service: ServiceId
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareDisturbed:
    """How many visits took place, and how many of them were disturbed (in thousandths), while a state lasted."""

    kind: ClassVar[str] = "care-disturbed"
    service: ServiceId
    since: Seconds
    until: Seconds
    why: str
    visits: int
    disturbed_milli: int
