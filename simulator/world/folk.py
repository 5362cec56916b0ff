"""Whom the world's tables hold, for those who write rows beside them: accounts of staff, and patients by record.

Nothing here needs SQL, and nobody is given a name before somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.domain.worldspec import WorldSpec
from simulator.world import demography
from simulator.world.crowd import Crowd, ages, crowd_of
from simulator.world.draws import CHUNK, Flags, Objects, all_uniforms
from simulator.world.population import Population
from simulator.world.rows.codes import group_of
from simulator.world.rows.crm import IN_CRM
from simulator.world.rows.patients import Patients, patients_of, qualities_of
from simulator.world.rows.staff import staff_of
from simulator.world.texts import days, objects, optional

_ADMINISTRATORS = "CRM Administration"
_MOST_CHUNKS = 32
"""Chunks of named patients that are kept; some 8 MB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's, or one program's, row of `crm_user` and of `idp_user`."""

    user: str
    """`crm_user.user_id`."""
    directory: str
    """`idp_user.idp_user_id`."""
    username: str
    name: str
    department: str

    @property
    def login(self) -> str:
        """What stands before the @ of the user name."""
        return self.username.partition("@")[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Workforce:
    """The accounts that rows can be of."""

    people: tuple[Account, ...]
    """Human, active, not frozen and still employed; in the order of their ids."""
    shared: Account
    """The integration user as whom six flows write."""
    administrator: Account
    """Who changes settings."""
    known: Mapping[str, Account]
    """Every account with a CRM user, by login."""


@lru_cache(maxsize=4)
def workforce(seed: int) -> Workforce:
    """The accounts of a world."""
    staff = staff_of(seed)
    entries = {row[4]: row for row in staff.directory if row[4] is not None}
    accounts = [
        Account(user=row[0], directory=entries[row[0]][0], username=row[1], name=entries[row[0]][2], department=row[4])
        for row in staff.users
    ]
    there = [row[3] == "human" and row[5] == 1 and row[6] == 0 and row[9] is None for row in staff.users]
    people = tuple(account for account, at_work in zip(accounts, there, strict=True) if at_work)
    return Workforce(
        people=people,
        shared=accounts[0],
        administrator=next(one for one in people if one.department == _ADMINISTRATORS),
        known={one.login: one for one in accounts},
    )


@lru_cache(maxsize=4)
def in_crm(seed: int, count: int) -> Flags:
    """Which of so many records have a row of `crm_account`."""
    return all_uniforms(seed, "crm_account.present", count) < IN_CRM


@lru_cache(maxsize=4)
def held(seed: int, count: int) -> NDArray[np.intp]:
    """The records that have one, ascending."""
    return np.flatnonzero(in_crm(seed, count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The patients of a world whose population is there already, named chunk by chunk as they are asked for."""

    spec: WorldSpec
    seed: int
    people: Population

    def column(self, name: str, records: NDArray[np.intp]) -> Objects:
        """A column of `ehr_patient`, or of `Patients`, for these records; `group` is their age and sex."""
        found = np.empty(len(records), dtype=np.object_)
        chunks = records // CHUNK
        for chunk in np.unique(chunks).tolist():
            at = chunks == chunk
            found[at] = _values(_patients(self.spec, self.seed, self.people, chunk), name)[records[at] - chunk * CHUNK]
        return found


def _values(patients: Patients, name: str) -> Objects:
    people, record, crowd = patients.crowd.people, patients.record, patients.crowd
    match name:
        case "address_quality":
            return qualities_of(patients)
        case "gender":
            return objects([sex for sex, _ in demography.SEXES])[crowd.sex[record]]
        case "group":
            male = crowd.sex[record] == 1
            return group_of(patients.minor, ages(patients.birth), male).astype(np.object_)
        case "language":
            return objects([language for language, _ in demography.LANGUAGES])[crowd.language[record]]
        case "deceased_dt":
            return optional(people.deceased[record], days(np.minimum(patients.died, 0)))
        case _:
            column: Objects = getattr(patients, name)
            return column


@lru_cache(maxsize=2)
def _crowd(spec: WorldSpec, seed: int, people: Population) -> Crowd:
    return crowd_of(spec, seed, people)


@lru_cache(maxsize=_MOST_CHUNKS)
def _patients(spec: WorldSpec, seed: int, people: Population, chunk: int) -> Patients:
    return patients_of(_crowd(spec, seed, people), chunk)
