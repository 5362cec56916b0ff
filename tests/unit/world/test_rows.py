"""The rows of the world: how many, how they join, and what an engineer of the field would look for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.world.canary import canary_of
from simulator.world.crowd import Crowd, crowd
from simulator.world.draws import CHUNK
from simulator.world.stats import stats
from simulator.world.storage.store import World
from simulator.world.synth import Batch, chunk_batches, chunk_count, fixed_batches
from simulator.world.tables import metadata

PER_PATIENT = {
    # table: lowest and highest mean a patient, scaled to the 90 days (or the whole stock) that its module states
    "ehr_encounter": (3 * 90 / 365, 6 * 90 / 365),
    "ehr_appointment": (4 * 180 / 365, 8 * 180 / 365),
    "ehr_condition": (2, 7),
    "ehr_observation": (10 * 90 / 365, 60 * 90 / 365),
    "ehr_medication_request": (1, 8),
    "ehr_coverage": (1, 2),
    "ehr_communication": (2 * 90 / 365, 10 * 90 / 365),
    "crm_account": (0.92, 0.97),
    "crm_contact": (0, 2),
    "crm_case": (0.4 * 90 / 365, 0.4),
    "crm_task": (2 * 90 / 365, 6 * 90 / 365),
    "crm_event": (1 * 90 / 365, 3 * 90 / 365),
    "crm_campaign_member": (0, 3),
    "crm_content_version": (0.4, 0.6),
    "crm_patient_profile__c": (0.92, 1),
    "int_bucket_object": (0.1, 2),
    "int_webhook_delivery": (2 * 90 / 365, 4 * 90 / 365),
    "int_error_log": (0, 0.05),
    "bill_account": (3 * 90 / 365, 6 * 90 / 365),
    "tele_session": (0.4 * 180 / 365, 1 * 180 / 365),
    "portal_user": (0.58, 0.62),
    "portal_session": (0.6 * 3 * 90 / 365, 0.6 * 8 * 90 / 365),
}
"""Source: domain.md 1.6. Appointments are a little below their range: everybody has 0 to 4 in 180 days."""

FIXED = {
    "crm_user": (850, 950), "crm_profile": (25, 25), "crm_permission_set": (40, 40),
    "crm_permission_assignment": (2_500, 2_500), "crm_field_permission": (4_500, 7_500), "crm_report": (350, 350),
    "crm_connected_app": (12, 25), "crm_oauth_token": (300, 600), "crm_apex_query": (50, 70), "int_flow": (15, 25),
    "int_queue": (8, 15), "int_endpoint": (20, 40), "idp_user": (1_050, 1_150), "idp_override": (2, 15),
    "vendor": (8, 12), "portal_a11y_finding": (23, 23), "portal_form": (6, 6),
}  # fmt: skip
"""Source: domain.md 1.6; 3.2, F12 for the findings and forms."""


@pytest.fixture(scope="module")
def everybody() -> Crowd:
    """Three chunks of people, the last one small."""
    return crowd(WorldSpec(patients=2 * CHUNK + 500), 7)


@pytest.fixture(scope="module")
def made(everybody: Crowd) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the first chunk by table."""
    return dict(chunk_batches(everybody, 0))


