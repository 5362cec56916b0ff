"""Whose record a row names: its numbers and what the world's tables tell of the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.domain.sources import Cell
from simulator.domain.time import DAY
from simulator.engine.copies import NEVER
from simulator.engine.rows.happenings import Moments
from simulator.engine.rows.sheet import Cells, Sheet
from simulator.engine.sampling import NOBODY
from simulator.engine.sandbox import Sandbox
from simulator.engine.streams import uniforms
from simulator.world.folk import in_crm
from simulator.world.identifiers import crm_ids, mrn

_A40_DAYS = 1_500
"""How far back merges may lie, in days before StartEx; assumed."""


def merged_at(sheet: Sheet) -> Moments:
    """When each record was merged into another (A40); NEVER where it was not."""
    records = sheet.records()
    ages = uniforms(sheet.sandbox.seed, "native/a40", len(sheet.sandbox.population))[records]
    merged = sheet.sandbox.population.merged_into[records] >= 0
    return np.where(merged, -(_A40_DAYS * DAY * ages).astype(np.int64) - 60 * DAY, NEVER)


def account_ids(sandbox: Sandbox, records: NDArray[np.intp]) -> list[Cell]:
    """The CRM's ids of records; none of those that it does not hold."""
    there = in_crm(sandbox.seed, len(sandbox.population))[records].tolist()
    return [one if known else None for one, known in zip(crm_ids("001", records.tolist()), there, strict=True)]


def _of(tell: Callable[[Sheet, NDArray[np.intp]], Cells]) -> Callable[[Sheet], Cells]:
    """A word about a record; None where a row carries no person."""

    def found(sheet: Sheet) -> Cells:
        records = sheet.records()
        if len(records) and records.min() > NOBODY:
            return tell(sheet, records)
        told = tell(sheet, np.maximum(records, 0))
        return [one if there else None for one, there in zip(told, (records != NOBODY).tolist(), strict=True)]

    return found


def _mrns(_: Sheet, records: NDArray[np.intp]) -> Cells:
    return [mrn(one) for one in records.tolist()]


def _survivors(sheet: Sheet, records: NDArray[np.intp]) -> Cells:
    into = sheet.sandbox.population.merged_into[records].tolist()
    return [None if one < 0 else mrn(one) for one in into]


def _fhir(_: Sheet, records: NDArray[np.intp]) -> Cells:
    return [f"sim-patient-{one}" for one in records.tolist()]


def _told(column: str) -> Callable[[Sheet, NDArray[np.intp]], Cells]:
    """What the world's row of the patient says."""

    def tell(sheet: Sheet, records: NDArray[np.intp]) -> Cells:
        found: list[Cell] = sheet.register.column(column, records).tolist()
        return found

    return tell


def _state(by: str) -> Callable[[Sheet, NDArray[np.intp]], Cells]:
    def tell(sheet: Sheet, records: NDArray[np.intp]) -> Cells:
        population = sheet.sandbox.population
        return [population.states[index] for index in getattr(population, by)[records].tolist()]

    return tell


def _flag(by: str) -> Callable[[Sheet, NDArray[np.intp]], Cells]:
    def tell(sheet: Sheet, records: NDArray[np.intp]) -> Cells:
        flags: NDArray[Any] = getattr(sheet.sandbox.population, by)[records]
        found: list[Cell] = flags.astype(np.int64).tolist()
        return found

    return tell


WORDS: Mapping[str, Callable[[Sheet], Cells]] = {
    "mrn": _of(_mrns),
    "record-id": _of(lambda sheet, records: account_ids(sheet.sandbox, records)),
    "fhir-id": _of(_fhir),
    "patient-name": _of(_told("name")),
    "birth-date": _of(_told("birth_date")),
    "phone": _of(_told("phone")),
    "email": _of(_told("email")),
    "city": _of(_told("city")),
    "zip": _of(_told("zip")),
    "clinic-state": _of(_state("clinic_state")),
    "residence": _of(_state("residence")),
    "survivor-mrn": _of(_survivors),
    "is-test": _of(_flag("is_test")),
    "deceased": _of(_flag("deceased")),
    "deceased-date": _of(_told("deceased_dt")),
    "address-quality": _of(_told("address_quality")),
}
