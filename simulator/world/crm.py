"""Rows of the CRM's copies: person accounts, contacts, cases, tasks; free text is where identifiers hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.world.draws import Draws, Flags, Integers
from simulator.world.identifiers import crm_ids, mrn
from simulator.world.names import NameTable, given_names
from simulator.world.patients import SNAPSHOT, PatientColumns, Row, children, phones

_IN_CRM = 0.95
"""Share of records that the CRM holds. Source: domain.md 1.6, table 9 (92-97 %)."""
_CASES = (0.78, 0.19, 0.03)
"""Share of accounts with 0, 1, 2 cases. Source: domain.md 5, S3 (3,204 cases of 12,406 people)."""
_TASKS = (0.35, 0.40, 0.20, 0.05)
"""Share of accounts with 0 to 3 tasks; domain.md 1.6 has 2-6 a year, scaled to the window. Assumed."""
_CONTACTS = (0.55, 0.35, 0.10)
"""Share of accounts with 0, 1, 2 further contacts; a minor has at least one. Assumed."""

_SUBJECTS = ("Reschedule request", "Billing question", "Portal access", "Care plan", "Records request", "Complaint")
_CASE_TEXTS = (
    "Patient asks for a call back.",
    "Caller is {name}, {mrn}; wants the visit moved to the afternoon.",
    "Care plan reviewed with the family; next step is a telehealth check-in.",
    "Insurance card unreadable. Caller gave {ssn} to identify; do not store.",
    "Vendor support pasted a key into this case: SIMKEY-{number}-rotate-me.",
    "Forms sent to {email}; no answer yet.",
)
_CASE_WEIGHTS = (0.40, 0.25, 0.22, 0.012, 0.003, 0.115)
"""Secrets and SSN-like strings are rare but there. Source: domain.md 5, S3 (9 keys, 41 strings); shares assumed."""
_TASK_TEXTS = (
    "Left a message.",
    "Remind {name} of the visit; number on file {phone}.",
    "Post-visit survey sent.",
    "Check medication list of {mrn} before the visit.",
    "Send intake forms to {email}.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """The accounts of one chunk: ids, and which patient of the chunk each one copies."""

    patients: PatientColumns
    position: Integers
    ids: list[str]

    def values(self, column: str) -> list[Any]:
        """A patient column, for each account."""
        whole = getattr(self.patients, column)
        return [whole[position] for position in self.position.tolist()]


def accounts_of(seed: int, chunk: int, patients: PatientColumns) -> Accounts:
    """Which records of the chunk the CRM holds."""
    draws = Draws(seed, "crm_account", chunk, len(patients.records))
    position = np.flatnonzero(draws.chance("present", _IN_CRM))
    return Accounts(patients, position, crm_ids("001", (patients.records.start + position).tolist()))


def account_rows(seed: int, chunk: int, accounts: Accounts, owners: list[str]) -> Iterable[Row]:
    """Rows of `crm_account`."""
    draws = Draws(seed, "crm_account", chunk, len(accounts.ids))
    return zip(
        accounts.ids,
        accounts.values("records"),
        accounts.values("name"),
        accounts.values("birth_date"),
        accounts.values("email"),
        accounts.values("phone"),
        accounts.values("addr_line"),
        accounts.values("city"),
        accounts.values("zip"),
        accounts.values("state"),
        draws.pick("owner_id", owners),
        ["PersonAccount"] * draws.count,
        _dates(draws, "last_modified_date", -365, 0),
        draws.pick("last_modified_by", owners),
        [None] * draws.count,
        strict=True,
    )


def contact_rows(seed: int, chunk: int, accounts: Accounts) -> Iterable[Row]:
    """Rows of `crm_contact`: family and caregivers, with the family's name."""
    minor = np.array(accounts.values("minor"), dtype=np.bool_)
    counts = Draws(seed, "crm_contact", chunk, len(minor)).weighted("count", _CONTACTS)
    owner, place = children(np.maximum(counts, minor))
    draws = Draws(seed, "crm_contact", chunk, len(owner))
    families = _at(accounts.values("family"), owner)
    given = _given(draws)
    records = (accounts.patients.records.start + accounts.position[owner]).tolist()
    domain = draws.pick("email", ("example.org", "example.net"))
    return zip(
        crm_ids("003", [record * 4 + at for record, at in zip(records, place.tolist(), strict=True)]),
        _at(accounts.ids, owner),
        _relations(draws, minor[owner]),
        [f"{first} {last}" for first, last in zip(given, families, strict=True)],
        phones(draws, "phone", _at(accounts.values("state"), owner)),
        [f"family.{n}.{at}@{host}" for n, at, host in zip(records, place.tolist(), domain, strict=True)],
        strict=True,
    )


