"""Keeps looked-up holidays between runs: the library that knows them takes longer to load than a run takes to play."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.law.calendars import KNOWN


@contextlib.contextmanager
def remembered_holidays() -> Iterator[None]:
    """Holidays looked up in earlier runs are known inside; those looked up inside are kept."""
    _read()
    before = len(KNOWN)
    yield
    if len(KNOWN) > before:
        _write()


def _file() -> Path:
    """One file for each release of the library, so that a corrected calendar is looked up anew."""
    return cache_folder() / f"holidays-{version('holidays')}.json"


def _read() -> None:
    """What was kept; a file that holds anything else counts as none."""
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, InputError):
        for name, days in json.loads(_file().read_text(encoding="utf-8")).items():
            calendar, _, year = name.rpartition("/")
            KNOWN.setdefault((calendar, int(year)), frozenset(map(date.fromisoformat, days)))


def _write() -> None:
    """Keep what is known; a place that takes no writing only costs time."""
    kept = {f"{calendar}/{year}": sorted(day.isoformat() for day in days) for (calendar, year), days in KNOWN.items()}
    with contextlib.suppress(OSError, InputError):
        path = _file()
        part = path.with_suffix(".part")
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(path)
