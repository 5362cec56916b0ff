"""A world as a stream of FHIR resources, each type after those that it refers to.

The canary stands in the first resource; the tables' canary rows are no resources, since they are nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.world.canary import is_canary
from simulator.world.exports.fhir import care, dealings, people
from simulator.world.exports.fhir.elements import OURS, Resource, Row, resource
from simulator.world.exports.selection import Part
from simulator.world.marker import MARKER
from simulator.world.queries import canary_in
from simulator.world.storage.reader import Readable
from simulator.world.tables import metadata

_CHART: tuple[tuple[str, Callable[[Row], Resource]], ...] = (
    ("ehr_coverage", dealings.coverage),
    ("ehr_appointment", care.appointment),
    ("ehr_encounter", care.encounter),
    ("ehr_condition", care.condition),
    ("ehr_observation", care.observation),
    ("ehr_medication_request", care.medication_request),
    ("ehr_communication", dealings.communication),
)
"""The tables of patients' charts, each row of which is one resource; each after those that it refers to."""
_NAMED_BY = (("ehr_encounter", "clinician_id"), ("ehr_medication_request", "requester"))
"""What names a member of the workforce."""


def resources(world: Readable, part: Part) -> Iterator[Resource]:
    """The mark of the exercise, then every resource of the part."""
    yield _mark(world)
    yield from (people.organization(row) for row in _rows(world, part, "ehr_organization"))
    named = _named(world, part)
    yield from (people.practitioner(row) for row in _rows(world, part, "idp_user") if row["idp_user_id"] in named)
    yield from _patients(world, part)
    for table, mapped in _CHART:
        yield from (mapped(row) for row in _of_patients(world, part, table))


def resource_count(world: Readable, part: Part) -> int:
    """How many resources `resources` yields."""
    tables = ("ehr_organization", "ehr_patient", *(table for table, _ in _CHART))
    return 1 + len(_named(world, part)) + sum(part.count(world, metadata.tables[table]) - 1 for table in tables)


def _named(world: Readable, part: Part) -> frozenset[str]:
    """The members of the workforce whom the chart names."""
    asked = " UNION ".join(
        f'SELECT "{column}" FROM "{table}" WHERE {part.where(metadata.tables[table])}' for table, column in _NAMED_BY
    )
    found = world.connection.execute(asked).fetchall()
    return frozenset(name for (name,) in found if not is_canary(name))


def _mark(world: Readable) -> Resource:
    canary = canary_in(world)
    return resource("Basic", canary, identifier=[{"system": f"{OURS}/canary", "value": canary}], code={"text": MARKER})


def _rows(world: Readable, part: Part, table: str) -> Iterator[Row]:
    chosen = metadata.tables[table]
    names = chosen.columns.keys()
    return (dict(zip(names, row, strict=True)) for row in part.rows(world, chosen) if not is_canary(row[0]))


def _of_patients(world: Readable, part: Part, table: str) -> Iterator[Row]:
    """Rows of a table that has a `patient_id`, each with its patient's FHIR id."""
    chosen = metadata.tables[table]
    names = (*chosen.columns.keys(), "patient_fhir_id")
    patient = f'(SELECT p."fhir_id" FROM "ehr_patient" p WHERE p."patient_id" = "{table}"."patient_id")'
    found = part.rows(world, chosen, patient)
    return (dict(zip(names, row, strict=True)) for row in found if not is_canary(row[0]))


def _patients(world: Readable, part: Part) -> Iterator[Resource]:
    """Patients, with both ends of each merge; merges are few enough to be held."""
    survivors, replaced = _merges(world, part)
    for row in _rows(world, part, "ehr_patient"):
        survivor = survivors.get(row["merged_into"])
        yield people.patient({**row, "survivor_fhir_id": survivor}, replaced.get(row["patient_id"], ()))


def _merges(world: Readable, part: Part) -> tuple[dict[int, str], dict[int, list[str]]]:
    """FHIR ids of survivors by number, and what each one replaced."""
    chosen = f'{part.where(metadata.tables["ehr_patient"])} AND "merged_into" IS NOT NULL'
    merged = world.connection.execute(
        f'SELECT "merged_into", "fhir_id" FROM "ehr_patient" WHERE {chosen} ORDER BY "patient_id"'
    ).fetchall()
    survivors = world.connection.execute(
        'SELECT "patient_id", "fhir_id" FROM "ehr_patient" WHERE "patient_id" IN '
        f'(SELECT "merged_into" FROM "ehr_patient" WHERE {chosen})'
    ).fetchall()
    replaced: dict[int, list[str]] = {}
    for survivor, fhir_id in merged:
        replaced.setdefault(survivor, []).append(fhir_id)
    return dict(survivors), replaced