def case_rows(seed: int, chunk: int, accounts: Accounts) -> Iterable[Row]:
    """Rows of `crm_case`; a web case carries what its sender supplied."""
    counts = Draws(seed, "crm_case", chunk, len(accounts.ids)).weighted("count", _CASES)
    owner, place = children(counts)
    draws = Draws(seed, "crm_case", chunk, len(owner))
    records = (accounts.patients.records.start + accounts.position[owner]).tolist()
    numbers = [record * 4 + at for record, at in zip(records, place.tolist(), strict=True)]
    origin = draws.pick("origin", ("Phone", "Web", "Email"), (0.5, 0.3, 0.2))
    names, emails, lines = (_at(accounts.values(column), owner) for column in ("name", "email", "phone"))
    from_web = [source == "Web" for source in origin]
    texts = draws.pick("description", _CASE_TEXTS, _CASE_WEIGHTS)
    return zip(
        crm_ids("500", numbers),
        _at(accounts.ids, owner),
        draws.pick("subject", _SUBJECTS),
        list(_filled(texts, accounts, owner)),
        origin,
        draws.pick("status", ("Closed", "New", "Working"), (0.7, 0.1, 0.2)),
        _only(from_web, names),
        _only(from_web, emails),
        _only(from_web, lines),
        strict=True,
    )


def task_rows(seed: int, chunk: int, accounts: Accounts) -> Iterable[Row]:
    """Rows of `crm_task`."""
    counts = Draws(seed, "crm_task", chunk, len(accounts.ids)).weighted("count", _TASKS)
    owner, place = children(counts)
    draws = Draws(seed, "crm_task", chunk, len(owner))
    records = (accounts.patients.records.start + accounts.position[owner]).tolist()
    return zip(
        crm_ids("00T", [record * 4 + at for record, at in zip(records, place.tolist(), strict=True)]),
        _at(accounts.ids, owner),
        [None] * draws.count,
        draws.pick("subject", ("Call", "Reminder", "Outreach", "Telehealth prep", "Follow-up")),
        list(_filled(draws.pick("description", _TASK_TEXTS), accounts, owner)),
        _dates(draws, "activity_date", -120, 60),
        draws.pick("status", ("Completed", "Not Started", "In Progress"), (0.7, 0.2, 0.1)),
        draws.pick("source_system", ("crm", "appt-sync", "telehealth", "reminders"), (0.4, 0.3, 0.1, 0.2)),
        _dates(draws, "retention_due", 365, 2_190),
        [0] * draws.count,
        strict=True,
    )


def _filled(texts: list[str], accounts: Accounts, owner: Integers) -> Iterator[str]:
    whole = accounts.patients
    for text, at in zip(texts, accounts.position[owner].tolist(), strict=True):
        yield (
            text
            if "{" not in text
            else text.format(
                name=whole.name[at],
                mrn=mrn(whole.records[at]),
                ssn=whole.ssn[at],
                email=whole.email[at],
                phone=whole.phone[at],
                number=whole.records[at],
            )
        )


def _at(values: list[Any], owner: Integers) -> list[Any]:
    return [values[position] for position in owner.tolist()]


def _only(kept: list[bool], values: list[str]) -> list[str | None]:
    return [value if keep else None for keep, value in zip(kept, values, strict=True)]


def _given(draws: Draws) -> list[str]:
    tables: tuple[NameTable, NameTable] = given_names()
    chosen = draws.below("gender", 2) == 1
    uniform = draws.uniform("name")
    women, men = (table.values[(uniform * len(table.values)).astype(np.int64)] for table in tables)
    names: list[str] = np.where(chosen, men, women).tolist()
    return names


def _relations(draws: Draws, minor: Flags) -> list[str]:
    other = draws.pick("relation", ("spouse", "child", "sibling", "caregiver"))
    return ["guardian" if child else relation for child, relation in zip(minor.tolist(), other, strict=True)]


def _dates(draws: Draws, column: str, first: int, last: int) -> list[str]:
    dates: list[str] = np.datetime_as_string(SNAPSHOT + first + draws.below(column, last - first)).tolist()
    return dates
