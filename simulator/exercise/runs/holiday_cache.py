"""Keeps looked-up holidays between runs: the library that knows them takes longer to load than a run takes to play."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from simulator.exercise.cache import read_cache, write_cache
from simulator.law.calendars import KNOWN


@contextlib.contextmanager
def remembered_holidays() -> Iterator[None]:
    """Holidays looked up in earlier runs are known inside; those looked up inside are kept."""
    _read()
    before = len(KNOWN)
    yield
    if len(KNOWN) > before:
        _write()


def _name() -> str:
    """One for each release of the library, so that a corrected calendar is looked up anew."""
    return f"holidays-{version('holidays')}"


def _read() -> None:
    """What was kept; a file that holds anything else counts as none."""
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        for name, days in (read_cache(_name()) or {}).items():
            calendar, _, year = name.rpartition("/")
            KNOWN.setdefault((calendar, int(year)), frozenset(map(date.fromisoformat, days)))


def _write() -> None:
    days = {f"{calendar}/{year}": sorted(day.isoformat() for day in days) for (calendar, year), days in KNOWN.items()}
    write_cache(_name(), days)
