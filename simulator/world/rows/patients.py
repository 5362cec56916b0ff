"""Rows of `ehr_patient`: the crowd's arrays, dressed with names, addresses and numbers that belong to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from simulator.world import demography
from simulator.world.crowd import Crowd
from simulator.world.draws import CHUNK, Draws, Flags, Integers, Objects, weighted
from simulator.world.identifiers import area_codes, phone
from simulator.world.names import family_names, given_names, streets, towns
from simulator.world.texts import Row, counted, days, joined, numbered, objects, optional, rows, small_numbers

_NEVER = 10_000
"""Day of death of those who live."""
_MAIL = objects(("@example.org", "@example.net"))
TEST_NAME = "Zztest"
"""How the family name of test patients is entered, so that they sort last."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patients:
    """One chunk of `ehr_patient`, column by column; everything else that is about these patients copies from it."""

    crowd: Crowd
    chunk: int
    record: Integers
    given: Objects
    family: Objects
    name: Objects
    birth: Integers
    birth_date: Objects
    line: Objects
    city: Objects
    state: Objects
    zip: Objects
    phone: Objects
    email: Objects
    mrn: Objects
    ssn: Objects
    died: Integers
    """Day of death from the snapshot, far ahead for the living."""
    minor: Flags
    clinic: Objects
    payer: Objects

    def __len__(self) -> int:
        return len(self.record)

    def draws(self, table: str, count: int | None = None) -> Draws:
        """The streams of a table for this chunk; one row a patient, or as many as are given."""
        return Draws(self.crowd.seed, table, self.chunk, len(self) if count is None else count)


def patients_of(crowd: Crowd, chunk: int) -> Patients:
    """The patients of one chunk, independent of every other chunk."""
    start = chunk * CHUNK
    part = slice(start, min(start + CHUNK, len(crowd.people)))
    record = np.arange(part.start, part.stop)
    draws = Draws(crowd.seed, "ehr_patient", chunk, len(record))
    women, men, surnames = *given_names(), family_names()
    at, male, family = crowd.given[part], crowd.sex[part] == 1, crowd.family[part]
    given = np.where(male, men.values[at % len(men.values)], women.values[at])
    surname = np.where(crowd.people.is_test[part], len(surnames.values), family)
    plain = np.where(male, men.plain[at % len(men.plain)], women.plain[at])
    birth = crowd.birth[part].astype(np.int64)
    died = np.where(crowd.people.deceased[part], np.maximum(-1 - draws.below("deceased_dt", 365), birth), _NEVER)
    city, codes = _places(crowd, part)
    return Patients(
        crowd=crowd,
        chunk=chunk,
        record=record,
        given=given,
        family=_surnames()[surname],
        name=joined(given, joined(" ", _surnames())[surname]),
        birth=birth,
        birth_date=days(birth),
        line=joined(small_numbers()[crowd.building[part]], streets()[crowd.street[part]]),
        city=city,
        state=objects(crowd.people.states)[crowd.people.residence[part]],
        zip=codes,
        phone=phones(crowd.people.states, crowd.people.residence[part], draws.below("phone", 300)),
        email=joined(plain, joined(".", surnames.plain)[family], counted("", record), draws.choose("email", _MAIL)),
        mrn=numbered("SIM-", record, 7),
        ssn=ssns(crowd.person[part].astype(np.int64)),
        died=died,
        minor=crowd.people.minor[part],
        clinic=clinic_ids(crowd.spec.clinics)[crowd.people.clinic[part]],
        payer=objects([name for name, _ in demography.PLANS])[crowd.plan[part]],
    )


def patient_rows(patients: Patients) -> list[Row]:
    """The chunk as rows of `ehr_patient`."""
    crowd, people = patients.crowd, patients.crowd.people
    part = slice(int(patients.record[0]), int(patients.record[-1]) + 1)
    into = people.merged_into[part]
    return rows(
        patients.record,
        patients.mrn,
        counted("sim-patient-", patients.record),
        patients.family,
        patients.given,
        patients.birth_date,
        objects([name for name, _ in demography.SEXES])[crowd.sex[part]],
        patients.line,
        patients.city,
        patients.state,
        patients.zip,
        patients.phone,
        patients.email,
        patients.ssn,
        optional(people.deceased[part], days(np.minimum(patients.died, 0))),
        qualities_of(patients),
        people.is_test[part].astype(np.int64),
        optional(into >= 0, into),
        patients.clinic,
        objects([name for name, _ in demography.LANGUAGES])[crowd.language[part]],
    )


def qualities_of(patients: Patients) -> Objects:
    """How good the address of each is."""
    chosen = weighted(patients.draws("ehr_patient").uniform("quality"), [share for _, share in demography.QUALITIES])
    quality = objects([name for name, _ in demography.QUALITIES])[chosen]
    return np.where(patients.crowd.people.bad_address[patients.record], "undeliverable", quality)


@cache
def clinic_ids(count: int) -> Objects:
    """The ids of the clinics, by number."""
    return objects([f"clinic-{number + 1:02d}" for number in range(count)])


def phones(states: Sequence[str], state: NDArray[np.int8], line: Integers) -> Objects:
    """One fictional number a row: `state` is an index into `states`, `line` 0 to 299."""
    place: Integers = state.astype(np.int64) * 300 + line
    return _phone_table(tuple(states))[place]


@cache
def _phone_table(states: tuple[str, ...]) -> Objects:
    areas = [area_codes(state) for state in states]
    return objects([phone(codes[line // 100 % len(codes)], line % 100) for codes in areas for line in range(300)])


@cache
def _surnames() -> Objects:
    return np.append(family_names().values, objects((TEST_NAME,)))


def _places(crowd: Crowd, part: slice) -> tuple[Objects, Objects]:
    known = [towns(crowd.seed, state) for state in crowd.people.states]
    at = crowd.people.residence[part].astype(np.int64) * len(known[0].names) + crowd.town[part]
    return np.concatenate([one.names for one in known])[at], np.concatenate([one.zips for one in known])[at]


def ssns(person: Integers) -> Objects:
    """SSN-shaped values of areas that are never issued, 000 and 666; two million people have different ones."""
    half, odd = np.divmod(person, 2)
    group, serial = np.divmod(half, 9_999)
    return joined(_ssn_starts()[odd * 99 + group % 99], numbered("", serial + 1, 4))


@cache
def _ssn_starts() -> Objects:
    return objects([f"{area}-{group + 1:02d}-" for area in ("000", "666") for group in range(99)])
