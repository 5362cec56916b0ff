"""Played exercises for the report: S1 by runbook, and one by hand with everything that people do wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM, ActionId, InjectId, SeatId
from simulator.domain.time import HOUR
from simulator.domain.words import Role, Words, words
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Details, played
from simulator.exercise.runs.runner import play_runbook
from simulator.report.material import Played
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook

HOSTILE = "[red]no[/red] <script>alert(1)</script> =cmd()|x| <b>bold</b> https://host.example.org \x1b[2J\u202e"


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BREACHDRILL_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def by_runbook(name: str, scenario: str = "leaky-sync-queue") -> Played:
    """A scenario (S1) on its published seed, by one of its runbooks, with the words of the runbook."""
    playbook = load_playbook(scenario)
    said: list[Words] = []

    def say(number: int, role: Role, text: str) -> None:
        said.append(words(number, role, text, salt="test"))

    runbook = load_runbook(Path(playbook.runbooks[name]), playbook)
    exercise = play_runbook(playbook, runbook, 1, say=say)
    return played(exercise, said, Details(runbook=name))


@pytest.fixture(scope="session")
def reference() -> Played:
    """The best response known."""
    return by_runbook("reference")


@pytest.fixture(scope="session")
def silent() -> Played:
    """Nobody does anything."""
    return by_runbook("silent")


@pytest.fixture(scope="session")
def vendor() -> Played:
    """S3, played well."""
    return by_runbook("good", "vendor-delay")


@pytest.fixture(scope="session")
def clumsy_exercise() -> Exercise:
    """A room that is refused, declares, answers, and sends nothing; its words are hostile."""
    playbook = load_playbook("leaky-sync-queue")
    exercise = Exercise(playbook, 1)
    exercise.advance(HOUR)
    clinic = SeatId("clinical-operations")
    exercise.submit(d.TakeAction(seat=clinic, action=ActionId("purge-queue"), target="appt-sync-dlq"))
    exercise.submit(d.Declare(seat=ROOM))
    exercise.submit(d.AnswerInject(seat=ROOM, inject=InjectId("dlq-alarm"), option="hand-back"))
    exercise.submit(d.DetermineBreach(seat=ROOM, breach=False, assessment=d.Assessment()))
    exercise.finish()
    return exercise


@pytest.fixture(scope="session")
def clumsy(clumsy_exercise: Exercise) -> Played:
    """What it looks like to the report."""
    roles: tuple[Role, ...] = ("reason", "dissent", "note", "decider")
    said = [words(number, role, HOSTILE, salt="test") for number in (1, 2, 3, 4) for role in roles]
    return played(clumsy_exercise, said)
