"""The whole world as rows, table by table and chunk by chunk: what the store loads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TypeAlias

from simulator.domain.worldspec import WorldSpec
from simulator.world import crm
from simulator.world.draws import CHUNK, Draws
from simulator.world.marker import MARKER, SCHEMA_VERSION
from simulator.world.patients import Identities, Row, appointment_rows, identities, patient_columns, patient_rows
from simulator.world.population import Population, clinics_per_state, population
from simulator.world.staff import owner_ids, staff_tables

Batch: TypeAlias = tuple[str, list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crowd:
    """What every chunk draws on, made once over the whole population: merges and households cross chunks."""

    spec: WorldSpec
    seed: int
    people: Population
    who: Identities
    owners: list[str]


def fixed_batches(spec: WorldSpec, seed: int) -> Iterator[Batch]:
    """The tables that do not grow with the number of patients, in order of their references."""
    yield "exercise_marker", [_marker(spec, seed)]
    yield "ehr_organization", _clinics(spec)
    yield from staff_tables(seed)


def crowd(spec: WorldSpec, seed: int) -> Crowd:
    """The whole population with its names."""
    people = population(spec, seed)
    return Crowd(spec=spec, seed=seed, people=people, who=identities(people, seed), owners=owner_ids())


def chunk_count(spec: WorldSpec) -> int:
    """How many chunks a world has."""
    return -(-spec.patients // CHUNK)


def chunk_batches(crowd: Crowd, chunk: int) -> Iterator[Batch]:
    """Every row of the patients of one chunk; they depend on no other chunk, so that a build resumes at any."""
    start = chunk * CHUNK
    draws = Draws(crowd.seed, "ehr_patient", chunk, min(CHUNK, crowd.spec.patients - start))
    columns = patient_columns(crowd.people, crowd.who, draws, start)
    accounts = crm.accounts_of(crowd.seed, chunk, columns)
    yield "ehr_patient", list(patient_rows(crowd.people, crowd.who, columns))
    yield "ehr_appointment", list(appointment_rows(crowd.seed, chunk, columns))
    yield "crm_account", list(crm.account_rows(crowd.seed, chunk, accounts, crowd.owners))
    yield "crm_contact", list(crm.contact_rows(crowd.seed, chunk, accounts))
    yield "crm_case", list(crm.case_rows(crowd.seed, chunk, accounts))
    yield "crm_task", list(crm.task_rows(crowd.seed, chunk, accounts))


def _marker(spec: WorldSpec, seed: int) -> Row:
    versions = {name: version(name) for name in ("faker", "numpy", "sqlalchemy")}
    stated = json.dumps(asdict(spec), sort_keys=True)
    return (MARKER, spec.digest(seed), stated, json.dumps(versions, sort_keys=True), seed, SCHEMA_VERSION)


def _clinics(spec: WorldSpec) -> list[Row]:
    states = [
        state for (state, _), count in zip(spec.states, clinics_per_state(spec), strict=True) for _ in range(count)
    ]
    return [(f"clinic-{n + 1:02d}", f"Northbank Clinic {n + 1} ({state})", state) for n, state in enumerate(states)]
