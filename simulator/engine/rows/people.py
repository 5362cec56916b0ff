"""Whose record a row names: its numbers and what it tells of the person. Names come from no list of real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Cell
from simulator.domain.time import DAY
from simulator.engine.copies import NEVER
from simulator.engine.rows.happenings import Moments
from simulator.engine.rows.sheet import Sheet
from simulator.engine.rows.stamps import dates
from simulator.engine.sampling import NOBODY
from simulator.engine.streams import uniforms
from simulator.world.identifiers import crm_ids, mrn

_A40_DAYS = 1_500
"""How far back merges may lie, in days before StartEx; assumed."""


def merged_at(sheet: Sheet) -> Moments:
    """When each record was merged into another (A40); NEVER where it was not."""
    records = sheet.records()
    ages = uniforms(sheet.sandbox.seed, "native/a40", len(sheet.sandbox.population))[records]
    merged = sheet.sandbox.population.merged_into[records] >= 0
    return np.where(merged, -(_A40_DAYS * DAY * ages).astype(np.int64) - 60 * DAY, NEVER)


def account_ids(records: NDArray[np.intp]) -> list[str]:
    """The CRM's ids of records."""
    return crm_ids("001", records.tolist())


def _of(tell: Callable[[Sheet, NDArray[np.intp]], Sequence[Cell]]) -> Callable[[Sheet], Sequence[Cell]]:
    """A word about a record; None where a row carries no person."""

    def found(sheet: Sheet) -> Sequence[Cell]:
        records = sheet.records()
        if len(records) and records.min() > NOBODY:
            return tell(sheet, records)
        told = tell(sheet, np.maximum(records, 0))
        return [one if there else None for one, there in zip(told, (records != NOBODY).tolist(), strict=True)]

    return found


def _mrns(_: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [mrn(one) for one in records.tolist()]


def _survivors(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    into = sheet.sandbox.population.merged_into[records].tolist()
    return [None if one < 0 else mrn(one) for one in into]


def _fhir(_: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"Patient/SIM-{one:07d}" for one in records.tolist()]


def _names(_: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"Patient {one:07d}" for one in records.tolist()]


def _births(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    ages = _drawn(sheet, "birth", records) * 90 * 365 + 30
    return dates(sheet.playbook.calendar, -(ages.astype(np.int64)) * DAY)


def _phones(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"555-01{int(one * 100):02d}" for one in _drawn(sheet, "phone", records).tolist()]


def _mails(_: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"patient.{one:07d}@example.org" for one in records.tolist()]


def _towns(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"Town {int(one * 60):02d}" for one in _drawn(sheet, "town", records).tolist()]


def _zips(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    return [f"000{int(one * 60):02d}" for one in _drawn(sheet, "town", records).tolist()]


def _drawn(sheet: Sheet, what: str, records: NDArray[np.intp]) -> NDArray[np.float64]:
    return uniforms(sheet.sandbox.seed, f"rows/people/{what}", len(sheet.sandbox.population))[records]


def _state(by: str) -> Callable[[Sheet, NDArray[np.intp]], Sequence[Cell]]:
    def tell(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
        population = sheet.sandbox.population
        return [population.states[index] for index in getattr(population, by)[records].tolist()]

    return tell


def _flag(by: str) -> Callable[[Sheet, NDArray[np.intp]], Sequence[Cell]]:
    def tell(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
        flags: NDArray[Any] = getattr(sheet.sandbox.population, by)[records]
        found: list[Cell] = flags.astype(np.int64).tolist()
        return found

    return tell


def _died(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    """A day in the year before StartEx (assumed)."""
    days = dates(sheet.playbook.calendar, -(1 + _drawn(sheet, "died", records) * 365).astype(np.int64) * DAY)
    dead = sheet.sandbox.population.deceased[records].tolist()
    return [day if gone else None for day, gone in zip(days, dead, strict=True)]


def _quality(sheet: Sheet, records: NDArray[np.intp]) -> Sequence[Cell]:
    bad = sheet.sandbox.population.bad_address[records].tolist()
    return ["undeliverable" if one else "good" for one in bad]


WORDS: Mapping[str, Callable[[Sheet], Sequence[Cell]]] = {
    "mrn": _of(_mrns),
    "record-id": _of(lambda _, records: account_ids(records)),
    "fhir-id": _of(_fhir),
    "patient-name": _of(_names),
    "birth-date": _of(_births),
    "phone": _of(_phones),
    "email": _of(_mails),
    "city": _of(_towns),
    "zip": _of(_zips),
    "clinic-state": _of(_state("clinic_state")),
    "residence": _of(_state("residence")),
    "survivor-mrn": _of(_survivors),
    "is-test": _of(_flag("is_test")),
    "deceased": _of(_flag("deceased")),
    "deceased-date": _of(_died),
    "address-quality": _of(_quality),
}
