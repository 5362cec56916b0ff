"""Rows of people who work there and what they may do: users, permissions, tokens, reports, overrides, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from simulator.world import estate
from simulator.world.draws import Draws
from simulator.world.identifiers import crm_id, crm_ids
from simulator.world.names import family_names, given_names
from simulator.world.patients import SNAPSHOT, Row

Loaded: TypeAlias = tuple[str, list[Row]]

_HUMANS = 320
"""Staff with a CRM licence. Source: domain.md 1.1 has ~300 clinicians, 1.6 has ~900 users; scaled, assumed."""
_ASSIGNMENTS, _TOKENS, _REPORTS, _OVERRIDES, _TICKETS = 800, 240, 120, 6, 24
"""Scaled from domain.md 1.6, tables 18, 20, 22, 32, 35; assumed."""
_PROFILE_WEIGHTS = (0.02, 0.0, 0.2, 0.2, 0.1, 0.42, 0.01, 0.04, 0.01, 0.0)
NAMED = (("k.ortega", "K. Ortega", "Care Manager", "Care Management"),)
"""People whom a scenario names (domain.md 5, S2)."""


def staff_tables(seed: int) -> Iterator[Loaded]:
    """Every table that does not grow with the number of patients, in order of their references."""
    profiles = dict(zip((row[0] for row in estate.PROFILES), crm_ids("00e", range(len(estate.PROFILES))), strict=True))
    sets = crm_ids("0PS", range(len(estate.PERMISSION_SETS)))
    users = _users(seed, profiles)
    yield "crm_profile", [(profiles[row[0]], *row) for row in estate.PROFILES]
    yield "crm_permission_set", [(key, *row) for key, row in zip(sets, estate.PERMISSION_SETS, strict=True)]
    yield "crm_user", users
    yield "crm_permission_assignment", _assignments(seed, [row[0] for row in users], sets)
    yield "crm_object_config", [row[:5] for row in estate.OBJECTS]
    yield "crm_field_permission", _field_permissions(seed, list(profiles.values()))
    yield "crm_report", _reports(seed)
    yield "crm_connected_app", list(estate.CONNECTED_APPS)
    yield "crm_oauth_token", _tokens(seed, [row[0] for row in users])
    yield "int_flow", [(*row, None) for row in estate.FLOWS]
    yield "int_queue", list(estate.QUEUES)
    yield "int_endpoint", list(estate.ENDPOINTS)
    yield "idp_user", _idp_users(seed, users)
    yield "idp_policy", list(estate.POLICIES)
    yield "idp_override", _overrides(seed, [row[1] for row in users])
    yield "vendor", list(estate.VENDORS)
    yield "vendor_contract", list(estate.CONTRACTS)
    yield "vendor_ticket", _tickets(seed)


def owner_ids() -> list[str]:
    """The ids of the human users, who own accounts."""
    return crm_ids("005", range(len(estate.SERVICE_ACCOUNTS), len(estate.SERVICE_ACCOUNTS) + len(NAMED) + _HUMANS))


def _users(seed: int, profiles: dict[str, str]) -> list[Row]:
    special = [
        (login, profiles[profile], kind, department, 1, 0, int(kind != "guest"), "2020-01-01", None)
        for login, profile, kind, department in estate.SERVICE_ACCOUNTS
    ]
    named = [
        (login, profiles[profile], "human", department, 1, 0, 0, "2021-04-12", None)
        for login, _, profile, department in NAMED
    ]
    rows = [*special, *named, *_humans(seed, list(profiles.values()))]
    return [(crm_id("005", number), f"{row[0]}@example.org", *row[1:]) for number, row in enumerate(rows)]


def _humans(seed: int, profiles: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_user", 0, _HUMANS)
    women, _ = given_names()
    given = draws.weighted("given", women.weights).tolist()
    family = draws.weighted("family", family_names().weights).tolist()
    left = draws.chance("left", 0.08).tolist()
    hired, gone = _days(draws, "hire_date", -3_000, -400), _days(draws, "term_date", -390, -1)
    return list(
        zip(
            [
                f"{women.plain[first]}.{family_names().plain[last]}{number}"
                for number, (first, last) in enumerate(zip(given, family, strict=True))
            ],
            draws.pick("profile", profiles, _PROFILE_WEIGHTS),
            ["human"] * _HUMANS,
            draws.pick("department", estate.DEPARTMENTS),
            # One leaver in ten was never deactivated: the access that nobody took back (assumed).
            [int(not out or still < 0.1) for out, still in zip(left, draws.uniform("still").tolist(), strict=True)],
            [0] * _HUMANS,
            draws.chance("mfa_waived", 0.02).astype(np.int64).tolist(),
            hired,
            [day if out else None for out, day in zip(left, gone, strict=True)],
            strict=True,
        )
    )


def _assignments(seed: int, users: list[str], sets: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_permission_assignment", 0, _ASSIGNMENTS)
    ends = _days(draws, "expiration_date", -60, 180)
    bounded = draws.chance("bounded", 0.15).tolist()
    return list(
        zip(
            range(1, _ASSIGNMENTS + 1),
            draws.pick("assignee_id", users),
            draws.pick("permission_set_id", sets),
            [day if limit else None for limit, day in zip(bounded, ends, strict=True)],
            draws.chance("is_active", 0.95).astype(np.int64).tolist(),
            draws.chance("is_revoked", 0.04).astype(np.int64).tolist(),
            strict=True,
        )
    )


def _field_permissions(seed: int, profiles: list[str]) -> list[Row]:
    cells = [(row[0], field, profile) for row in estate.OBJECTS for field in row[5] for profile in profiles]
    draws = Draws(seed, "crm_field_permission", 0, len(cells))
    reads = draws.chance("read", 0.8).tolist()
    edits = draws.chance("edit", 0.4).tolist()
    return [
        (number, *cell, int(read), int(read and edit))
        for number, (cell, read, edit) in enumerate(zip(cells, reads, edits, strict=True), start=1)
    ]


def _reports(seed: int) -> list[Row]:
    draws = Draws(seed, "crm_report", 0, _REPORTS)
    subjects = draws.pick("subject", ("Visits", "No-shows", "Open cases", "Outreach", "Care gaps", "Referrals"))
    phi = draws.chance("has_phi_columns", 0.45).tolist()
    runs, planned = _days(draws, "last_run", -200, 0), draws.chance("planned", 0.2).tolist()
    return [
        (
            crm_id("00O", number),
            f"{subject} {number + 1}",
            "Shared" if private else "Operations",
            '["Name","Birthdate","Phone"]' if private else '["State","Count"]',
            '{"state":"all"}',
            int(private),
            run,
            "weekly" if often else None,
        )
        for number, (subject, private, run, often) in enumerate(zip(subjects, phi, runs, planned, strict=True))
    ]


def _tokens(seed: int, users: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_oauth_token", 0, _TOKENS)
    issued, used = _days(draws, "issued_at", -700, -40), _days(draws, "last_used", -39, 0)
    refresh = draws.chance("refresh", 0.7).tolist()
    revoked = draws.chance("revoked", 0.1).tolist()
    return list(
        zip(
            range(1, _TOKENS + 1),
            draws.pick("app_id", [row[0] for row in estate.CONNECTED_APPS]),
            draws.pick("user_id", users),
            [f"{day}T09:00:00" for day in issued],
            [f"{day}T17:00:00" for day in used],
            draws.below("use_count", 4_000).tolist(),
            [f"{day}T18:00:00" if out else None for out, day in zip(revoked, used, strict=True)],
            ["refresh" if long else "access" for long in refresh],
            [None if long else f"{day}T19:00:00" for long, day in zip(refresh, used, strict=True)],
            strict=True,
        )
    )


def _idp_users(seed: int, users: list[Row]) -> list[Row]:
    draws = Draws(seed, "idp_user", 0, len(users))
    factors = draws.pick("factor", ("push", "webauthn", "sms", "totp"), (0.6, 0.2, 0.12, 0.08))
    days = _days(draws, "enrolled_at", -390, -10)
    names = {f"{login}@example.org": name for login, name, _, _ in NAMED}
    return [
        (
            f"sim-idp-{number}",
            user[1],
            names.get(user[1], user[1].partition("@")[0]),
            user[4],
            user[0],
            "ACTIVE" if user[5] else "DEPROVISIONED",
            factor if user[3] == "human" else "none",
            f"{day}T08:00:00",
        )
        for number, (user, factor, day) in enumerate(zip(users, factors, days, strict=True))
    ]


def _overrides(seed: int, logins: list[str]) -> list[Row]:
    """Past overrides, each closed on its day; the one that stays open belongs to a scenario."""
    draws = Draws(seed, "idp_override", 0, _OVERRIDES)
    days = _days(draws, "starts", -330, -30)
    asked, approved = draws.pick("requested_by", logins), draws.pick("approver", logins)
    return [
        (f"override-{n + 1}", "policy-storm", who, boss, "push outage", f"{day}T19:00:00", f"{day}T23:00:00",
         f"{day}T22:30:00", f"INC-{4_000 + n}")
        for n, (day, who, boss) in enumerate(zip(days, asked, approved, strict=True))
    ]  # fmt: skip


def _tickets(seed: int) -> list[Row]:
    draws = Draws(seed, "vendor_ticket", 0, _TICKETS)
    return list(
        zip(
            range(1, _TICKETS + 1),
            draws.pick("vendor_id", [row[0] for row in estate.VENDORS]),
            _days(draws, "opened", -300, -1),
            draws.pick("subject", ("Delivery delays", "Planned address change", "Login trouble", "Invoice question")),
            draws.pick("severity", ("sev1", "sev2", "sev3"), (0.1, 0.3, 0.6)),
            draws.pick("status", ("closed", "open"), (0.85, 0.15)),
            (1 + draws.below("actual_response_h", 96)).tolist(),
            strict=True,
        )
    )


def _days(draws: Draws, column: str, first: int, last: int) -> list[str]:
    days: list[str] = np.datetime_as_string(SNAPSHOT + first + draws.below(column, last - first)).tolist()
    return days
