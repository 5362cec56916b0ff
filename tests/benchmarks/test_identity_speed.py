"""How fast people are made, against Faker called once a row, in one run and by the processor's own time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from faker import Faker

from simulator.domain.worldspec import WorldSpec
from simulator.world.crowd import crowd
from simulator.world.rows.patients import patient_rows, patients_of
from simulator.world.synth import chunk_count

pytestmark = pytest.mark.slow
ROUNDS = 5
BY_FAKER = 400


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_identity_rows_are_150_times_faster_than_faker() -> None:
    """Name, address, phone, mail, birth date and SSN of a person cost at most a 150th of Faker with its defaults.

    Ours are whole rows of `ehr_patient`, drawing everybody included, a chunk after the other as a build makes them.
    """
    fake = Faker()
    Faker.seed(1)
    spec = WorldSpec(patients=50_000)

    def by_faker() -> object:
        return [
            (fake.name(), fake.address(), fake.phone_number(), fake.email(), fake.date_of_birth(), fake.ssn())
            for _ in range(BY_FAKER)
        ]

    def by_us() -> object:
        everybody = crowd(spec, 1)
        return sum(len(patient_rows(patients_of(everybody, chunk))) for chunk in range(chunk_count(spec)))

    by_faker()
    by_us()
    ratios = []
    for _ in range(ROUNDS):
        theirs, ours = seconds(by_faker) / BY_FAKER, seconds(by_us) / spec.patients
        ratios.append(theirs / ours)
    median = statistics.median(ratios)
    print(f"\nFaker / ours: median {median:.0f} [{min(ratios):.0f}-{max(ratios):.0f}]; ours {1e-3 / ours:.0f} k/s")  # noqa: T201
    assert median >= 150


def test_identities_are_distinct_and_weighted() -> None:
    """Of 50,000 people no two are alike in name, address, birth date and mail; a common name is common here too."""
    spec = WorldSpec(patients=50_000, duplicate_share=0.0)
    everybody = crowd(spec, 1)
    rows = [row for chunk in range(chunk_count(spec)) for row in patient_rows(patients_of(everybody, chunk))]
    assert len({(row[3], row[4], row[5], row[7], row[11], row[12]) for row in rows}) == len(rows)
    assert len({row[13] for row in rows}) == len(rows)
    families = [row[3] for row in rows]
    assert families.count("Smith") > 20 * families.count("Zuniga")
