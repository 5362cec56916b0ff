"""Rows of the people who work there: users of the CRM and of the workforce directory, the same for every size of world.

Source of the numbers: domain.md 1.1 (about 300 clinicians), 1.6, tables 17 and 32 (about 900 and 1,100 users).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from simulator.world.draws import Draws, Objects
from simulator.world.estate.crm import DEPARTMENTS, PROFILES, SERVICE_ACCOUNTS
from simulator.world.identifiers import crm_id, crm_ids
from simulator.world.names import family_names, given_names
from simulator.world.texts import Row, days, joined, objects

_HUMANS = 893
_ONLY_DIRECTORY = 200
"""Staff with a CRM licence, and those who sign in to other systems alone."""
_CLINICIANS = 0.34
"""Share of staff who treat patients; about 300. Other shares are equal. Assumed."""
NAMED = (("k.ortega", "K. Ortega", "Care Manager", "Care Management"),)
"""People whom a scenario names (domain.md 5, S2)."""
DESKS = (
    ("desk.agent1", "Desk Agent 1", "Service Desk"),
    ("desk.agent2", "Desk Agent 2", "Service Desk"),
    ("idp.admin", "Idp Admin", "IT Integration"),
    ("provisioning", "Provisioning", "IT Integration"),
    ("svc.interface", "Interface engine", "IT Integration"),
    ("privacy.analyst", "Privacy Analyst", "Privacy Office"),
    ("r.osei", "R. Osei", "IT Integration"),
    ("t.lindqvist", "T. Lindqvist", "IT Integration"),
    ("m.abara", "M. Abara", "IT Integration"),
)
"""Accounts that the cards of evidence sources name, and that need no CRM licence; assumed."""


@dataclass(frozen=True, slots=True, eq=False)
class Staff:
    """Everybody who works there, with the ids that patients' rows refer to."""

    users: list[Row]
    """Rows of `crm_user`."""
    directory: list[Row]
    """Rows of `idp_user`."""
    owners: Objects
    """CRM ids of the people who own accounts."""
    makers: Objects
    """CRM ids of whom files come from: people, and the integration user more often than anybody."""
    clinicians: Objects
    """Directory ids of those who treat patients."""

    def user(self, login: str) -> str:
        """The CRM id of a service account."""
        return next(str(row[0]) for row in self.users if row[1] == f"{login}@example.org")


@cache
def staff_of(seed: int) -> Staff:
    """The staff of a world."""
    users = _users(seed)
    directory = [*_directory(seed, users), *_others(seed, len(users))]
    directory += _desks(len(directory))
    owners = objects([row[0] for row in users if row[3] == "human"])
    shared = users[0][0]
    return Staff(
        users=users,
        directory=directory,
        owners=owners,
        makers=np.append(owners[:40], objects([shared] * 40)),
        clinicians=objects([row[0] for row in directory if row[3] == "Clinicians"]),
    )


def profile_ids() -> dict[str, str]:
    """The CRM id of each profile, by its name."""
    return dict(zip((row[0] for row in PROFILES), crm_ids("00e", range(len(PROFILES))), strict=True))


def _users(seed: int) -> list[Row]:
    profiles = profile_ids()
    special = [
        (login, profiles[profile], kind, department, 1, 0, int(kind != "guest"), "2020-01-01", None)
        for login, profile, kind, department in SERVICE_ACCOUNTS
    ]
    named = [
        (login, profiles[profile], "human", department, 1, 0, 0, "2021-04-12", None)
        for login, _, profile, department in NAMED
    ]
    rows = [*special, *named, *_humans(seed, list(profiles.values()))]
    return [(crm_id("005", number), f"{row[0]}@example.org", *row[1:]) for number, row in enumerate(rows)]


def _humans(seed: int, profiles: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_user", 0, _HUMANS)
    left = draws.chance("left", 0.08).tolist()
    hired, gone = days(draws.below("hire_date", 2_600) - 3_000), days(draws.below("term_date", 389) - 390)
    others = [(1 - _CLINICIANS) / (len(DEPARTMENTS) - 1)] * len(DEPARTMENTS)
    shares = [_CLINICIANS if name == "Clinicians" else other for name, other in zip(DEPARTMENTS, others, strict=True)]
    return list(
        zip(
            _logins(draws),
            draws.pick("profile", profiles, [row[6] for row in PROFILES]),
            ["human"] * _HUMANS,
            draws.pick("department", DEPARTMENTS, shares),
            # One leaver in ten was never deactivated: the access that nobody took back (assumed).
            [int(not out or still < 0.1) for out, still in zip(left, draws.uniform("still").tolist(), strict=True)],
            draws.chance("is_frozen", 0.01).astype(np.int64).tolist(),
            draws.chance("mfa_waived", 0.02).astype(np.int64).tolist(),
            hired.tolist(),
            [day if out else None for out, day in zip(left, gone.tolist(), strict=True)],
            strict=True,
        )
    )


def _logins(draws: Draws) -> list[str]:
    women, men = given_names()
    first = np.where(draws.chance("gender", 0.7), women.plain[draws.weighted("given", women.weights)],
                     men.plain[draws.weighted("given", men.weights)])  # fmt: skip
    last = family_names().plain[draws.weighted("family", family_names().weights)]
    names: list[str] = joined(first, ".", last, objects([str(n) for n in range(draws.count)])).tolist()
    return names


def _directory(seed: int, users: list[Row]) -> list[Row]:
    draws = Draws(seed, "idp_user", 0, len(users))
    factors = draws.pick("factor", ("push", "webauthn", "sms", "totp"), (0.6, 0.2, 0.12, 0.08))
    enrolled = days(draws.below("enrolled_at", 380) - 390).tolist()
    names = {f"{login}@example.org": name for login, name, _, _ in NAMED}
    return [
        (
            f"sim-idp-{number}",
            user[1],
            names.get(user[1], _display(user[1])),
            user[4],
            user[0],
            "ACTIVE" if user[5] else "DEPROVISIONED",
            factor if user[3] == "human" else "none",
            f"{day}T08:00:00",
        )
        for number, (user, factor, day) in enumerate(zip(users, factors, enrolled, strict=True))
    ]


def _others(seed: int, first: int) -> list[Row]:
    draws = Draws(seed, "idp_user.other", 0, _ONLY_DIRECTORY)
    enrolled = days(draws.below("enrolled_at", 380) - 390).tolist()
    return [
        (
            f"sim-idp-{first + n}",
            f"{login}@example.org",
            _display(login),
            "Facilities",
            None,
            "ACTIVE",
            "push",
            f"{day}T08:00:00",
        )
        for n, (login, day) in enumerate(zip(_logins(draws), enrolled, strict=True))
    ]  # fmt: skip


def _desks(first: int) -> list[Row]:
    return [
        (f"sim-idp-{first + n}", f"{login}@example.org", name, department, None, "ACTIVE", "push",
         "2025-09-01T08:00:00")
        for n, (login, name, department) in enumerate(DESKS)
    ]  # fmt: skip


def _display(login: str) -> str:
    return " ".join(part.strip("0123456789").capitalize() for part in login.partition("@")[0].split("."))
