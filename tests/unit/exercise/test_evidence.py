"""Native rows agree with what the engine told of a pull, and a desk shows a seat only what it pulled."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from simulator.domain.decisions import TakeAction
from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import ActionId, SeatId, SourceId
from simulator.domain.journal import Journal
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.engine.figures import Figures
from simulator.engine.native import rows_brought
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of, rows_query
from simulator.exercise.room.desk.sourceline import table_of
from simulator.exercise.room.desk.vaultline import row_digests
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.runbook import load_runbook
from simulator.world.identifiers import mrn

from .conftest import Played, Rows, laid_out, until

ROOM = SeatId("room")


def _pulls(played: Played, kind: SourceKind) -> list[tuple[int, EvidencePulled, Rows]]:
    sources = played.exercise.playbook.sources
    return [
        (entry.number, entry.fact, laid_out(played.exercise.rows(entry.number)))
        for entry in played.exercise.journal
        if isinstance(entry.fact, EvidencePulled) and sources[entry.fact.source].kind is kind
    ]


def _column(rows: Rows, name: str) -> list[object]:
    place = [column for column, _ in rows.columns].index(name)
    return [row[place] for row in rows.rows]


def test_rows_stay_as_they_were(played: Played) -> None:
    """The rows of a pull are the same when asked for at once and after EndEx, whatever was done since."""
    assert len(played.pulls) >= 10
    for number, rows in played.pulls.items():
        assert laid_out(played.exercise.rows(number)) == rows, played.exercise.journal[number].fact.kind


def test_a_query_finds_in_its_rows_what_it_would_find_in_all(played: Played) -> None:
    """The columns that a query names hold what they hold in whole rows, in any case; the others may be empty."""
    texts = 0
    for number, rows in played.pulls.items():
        names = [name for name, _ in rows.columns]
        query = f"SELECT {names[-1].upper()}, mrn FROM x WHERE {names[0]} IS NOT NULL"
        asked = laid_out(played.exercise.rows(number, query))
        assert asked.columns == rows.columns
        for name in names:
            found, whole = _column(asked, name), _column(rows, name)
            if name.lower() in query.lower():
                assert found == whole, name
            else:
                assert found in (whole, [None] * len(whole)), name
                texts += found != whole
    assert texts > len(played.pulls), "most texts are left out"


def test_told_rows_are_collected_rows(played: Played, desk: EvidenceDesk) -> None:
    """The rows that each pull tells of are those that it lays out, and over all pulls of a source those SQL counts."""
    told: dict[SourceId, int] = {}
    for number, rows in played.pulls.items():
        fact = played.exercise.journal[number].fact
        assert isinstance(fact, EvidencePulled)
        assert fact.rows == len(rows.rows), fact.source
        told[fact.source] = told.get(fact.source, 0) + fact.rows
    for source, count in told.items():
        assert desk.query(f"SELECT count(*) FROM {table_of(source)}").rows == ((count,),), source
    kinds = {played.exercise.playbook.sources[source].kind for source in told}
    assert kinds == set(SourceKind)


def test_an_inject_quotes_the_rows_that_sql_would_count(scenario: Playbook, played: Played) -> None:
    """What an inject says of a log's rows is what a pull in the same second would bring."""
    exercise = until(scenario, played, 20 * HOUR)
    context = exercise._engine._context
    source = scenario.sources[SourceId("bucket-access-log")]
    nothing_pulled = Journal(entry for entry in exercise.journal if not isinstance(entry.fact, EvidencePulled))
    brought = rows_brought(context.sandbox, nothing_pulled, source, context.now)
    assert Figures(context)["bucket_access_log_rows"] == f"{brought:,}"


def test_access_log_agrees(played: Played) -> None:
    """The reads in the access logs, pull after pull, are the records that the pulls told as read."""
    people: dict[str, set[object]] = {}
    for _, fact, rows in _pulls(played, SourceKind.READS):
        taken = _column(rows, "taken")
        found = {who for who, out in zip(_column(rows, "mrn"), taken, strict=True) if out and who is not None}
        people.setdefault(fact.source, set()).update(found)
        assert people[fact.source] == {mrn(record) for record in fact.read}


