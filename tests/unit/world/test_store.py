"""A built world: opened, changed, read and reset, the same on every database."""

from __future__ import annotations

import sqlite3

import pytest

from simulator.errors import InputError
from simulator.world import queries
from simulator.world.people import person
from simulator.world.storage.reader import DatabaseFault
from simulator.world.storage.store import World


def test_the_template_cannot_be_written(stored: World) -> None:
    """The connection of a world reads and does nothing else."""
    with pytest.raises((sqlite3.OperationalError, DatabaseFault), match=r"read-?only"):
        stored.connection.execute("DELETE FROM ehr_patient")


def test_changes_live_in_their_session(stored: World) -> None:
    """A session reads what it changed; a fresh one, another one and the file know nothing of it."""
    with stored.fresh() as session, stored.fresh() as other:
        session.update("ehr_patient", 3, {"state": "FL"})
        session.update("ehr_patient", 3, {"city": "Elsewhere"})
        session.delete("int_queue", "appt-sync-dlq")
        bucket = {"object_id": 1, "bucket": "int-claimcheck", "key": "SIM-0000003.hl7", "size": 16_000}
        session.insert("int_bucket_object", bucket)
        session.update("int_bucket_object", 1, {"size": 1})
        (row,) = queries.patients(session, [3])
        assert (row.state, row.city) == ("FL", "Elsewhere")
        assert ("appt-sync-dlq",) not in session.connection.execute("SELECT queue_id FROM int_queue").fetchall()
        assert session.connection.execute("SELECT key, size FROM int_bucket_object WHERE object_id = 1").fetchall() == [
            ("SIM-0000003.hl7", 1)
        ]
        assert session.connection.execute("SELECT count(*) FROM ehr_patient").fetchone() == (1_501,)
        assert session.changed() == ("ehr_patient", "int_bucket_object", "int_queue")
        assert queries.patients(other, [3]) == queries.patients(stored, [3])
    with stored.fresh() as reset:
        assert reset.changed() == ()
        asked = "SELECT * FROM int_queue ORDER BY queue_id"
        assert reset.connection.execute(asked).fetchall() == stored.connection.execute(asked).fetchall()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.update("ehr_patient", 99_999, {"state": "FL"}), "no patient_id 99999"),
        (lambda s: s.update("ehr_patient", 1, {"planet": "Mars"}), "planet"),
        (lambda s: s.update("patients", 1, {"state": "FL"}), "no table patients"),
        (lambda s: s.delete("int_queue", "nobody"), "no queue_id nobody"),
        (lambda s: s.insert("int_queue", {"queue_id": "appt-sync"}), "already has queue_id appt-sync"),
        (lambda s: s.insert("int_queue", {"name": "x"}), "needs its key queue_id"),
        (lambda s: (s.delete("int_queue", "appt-sync"), s.delete("int_queue", "appt-sync")), "no queue_id appt-sync"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(stored: World, change: object, message: str) -> None:
    """Unknown tables, rows and columns, and keys that are taken, are bad input."""
    assert callable(change)
    with stored.fresh() as session, pytest.raises(InputError, match=message):
        change(session)


def test_lists_are_read_in_order(stored: World) -> None:
    """Patients come by number, each once, however many are asked for; unknown numbers are left out."""
    rows = queries.patients(stored, [5, 3, 3, *range(1_400, 2_600)])
    assert [row.record for row in rows] == [3, 5, *range(1_400, 1_500)]
    assert rows[0].mrn == "SIM-0000003"


def test_no_override_is_open_when_a_world_is_built(stored: World) -> None:
    """Past overrides are closed: the one that stays open belongs to a scenario."""
    ended = stored.connection.execute("SELECT count(actual_end) FROM idp_override").fetchone()
    assert ended[0] > 0
    assert "override still open" not in {one.what for one in queries.weaknesses(stored)}


def test_the_weaknesses_are_what_the_scenarios_play_with(stored: World) -> None:
    """The queue that anyone may read, the app with full scope and the override without a factor are listed."""
    found = {(row.what, row.subject) for row in queries.weaknesses(stored)}
    assert ("any role may read it", "appt-sync-dlq") in found
    assert ("full scope without address limits", "Remindly") in found
    assert ("no second factor", "Emergency-Clinical-Override") in found


def test_one_person_is_shown_with_merged_records(stored: World) -> None:
    """Asking for a second MRN shows the survivor, with that MRN among its merged records."""
    record, survivor = stored.connection.execute(
        "SELECT patient_id, merged_into FROM ehr_patient WHERE merged_into IS NOT NULL"
    ).fetchone()
    with person(stored, record) as found:
        assert found.patient_id == survivor
        assert record in [merged.patient_id for merged in found.merged_records]
        assert found.clinic.state in dict(stored.spec.states)
        starts = [visit.start for visit in found.appointments]
        assert starts == sorted(starts)
    with pytest.raises(InputError, match="no record 99999"), person(stored, 99_999):
        pass
