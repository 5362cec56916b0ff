"""Rows of `ehr_patient` and `ehr_appointment`: the population's arrays, dressed with names and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.world.draws import Draws, Integers, all_uniforms, below, weighted
from simulator.world.identifiers import area_codes, mrn, phone, ssn
from simulator.world.names import family_names, given_names, street_suffixes, towns
from simulator.world.population import Population

Row: TypeAlias = tuple[Any, ...]
Days: TypeAlias = NDArray[np.datetime64]

SNAPSHOT = np.datetime64("2026-08-01")
"""The day the world is as of: before StartEx of every shipped scenario. Assumed."""
_YOUNGEST, _LAST_MINOR = np.datetime64("2026-07-31"), np.datetime64("2009-07-01")
_FIRST_ADULT, _OLDEST = np.datetime64("2007-12-31"), np.datetime64("1930-01-01")
"""Nobody turns 18 in the year after the snapshot, so that a minor stays one through an exercise."""

_BOOKED_DAYS = (-60, 120)
"""Appointments around the snapshot, in days; assumed."""
_MOST_APPOINTMENTS = 4
"""A patient has 0 to 4 in those 180 days. Source: domain.md 1.6, table 3 (4-8 a year)."""
_SPECIALTIES = (
    "primary care",
    "cardiology",
    "oncology",
    "behavioral health",
    "pediatrics",
    "orthopedics",
    "dermatology",
)
_SERVICES = ("new patient", "follow-up", "annual exam", "procedure", "telehealth check-in")
_REASONS = ("I10", "E11.9", "Z00.00", "M54.5", "F41.1", "J45.909", "Z12.31", "L20.9")
_COMMENTS = (
    "",
    "Prefers a call before noon.",
    "Needs an interpreter.",
    "Bring the current medication list.",
    "Follow-up after abnormal lab result; discuss next steps with the family present.",
    "Wheelchair access required; transport arranged by the care coordinator.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Identities:
    """Who stands behind each record: a duplicate has the name, birth date and SSN of its survivor."""

    person: Integers
    is_male: Integers
    given: Integers
    family: Integers
    birth: Days


def identities(people: Population, seed: int) -> Identities:
    """Draws every person once, over the whole population, so that merges may cross chunks."""
    count = len(people)
    person = people.survivors(np.arange(count)).astype(np.int64)
    is_male = below(all_uniforms(seed, "ehr_patient.gender", count), 2)
    draw = all_uniforms(seed, "ehr_patient.name_given", count)
    women, men = given_names()
    given = np.where(is_male == 1, weighted(draw, men.weights), weighted(draw, women.weights))
    family = weighted(all_uniforms(seed, "ehr_patient.name_family", count), family_names().weights)
    first = np.where(people.minor, _LAST_MINOR, _OLDEST)
    days = (np.where(people.minor, _YOUNGEST, _FIRST_ADULT) - first).astype(np.int64) + 1
    drawn = below(all_uniforms(seed, "ehr_patient.birth_date", count), days)
    birth = first + drawn.astype("timedelta64[D]")
    return Identities(person, is_male[person], given[person], family[person], birth[person])


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientColumns:
    """One chunk of `ehr_patient`, column by column; CRM rows copy from it."""

    records: range
    name: list[str]
    given: list[str]
    family: list[str]
    birth_date: list[str]
    addr_line: list[str]
    city: list[str]
    state: list[str]
    zip: list[str]
    phone: list[str]
    email: list[str]
    ssn: list[str]
    deceased: list[str | None]
    minor: list[bool]


def patient_columns(people: Population, who: Identities, draws: Draws, start: int) -> PatientColumns:
    """Names, addresses and numbers of the records from `start` on."""
    part = slice(start, start + draws.count)
    women, men = given_names()
    surnames = family_names()
    male, at_given, at_family = who.is_male[part], who.given[part], who.family[part]
    most_women, most_men = len(women.values) - 1, len(men.values) - 1
    women_at, men_at = np.minimum(at_given, most_women), np.minimum(at_given, most_men)
    given = np.where(male == 1, men.values[men_at], women.values[women_at]).tolist()
    plain = np.where(male == 1, men.plain[men_at], women.plain[women_at]).tolist()
    family, plain_family = surnames.values[at_family].tolist(), surnames.plain[at_family].tolist()
    state = [people.states[code] for code in people.residence[part].tolist()]
    city, codes = _places(draws, state)
    domain = draws.pick("email", ("example.org", "example.net"))
    records = range(start, start + draws.count)
    return PatientColumns(
        records=records,
        name=[f"{first} {last}" for first, last in zip(given, family, strict=True)],
        given=given,
        family=family,
        birth_date=np.datetime_as_string(who.birth[part]).tolist(),
        addr_line=_streets(draws),
        city=city,
        state=state,
        zip=codes,
        phone=phones(draws, "phone", state),
        email=[f"{a}.{b}{n}@{at}" for a, b, n, at in zip(plain, plain_family, records, domain, strict=True)],
        ssn=[ssn(person) for person in who.person[part].tolist()],
        deceased=_deaths(people, who, part, draws),
        minor=people.minor[part].tolist(),
    )


def patient_rows(people: Population, who: Identities, columns: PatientColumns) -> Iterable[Row]:
    """The chunk as rows of `ehr_patient`."""
    part = slice(columns.records.start, columns.records.stop)
    return zip(
        columns.records,
        [mrn(record) for record in columns.records],
        [f"sim-patient-{record}" for record in columns.records],
        columns.family,
        columns.given,
        columns.birth_date,
        ["male" if male else "female" for male in who.is_male[part].tolist()],
        columns.addr_line,
        columns.city,
        columns.state,
        columns.zip,
        columns.phone,
        columns.email,
        columns.ssn,
        columns.deceased,
        ["undeliverable" if bad else "good" for bad in people.bad_address[part].tolist()],
        people.is_test[part].astype(np.int64).tolist(),
        [into if into >= 0 else None for into in people.merged_into[part].tolist()],
        [f"clinic-{clinic + 1:02d}" for clinic in people.clinic[part].tolist()],
        ["en"] * len(columns.records),
        strict=True,
    )


def appointment_rows(seed: int, chunk: int, patients: PatientColumns) -> Iterable[Row]:
    """The appointments of the chunk's patients."""
    counts = Draws(seed, "ehr_appointment", chunk, len(patients.records)).below("count", _MOST_APPOINTMENTS + 1)
    owner, place = children(counts)
    draws = Draws(seed, "ehr_appointment", chunk, len(owner))
    ahead = _BOOKED_DAYS[0] + draws.below("day", _BOOKED_DAYS[1] - _BOOKED_DAYS[0])
    first: Days = np.full(draws.count, SNAPSHOT)
    day = first + ahead.astype("timedelta64[D]")
    start: Days = day.astype("datetime64[m]") + _minutes(8 * 60 + 15 * draws.below("slot", 36))
    end: Days = start + _minutes(20 + 20 * draws.below("length", 3))
    gone = np.array([death is not None for death in patients.deceased], dtype=np.bool_)[owner]
    patient = patients.records.start + owner
    return zip(
        (patient * (_MOST_APPOINTMENTS + 1) + place).tolist(),
        patient.tolist(),
        _appointment_status(draws, day < SNAPSHOT, gone),
        np.datetime_as_string(start, unit="s").tolist(),
        np.datetime_as_string(end, unit="s").tolist(),
        draws.pick("service_type", _SERVICES),
        draws.pick("specialty", _SPECIALTIES),
        draws.pick("modality", ("in_person", "video", "phone"), (0.84, 0.12, 0.04)),
        draws.pick("reason_code", _REASONS),
        draws.pick("comment", _COMMENTS, (0.6, 0.1, 0.05, 0.1, 0.1, 0.05)),
        draws.pick("crm_sync_state", ("synced", "pending", "failed"), (0.985, 0.011, 0.004)),
        [f"SIM{number}" for number in patient.tolist()],
        strict=True,
    )


