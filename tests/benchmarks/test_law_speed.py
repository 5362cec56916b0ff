"""What the clocks cost: ratios in one run are asserted with slack, absolute figures only told.

An incident with residents of every state, district and covered territory is held against a JSON round trip of its own
answer: the same rows, gone through by a library in C, on the same machine in the same second. So is a recomputation
in the drill; what share of a whole run all of them would be is told.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from simulator.authored.types import STATE_CODES
from simulator.domain.fold import apply
from simulator.domain.ids import ROOM
from simulator.domain.journal import Entry, may_know
from simulator.domain.state import State
from simulator.exercise.planning.plan import plan_of
from simulator.exercise.planning.show import json_of
from simulator.exercise.play import Exercise
from simulator.exercise.room.history import MOVING
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.factsfile import incidents, load_facts
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook
from tests.law.files import TODAY, facts, write

pytestmark = pytest.mark.slow
JURISDICTIONS = sorted(STATE_CODES - {"AS", "MP"})
ROUNDS = 15
ROOT = Path(__file__).resolve().parents[2]


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of one call, without garbage of others."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def nationwide(*, letters: bool) -> dict[str, Any]:
    """An incident with 600 residents or more of each jurisdiction; with a letter, a report and media for each."""
    people = {state: 600 + number for number, state in enumerate(JURISDICTIONS)}
    told = [
        {"to": to, "state": state, "sent": f"2026-11-{1 + number % 15:02d}"}
        for number, state in enumerate(JURISDICTIONS)
        for to in ("individuals", "media", "state_ag")
    ]
    return facts(
        entity={"kind": "covered_entity", "name": "National", "state": "TX", "licensed_facility": ["CA"]},
        discovered="2026-09-15",
        should_have_known="2026-09-06",
        determined="2026-09-18",
        individuals={"total": sum(people.values()), "by_state": people},
        law_enforcement=[{"kind": "oral", "on": "2026-09-20"}],
        notices=[{"to": "hhs", "sent": "2026-11-01"}, *told] if letters else [],
        as_of="2026-11-20",
    )


@pytest.mark.parametrize("letters", [False, True], ids=["nothing sent", "160 notices sent"])
def test_a_nationwide_incident_costs_a_few_readings_of_its_answer(letters: bool, tmp_path: Path) -> None:
    """All duties of 54 jurisdictions take at most 12 times a JSON round trip of their rows (20 ms is what we want)."""
    path, rulebook = write(tmp_path, nationwide(letters=letters)), load_rulebook()
    (incident,) = incidents(load_facts(path, rulebook, TODAY), rulebook)
    found = obligations(rulebook, incident)
    answer = json.loads(json_of(plan_of(path, TODAY)))
    for row in answer["obligations"]:
        del row["history"]
    judged = min(seconds(lambda: obligations(rulebook, incident)) for _ in range(ROUNDS))
    read = min(seconds(lambda: json.loads(json.dumps(answer))) for _ in range(ROUNDS))
    print(f"\n{len(found)} duties: {judged * 1e3:.1f} ms, JSON {read * 1e3:.2f} ms: {judged / read:.1f} times")  # noqa: T201
    assert {row.jurisdiction for row in found} == {"US", *JURISDICTIONS}
    assert judged < 12 * read


def test_a_recomputation_costs_a_few_readings_of_its_answer() -> None:
    """At each fact that can move a clock, all clocks of S1 take at most 6 times a JSON round trip of their rows."""
    playbook = load_playbook("leaky-sync-queue")
    runbook = find_runbook(playbook, "reference")
    rulebook = load_rulebook()

    def play() -> Exercise:
        return play_runbook(playbook, runbook, playbook.seed)

    known = [entry for entry in play().journal.since(0) if may_know(ROOM, entry)]
    states = moved(known)
    law = statistics.median(
        seconds(lambda: [obligations_of(rulebook, one, playbook) for one in states]) for _ in range(5)
    )
    answers = [[asdict(row) for row in obligations_of(rulebook, one, playbook)] for one in states]
    read = min(seconds(lambda: json.loads(json.dumps(answers, default=str))) for _ in range(5))
    whole = statistics.median(seconds(play) for _ in range(5))
    print(  # noqa: T201
        f"\n{len(states)} recomputations {law * 1e3:.0f} ms ({law / len(states) * 1e3:.2f} ms each), JSON "
        f"{read * 1e3:.0f} ms: {law / read:.1f} times; the run {whole * 1e3:.0f} ms"
    )
    assert len(states) > 10
    assert law < 6 * read


def moved(known: list[Entry]) -> list[State]:
    """What the room knew after each fact that can move a clock."""
    state, states = State(), list[State]()
    for entry in known:
        state = apply(state, entry)
        if entry.fact.kind in MOVING:
            states.append(state)
    return states


def test_the_command_answers_a_nationwide_file_soon(tmp_path: Path) -> None:
    """With every rule read and every change told, the command takes at most six times as long as on one state."""
    path = write(tmp_path, nationwide(letters=True))
    whole, small = process_seconds(tmp_path, path), process_seconds(tmp_path, write(tmp_path, facts(), "one.json"))
    print(f"\nnationwide {whole:.2f} s, one state {small:.2f} s: {whole / small:.1f} times")  # noqa: T201
    assert whole < 6 * small


def process_seconds(home: Path, path: Path) -> float:
    """The best wall time of `breachdrill clocks` on a file."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BREACHDRILL_HOME": str(home)}
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "simulator", "clocks", str(path), "--json"]
        subprocess.run(command, env=env, check=True, capture_output=True)
        took.append(time.perf_counter() - begun)
    return min(took)
