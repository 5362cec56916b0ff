"""One small world for all tests of this folder, on each database, and copies that may be spoilt."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.world.storage.store import World, open_world

SMALL = WorldSpec(patients=1_500)
FEW = WorldSpec(patients=300, test_patients=10)


@dataclass(frozen=True)
class Writable:
    """A copy of a world that a test may spoil."""

    connection: sqlite3.Connection


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A built world of 1,500 patients, in a file."""
    with closing(open_world(SMALL, 1, tmp_path_factory.mktemp("worlds"))) as built:
        yield built


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, world: World) -> Iterator[World]:
    """The same world on each database."""
    if request.param == "sqlite":
        yield world
        return
    with closing(open_world(SMALL, 1, request.getfixturevalue("new_database")())) as built:
        yield built


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A built world of few patients, quick to search, in a file."""
    with closing(open_world(FEW, 1, tmp_path_factory.mktemp("worlds"))) as built:
        yield built


@pytest.fixture
def spoil(few: World, tmp_path: Path) -> Iterator[Callable[..., Writable]]:
    """Runs a statement on a copy of the small file and hands the copy over."""
    opened: list[sqlite3.Connection] = []

    def run(statement: str, *values: object) -> Writable:
        copy = Path(shutil.copy(few.path, tmp_path / f"copy{len(opened)}.sqlite3"))
        connection = sqlite3.connect(copy, isolation_level=None)
        opened.append(connection)
        connection.execute(statement, values)
        return Writable(connection)

    yield run
    for connection in opened:
        connection.close()
