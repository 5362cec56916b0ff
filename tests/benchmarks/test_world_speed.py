"""What a world may cost, as ratios taken in one run: nothing here depends on how fast the machine is."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.domain.worldspec import WorldSpec
from simulator.world.build import PRAGMAS, fill
from simulator.world.population import Population, population
from simulator.world.store import open_world
from simulator.world.synth import Batch, chunk_batches, chunk_count, crowd, fixed_batches
from simulator.world.tables import INDEXES, metadata

pytestmark = pytest.mark.slow
ROUNDS = 7


def seconds(work: Callable[[], None]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def every_batch(spec: WorldSpec, seed: int) -> list[Batch]:
    """The whole world as rows that lie ready."""
    people = crowd(spec, seed)
    chunks = (batch for chunk in range(chunk_count(spec)) for batch in chunk_batches(people, chunk))
    return [*fixed_batches(spec, seed), *chunks]


def load_raw(path: Path, ready: list[Batch]) -> None:
    """The floor: executemany of rows that lie ready, the same tables, pragmas and indexes."""
    connection = sqlite3.connect(path)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    for table in metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for name, rows in ready:
        if rows:
            connection.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
    for index in INDEXES:
        connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    connection.commit()
    connection.close()


def test_a_world_is_built_about_as_fast_as_its_rows_load(tmp_path: Path) -> None:
    """Making and loading 20,000 patients costs at most 2 times loading the same ready rows (a quarter of slack)."""
    spec = WorldSpec()
    ready = every_batch(spec, 1)
    ratios = []
    for turn in range(ROUNDS):
        raw = seconds(lambda at=turn: load_raw(tmp_path / f"raw{at}", ready))  # type: ignore[misc]
        ours = seconds(lambda at=turn: fill(tmp_path / f"ours{at}", spec, 1, lambda _: None))  # type: ignore[misc]
        ratios.append(ours / raw)
    print(f"\nbuild / raw: median {statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}]")  # noqa: T201
    assert statistics.median(ratios) <= 2.0 * 1.25


def test_resetting_costs_next_to_nothing(tmp_path: Path) -> None:
    """A fresh session, opened and read, takes under a millisecond, and less than half of copying the file."""
    world = open_world(WorldSpec(), 1, tmp_path)

    def reset() -> None:
        with world.fresh() as session:
            session.connection.execute("SELECT count(*) FROM int_queue").fetchone()

    def copy() -> None:
        (tmp_path / "copy").write_bytes(world.path.read_bytes())

    resets = [seconds(reset) for _ in range(200)]
    copies = [seconds(copy) for _ in range(9)]
    world.close()
    print(f"\nfresh: median {statistics.median(resets) * 1e3:.2f} ms; copy {statistics.median(copies) * 1e3:.1f} ms")  # noqa: T201
    assert statistics.median(resets) < 0.001
    assert statistics.median(resets) * 2 < statistics.median(copies)


def test_the_population_is_a_fraction_of_the_world(tmp_path: Path) -> None:
    """The arrays that the engine needs cost less than a tenth of building the SQL world."""
    spec = WorldSpec()
    made: list[Population] = []
    arrays = statistics.median(seconds(lambda: made.append(population(spec, 1))) for _ in range(9))
    built = seconds(lambda: fill(tmp_path / "world", spec, 1, lambda _: None))
    print(f"\npopulation {arrays * 1e3:.1f} ms; world {built * 1e3:.0f} ms")  # noqa: T201
    assert arrays * 10 < built
