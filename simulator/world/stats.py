"""What a world holds, counted by SQL."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.world.storage.reader import Readable, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldStats:
    """Counts; a record is a row of `ehr_patient`, a person is what stands behind it after merges."""

    tables: tuple[tuple[str, int], ...]
    residence_by_clinic: tuple[tuple[str, str, int], ...]
    """State of residence, state of the clinic, records."""
    people_by_state: tuple[tuple[str, int], ...]
    """State of residence, people: after merges, without test patients, with the deceased."""
    records: int
    people: int
    merged: int
    test_patients: int
    deceased: int
    bad_addresses: int


def stats(world: Readable) -> WorldStats:
    """How many rows each table has, and how many records are what; the canaries are in no count."""
    run = world.connection.execute
    counts = tuple((name, _rows(world, name)) for name in tables(world))
    pairs = run(
        "SELECT p.state, o.state, count(*) FROM ehr_patient p JOIN ehr_organization o "
        "ON o.organization_id = p.managing_organization WHERE p.patient_id >= 0 GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    people = run(
        "SELECT state, count(*) FROM ehr_patient WHERE merged_into IS NULL AND is_test = 0 GROUP BY 1 ORDER BY 1"
    ).fetchall()
    records, merged, tests, deceased, bad = run(
        "SELECT count(*), count(merged_into), sum(is_test), count(deceased_dt), "
        "sum(CASE WHEN address_quality = 'undeliverable' THEN 1 ELSE 0 END) FROM ehr_patient WHERE patient_id >= 0"
    ).fetchone()
    return WorldStats(
        tables=counts,
        residence_by_clinic=tuple(pairs),
        people_by_state=tuple(people),
        records=records,
        people=sum(count for _, count in people),
        merged=merged,
        test_patients=tests,
        deceased=deceased,
        bad_addresses=bad,
    )


def _rows(world: Readable, table: str) -> int:
    canary = 0 if table == "exercise_marker" else 1
    (count,) = world.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return max(0, int(count) - canary)
