"""How a facts file writes days, moments and the time zone that turns one into the other."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from simulator.authored import Wanted, refuse

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Assumed: HIPAA is of 1996, and the longest clock adds two years to a day."""
_DAY = r"\d{4}-\d{2}-\d{2}"
_WRITTEN = re.compile(rf"({_DAY})([T ]\d{{2}}:\d{{2}}(:\d{{2}})?(Z|[-+]\d{{2}}:?\d{{2}})?)?", re.ASCII)
_DAY_LIKE = "a day like 2026-09-06, or a moment like 2026-09-06T14:30-05:00"


def _day(given: object) -> object:
    if not isinstance(given, str):
        return given if isinstance(given, date) else _refuse("write one")
    written = _WRITTEN.fullmatch(given)
    if written is None:
        return _refuse("write it so")
    try:
        day = datetime.fromisoformat(given) if written[2] else date.fromisoformat(given)
    except ValueError:
        return _refuse("write a day that exists")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _refuse(f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _refuse(todo: str) -> object:
    raise refuse(_DAY_LIKE, todo)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise refuse("a time zone like America/Chicago", "write its name from the IANA list") from error
    return name


Day: TypeAlias = Annotated[
    Any,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": rf"^{_DAY}([T ]\S+)?$"}),
    Wanted(_DAY_LIKE),
]
"""A local date, or a moment; a moment with an offset is turned into the entity's local date."""
Zone: TypeAlias = Annotated[str, AfterValidator(_zone), Wanted("a time zone like America/Chicago")]