@pytest.fixture
def by_name(world: World) -> Iterator[sqlite3.Connection]:
    """A connection whose rows are read by column."""
    connection = world.connect()
    assert isinstance(connection, sqlite3.Connection)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def answers(world: World, statement: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    return world.connection.execute(statement).fetchall()


def number(world: World, statement: str) -> int:
    """The one number that a query finds."""
    return int(world.connection.execute(statement).fetchone()[0])


def test_every_table_has_rows(world: World) -> None:
    """No table is there for its name alone, in a world of 1,500 patients already."""
    assert [name for name, count in stats(world).tables if count == 0] == []


@pytest.mark.parametrize("table", sorted(PER_PATIENT))
def test_rows_a_patient_are_as_the_model_says(made: dict[str, list[tuple[object, ...]]], table: str) -> None:
    """The mean number of rows a patient lies in the model's range, scaled to the window."""
    low, high = PER_PATIENT[table]
    assert low <= len(made[table]) / CHUNK <= high


def test_a_patient_has_about_28_rows(made: dict[str, list[tuple[object, ...]]]) -> None:
    """All tables together: what the room on disk is reckoned from."""
    assert 25 <= sum(len(rows) for rows in made.values()) / CHUNK <= 30


def test_tables_that_do_not_grow_have_the_size_of_the_model(world: World) -> None:
    """Staff, rights, flows, queues, vendors: as many as the model says, the canary not among them."""
    counted = dict(stats(world).tables)
    assert {name: counted[name] for name, (low, high) in FIXED.items() if not low <= counted[name] <= high} == {}


def test_every_reference_is_met(world: World) -> None:
    """No row points at a row that is not there."""
    assert answers(world, "PRAGMA foreign_key_check") == []


def test_tables_come_in_the_order_of_their_references(everybody: Crowd) -> None:
    """Whoever loads the batches as they come never meets a reference to a table that is still empty."""
    seen: set[str] = set()
    fixed = [name for name, _ in fixed_batches(everybody.spec, 7)]
    for name in [*fixed, *(name for name, _ in chunk_batches(everybody, 0))]:
        needed = {key.column.table.name for key in metadata.tables[name].foreign_keys} - {name}
        assert needed <= seen, name
        seen.add(name)
    assert seen == set(metadata.tables)


def test_a_chunk_does_not_depend_on_what_was_made_before(everybody: Crowd) -> None:
    """Rows of a chunk are the same in a crowd made anew, whichever chunks came first: a build resumes at one."""
    again = crowd(everybody.spec, 7)
    assert chunk_count(everybody.spec) == 3
    for batch in chunk_batches(everybody, 0):
        assert batch[1]
    assert list(chunk_batches(again, 2)) == list(chunk_batches(everybody, 2))


def test_another_seed_has_other_rows(everybody: Crowd) -> None:
    """No table that is about people is the same for another seed."""
    other = crowd(everybody.spec, 8)
    pairs: zip[tuple[Batch, Batch]] = zip(chunk_batches(everybody, 2), chunk_batches(other, 2), strict=True)
    assert [one[0] for one, two in pairs if one == two] == []


def test_rows_are_as_long_as_their_tables(everybody: Crowd) -> None:
    """Every tuple has one value a column, of the column's type, and a required column always has one."""
    for name, rows in [*fixed_batches(everybody.spec, 7), *chunk_batches(everybody, 2)]:
        columns = list(metadata.tables[name].columns)
        assert {len(row) for row in rows} <= {len(columns)}, name
        for place, column in enumerate(columns):
            kinds = {type(row[place]) for row in rows} - ({type(None)} if column.nullable else set())
            assert kinds <= {column.type.python_type}, f"{name}.{column.name}"


def test_keys_are_taken_once() -> None:
    """Chunks never give two rows one key: checked where rows of several owners are numbered together."""
    whole = crowd(WorldSpec(patients=2 * CHUNK), 3)
    keys: Counter[tuple[str, object]] = Counter()
    for chunk in range(2):
        keys.update((name, row[0]) for name, rows in chunk_batches(whole, chunk) for row in rows)
    assert max(keys.values()) == 1


def test_control_ids_join_messages_to_visits(world: World) -> None:
    """Every booking is the message its appointment names, and a recent visit names its last ADT."""
    bookings = number(world, "SELECT count(*) FROM int_message WHERE msg_type = 'SIU^S12'")
    joined = number(
        world,
        "SELECT count(*) FROM int_message m JOIN ehr_appointment a ON a.control_id = m.control_id "
        "AND a.patient_id = m.patient_id WHERE m.msg_type = 'SIU^S12'",
    )
    assert bookings == joined > 0
    visits = "SELECT count(*) FROM ehr_encounter e WHERE e.patient_id >= 0 AND e.period_start >= '2026-07-29'"
    of_visits = "SELECT count(*) FROM ehr_encounter e JOIN int_message m ON m.control_id = e.control_id"
    assert number(world, visits) == number(world, f"{of_visits} AND m.msg_type LIKE 'ADT%'") > 0


def test_a_visit_causes_6_to_12_messages(everybody: Crowd) -> None:
    """A recent visit has 6 to 12 messages, of which SIU are the most and ADT nearly as many."""
    rows = dict(chunk_batches(everybody, 0))["int_message"]
    visits = Counter(int(row[0]) // 16 for row in rows if row[3] not in {"SIU^S12", "ADT^A40"})
    assert min(visits.values()) >= 6
    assert max(visits.values()) <= 12
    kinds = Counter(str(row[3])[:3] for row in rows if row[3] != "ADT^A40")
    assert 0.38 < kinds["SIU"] / kinds.total() < 0.52
    assert 0.33 < kinds["ADT"] / kinds.total() < 0.47


def test_queues_hold_nothing_older_than_they_keep(world: World) -> None:
    """A message is within its queue's retention, counted from when it first came - dead letters too."""
    statement = (
        "SELECT count(*) FROM int_message m JOIN int_queue q ON q.queue_id = m.queue_id WHERE m.patient_id >= 0 "
        "AND q.ttl_s > 0 AND julianday('2026-08-01') - julianday({column}) > q.ttl_s / 86400.0"
    )
    assert number(world, statement.format(column="first_enqueued_at")) == 0
    late = "SELECT count(*) FROM int_message WHERE patient_id >= 0 AND max(enqueued_at, deleted_at) > '2026-08-01'"
    assert number(world, late) == 0


def test_dead_letters_keep_when_they_first_came(everybody: Crowd) -> None:
    """A dead letter was received five times and entered its queue later than the source queue, and was not deleted."""
    rows = [row for row in dict(chunk_batches(everybody, 0))["int_message"] if str(row[1]).endswith("-dlq")]
    assert rows
    for row in rows:
        assert str(row[5]) > str(row[6])
        assert (row[7], row[8], row[9]) == (5, None, "dead")


def test_every_merge_is_a_message(world: World) -> None:
    """Each merged record has its A40, which the merge archive keeps for ever."""
    merged = answers(world, "SELECT patient_id FROM ehr_patient WHERE merged_into IS NOT NULL ORDER BY 1")
    messages = answers(world, "SELECT patient_id FROM int_message WHERE msg_type = 'ADT^A40' ORDER BY 1")
    assert merged == messages != []


def test_every_message_has_its_body_in_the_bucket(world: World) -> None:
    """`payload_ref` is the key of an object, and older bodies lie there that no message names any more."""
    missing = (
        "SELECT count(*) FROM int_message m LEFT JOIN int_bucket_object o ON o.key = m.payload_ref WHERE o.key IS NULL"
    )
    assert number(world, missing) == 0
    assert number(world, "SELECT count(*) FROM int_bucket_object") > number(world, "SELECT count(*) FROM int_message")


def test_six_flows_run_as_one_user_who_may_do_everything(world: World) -> None:
    """One integration user with view all, modify all and API serves six flows; no other serves more than one."""
    found = answers(
        world,
        "SELECT u.username, count(*), min(p.view_all AND p.modify_all AND p.api), u.kind FROM int_flow f "
        "JOIN crm_user u ON u.user_id = f.run_as JOIN crm_profile p ON p.profile_id = u.profile "
        "WHERE f.flow_id NOT LIKE 'SIM-CANARY%' GROUP BY 1 ORDER BY 2 DESC",
    )
    assert found == [("int.sync@example.org", 6, 1, "integration"), ("int.remindly@example.org", 1, 1, "integration")]


def test_old_activities_are_archived_and_only_those(world: World) -> None:
    """Tasks and meetings of more than a year ago are archived, past their retention, and still there."""
    for table, column in (("crm_task", "activity_date"), ("crm_event", "start")):
        wrong = f"SELECT count(*) FROM {table} WHERE is_archived <> (substr({column}, 1, 10) < '2025-08-01')"
        assert number(world, wrong) == 0
        overdue = f"SELECT count(*) FROM {table} WHERE is_archived AND retention_due < '2026-08-01'"
        assert number(world, overdue) > 0


def test_video_visits_have_sessions_and_some_are_recorded(made: dict[str, list[tuple[object, ...]]]) -> None:
    """Every video appointment that was not cancelled has its session; 5 to 15 % of those held are recorded."""
    video = {row[0] for row in made["ehr_appointment"] if row[7] == "video" and row[2] != "cancelled"}
    assert {row[1] for row in made["tele_session"]} == video
    held = {row[0] for row in made["ehr_appointment"] if row[7] == "video" and row[2] == "fulfilled"}
    recorded = [row for row in made["tele_session"] if row[5]]
    assert 0.05 <= len(recorded) / len(held) <= 0.15
    assert {row[1] for row in recorded} <= held
    assert len(made["tele_recording"]) == len(recorded)


def test_the_sensitive_is_there(made: dict[str, list[tuple[object, ...]]], world: World) -> None:
    """Behavioral health, substance use, HIV and reproduction among the conditions; therapy notes; secrets in cases."""
    assert {row[6] for row in made["ehr_condition"]} == {"none", "BH", "SUD", "HIV", "repro"}
    assert any(row[7] for row in made["tele_session"])
    texts = [str(row[3]) for row in made["crm_case"]]
    assert any("SIMKEY-" in text for text in texts)
    assert any("SIM-0" in text for text in texts)
    comments = [str(row[9]) for row in made["ehr_appointment"]]
    assert any("555-01" in text for text in comments)
    assert number(world, "SELECT count(*) FROM int_error_log WHERE contains_phi AND message_text LIKE '%SIM-0%'") > 0


def test_nobody_has_what_age_or_sex_forbid(by_name: sqlite3.Connection) -> None:
    """No man and no woman past fifty is pregnant, and no woman has a cancer of the prostate."""
    pregnant = by_name.execute(
        "SELECT count(*) FROM ehr_condition c JOIN ehr_patient p USING (patient_id) WHERE c.code = 'Z34.90' "
        "AND (p.gender = 'male' OR p.birth_date < '1976-07-01')"
    ).fetchone()[0]
    prostate = by_name.execute(
        "SELECT count(*) FROM ehr_condition c JOIN ehr_patient p USING (patient_id) "
        "WHERE c.code = 'C61' AND p.gender = 'female'"
    ).fetchone()[0]
    assert (pregnant, prostate) == (0, 0)


def test_drugs_and_specialists_fit_the_diagnoses(world: World) -> None:
    """Whoever takes buprenorphine is known to depend on opioids; pediatrics sees minors; therapists see the mind."""
    without = (
        "SELECT count(*) FROM ehr_medication_request m WHERE medication LIKE 'buprenorphine%' AND NOT EXISTS "
        "(SELECT 1 FROM ehr_condition c WHERE c.patient_id = m.patient_id AND c.code = 'F11.20')"
    )
    assert number(world, without) == 0
    assert number(world, "SELECT count(*) FROM ehr_medication_request WHERE medication LIKE 'buprenorphine%'") > 0
    strange = (
        "SELECT count(*) FROM ehr_appointment a JOIN ehr_patient p ON p.patient_id = a.patient_id WHERE "
        "(specialty = 'pediatrics' AND birth_date < '2008-01-01') OR "
        "((specialty = 'behavioral health') <> (reason_code LIKE 'F%'))"
    )
    assert number(world, strange) == 0


def test_tasks_about_a_case_name_the_person_of_the_case(world: World) -> None:
    """`what_id` is a case of the account that `who_id` names."""
    pairs = "FROM crm_task t JOIN crm_case c ON c.case_id = t.what_id"
    assert number(world, f"SELECT count(*) {pairs}") > 0
    assert number(world, f"SELECT count(*) {pairs} WHERE c.account_id <> t.who_id") == 0


def test_nothing_happens_to_the_dead(world: World) -> None:
    """No visit lies after a death or before a birth."""
    wrong = (
        "SELECT count(*) FROM ehr_encounter e JOIN ehr_patient p ON p.patient_id = e.patient_id "
        "WHERE e.period_start >= coalesce(deceased_dt, '9') OR e.period_start < birth_date"
    )
    assert number(world, wrong) == 0


def test_a_condition_stands_once_in_a_chart(made: dict[str, list[tuple[object, ...]]]) -> None:
    """Hardly anybody has one diagnosis twice."""
    pairs = Counter((row[1], row[2]) for row in made["ehr_condition"])
    assert sum(count - 1 for count in pairs.values()) / pairs.total() < 0.02


def test_every_table_has_one_canary_and_no_count_contains_it(world: World) -> None:
    """One row of each table holds the world's canary in a text, and the numbers of rows and people leave it out."""
    canary = canary_of(world.spec.digest(world.seed))
    counted = dict(stats(world).tables)
    for name, table in metadata.tables.items():
        texts = [f'"{column.name}" LIKE ?' for column in table.columns if str(column.type) == "TEXT"]
        where = " OR ".join(texts)
        found = world.connection.execute(
            f'SELECT count(*), (SELECT count(*) FROM "{name}") FROM "{name}" WHERE {where}',
            [f"%{canary}%"] * len(texts),
        ).fetchone()
        assert found[0] == 1, name
        assert counted[name] == found[1] - (name != "exercise_marker"), name
    assert stats(world).records == world.spec.patients
