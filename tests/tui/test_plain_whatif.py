"""`what if` of the conversation: prices, then call and luck, told as they come; Ctrl+C stops and keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ActionId, SeatId
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.whatif import calls
from tests.tui.drills import a_playbook
from tui.pacing import Drill
from tui.plain import whatif
from tui.plain.conversation import PlainDrill
from tui.reckoner import Reckoner

KEPT = "Stopped. What was worked out is kept; what if goes on from there."


@pytest.fixture
def drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drill]:
    """An ended exercise of one order, whose call is weighed over ten worlds, in this process and a home of its own."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setattr(calls, "WORLDS", calls.LEAST_WORLDS)
    monkeypatch.setattr(whatif, "Reckoner", partial(Reckoner, jobs=1))
    exercise = Exercise(a_playbook(), 1)
    snapshot = exercise.playbook.actions[ActionId("snapshot-queue")]
    order = TakeAction(
        seat=SeatId("room"), action=snapshot.id, target=snapshot.targets[0], by=snapshot.authority.seats[0]
    )
    exercise.submit(order)
    exercise.finish()
    played = Drill(exercise)
    yield played
    played.close()


def converse(drill: Drill, *lines: str, hear: Callable[[str], object] = str) -> list[str]:
    """What is told for these lines; `hear` hears each line as it comes."""
    told: list[str] = []
    given = iter((*lines, "quit"))

    def ask(question: str) -> str:
        told.append(question)
        return next(given)

    def tell(text: str) -> None:
        told.append(text)
        hear(text)

    PlainDrill(drill, ask, tell).play()
    return told


def test_what_if_is_played(drill: Drill) -> None:
    """Ctrl+C in the middle stops it and keeps it; the next time tells prices, and the call and luck of the order."""
    pressed: list[str] = []

    def hear(text: str) -> None:
        if text.endswith("% played.") and not pressed:
            pressed.append(text)
            raise KeyboardInterrupt

    first = converse(drill, "what if", hear=hear)
    assert KEPT in first
    told = converse(drill, "what if", "yes")
    assert KEPT not in told
    costliest, best, judged = (
        next(at for at, line in enumerate(told) if line.startswith(said)) for said in ("Costliest:", "Best:", "Call: ")
    )
    assert told[costliest + 1].startswith("D1 Snapshot the dead-letter queue")
    assert told[best + 1] == "None."
    assert told[judged - 2] == "D1 Snapshot the dead-letter queue (Dead-letter queue appt-sync-dlq)"
    assert any(line.endswith(("luck: D1.", "expected: D1.")) for line in told)
    assert not [line for line in told if line.startswith("us.")], "a duty has its name, not its id"
    assert [one.number for one in drill.judged] == [1]
