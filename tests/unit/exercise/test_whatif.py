"""Forks of a run: what changes, what follows it, what it costs; the same whatever the order and the processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain import decisions as d
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, InjectId, SourceId
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.errors import InputError
from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook
from simulator.exercise.whatif import playing
from simulator.exercise.whatif.forks import Fork, play_fork, replayed_to
from simulator.exercise.whatif.options import alternatives, dropped, forks_of, informed_at
from simulator.exercise.whatif.playing import play_forks
from simulator.exercise.whatif.pricing import price_drop, price_forks, price_run, price_runbook, pricing
from simulator.exercise.whatif.run import Run, run_of
from tests.exercises import TINY, an_exercise
from tests.unit.exercise.conftest import Played

PURGE, DELETE, LETTERS = 3, 4, 14
ALARM = InjectId("dlq-alarm")
AS_PLAYED = Fork(number=0, kind="drop", change="nothing changed")


@pytest.fixture(scope="module")
def purged(scenario: Playbook) -> Exercise:
    """The first scenario by a team that cleans up first."""
    return play_runbook(scenario, find_runbook(scenario, "purge"), scenario.seed)


@pytest.fixture(scope="module")
def run(purged: Exercise) -> Run:
    """That run, as forks take it."""
    return run_of(purged)


@pytest.fixture(scope="module", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One home for the module, so that anchors and forks are played once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.mark.parametrize("runbook", ["purge", "reference", "silent", "every-button"])
def test_changing_nothing_changes_nothing(scenario: Playbook, runbook: str) -> None:
    """A fork without a change has the journal of the run, to the digest, and refuses nothing."""
    exercise = play_runbook(scenario, find_runbook(scenario, runbook), 2)
    forked = play_fork(run_of(exercise), AS_PLAYED)
    assert forked.exercise.journal.digest == exercise.journal.digest
    assert forked.refused == ()


def test_changing_nothing_keeps_refusals_and_declarations() -> None:
    """Decisions that were refused, declared or mapped come out the same in a fork without a change."""
    exercise = an_exercise(finished=True)
    assert exercise.known(CONTROLLER).refused
    assert play_fork(run_of(exercise), AS_PLAYED).exercise.journal.digest == exercise.journal.digest


def test_what_was_decided_after_endex_stays_refused() -> None:
    """A decision that came after EndEx is refused in a fork too, and has no price."""
    exercise = an_exercise(finished=True)
    exercise.submit(d.Declare(seat=ROOM))
    run = run_of(exercise)
    assert play_fork(run, AS_PLAYED).exercise.journal.digest == exercise.journal.digest
    assert len(run.decisions) not in run.priced


def test_a_declaration_costs_nothing() -> None:
    """Leaving out something that only waited for the facilitator changes no figure, and says what hung on it."""
    price = price_drop(an_exercise(finished=True), 2)
    assert price.nothing
    assert price.points is None
    assert [one.number for one in price.refused] == [4]


def test_a_purge_costs_people(purged: Exercise) -> None:
    """Had the queue's policy been tightened and not the queue purged, 2,425 people fewer would have to be told."""
    tried = price_forks(purged, PURGE)
    least = min(tried, key=lambda one: one.notifiable)
    assert (least.kind, least.notifiable, least.missed) == ("alternative", -2425, -2425)
    assert least.points is not None
    assert least.points > 16
    assert {one.id for one in least.duties} >= {"us.hipaa.media.ca", "us.ca.ag"}


def test_the_turning_points_of_a_purge(purged: Exercise) -> None:
    """The purge is the costliest decision, the fix the best; both lists are in the order of their points."""
    turning = price_run(purged, jobs=1).turning
    assert turning.costliest[0].number == PURGE
    assert turning.best[0].number == 6
    assert [one.points for one in turning.best] == sorted(one.points or 0.0 for one in turning.best)
    assert not {one.number for one in turning.best} & {one.number for one in turning.costliest}


def test_what_hangs_on_a_list_is_told(run: Run) -> None:
    """Without the list nothing can be frozen or sent, and each decision that could not be taken says why."""
    refused = play_fork(run, dropped(10)).refused
    assert [one.number for one in refused] == [11, 16, 17]
    assert {one.reason for one in refused[:1]} == {"The list that it goes by was never built."}


def test_what_hangs_on_later_work_waits_for_it(run: Run) -> None:
    """Letters that are ordered a day later are sent when they are ready: nothing is refused, and they leave later."""
    late = Fork(number=LETTERS, kind="later", change="1d later", at=run.decision(LETTERS).at + DAY)
    forked = play_fork(run, late)
    sent = forked.exercise.known(CONTROLLER).notices[-1]
    assert forked.refused == ()
    assert run.decision(17).at < sent.at <= run.decision(17).at + 4 * DAY


