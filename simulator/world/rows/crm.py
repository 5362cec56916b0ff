"""Rows of the CRM's copies of people: accounts, contacts, cases, campaign members, files, profiles.

Free text is where identifiers hide. Accounts, contacts, members, files and profiles are what is there today; cases are
those of about half a year (S3 of domain.md 5 counts 3,204 of 12,406 people). Rates: domain.md 1.6, tables 9 to 16.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.world.draws import Draws, Integers, Objects, below, children
from simulator.world.names import given_names
from simulator.world.rows.chart import Chart, subscriber_ids
from simulator.world.rows.patients import Patients, phones
from simulator.world.texts import Row, crm_keys, days, filled, joined, numbered, objects, optional, rows

IN_CRM = 0.95
"""Share of records that the CRM holds. Source: domain.md 1.6, table 9 (92-97 %)."""
CASES = (0.78, 0.19, 0.03)
"""Share of accounts with 0, 1, 2 cases. Source: domain.md 5, S3 (3,204 cases of 12,406 people)."""
_CONTACTS = (0.55, 0.35, 0.10)
"""Share of accounts with 0, 1, 2 further contacts; a minor has at least one. Assumed; range: table 10."""
_MEMBERS = (0.45, 0.33, 0.15, 0.07)
"""Share in 0 to 3 campaigns. Range: table 14; assumed."""
_FILES = (0.62, 0.28, 0.10)
"""Share with 0, 1, 2 files. Source: table 15 (0.5 a patient); assumed."""
MOST = 4
"""Rows of one kind that an account can have, at most; ids are numbered so."""

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
_TITLES = ("Intake form {name}.pdf", "Lab summary {mrn}.pdf", "Consent telehealth {name}.pdf", "Referral letter.docx",
           "Insurance card {mrn}.png", "Visit list export.csv")  # fmt: skip
_FILE_TYPES = ("PDF", "PDF", "PDF", "WORD_X", "PNG", "CSV")
_PUBLIC = 0.004
"""Share of files with a link that anybody can open; assumed after domain.md 3.2, F23 (12 links)."""
_MASKS = ("1101110101011010110101000", "1001000001000000100000000")
"""Which of 25 profiles may read the fields: 14 in most records, 4 where somebody cleaned up. Source: 3.2, F07."""


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """The accounts of one chunk: ids, and the position of the patient whom each one copies."""

    patients: Patients
    position: Integers
    ids: Objects

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def record(self) -> Integers:
        """The record number of each account."""
        return self.patients.record[self.position]

    def counted(self, table: str, shares: tuple[float, ...]) -> tuple[Integers, Integers]:
        """For rows of accounts: position of the owning account, and the place among its siblings."""
        return children(self.patients.draws(f"{table}.count", len(self)).weighted("count", shares))

    def keys(self, prefix: str, owner: Integers, place: Integers) -> Objects:
        """CRM ids of rows that belong to accounts."""
        return crm_keys(prefix, self.record[owner] * MOST + place)

    def fields(self, owner: Integers) -> dict[str, Objects]:
        """What free text about the accounts' patients can hold."""
        at, whole = self.position[owner], self.patients
        return {
            "name": whole.name[at],
            "mrn": whole.mrn[at],
            "ssn": whole.ssn[at],
            "email": whole.email[at],
            "phone": whole.phone[at],
            "number": numbered("", whole.record[at], 8),
        }


def accounts_of(patients: Patients) -> Accounts:
    """Which records of the chunk the CRM holds."""
    position = np.flatnonzero(patients.draws("crm_account").chance("present", IN_CRM))
    return Accounts(patients, position, crm_keys("001", patients.record[position]))


def account_rows(accounts: Accounts, owners: Objects) -> list[Row]:
    """Rows of `crm_account`; `owners` are the CRM users who own them."""
    whole, at = accounts.patients, accounts.position
    draws = whole.draws("crm_account", len(accounts))
    states, residence = whole.crowd.people.states, whole.crowd.people.residence[accounts.record]
    return rows(
        accounts.ids,
        accounts.record,
        whole.name[at],
        whole.birth_date[at],
        whole.email[at],
        whole.phone[at],
        whole.line[at],
        whole.city[at],
        whole.zip[at],
        whole.state[at],
        draws.choose("owner_id", owners),
        "PersonAccount",
        days(-1 - draws.below("last_modified_date", 365)),
        draws.choose("last_modified_by", owners),
        optional(draws.chance("has_fax", 0.01), phones(states, residence, draws.below("fax", 300))),
    )


