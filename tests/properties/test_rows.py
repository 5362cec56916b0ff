"""What holds for the rows of every world: they load, they join, and their texts are written as one by one."""

from __future__ import annotations

import sqlite3
from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from simulator.domain.worldspec import WorldSpec
from simulator.world.draws import Integers
from simulator.world.identifiers import crm_id, mrn
from simulator.world.proof.shapes import strange_identifiers
from simulator.world.rows.patients import ssns
from simulator.world.synth import chunk_batches, chunk_count, crowd, fixed_batches
from simulator.world.tables import metadata
from simulator.world.texts import DAY, SNAPSHOT, counted, crm_keys, days, filled, moments, numbered, objects

DDL = [str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in metadata.sorted_tables]
shares = st.sampled_from((0.0, 0.03, 0.5, 1.0))
numbers = st.lists(st.integers(0, 9_999_999), max_size=30)


def whole(values: list[int]) -> Integers:
    """The numbers as an array."""
    return np.array(values, dtype=np.int64)


@st.composite
def specs(draw: st.DrawFn) -> WorldSpec:
    """Small worlds of any kind: one patient, nobody but minors, nobody but duplicates, one state or three."""
    patients = draw(st.integers(1, 60))
    states = draw(st.sampled_from(((("TX", 1.0),), (("NY", 0.5), ("FL", 0.3), ("WY", 0.2)))))
    return WorldSpec(
        patients=patients,
        states=states,
        clinics=draw(st.integers(3, 20)),
        away_share=draw(shares),
        duplicate_share=draw(shares),
        test_patients=draw(st.integers(0, patients)),
        deceased_share=draw(shares),
        bad_address_share=draw(shares),
        minor_share=draw(shares),
    )


@settings(max_examples=15, deadline=None)
@given(specs(), st.integers(0, 2**63 - 1))
def test_every_world_loads_and_joins(spec: WorldSpec, seed: int) -> None:
    """Whatever the spec, all rows load into their tables, no key is taken twice and every reference is met."""
    connection = sqlite3.connect(":memory:")
    for statement in DDL:
        connection.execute(statement)
    everybody = crowd(spec, seed)
    chunks = (chunk_batches(everybody, chunk) for chunk in range(chunk_count(spec)))
    for name, rows in chain(fixed_batches(spec, seed), *chunks):
        if rows:
            connection.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM ehr_patient WHERE patient_id >= 0").fetchone() == (spec.patients,)
    connection.close()


@given(numbers)
def test_numbers_are_written_as_one_by_one(values: list[int]) -> None:
    """Looking up halves of a number gives what formatting it gives."""
    assert numbered("SIM-", whole(values), 7).tolist() == [mrn(value) for value in values]
    assert crm_keys("00T", whole(values)).tolist() == [crm_id("00T", value) for value in values]
    assert counted("n", whole(values)).tolist() == [f"n{value}" for value in values]


@given(st.lists(st.integers(-100 * 365 * DAY, 10 * 365 * DAY), max_size=30))
def test_times_are_written_as_the_calendar_has_them(seconds: list[int]) -> None:
    """Dates and moments are those of the calendar, before the snapshot and after it."""
    exact = SNAPSHOT.astype("datetime64[s]") + whole(seconds).astype("timedelta64[s]")
    assert moments(whole(seconds)).tolist() == [str(moment) for moment in exact]
    assert days(whole(seconds) // DAY).tolist() == [str(moment.astype("datetime64[D]")) for moment in exact]


@given(st.lists(st.tuples(st.integers(0, 2), st.text(max_size=5), st.text(max_size=5)), max_size=20))
def test_templates_are_filled_row_by_row(given_rows: list[tuple[int, str, str]]) -> None:
    """Each row gets its own template with its own values, braces in values and templates included."""
    templates = ("plain", "{a} and {b}", "{{x}}{b}")
    fields = {name: objects([row[at] for row in given_rows]) for at, name in ((1, "a"), (2, "b"))}
    made = filled(templates, whole([row[0] for row in given_rows]), fields).tolist()
    expected = [templates[k].format(a=a, b=b) if "{" in templates[k] else templates[k] for k, a, b in given_rows]
    assert made == expected


@given(st.sets(st.integers(0, 1_900_000), max_size=40))
def test_social_security_numbers_are_never_issued_and_differ(people: set[int]) -> None:
    """Every number is of area 000 or 666, and no two people of up to two million share one."""
    made = ssns(whole(sorted(people))).tolist()
    assert len(set(made)) == len(people)
    assert {number[:3] for number in made} <= {"000", "666"}
    assert all(len(number) == len("000-00-0000") for number in made)
    assert [list(strange_identifiers(number)) for number in made] == [[]] * len(made)
