"""Days and zones as a facts file writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from simulator.authored import Wanted, refuse

_DAY_LIKE = "a day like 2026-09-06, or a moment like 2026-09-06T14:30-05:00"


def _day(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given) if len(given) == len("2026-09-06") else datetime.fromisoformat(given)
    except ValueError as error:
        raise refuse(_DAY_LIKE, "write a day that exists") from error


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise refuse("a time zone like America/Chicago", "write its name from the IANA list") from error
    return name


Day: TypeAlias = Annotated[
    Any,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\S+)?$"}),
    Wanted(_DAY_LIKE),
]
"""A local date, or a moment; a moment with an offset is turned into the entity's local date."""
Zone: TypeAlias = Annotated[str, AfterValidator(_zone), Wanted("a time zone like America/Chicago")]
