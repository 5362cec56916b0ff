"""Reads the tables of penalties that stand beside this module."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from simulator.authored import Authored, AuthoredError, PlainText, Problems, load_model
from simulator.errors import LawError
from simulator.law.penalties.model import Table, Tables

TABLES = Path(__file__).parent / "tables.yaml"

_Dollars = Annotated[int, Field(ge=1)]
_Tier = tuple[_Dollars, _Dollars]


class _Table(Authored):
    assessed_from: date
    citation: PlainText
    read: date | Literal["never"]
    confidence: Literal["high", "medium", "low"]
    did_not_know: _Tier
    reasonable_cause: _Tier
    corrected: _Tier
    not_corrected: _Tier
    cap: _Dollars
    discretion: tuple[_Dollars, _Dollars, _Dollars, _Dollars] | None = None


class TablesFile(Authored):
    """The file as written; see `model.Tables` for what the keys mean."""

    adjusted_violations_from: date
    discretion_since: date
    discretion_citation: PlainText
    tables: tuple[_Table, ...]


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """The tables that this installation ships."""
    return read_tables(TABLES)


def read_tables(path: Path) -> Tables:
    """The tables of a file.

    Raises:
        LawError: every problem of the file, one a line.
    """
    problems = Problems()
    try:
        with problems.collecting():
            file = load_model(path, TablesFile)
            _check(path, file, problems)
        problems.raise_if_any()
    except AuthoredError as error:
        raise LawError(error.message, error.hint) from error
    return Tables(
        tables=tuple(_table(given) for given in file.tables),
        adjusted_violations_from=file.adjusted_violations_from,
        discretion_since=file.discretion_since,
        discretion_citation=file.discretion_citation,
    )


def _check(path: Path, file: TablesFile, problems: Problems) -> None:
    """Tables out of order, and tiers that end before they begin or above their cap."""
    if not file.tables:
        problems.add(path, ("tables",), "given no table, expected at least the statutory amounts; write them.")
    for i, (earlier, later) in enumerate(pairwise(file.tables), 1):
        if later.assessed_from <= earlier.assessed_from:
            said = f"given {later.assessed_from} after {earlier.assessed_from}, expected later days; put them in order."
            problems.add(path, ("tables", i, "assessed_from"), said)
    for i, one in enumerate(file.tables):
        for low, high in (one.did_not_know, one.reasonable_cause, one.corrected, one.not_corrected):
            if not low <= high <= one.cap:
                said = f"given {low} to {high}, expected a range within the cap of {one.cap}; correct it."
                problems.add(path, ("tables", i), said)


def _table(given: _Table) -> Table:
    return Table(
        assessed_from=given.assessed_from,
        tiers=(given.did_not_know, given.reasonable_cause, given.corrected, given.not_corrected),
        cap=given.cap,
        discretion=given.discretion,
        citation=given.citation,
        read=None if given.read == "never" else given.read,
        confidence=given.confidence,
    )
