"""Sampled worlds and calls: which worlds fit what was known, and what is said of a decision over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulator.domain import decisions as d
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.exercise.folders import HOME
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.whatif import calls, playing
from simulator.exercise.whatif.calls import in_words, judge_calls, judged_before, turning_numbers
from simulator.exercise.whatif.pricing import Priced, price_run
from simulator.exercise.whatif.recalled import Recalled, recalled
from simulator.exercise.whatif.worlds import consistent, imported
from simulator.scoring.regret import Call, Luck, Quality
from tui.reckoner import Reckoner

PURGE, LETTERS = 3, 14


@pytest.fixture(scope="module")
def priced(scenario: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Priced]:
    """The run of a team that cleans up first, with its prices, in a home of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        yield price_run(play_runbook(scenario, find_runbook(scenario, "purge"), scenario.seed), jobs=1)


def test_a_world_fits_itself(priced: Priced) -> None:
    """What a seat knew at any decision fits what it knew then."""
    for number in priced.run.priced:
        known = priced.run.known_at(number)
        assert consistent(known, known)


def test_another_world_must_show_the_same(priced: Priced) -> None:
    """A world with a message less, an action less, or evidence of other people does not fit."""
    known = priced.run.known_at(LETTERS)
    (source, shown), *_ = known.shown.items()
    some = frozenset(sorted(shown.read)[: len(shown.read) // 2])
    assert not consistent(known, replace(known, injects=dict(list(known.injects.items())[1:])))
    assert not consistent(known, replace(known, completed=known.completed[1:]))
    assert not consistent(known, replace(known, shown={**known.shown, source: replace(shown, read=some)}))
    nearly = frozenset(sorted(shown.read)[5:])
    assert consistent(known, replace(known, shown={**known.shown, source: replace(shown, read=nearly)}))


def test_a_purge_is_a_costly_call(priced: Priced, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over ten worlds that fit what was known, purging was far above the best option, whatever came of it; and kept."""
    monkeypatch.setattr(calls, "WORLDS", 10)
    (judged,) = judge_calls(priced, [PURGE], jobs=1)
    assert (judged.worlds, judged.call.call) == (10, "costly")
    assert judged.regret is not None
    assert judged.regret > 6
    monkeypatch.setattr(calls, "weigh", None)
    assert judge_calls(priced, [PURGE], jobs=1) == (judged,)
    assert judged in judged_before(priced)


def test_what_was_worked_out_is_recalled_without_play(priced: Priced, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report finds the prices that were worked out of a run on this machine; of another run it finds none."""
    monkeypatch.setattr(playing, "play_fork", None)
    again = play_runbook(priced.run.playbook, find_runbook(priced.run.playbook, "purge"), priced.run.seed)
    assert recalled(again).prices == priced.prices
    other = play_runbook(priced.run.playbook, find_runbook(priced.run.playbook, "silent"), priced.run.seed)
    assert recalled(other) == Recalled()


def test_calls_stop_between_plays_and_go_on(priced: Priced, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops while calls are weighed keeps the prices; what had been judged is not weighed again."""
    monkeypatch.setattr(calls, "WORLDS", 2)
    monkeypatch.setattr(calls, "TRIED", 2)
    monkeypatch.setattr(Reckoner, "wanted", (4, 5))
    run = priced.run
    exercise = play_runbook(run.playbook, find_runbook(run.playbook, "purge"), run.seed)

    def told() -> None:
        if len(reckoner.judged) == 1:
            reckoner.stop()

    reckoner = Reckoner(exercise, told, jobs=1)
    reckoner.run()
    assert (reckoner.stage, list(reckoner.judged)) == ("stopped", [4])
    assert reckoner.priced is not None
    assert reckoner.priced.prices == priced.prices
    monkeypatch.setattr(reckoner, "_told", lambda: None)
    reckoner.run()
    assert (reckoner.stage, list(reckoner.judged)) == ("done", [4, 5])


@pytest.mark.parametrize(
    ("call", "luck", "said"),
    [
        ("sound", "bad", "good call, bad luck"),
        ("costly", "good", "costly call, good luck"),
        ("defensible", "none", "defensible call, came out as expected"),
        ("not judged", None, "not judged"),
    ],
)
def test_call_and_luck_are_said_apart(call: Quality, luck: Luck | None, said: str) -> None:
    """A call and how it came out are two words: neither ever stands for the other."""
    assert in_words(Call(entry=1, number=1, call=call, why="", luck=luck)) == said


def test_too_few_worlds_judge_nothing(priced: Priced, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fewer than ten worlds fit, the call is not judged, and the number is told."""
    monkeypatch.setattr(calls, "WORLDS", 3)
    monkeypatch.setattr(calls, "TRIED", 3)
    (judged,) = judge_calls(priced, [2], jobs=1)
    assert (judged.call.call, judged.regret, judged.luck) == ("not judged", None, None)
    assert judged.call.why == "3 of 3 sampled worlds fit what was known; 10 are needed."


def test_a_list_from_outside_has_no_other_worlds(priced: Priced) -> None:
    """From the decision on that took over a list made outside, no other seed fits."""
    run = priced.run
    spec = ListSpec(scope="presumed", sources=(), imported="0" * 64)
    taken = replace(run.decision(5), decision=d.BuildList(seat=run.decision(5).decision.seat, spec=spec))
    other = replace(run, decisions=(*run.decisions[:4], taken, *run.decisions[5:]))
    assert not imported(other, 4)
    assert imported(other, 5)
    assert imported(other, 6)


def test_the_weightiest_calls_come_first(priced: Priced) -> None:
    """What is judged by default are turning points, the weightiest first, and at most so many."""
    numbers = turning_numbers(priced, 3)
    turning = priced.turning
    assert len(numbers) == 3
    assert set(numbers) <= {one.number for one in (*turning.best, *turning.costliest)}
    assert numbers[0] in {turning.best[0].number, turning.costliest[0].number}