def test_counters_agree(scenario: Playbook) -> None:
    """A counter above our own receives is a record told as read; one at our own receives was never handed out."""
    runbook = load_runbook(Path(scenario.runbooks["independent"]), scenario)
    pulls = _pulls(Played(play_runbook(scenario, runbook, scenario.seed), {}), SourceKind.COUNTS)
    assert len(pulls) >= 2
    for _, fact, rows in pulls:
        counts, own = _column(rows, "received_count"), _column(rows, "our_receives")
        read = {who for who, count, ours in zip(_column(rows, "mrn"), counts, own, strict=True) if count != ours}
        assert read - {None} == {mrn(record) for record in fact.read}
    assert set(_column(pulls[0][2], "our_receives")) == {0}
    assert 1 in _column(pulls[1][2], "our_receives"), "our first receive stands on the counters of the second pull"


def test_inventory_agrees(played: Played) -> None:
    """The inventory has a row for each object, and those that lay open are the records told as held."""
    for _, fact, rows in _pulls(played, SourceKind.CONTENT):
        pairs = zip(_column(rows, "mrn"), _column(rows, "lay_open"), strict=True)
        assert {who for who, lay_open in pairs if lay_open and who} == {mrn(record) for record in fact.held}


def test_egress_shows_two_nights(played: Played) -> None:
    """Transfer out is ordinary on all days but those on which much was read."""
    _, _, rows = _pulls(played, SourceKind.METER)[0]
    by_day = zip(_column(rows, "usage_date"), _column(rows, "bytes_out"), strict=True)
    loud = {day for day, size in by_day if isinstance(size, int) and size > 1_000_000_000}
    assert loud == {"2026-08-23", "2026-09-13"}


def test_notes_are_one_row_a_source(played: Played) -> None:
    """Whoever read a log or a ticket through brings one row, with the count of signs in it and all that they say."""
    found = _pulls(played, SourceKind.NOTES)
    assert found
    for _, fact, rows in found:
        playbook = played.exercise.playbook
        signs = [playbook.indicators[key] for key in playbook.sources[fact.source].reveals]
        assert [one for one in _column(rows, "signs") if one is not None] == [len(signs)]
        (text,) = (one for one in _column(rows, "findings") if one is not None)
        assert all(one.title in str(text) and one.text in str(text) for one in signs)


def test_not_pulled_is_an_error(scenario: Playbook) -> None:
    """Before any pull every source's table answers with an error that says so, never with no rows."""
    desk = EvidenceDesk(Exercise(scenario, scenario.seed), ROOM)
    for line in desk.sources():
        assert line.rows is None
        with pytest.raises(InputError, match="not pulled yet"):
            desk.query(f"SELECT * FROM {line.table}")


def test_a_seat_sees_its_pulls(played: Played) -> None:
    """What the privacy officer had pulled is on that seat's desk; what others pulled is an error there."""
    desk = EvidenceDesk(played.exercise, SeatId("privacy-officer"))
    assert {line.collector for line in desk.collect()} == {"Privacy officer"}
    assert desk.query("SELECT count(*) FROM ehr_merge_table").rows[0][0]
    with pytest.raises(InputError, match="not pulled yet"):
        desk.query("SELECT * FROM bucket_access_log")


def test_vault_digest(played: Played, desk: EvidenceDesk) -> None:
    """A vault line's digest is SHA-256 over its rows, and another desk of the same seat finds the same."""
    again = EvidenceDesk(played.exercise, ROOM)
    again.collect()
    assert again.vault == desk.vault
    assert desk.collect() == (), "each pull is stored once"
    line = next(line for line in desk.vault if line.table == "ehr_merge_table")
    rows = played.exercise.rows(line.number)
    lines = [json.dumps([name for name, _ in rows.columns])]
    lines += [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows.rows]
    assert line.sha256 == hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert line.rows == desk.query("SELECT count(*) FROM ehr_merge_table").rows[0][0]


