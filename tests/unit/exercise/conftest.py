"""The reference run of the first scenario, with the rows of each pull as it was made, and empty libraries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import HOUR
from simulator.engine.asof import Row
from simulator.engine.native import NativeRows
from simulator.exercise.folders import HOME
from simulator.exercise.library import Library
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import EvidenceDesk
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook


@dataclass(frozen=True)
class Played:
    """An ended exercise; `pulls` are the rows that each pull showed when it was made, by entry."""

    exercise: Exercise
    pulls: dict[int, Rows]


@dataclass(frozen=True)
class Rows:
    """One pull's rows, all laid out."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def laid_out(native: NativeRows) -> Rows:
    """A pull's rows as they are now."""
    found = Rows(native.columns, native.rows)
    assert len(found.rows) == native.total
    return found


@pytest.fixture(scope="session")
def scenario() -> Playbook:
    """The first scenario."""
    return load_playbook("leaky-sync-queue")


@pytest.fixture(scope="session")
def played(scenario: Playbook) -> Played:
    """The reference run, replayed with a look at every pull as it comes."""
    runbook = load_runbook(Path(scenario.runbooks["reference"]), scenario)
    planned = play_runbook(scenario, runbook, scenario.seed).submitted
    exercise = Exercise(scenario, scenario.seed)
    pulls: dict[int, Rows] = {}
    seen = 0
    for one in [*planned, None]:
        until = scenario.ends if one is None else one.at
        while exercise.now < until:
            exercise.advance(min(until, exercise.next_at() + 1))
            for entry in exercise.journal.since(seen):
                if isinstance(entry.fact, EvidencePulled):
                    pulls[entry.number] = laid_out(exercise.rows(entry.number))
            seen = len(exercise.journal)
        if one is not None:
            exercise.submit(one.decision)
    exercise.finish()
    return Played(exercise, pulls)


@pytest.fixture(scope="session")
def desk(played: Played) -> EvidenceDesk:
    """The room's desk after that run, everything collected."""
    made = EvidenceDesk(played.exercise, SeatId("room"))
    made.collect()
    return made


@pytest.fixture(scope="session")
def early(scenario: Playbook, played: Played) -> Exercise:
    """The same run twenty hours in: logs are pulled, the registers have not answered."""
    return until(scenario, played, 20 * HOUR)


def until(scenario: Playbook, played: Played, seconds: int) -> Exercise:
    """The same run up to a second."""
    exercise = Exercise(scenario, scenario.seed)
    for one in played.exercise.submitted:
        if one.at <= seconds:
            exercise.advance(one.at)
            exercise.submit(one.decision)
    exercise.advance(seconds)
    return exercise


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, home: Path) -> str | None:
    """Where the library lies: the data folder, or an empty database on a server."""
    assert home.is_dir()
    return None if request.param == "sqlite" else str(request.getfixturevalue("database"))


@pytest.fixture
def library(store: str | None) -> Iterator[Library]:
    """An open library on each database, whose clock ticks once a look."""
    ticks = iter(range(10**6))
    with Library.open(store, clock=lambda: f"tick {next(ticks)}") as opened:
        yield opened


@pytest.fixture
def in_file(home: Path) -> Iterator[Library]:
    """An open library in the data folder."""
    assert home.is_dir()
    with Library.open() as opened:
        yield opened