def children(counts: Integers) -> tuple[Integers, Integers]:
    """For rows that belong to others: the position of each row's owner, and its place among its siblings."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


def phones(draws: Draws, column: str, states: list[str]) -> list[str]:
    """One fictional number for each state given."""
    lines = draws.below(column, 300).tolist()
    areas = {state: area_codes(state) for state in set(states)}
    return [
        phone(areas[state][line // 100 % len(areas[state])], line % 100)
        for state, line in zip(states, lines, strict=True)
    ]


def _minutes(counts: Integers) -> NDArray[np.timedelta64]:
    return counts.astype("timedelta64[m]")


def _places(draws: Draws, states: list[str]) -> tuple[list[str], list[str]]:
    known = {state: towns(draws.seed, state) for state in sorted(set(states))}
    at = draws.below("city", 60).tolist()
    return (
        [known[state].names[place] for state, place in zip(states, at, strict=True)],
        [known[state].zips[place] for state, place in zip(states, at, strict=True)],
    )


def _streets(draws: Draws) -> list[str]:
    number = draws.below("building", 9_899).tolist()
    name = family_names().values[draws.weighted("street", family_names().weights)].tolist()
    kind = draws.pick("street_suffix", street_suffixes())
    return [f"{n + 101} {street} {suffix}" for n, street, suffix in zip(number, name, kind, strict=True)]


def _deaths(people: Population, who: Identities, part: slice, draws: Draws) -> list[str | None]:
    """Dates in the year before the snapshot, never before the birth."""
    died = np.maximum(SNAPSHOT - 1 - draws.below("deceased_dt", 365), who.birth[part])
    dates = np.datetime_as_string(died).tolist()
    return [date if gone else None for date, gone in zip(dates, people.deceased[part].tolist(), strict=True)]


def _appointment_status(draws: Draws, past: NDArray[np.bool_], gone: NDArray[np.bool_]) -> list[str]:
    # Shares assumed; domain.md 6.1 has 18-25 % of appointments changed after booking.
    before = np.array(("fulfilled", "cancelled", "noshow"), dtype=np.object_)[draws.weighted("past", (0.72, 0.18, 0.1))]
    after = np.array(("booked", "cancelled"), dtype=np.object_)[draws.weighted("future", (0.85, 0.15))]
    status: list[str] = np.where(past, before, np.where(gone, "cancelled", after)).tolist()
    return status