def contact_rows(accounts: Accounts) -> list[Row]:
    """Rows of `crm_contact`: family and caregivers, with the family's name."""
    whole = accounts.patients
    minor = whole.minor[accounts.position]
    counts = whole.draws("crm_contact.count", len(accounts)).weighted("count", _CONTACTS)
    owner, place = children(np.maximum(counts, minor))
    at = accounts.position[owner]
    draws = whole.draws("crm_contact", len(owner))
    other = draws.choose("relation", objects(("spouse", "child", "sibling", "caregiver")))
    relation = np.where(minor[owner], "guardian", other)
    number = objects([f"family.{n}.{p}" for n, p in zip(whole.record[at].tolist(), place.tolist(), strict=True)])
    return rows(
        accounts.keys("003", owner, place),
        accounts.ids[owner],
        relation,
        joined(_given(draws), " ", whole.family[at]),
        phones(whole.crowd.people.states, whole.crowd.people.residence[whole.record[at]], draws.below("phone", 300)),
        joined(number, draws.choose("email", objects(("@example.org", "@example.net")))),
    )


def case_rows(accounts: Accounts) -> list[Row]:
    """Rows of `crm_case`; a web case carries what its sender supplied."""
    owner, place = accounts.counted("crm_case", CASES)
    draws = accounts.patients.draws("crm_case", len(owner))
    fields = accounts.fields(owner)
    origin = draws.choose("origin", objects(("Phone", "Web", "Email")), (0.5, 0.3, 0.2))
    from_web = origin == "Web"
    return rows(
        accounts.keys("500", owner, place),
        accounts.ids[owner],
        draws.choose("subject", objects(_SUBJECTS)),
        filled(_CASE_TEXTS, draws.weighted("description", _CASE_WEIGHTS), fields),
        origin,
        draws.choose("status", objects(("Closed", "New", "Working")), (0.7, 0.1, 0.2)),
        *(optional(from_web, fields[name]) for name in ("name", "email", "phone")),
    )


def member_rows(accounts: Accounts, campaigns: Objects, forms: Objects) -> list[Row]:
    """Rows of `crm_campaign_member`; half came from a portal form. The campaigns of one person differ."""
    owner, place = accounts.counted("crm_campaign_member", _MEMBERS)
    draws = accounts.patients.draws("crm_campaign_member", len(owner))
    fields, at = accounts.fields(owner), accounts.position[owner]
    first = accounts.patients.draws("crm_campaign_member.first", len(accounts)).below("campaign_id", len(campaigns))
    return rows(
        accounts.keys("00v", owner, place),
        campaigns[(first[owner] + 5 * place) % len(campaigns)],
        accounts.ids[owner],
        fields["name"],
        fields["email"],
        fields["phone"],
        accounts.patients.zip[at],
        optional(draws.chance("from_form", 0.5), draws.choose("source_form", forms)),
    )


def file_rows(accounts: Accounts, makers: Objects) -> list[Row]:
    """Rows of `crm_content_version`; `makers` are the CRM users who uploaded them."""
    owner, place = accounts.counted("crm_content_version", _FILES)
    draws = accounts.patients.draws("crm_content_version", len(owner))
    kind = draws.weighted("title", (0.35, 0.2, 0.2, 0.12, 0.1, 0.03))
    number = accounts.record[owner] * MOST + place
    public = draws.chance("public", _PUBLIC)
    checksum = below(draws.uniform("checksum"), 10**12)
    return rows(
        crm_keys("068", number),
        crm_keys("069", number),
        filled(_TITLES, kind, accounts.fields(owner)),
        objects(_FILE_TYPES)[kind],
        40_000 + draws.below("size", 860_000),
        objects([f"{one:012x}" for one in checksum.tolist()]),
        draws.chance("encrypted", 0.3).astype(np.int64),
        draws.choose("created_by", makers),
        accounts.ids[owner],
        optional(public, joined("https://files.example.org/d/", crm_keys("05D", number))),
        optional(public & draws.chance("expires", 0.25), days(30 + draws.below("expiry", 300))),
    )


def profile_rows(accounts: Accounts, chart: Chart) -> list[Row]:
    """Rows of `crm_patient_profile__c`: the custom object that gathers what should have stayed apart."""
    whole, at = accounts.patients, accounts.position
    draws = whole.draws("crm_patient_profile__c", len(accounts))
    first, last = chart.first_medication()[at], chart.last_medication()[at]
    plate = joined("SIM", numbered("", draws.below("plate", 10_000), 4))
    return rows(
        crm_keys("a01", accounts.record),
        accounts.ids,
        whole.mrn[at],
        objects([number[-4:] for number in whole.ssn[at].tolist()]),
        chart.first_condition()[at],
        np.where(first == last, first, joined(first, "; ", last)),
        subscriber_ids(whole)[at],
        optional(draws.chance("parks", 0.03), plate),
        draws.choose("classification_tag", objects(("unclassified", "PHI")), (0.85, 0.15)),
        draws.chance("encrypted", 0.05).astype(np.int64),
        draws.choose("mask", objects(_MASKS), (0.93, 0.07)),
    )


def _given(draws: Draws) -> Objects:
    women, men = given_names()
    uniform = draws.uniform("name")
    return np.where(
        draws.chance("gender", 0.5),
        men.values[below(uniform, len(men.values))],
        women.values[below(uniform, len(women.values))],
    )
