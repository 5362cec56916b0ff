"""Rows that do not grow with the patients: set-up of the CRM, flows, policies, vendors, nightly billing files.

Source of the numbers: domain.md 1.6, tables 18 to 25, 27, 31, 32, 35.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from simulator.domain.worldspec import WorldSpec
from simulator.world.draws import Draws
from simulator.world.estate import crm, integration, partners
from simulator.world.identifiers import crm_id, crm_ids
from simulator.world.population import clinics_per_state
from simulator.world.rows.patients import clinic_ids
from simulator.world.rows.staff import Staff, profile_ids, staff_of
from simulator.world.texts import Row, days, objects

Loaded: TypeAlias = tuple[str, list[Row]]

_ASSIGNMENTS, _TOKENS, _REPORTS, _OVERRIDES, _TICKETS = 2_500, 420, 350, 8, 60
_PRIVATE_REPORTS = 0.175
"""Share of reports with columns that name patients. Source: domain.md 3.2, F16 (61 of 350)."""
_NIGHTS = 90
_CLAIMS_A_DAY = 0.0115
"""Claims a patient and day: one an encounter."""


def fixed_tables(spec: WorldSpec, seed: int) -> Iterator[Loaded]:
    """Every table that does not grow with the number of patients, in order of their references."""
    staff = staff_of(seed)
    sets = crm_ids("0PS", range(len(crm.PERMISSION_SETS)))
    yield "ehr_organization", _clinics(spec)
    yield "crm_profile", [(key, *row[:6]) for key, row in zip(profile_ids().values(), crm.PROFILES, strict=True)]
    yield "crm_permission_set", [(key, *row) for key, row in zip(sets, crm.PERMISSION_SETS, strict=True)]
    yield "crm_user", staff.users
    yield "crm_permission_assignment", _assignments(seed, [row[0] for row in staff.users], sets)
    yield "crm_object_config", [row[:5] for row in crm.OBJECTS]
    yield "crm_field_permission", _field_permissions(seed, list(profile_ids().values()))
    yield "crm_report", _reports(seed)
    yield "crm_connected_app", list(crm.CONNECTED_APPS)
    yield "crm_oauth_token", _tokens(seed, [row[0] for row in staff.users])
    yield "crm_apex_query", list(crm.APEX_QUERIES)
    yield "crm_campaign", list(crm.CAMPAIGNS)
    yield "int_flow", _flows(staff)
    yield "int_queue", list(integration.QUEUES)
    yield "int_endpoint", list(integration.ENDPOINTS)
    yield "int_webhook", list(integration.WEBHOOKS)
    yield "idp_user", staff.directory
    yield "idp_policy", list(partners.POLICIES)
    yield "idp_override", _overrides(seed, [row[1] for row in staff.users if row[3] == "human"])
    yield "portal_form", list(partners.FORMS)
    yield "portal_a11y_finding", list(partners.A11Y_FINDINGS)
    yield "vendor", list(partners.VENDORS)
    yield "vendor_contract", list(partners.CONTRACTS)
    yield "vendor_ticket", _tickets(seed)
    yield from _billing_files(spec, seed)


def _clinics(spec: WorldSpec) -> list[Row]:
    counts = zip(spec.states, clinics_per_state(spec), strict=True)
    states = [state for (state, _), count in counts for _ in range(count)]
    ids = clinic_ids(spec.clinics).tolist()
    return [
        (key, f"Northbank Clinic {n + 1} ({state})", state)
        for n, (key, state) in enumerate(zip(ids, states, strict=True))
    ]


def _assignments(seed: int, users: list[str], sets: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_permission_assignment", 0, _ASSIGNMENTS)
    ends = days(draws.below("expiration_date", 240) - 60).tolist()
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
    cells = [(row[0], field, profile) for row in crm.OBJECTS for field in row[5] for profile in profiles]
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
    phi = draws.chance("has_phi_columns", _PRIVATE_REPORTS).tolist()
    runs, planned = days(draws.below("last_run", 200) - 200).tolist(), draws.chance("planned", 0.2).tolist()
    return [
        (
            crm_id("00O", number),
            f"{subject} {number + 1}",
            "Shared" if private else "Operations",
            '["Account.Name","Account.PersonBirthdate","Account.Phone"]' if private else '["State","RowCount"]',
            '[{"column":"CREATED_DATE","operator":"greaterOrEqual","value":"LAST_N_DAYS:30"}]',
            int(private),
            run,
            "0 0 6 ? * MON" if often else None,
        )
        for number, (subject, private, run, often) in enumerate(zip(subjects, phi, runs, planned, strict=True))
    ]


def _tokens(seed: int, users: list[str]) -> list[Row]:
    draws = Draws(seed, "crm_oauth_token", 0, _TOKENS)
    issued, used = days(draws.below("issued_at", 660) - 700).tolist(), days(draws.below("last_used", 39) - 39).tolist()
    refresh = draws.chance("refresh", 0.7).tolist()
    revoked = draws.chance("revoked", 0.1).tolist()
    return list(
        zip(
            range(1, _TOKENS + 1),
            draws.pick("app_id", [row[0] for row in crm.CONNECTED_APPS]),
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


def _flows(staff: Staff) -> list[Row]:
    """The flows, with the user as whom each one writes into the CRM: one too strong user for six of them."""
    shared, other = staff.user(integration.SHARED_USER), staff.user(integration.SURVEY_USER)
    runs = dict.fromkeys(integration.SHARED_USER_FLOWS, shared) | {"survey-out": other}
    return [(*row, runs.get(row[0])) for row in integration.FLOWS]


def _overrides(seed: int, logins: list[str]) -> list[Row]:
    """Past overrides, each closed, half of them a day late; the one that stays open belongs to a scenario.

    Source: domain.md 3.2, F10 (open 4 h planned, 31 h actual median).
    """
    draws = Draws(seed, "idp_override", 0, _OVERRIDES)
    begin = draws.below("starts", 300) - 330
    starts, late = days(begin).tolist(), draws.chance("late", 0.5)
    ended = days(begin + late).tolist()
    asked, approved = draws.pick("requested_by", logins), draws.pick("approver", logins)
    reasons = draws.pick("reason", ("push outage", "storm", "new phones not enrolled", "clinic move"))
    return [
        (f"override-{n + 1}", "policy-storm", who, boss, reason, f"{day}T19:00:00", f"{day}T23:00:00",
         f"{end}T22:30:00", f"INC-{4_000 + n}")
        for n, (day, end, who, boss, reason) in enumerate(zip(starts, ended, asked, approved, reasons, strict=True))
    ]  # fmt: skip


def _tickets(seed: int) -> list[Row]:
    draws = Draws(seed, "vendor_ticket", 0, _TICKETS)
    return list(
        zip(
            range(1, _TICKETS + 1),
            draws.pick("vendor_id", [row[0] for row in partners.VENDORS]),
            days(draws.below("opened", 299) - 300).tolist(),
            draws.pick("subject", ("Delivery delays", "Planned address change", "Login trouble", "Invoice question")),
            draws.pick("severity", ("sev1", "sev2", "sev3"), (0.1, 0.3, 0.6)),
            draws.pick("status", ("closed", "open"), (0.85, 0.15)),
            (1 + draws.below("actual_response_h", 96)).tolist(),
            strict=True,
        )
    )


def _billing_files(spec: WorldSpec, seed: int) -> Iterator[Loaded]:
    """One job and one file a night: in clear text, and too many of them are still there."""
    draws = Draws(seed, "bill_sync_job", 0, _NIGHTS)
    count = (spec.patients * _CLAIMS_A_DAY * (0.7 + 0.6 * draws.uniform("rows"))).astype(np.int64)
    nights = days(np.arange(_NIGHTS) - _NIGHTS).tolist()
    failed = draws.chance("status", 0.02)
    status = objects(("delivered", "retried"))[failed.astype(np.int64)].tolist()
    yield (
        "bill_sync_job",
        [
            (f"job-{night}", f"{night}T02:00:00", number, how)
            for night, number, how in zip(nights, count.tolist(), status, strict=True)
        ],
    )
    yield "bill_sync_file", [(f"claims/{night}.csv", f"job-{night}", 0, "paymeadow") for night in nights]
