"""The whole world as rows, table by table and chunk by chunk: what the store loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from typing import TypeAlias

from simulator.domain.worldspec import WorldSpec
from simulator.world import crm
from simulator.world.canary import canary_of
from simulator.world.draws import Draws, chunks
from simulator.world.marker import MARKER, SCHEMA_VERSION
from simulator.world.patients import Row, appointment_rows, identities, patient_columns, patient_rows
from simulator.world.population import clinics_per_state, population
from simulator.world.staff import owner_ids, staff_tables

Batch: TypeAlias = tuple[str, list[Row]]


def batches(spec: WorldSpec, seed: int) -> Iterator[tuple[float, Batch]]:
    """Rows ready to be loaded, each batch with the share of the world that it completes."""
    people = population(spec, seed)
    fixed = [("exercise_marker", [_marker(spec, seed)]), ("ehr_organization", _clinics(spec)), *staff_tables(seed)]
    for table, rows in fixed:
        yield 0.0, (table, rows)
    who = identities(people, seed)
    owners = owner_ids()
    for chunk, start, stop in chunks(spec.patients):
        columns = patient_columns(people, who, Draws(seed, "ehr_patient", chunk, stop - start), start)
        accounts = crm.accounts_of(seed, chunk, columns)
        tables: tuple[tuple[str, Iterable[Row]], ...] = (
            ("ehr_patient", patient_rows(people, who, columns)),
            ("ehr_appointment", appointment_rows(seed, chunk, columns)),
            ("crm_account", crm.account_rows(seed, chunk, accounts, owners)),
            ("crm_contact", crm.contact_rows(seed, chunk, accounts)),
            ("crm_case", crm.case_rows(seed, chunk, accounts)),
            ("crm_task", crm.task_rows(seed, chunk, accounts)),
        )
        for number, (name, made) in enumerate(tables, start=1):
            yield (start + (stop - start) * number / len(tables)) / spec.patients, (name, list(made))


def _marker(spec: WorldSpec, seed: int) -> Row:
    versions = {name: version(name) for name in ("faker", "numpy", "sqlalchemy")}
    stated = json.dumps(asdict(spec), sort_keys=True)
    return (
        MARKER,
        spec.digest(seed),
        stated,
        json.dumps(versions, sort_keys=True),
        seed,
        SCHEMA_VERSION,
        canary_of(spec.digest(seed)),
    )


def _clinics(spec: WorldSpec) -> list[Row]:
    states = [
        state for (state, _), count in zip(spec.states, clinics_per_state(spec), strict=True) for _ in range(count)
    ]
    return [(f"clinic-{n + 1:02d}", f"Northbank Clinic {n + 1} ({state})", state) for n, state in enumerate(states)]
