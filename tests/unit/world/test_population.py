"""The arrays that the engine counts with."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world.population import clinics_per_state, population
from simulator.world.storage.store import World


def test_the_population_costs_neither_sql_nor_names() -> None:
    """Importing and building the population loads NumPy, but neither SQLAlchemy nor Faker."""
    code = (
        "import sys; from simulator.world.population import population; "
        "from simulator.domain.worldspec import WorldSpec; population(WorldSpec(patients=100), 1); "
        "print(sorted({'sqlalchemy', 'faker', 'numpy', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['numpy']"


def test_the_population_of_a_seed_never_changes() -> None:
    """Seed 1 gives these people on every platform and with every release of NumPy."""
    people = population(WorldSpec(), 1)
    assert np.bincount(people.residence).tolist() == [9187, 5621, 3950, 1242]
    assert np.flatnonzero(people.is_test)[:4].tolist() == [39, 705, 1293, 2104]
    assert int(people.merged_into.astype(np.int64).sum()) == 6238133
    assert int(np.flatnonzero(people.deceased).sum()) == 2306297


def test_arrays_cannot_be_changed() -> None:
    """Nobody edits the truth in place."""
    people = population(WorldSpec(patients=10, test_patients=1), 1)
    with pytest.raises(ValueError, match="read-only"):
        people.residence[0] = 1


def test_sql_and_arrays_agree(world: World) -> None:
    """The rows of `ehr_patient` say of each record what the arrays say."""
    people = population(world.spec, world.seed)
    rows = world.connection.execute(
        "SELECT p.patient_id, p.state, o.state, coalesce(merged_into, -1), deceased_dt IS NOT NULL, "
        "address_quality = 'undeliverable', is_test, birth_date >= '2009-07-01', managing_organization "
        "FROM ehr_patient p JOIN ehr_organization o ON organization_id = managing_organization "
        "WHERE patient_id >= 0 ORDER BY 1"
    ).fetchall()
    expected = [
        (
            record,
            people.states[people.residence[record]],
            people.states[people.clinic_state[record]],
            int(people.merged_into[record]),
            int(people.deceased[record]),
            int(people.bad_address[record]),
            int(people.is_test[record]),
            int(people.minor[record]),
            f"clinic-{people.clinic[record] + 1:02d}",
        )
        for record in range(len(people))
    ]
    assert rows == expected


def test_a_duplicate_is_the_same_person(world: World) -> None:
    """A merged record has its survivor's name, birth date, residence and SSN-shaped value, and its own MRN."""
    pairs = world.connection.execute(
        "SELECT a.name_family = b.name_family AND a.name_given = b.name_given AND a.birth_date = b.birth_date AND "
        "a.state = b.state AND a.ssn_synth = b.ssn_synth AND a.mrn <> b.mrn AND b.merged_into IS NULL "
        "FROM ehr_patient a JOIN ehr_patient b ON a.merged_into = b.patient_id"
    ).fetchall()
    assert pairs
    assert set(pairs) == {(1,)}


def test_every_state_has_a_clinic() -> None:
    """Clinics follow the states' shares, and the smallest state has one too."""
    assert clinics_per_state(WorldSpec()).tolist() == [6, 4, 3, 1]
    assert clinics_per_state(WorldSpec(clinics=4)).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("patients", 0),
        ("patients", 10_000_000),
        ("away_share", 1.5),
        ("minor_share", -0.1),
        ("test_patients", 30_000),
        ("clinics", 3),
        ("states", ()),
        ("states", (("TX", 0.5), ("TX", 0.5))),
        ("states", (("Texas", 1.0),)),
        ("states", (("TX", 0.5), ("NY", 0.4))),
    ],
)
def test_a_wrong_number_is_named(field: str, value: object) -> None:
    """A spec that cannot be built says which field is wrong."""
    with pytest.raises(InputError, match=rf"world\.{field}: given"):
        WorldSpec(**{field: value})  # type: ignore[arg-type]


def test_the_digest_names_spec_and_seed() -> None:
    """Another number or another seed is another world."""
    assert WorldSpec().digest(1) == WorldSpec().digest(1)
    assert len({WorldSpec().digest(1), WorldSpec().digest(2), WorldSpec(patients=19_999).digest(1)}) == 3
