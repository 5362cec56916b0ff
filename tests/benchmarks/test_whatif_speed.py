"""What what-if costs, as ratios taken in one run; absolute figures are only printed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.exercise.folders import HOME
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.whatif.options import dropped
from simulator.exercise.whatif.playing import play_forks, reckoning_of
from simulator.exercise.whatif.pricing import price_run
from simulator.exercise.whatif.run import run_of
from simulator.scenario.load import load_playbook

pytestmark = pytest.mark.slow


def seconds(work: Callable[[], object]) -> float:
    """The processor time that a call took here."""
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("slug", ["leaky-sync-queue", "vendor-delay"])
def test_a_price_costs_a_play(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pricing ten decisions costs at most 1.5 times as much as playing and reckoning the run ten times."""
    monkeypatch.setenv(HOME, str(tmp_path))
    playbook = load_playbook(slug)
    book = find_runbook(playbook, "good")
    exercise = play_runbook(playbook, book, playbook.seed)
    reckoning_of(exercise)
    alone = min(seconds(lambda: reckoning_of(play_runbook(playbook, book, playbook.seed))) for _ in range(3))
    run = run_of(exercise)
    ten = seconds(lambda: play_forks(run, [dropped(number) for number in run.priced[:10]]))
    print(f"\n{slug}: a play {alone:.2f} s, ten prices {ten:.2f} s; ratio {ten / alone / 10:.2f}")  # noqa: T201
    assert ten / alone / 10 <= 1.5


def test_what_was_priced_is_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second pricing of a run takes at most a fifth of the first."""
    monkeypatch.setenv(HOME, str(tmp_path))
    playbook = load_playbook("leaky-sync-queue")
    exercise = play_runbook(playbook, find_runbook(playbook, "good"), playbook.seed)
    first = seconds(lambda: price_run(exercise, jobs=1))
    again = seconds(lambda: price_run(exercise, jobs=1))
    print(f"\nfirst {first:.1f} s, again {again:.2f} s; ratio {again / first:.3f}")  # noqa: T201
    assert again / first <= 0.2
