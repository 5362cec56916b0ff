"""What a world may cost, as ratios taken in one run: nothing here depends on how fast the machine is."""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.domain.worldspec import WorldSpec
from simulator.world.population import Population, population
from simulator.world.storage import build
from simulator.world.storage.partfile import PartFile
from simulator.world.storage.store import open_world
from simulator.world.synth import Batch, chunk_batches, chunk_count, crowd, fixed_batches
from simulator.world.tables import INDEXES, metadata

pytestmark = pytest.mark.slow
FASTEST = ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-65536")
"""The floor loads without a journal: what a kill would leave is not its concern."""

PEAK = """
import sys
from pathlib import Path
from simulator.domain.worldspec import WorldSpec
from simulator.world.storage.store import open_world
from tests.memory import peak_mb

open_world(WorldSpec(patients=int(sys.argv[1])), 1, Path(sys.argv[2])).close()
print(peak_mb())
"""


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(text: str) -> None:
    """A figure for whoever reads the benchmarks."""
    print(f"\n{text}")  # noqa: T201


def every_batch(spec: WorldSpec, seed: int) -> list[Batch]:
    """The whole world as rows that lie ready."""
    people = crowd(spec, seed)
    chunks = (batch for chunk in range(chunk_count(spec)) for batch in chunk_batches(people, chunk))
    return [*fixed_batches(spec, seed), *chunks]


def load_raw(path: Path, ready: list[Batch]) -> None:
    """The floor: executemany of rows that lie ready, the same tables and indexes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in FASTEST:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for table in metadata.sorted_tables:
            connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for name, rows in ready:
            if rows:
                connection.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
        for index in INDEXES:
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
        connection.execute("COMMIT")


def fill(path: Path, spec: WorldSpec) -> None:
    """Our way: rows made and loaded, step by step, so that a kill loses one at most."""
    with closing(PartFile.open(path)) as part:
        build.fill(part, spec, 1, lambda _: None)


@pytest.mark.parametrize(("size", "rounds"), [(20_000, 5), (100_000, 3)])
def test_a_world_is_built_about_as_fast_as_its_rows_load(tmp_path: Path, size: int, rounds: int) -> None:
    """Making and loading a world costs at most 1.6 times loading the same ready rows with the same indexes."""
    spec = WorldSpec(patients=size)
    ready = every_batch(spec, 1)
    ratios = []
    for turn in range(rounds):
        raw = seconds(lambda at=turn: load_raw(tmp_path / f"raw{at}", ready))  # type: ignore[misc]
        ours = seconds(lambda at=turn: fill(tmp_path / f"ours{at}", spec))  # type: ignore[misc]
        ratios.append(ours / raw)
        for name in (f"raw{turn}", f"ours{turn}"):
            (tmp_path / name).unlink()
    told(f"{size} patients, build / raw: {statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}]")
    assert statistics.median(ratios) <= 1.6


def test_building_takes_linear_time(tmp_path: Path) -> None:
    """Four times the patients take about four times as long."""
    small = seconds(lambda: fill(tmp_path / "small", WorldSpec(patients=50_000)))
    large = seconds(lambda: fill(tmp_path / "large", WorldSpec(patients=200_000)))
    told(f"200,000 / 50,000 patients: {large / small:.2f} times the time")
    assert large / small <= 4 * 1.35


def test_memory_does_not_grow_with_the_world(tmp_path: Path) -> None:
    """A process that builds 100,000 patients stays below 400 MB, and near what 20,000 cost it."""
    peaks = [
        float(subprocess.check_output([sys.executable, "-c", PEAK, str(size), str(tmp_path)], text=True))
        for size in (20_000, 100_000)
    ]
    told(f"peak of 20,000 and 100,000 patients: {peaks[0]:.0f} and {peaks[1]:.0f} MB")
    assert max(peaks) < 400
    assert peaks[1] <= max(peaks[0], 1) * 1.5


def test_postgresql_is_filled_about_as_fast(tmp_path: Path, new_database: Callable[[], str]) -> None:
    """A world on a server costs at most 1.6 times the same world in a file."""
    spec = WorldSpec()
    ratios = []
    for turn in range(3):
        place = new_database()
        files = seconds(lambda at=turn: open_world(spec, 1, tmp_path / f"{at}").close())  # type: ignore[misc]
        server = seconds(lambda at=place: open_world(spec, 1, at).close())  # type: ignore[misc]
        ratios.append(server / files)
    told(f"PostgreSQL / SQLite: {statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}]")
    assert statistics.median(ratios) <= 1.6


def test_opening_and_resetting_cost_next_to_nothing(tmp_path: Path) -> None:
    """A cached world opens, seal and all, in under a hundredth of its building, and resets as fast as a file opens."""
    built = seconds(lambda: open_world(WorldSpec(), 1, tmp_path).close())
    world = open_world(WorldSpec(), 1, tmp_path)

    def reset() -> None:
        with world.fresh() as session:
            session.connection.execute("SELECT count(*) FROM int_queue").fetchone()

    def bare() -> None:
        with closing(sqlite3.connect(world.path)) as connection:
            connection.execute("SELECT count(*) FROM int_queue").fetchone()

    opens = statistics.median(seconds(lambda: open_world(WorldSpec(), 1, tmp_path).close()) for _ in range(50))
    resets, bares = (statistics.median(seconds(work) for _ in range(200)) for work in (reset, bare))
    world.close()
    told(f"build {built:.1f} s; open {opens * 1e3:.2f} ms; reset {resets * 1e3:.2f} ms; any file {bares * 1e3:.2f} ms")
    assert opens * 100 < built
    assert resets < bares * 2


def test_the_population_is_a_fraction_of_the_world(tmp_path: Path) -> None:
    """The arrays that the engine needs cost less than a tenth of building the SQL world."""
    spec = WorldSpec()
    made: list[Population] = []
    arrays = statistics.median(seconds(lambda: made.append(population(spec, 1))) for _ in range(9))
    built = seconds(lambda: fill(tmp_path / "world", spec))
    told(f"population {arrays * 1e3:.1f} ms; world {built * 1e3:.0f} ms")
    assert arrays * 10 < built
