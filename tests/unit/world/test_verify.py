"""The proof that a world is synthetic, and that the proof can fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.world.proof.shapes import strange_identifiers
from simulator.world.proof.verify import Finding, verify
from simulator.world.queries import canary_in
from simulator.world.stats import stats
from simulator.world.storage.store import World
from simulator.world.tables import metadata
from tests.unit.world.conftest import Writable

REAL_LOOKING = (
    ("phone", "212-867-5309"),
    ("IP address", "8.8.8.8"),
    ("mail", "x@gmail.com"),
    ("SSN", "123-45-6789"),
    ("URL host", "https://crm.salesforce.com/001"),
)
TEXT_COLUMNS = (
    ("crm_case", "description"),
    ("crm_task", "subject"),
    ("ehr_appointment", "comment"),
    ("ehr_patient", "addr_line"),
    ("crm_account", "name"),
    ("crm_report", "filter_json"),
    ("int_endpoint", "host"),
    ("vendor_ticket", "subject"),
    ("idp_override", "reason"),
    ("exercise_marker", "versions_json"),
    ("crm_oauth_token", "use_count"),
)


def test_a_built_world_is_synthetic(stored: World) -> None:
    """Nothing is found in a world that we built."""
    assert verify(stored) == ()


@pytest.mark.parametrize(("table", "column"), TEXT_COLUMNS)
def test_a_real_looking_value_is_found_wherever_it_is(spoil: Callable[..., World], table: str, column: str) -> None:
    """One planted value of each kind, in the middle of a text of any column, is named with table and column."""
    planted = " and ".join(value for _, value in REAL_LOOKING)
    spoilt = spoil(
        f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = (SELECT max("{column}") FROM "{table}")',
        f"call {planted} today",
    )
    found = {(finding.table, finding.column, finding.kind) for finding in verify(spoilt)}
    assert found - {(table, column, "name")} == {(table, column, kind) for kind, _ in REAL_LOOKING}


def test_a_finding_names_the_value(spoil: Callable[..., World]) -> None:
    """What is reported is the value itself, not the text around it."""
    spoilt = spoil(
        "UPDATE crm_task SET description = 'ring 212-867-5309!' WHERE task_id = (SELECT min(task_id) FROM crm_task)"
    )
    assert verify(spoilt) == (Finding("crm_task", "description", "phone", "212-867-5309"),)
    assert str(verify(spoilt)[0]) == "crm_task.description: phone 212-867-5309"


def test_a_table_that_we_never_made_is_searched_too(spoil: Callable[..., World]) -> None:
    """A table added to the file is read like the others."""
    spoilt = spoil("CREATE TABLE extra AS SELECT '123-45-6789' AS note")
    assert verify(spoilt) == (Finding("extra", "note", "SSN", "123-45-6789"),)


@pytest.mark.parametrize("statement", ["DELETE FROM exercise_marker", "DROP TABLE exercise_marker"])
def test_a_world_without_its_marker_is_found(spoil: Callable[..., World], statement: str) -> None:
    """The marker row is part of the proof."""
    assert Finding("exercise_marker", "marker", "marker row", "missing") in verify(spoil(statement))


def test_a_foreign_mrn_is_found(spoil: Callable[..., World]) -> None:
    """A record number without SIM is no number of ours."""
    spoilt = spoil("UPDATE ehr_patient SET mrn = '4711' WHERE patient_id = 7")
    assert verify(spoilt) == (Finding("ehr_patient", "mrn", "MRN", "4711"),)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("(212) 867-5309", {"phone"}),
        ("+1 212 867 5309", {"phone"}),
        ("+44 20 7946 0958", {"phone"}),
        ("2128675309", {"phone"}),
        ("call 867-5309", {"phone"}),
        ("(212) 555-0200", {"phone"}),
        ("123456789", {"SSN"}),
        ("123 45 6789", {"SSN"}),
        ("\uff11\uff12\uff13-45-6789", {"SSN"}),
        ("10.0.0.1", {"IP address"}),
        ("2001:4860:4860::8888", {"IP address"}),
        ("A@B.example.org.evil.com", {"mail"}),
        ("see example.com.evil.com", {"URL host"}),
        ("ftp://files.hospital", {"URL host"}),
        ("http://example.org@evil.net/", {"URL host", "mail"}),
        ("MRN 1234567", {"MRN"}),
    ],
)
def test_other_ways_to_write_them_are_found(text: str, kinds: set[str]) -> None:
    """Punctuation, width and disguise do not hide an identifier."""
    assert {kind for kind, _ in strange_identifiers(text)} >= kinds


@pytest.mark.parametrize(
    "text",
    [
        "(212) 555-0100 and +1 512 555 0199, 555-0142",
        "a.b12@example.org, c@mail.example.net",
        "198.51.100.77, 192.0.2.1, 203.0.113.255, 2001:db8::1",
        "https://portal.example.org/a?b=c http://198.51.100.77/x",
        "000-12-3456 666-12-3456 912-34-5678",
        "SIM-0001234, MRN SIM-0001234",
        "2026-08-01T09:15:00, 12:30, version 2.4.6, E11.9, 99.50",
        "001SIM000001234YBA",
    ],
)
def test_reserved_values_pass(text: str) -> None:
    """What is reserved or never issued is no finding."""
    assert list(strange_identifiers(text)) == []


def test_stats_count_by_sql_what_the_world_holds(world: World) -> None:
    """Records are people plus merged records plus test patients; the clinic table sums to the records."""
    counted = stats(world)
    assert counted.records == counted.people + counted.merged + counted.test_patients == 1_500
    assert sum(count for *_, count in counted.residence_by_clinic) == 1_500
    assert sum(count for _, count in counted.people_by_state) == counted.people
    assert dict(counted.tables)["ehr_patient"] == 1_500
    assert counted.test_patients == 40


UNMARKED = (
    ("ehr_coverage", "subscriber_id", "plan number", "W2741880-01"),
    ("bill_account", "account_number", "account", "77120045"),
    ("portal_user", "licence_number", "licence", "TX-12345678"),
    ("crm_patient_profile__c", "Parking_Plate__c", "vehicle", "KLM 4821"),
    ("ehr_observation", "device_id", "device", "SN-99821-A"),
    ("crm_patient_profile__c", "MRN__c", "MRN", "0047110"),
    ("ehr_patient", "name_family", "name", "Xyzzyski"),
    ("crm_contact", "name", "name", "Ana Xyzzyski"),
    ("tele_participant", "display_name", "name", "Grandma's iPad"),
)


def test_what_has_no_shape_is_told_by_its_mark(spoil: Callable[..., Writable]) -> None:
    """Accounts, plans, licences, plates and devices without SIM are findings, and names that no list has."""
    spoilt = spoil("SELECT 1")
    for table, column, _, value in UNMARKED:
        key = _key(table)
        last = f'(SELECT max("{key}") FROM "{table}" WHERE "{key}" <> ?)'
        spoilt.connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{key}" = {last}', (value, "SIM"))
    assert set(verify(spoilt)) == {Finding(*one) for one in UNMARKED}


def test_a_table_without_its_canary_is_found(few: World, spoil: Callable[..., Writable]) -> None:
    """The canary row of each table is part of the proof: without them, each table is a finding."""
    canary = canary_in(few)
    tables = sorted(set(metadata.tables) - {"exercise_marker"})
    spoilt = spoil("SELECT 1")
    for table in tables:
        spoilt.connection.execute(f'DELETE FROM "{table}" WHERE "{_key(table)}" IN (-1, ?)', (canary,))
    assert verify(spoilt) == tuple(Finding(table, "*", "canary row", f"{canary} missing") for table in tables)


def _key(table: str) -> str:
    (key,) = metadata.tables[table].primary_key
    return key.name