def test_native_columns_come_first(played: Played, desk: EvidenceDesk) -> None:
    """A table has its product's columns in its product's order, then what the pull resolved; it opens as it is."""
    sources, tables = played.exercise.playbook.sources, dict(desk.tables())
    for source in {line.source for line in desk.vault}:
        own = [name for name, _ in sources[source].columns]
        answer = desk.query(rows_query(table_of(source)))
        assert list(answer.columns) == list(tables[table_of(source)])
        assert list(answer.columns)[: len(own)] == own
        assert "pull" in answer.columns[len(own) :]
    assert rows_query("t", 2) == "SELECT * FROM t WHERE pull = 2"


def test_a_log_holds_the_incident_among_the_ordinary(desk: EvidenceDesk) -> None:
    """What reveals a sign stands in the rows: the second network in the CRM's files, the key on the host."""
    for table, column, address in (
        ("crm_event_log", "CLIENT_IP", "198.51.100.20"),
        ("idp_log", '"client.ipAddress"', "198.51.100.20"),
        ("bucket_access_log", "remote_ip", "198.51.100.77"),
    ):
        ((theirs, everyone),) = desk.query(
            f"SELECT count(CASE WHEN {column} = '{address}' THEN 1 END), count(*) FROM {table}"
        ).rows
        assert isinstance(theirs, int)
        assert isinstance(everyone, int)
        assert 0 < theirs < everyone


def _standings(exercise: Exercise) -> dict[str, str]:
    return {str(line.source): line.standing for line in EvidenceDesk(exercise, ROOM).sources()}


def test_standings(scenario: Playbook, played: Played) -> None:
    """A source is not recording until enabled, expires when nobody came in time, and is under way once ordered."""
    idle = Exercise(scenario, scenario.seed)
    assert _standings(idle)["data-events"] == "not recording"
    assert _standings(idle)["middleware-log"] == "not pulled"
    idle.advance(7 * HOUR)
    assert _standings(idle)["middleware-log"] == "expired"
    busy = _standings(until(scenario, played, 5 * HOUR))
    assert busy["bucket-inventory"] == "pulled"
    assert busy["ehr-merge-table"] == "under way"


def test_lost_with_the_host(scenario: Playbook) -> None:
    """After a restart the host's memory is lost, not merely not pulled."""
    exercise = Exercise(scenario, scenario.seed)
    action = scenario.actions[ActionId("restart-integration-host")]
    second = next(iter(action.authority.second), None)
    exercise.submit(TakeAction(seat=ROOM, action=action.id, by=action.authority.seats[0], second=second))
    exercise.advance(4 * DAY)
    assert _standings(exercise)["host-memory"] == "lost"


def test_one_desk_for_a_seat(scenario: Playbook) -> None:
    """Two screens of one seat share a desk; another seat, or another exercise, has its own."""
    one, other = Exercise(scenario, scenario.seed), Exercise(scenario, scenario.seed)
    assert desk_of(one, ROOM) is desk_of(one, ROOM)
    assert desk_of(one, ROOM) is not desk_of(one, SeatId("privacy-officer"))
    assert desk_of(one, ROOM) is not desk_of(other, ROOM)


def test_a_change_is_called_what_its_kind_of_store_calls_it(desk: EvidenceDesk) -> None:
    """The cloud audit tells a queue's policy as an attribute of the queue, and a bucket's as a policy."""
    rows = desk.query(
        'SELECT DISTINCT "requestParameters.bucketName", eventSource, eventName FROM cloud_audit '
        'WHERE "requestParameters.policy" IS NOT NULL ORDER BY 1'
    ).rows
    assert ("appt-sync-dlq", "queues.example.net", "SetQueueAttributes") in rows
    assert ("int-claimcheck", "objects.example.net", "PutBucketPolicy") in rows
    assert not any(store == "appt-sync-dlq" and "Bucket" in str(name) for store, _, name in rows)


def test_a_bundle_has_the_digests_of_the_vault(played: Played, desk: EvidenceDesk) -> None:
    """The rows of each pull have the digest that the desk keeps, without anybody's desk."""
    assert row_digests(played.exercise) == {line.number: line.sha256 for line in desk.vault}