def test_a_list_keeps_its_identity() -> None:
    """Dropping a list that nothing used leaves the next one frozen, though its version is another now."""
    exercise = Exercise(TINY, 1)
    exercise.advance(HOUR)
    exercise.submit(d.TakeAction(seat=ROOM, action=ActionId("pull-source"), target="dlq-access-log"))
    exercise.advance(30 * HOUR)
    spec = ListSpec(scope="presumed", sources=(SourceId("dlq-access-log"),))
    exercise.submit(d.BuildList(seat=ROOM, spec=spec))
    exercise.submit(d.BuildList(seat=ROOM, spec=replace(spec, scope="narrow")))
    exercise.submit(d.FreezeList(seat=ROOM, version=2))
    exercise.finish()
    assert [one.fact.version for one in exercise.known(CONTROLLER).frozen] == [2]
    forked = play_fork(run_of(exercise), dropped(2))
    frozen = forked.exercise.known(CONTROLLER).frozen_list
    assert forked.refused == ()
    assert frozen is not None
    assert (frozen.version, frozen.spec.scope) == (1, "narrow")


@given(number=st.integers(1, 60))
def test_nothing_is_decided_before_it_was_known(played: Played, number: int) -> None:
    """An earlier decision is never moved before its information was there, nor before StartEx; none past EndEx."""
    run = run_of(played.exercise)
    if number > len(run.decisions):
        return
    taken, first = run.decision(number), informed_at(run, number)
    assert 0 <= first <= max(taken.at, 0)
    for fork in forks_of(run, number):
        if fork.kind == "earlier":
            assert first <= (fork.at or 0) < taken.at
        if fork.kind == "later":
            assert taken.at < (fork.at or 0) < run.playbook.ends


def test_an_answer_waits_for_its_message(run: Run) -> None:
    """What was answered could not be answered before it came, and each other option is tried."""
    known = run.known_at(1)
    options = known.injects[ALARM].fact.options
    assert informed_at(run, 1) == known.injects[ALARM].at
    assert len(alternatives(run, 1)) == min(3, len(options) - 1)


def test_order_and_processes_change_no_price(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forks played backwards, in two processes and into an empty cache come to the same."""
    forks = [dropped(number) for number in run.priced[:6]]
    here = play_forks(run, forks)
    monkeypatch.setenv(HOME, str(tmp_path))
    with Players(2) as players:
        there = play_forks(run, forks[::-1], players=players)
    assert there[::-1] == here


def test_what_was_played_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A second asking plays nothing, and a damaged cache counts as none."""
    monkeypatch.setenv(HOME, str(tmp_path))
    forks = [dropped(PURGE), dropped(DELETE)]
    first = play_forks(run, forks)
    with monkeypatch.context() as patch:
        patch.setattr(playing, "play_fork", None)
        assert play_forks(run, forks) == first
    (kept,) = (tmp_path / "cache").glob("whatif-forks-*.json")
    for damage in ("[]", '{"a": 1}', "{"):
        kept.write_text(damage, encoding="utf-8")
        assert play_forks(run, forks[:1]) == first[:1]


def test_the_reference_from_the_first_decision_on(purged: Exercise, scenario: Playbook) -> None:
    """A runbook that plays on before anything was decided leaves a run as good as its own."""
    price = price_runbook(purged, 1, find_runbook(scenario, "reference"))
    ready = pricing(purged)
    assert ready.total is not None
    assert price.points is not None
    assert ready.total + price.points == pytest.approx(100, abs=1)


def test_a_run_is_taken_up_before_a_decision(run: Run) -> None:
    """The exercise stands where it stood then: not ended, the earlier decisions taken, this one not."""
    exercise = replayed_to(run, PURGE)
    assert not exercise.ended
    assert exercise.now == run.decision(PURGE).at
    assert [one.decision for one in exercise.submitted] == [one.decision for one in run.decisions[: PURGE - 1]]


@pytest.mark.parametrize("number", [0, -1, 18])
def test_a_decision_that_is_not_there(purged: Exercise, run: Run, number: int) -> None:
    """A number that the run does not have is bad input, wherever it is given."""
    with pytest.raises(InputError, match=f"decision {number}"):
        price_drop(purged, number)
    with pytest.raises(InputError, match=f"decision {number}"):
        forks_of(run, number)


def test_an_unfinished_exercise_has_no_price() -> None:
    """What would have been is not known before EndEx."""
    with pytest.raises(InputError, match="has not ended"):
        price_run(an_exercise())
