"""What many seeds cost, as ratios taken in one run; absolute figures are only printed.

The population is made anew for each seed: it costs a few thousandths of what is then played on it, so sharing one
among seeds would save nothing and make the seed of a world another than that of its exercise.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from simulator.domain.playbook import Playbook
from simulator.exercise.checks import SEEDS
from simulator.exercise.play import people_of_world
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.battery import play_battery
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.runs.seed import play_seed
from simulator.exercise.runs.standing import SPARING
from simulator.scenario.load import load_playbook, scenario_folder
from simulator.scenario.runbook import Runbook
from simulator.world.population import population

pytestmark = pytest.mark.slow
S1 = "leaky-sync-queue"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The least time that a call took."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def processor_time(work: Callable[[], object]) -> float:
    """The processor time that a call took in this process, which a busy machine changes less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def written(playbook: Playbook) -> dict[str, Runbook]:
    """Every written runbook of a scenario."""
    return {name: find_runbook(playbook, name) for name in playbook.runbooks}


def test_weighing_costs_less_than_playing() -> None:
    """A seed of the battery takes at most twice what playing as many average runbooks takes."""
    playbook = load_playbook(S1)
    books = written(playbook)
    runs = len(play_seed(playbook, 2))
    alone = statistics.mean(seconds(partial(play_runbook, playbook, book, 2)) for book in books.values())
    whole = seconds(lambda: play_seed(playbook, 2))
    ratio = whole / runs / alone
    print(f"\n{runs} runs of one seed: {whole:.2f} s; a run alone {alone * 1e3:.0f} ms; ratio {ratio:.2f}")  # noqa: T201
    assert ratio <= 2


def test_a_population_is_cheap_beside_what_is_played_on_it() -> None:
    """Making the people of a seed takes at most a twentieth of that seed's battery."""
    playbook = load_playbook(S1)
    people_of_world(playbook.world, 2)
    whole = seconds(lambda: play_seed(playbook, 2))
    people = seconds(lambda: population(playbook.world, 2))
    print(f"\npopulation {people * 1e3:.1f} ms of {whole:.2f} s: {people / whole:.2%}")  # noqa: T201
    assert people / whole <= 0.05


def test_a_check_costs_less_than_playing_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of twenty seeds takes at most three quarters of every runbook and exploit on each of them."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path))
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    playbook = load_playbook(S1)
    runs = len(play_seed(playbook, 2))
    alone = processor_time(lambda: play_seed(playbook, 3)) / runs
    whole = processor_time(lambda: play_battery(scenario_folder(S1), SEEDS, sparing=SPARING))
    print(f"\na run {alone * 1e3:.0f} ms; {SEEDS} seeds {whole:.1f} s: {whole / alone:.0f} of {SEEDS * runs} runs")  # noqa: T201
    assert whole / alone <= 0.75 * SEEDS * runs


def test_what_was_played_is_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check whose files did not change takes at most a tenth of the first one."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path))
    folder = scenario_folder(S1)
    first = seconds(lambda: play_battery(folder, 4), rounds=1)
    again = seconds(lambda: play_battery(folder, 4))
    print(f"\n4 seeds: {first:.1f} s, kept: {again * 1e3:.0f} ms; ratio {first / again:.0f}")  # noqa: T201
    assert again / first <= 0.1
