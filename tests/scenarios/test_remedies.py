"""Remedies in play: projects beside the daily work, dates that were promised, go-lives, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.actions import AT_ONCE, CHANGE_WINDOW
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, SeatId
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.exercise.aftermath import Aftermath, Consequence, aftermath_of
from simulator.exercise.play import Exercise
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook

PLAYBOOK = load_playbook("leaky-sync-queue")
SCOPES, PURGE, MONITOR = (
    ActionId(one) for one in ("reduce-scopes-and-addresses", "purge-by-lifecycle", "watch-unusual-access")
)
EXECUTIVE, PRIVACY = SeatId("executive"), SeatId("privacy-officer")


def order(action: ActionId, target: str | None = None, promised: date | None = None) -> d.TakeAction:
    """An order of a project by the executive, with a reason."""
    return d.TakeAction(seat=ROOM, action=action, target=target, by=EXECUTIVE, promised=promised, explained=True)


def played(*orders: tuple[Seconds, d.Decision], seed: int = 1) -> Exercise:
    """S1 to EndEx with these orders and nothing else."""
    exercise = Exercise(PLAYBOOK, seed)
    for at, decision in orders:
        exercise.advance(at)
        exercise.submit(decision)
    exercise.finish()
    return exercise


@cache
def promised_run() -> Exercise:
    """A purge that is done, a monitoring that is promised and still running, both ordered on the second day."""
    day = PLAYBOOK.calendar.day(0) + timedelta(days=35)
    return played(
        (DAY, order(PURGE, CHANGE_WINDOW, day)), (60 * DAY, order(MONITOR, promised=day + timedelta(days=90)))
    )


def following(exercise: Exercise) -> Aftermath:
    """What may follow it."""
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, PLAYBOOK, "truth")
    return aftermath_of(exercise.journal, truth, PLAYBOOK, duties)


def completed(exercise: Exercise, action: ActionId) -> Iterator[tuple[Seconds, f.ActionCompleted]]:
    """When an action was done."""
    for entry in exercise.journal:
        if isinstance(entry.fact, f.ActionCompleted) and entry.fact.action == action:
            yield entry.at, entry.fact


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(1, 40))
def test_a_change_waits_for_its_window(seed: int) -> None:
    """Ordered for the change window, a project goes live between 02:00 and 04:00 and disturbs no visit, on any seed."""
    exercise = played((DAY, order(PURGE, CHANGE_WINDOW)), seed=seed)
    for at, _ in completed(exercise, PURGE):
        assert 2 <= PLAYBOOK.calendar.at(at).hour < 4
    assert not [one for one in exercise.known(CONTROLLER).care if one.fact.why == "side effect"]


def test_a_change_at_once_may_disturb_the_clinics() -> None:
    """Out of the window some go-lives disturb visits and some do not; each that does is one roll's."""
    hurt = []
    for seed in range(1, 21):
        exercise = played((DAY, order(PURGE, AT_ONCE)), seed=seed)
        outside = [at for at, _ in completed(exercise, PURGE) if not 2 <= PLAYBOOK.calendar.at(at).hour < 4]
        shown = [one for one in exercise.known(CONTROLLER).care if one.fact.why == "side effect"]
        assert len(shown) <= len(outside)
        hurt.append(bool(shown))
    assert 0 < sum(hurt) < len(hurt)


def test_a_project_takes_a_share_of_a_person_and_nobodys_chair() -> None:
    """Beside a running project the seat's other work begins as soon, takes longer, and costs the same hours."""
    later = (2 * DAY, d.TakeAction(seat=ROOM, action=ActionId("export-crm-logs")))
    alone, beside = played(later), played((DAY, order(MONITOR)), (DAY, order(SCOPES, CHANGE_WINDOW)), later)
    (first, one), (second, other) = (next(completed(run, ActionId("export-crm-logs"))) for run in (alone, beside))
    began = [
        next(e.at for e in run.journal if isinstance(e.fact, f.ActionStarted) and e.fact.action == "export-crm-logs")
        for run in (alone, beside)
    ]
    assert began[0] == began[1]
    assert first < second
    assert one.staff_hours == other.staff_hours


def test_a_promise_must_lie_ahead_and_belong_to_a_project() -> None:
    """A promised day that has passed, or for what is no project, is refused."""
    yesterday = PLAYBOOK.calendar.day(0)
    declare = d.TakeAction(seat=ROOM, action=ActionId("declare-incident"), promised=yesterday + timedelta(days=9))
    refused = [
        one.fact.reason for one in played((DAY, order(MONITOR, promised=yesterday)), (DAY, declare)).known(ROOM).refused
    ]
    assert len(refused) == 2
    assert "has passed" in refused[0]
    assert "is no project" in refused[1]


def test_what_runs_at_the_end_shows_what_was_promised() -> None:
    """One project is done, the other runs at EndEx with its promised and its typical day; both lower the multiplier."""
    purge, monitor = following(promised_run()).projects
    assert purge.done is not None
    assert (monitor.done, monitor.item) == (None, "r13")
    assert monitor.promised == PLAYBOOK.calendar.day(0) + timedelta(days=125)
    assert timedelta(weeks=8) <= monitor.typical - monitor.ordered <= timedelta(weeks=8, days=3)
    steps = [one.text for one in _of(following(promised_run()), "settlement").reasons]
    assert sum(text.startswith("-0.05") for text in steps) == 2


def test_monitoring_costs_something_every_month_only_if_ordered() -> None:
    """15 to 20 percent more, labelled as the dossier's estimate, when the monitoring project was ordered."""
    cost = _of(following(promised_run()), "running-cost")
    assert (cost.figures[0].low, cost.figures[0].high, cost.label) == (15.0, 20.0, "seed estimate")
    assert "running-cost" not in {one.id for one in following(played()).consequences}


def test_an_item_for_ocr_needs_two_roles() -> None:
    """One signature is refused, a second role's makes it count, and the inquiry says how many of twelve there are."""
    answer = ActionId("answer-ocr-request")
    alone = d.TakeAction(seat=ROOM, action=answer, target="four-factors", by=PRIVACY)
    both = d.TakeAction(seat=ROOM, action=answer, target="notices", by=PRIVACY, second=SeatId("legal-counsel"))
    exercise = played((40 * DAY, alone), (40 * DAY, both))
    assert len(exercise.known(ROOM).refused) == 1
    said = [one.text for one in _of(following(exercise), "inquiry").reasons]
    assert "1 of 12 items of OCR's data request were answered, each by two roles." in said


def test_a_finding_left_open_changes_the_tier() -> None:
    """Open past 30 days, the penalty argued is one of willful neglect; closed in time, reasonable cause."""
    left = following(played((60 * DAY, d.TakeAction(seat=ROOM, action=ActionId("pull-egress-bill")))))
    assert any(one.open_days > 30 for one in left.findings)
    assert {one.name.partition(", ")[2].partition(",")[0] for one in _of(left, "penalty").figures} == {
        "willful neglect"
    }
    shut = [
        (HOUR, d.TakeAction(seat=ROOM, action=ActionId(one)))
        for one in ("tighten-queue-policy", "block-bucket-access", "restrict-addresses", "least-privilege-cutover")
    ]
    closed = following(played(*shut))
    assert all(one.closed for one in closed.findings)
    assert {one.name.partition(", ")[2].partition(",")[0] for one in _of(closed, "penalty").figures} == {
        "reasonable cause"
    }


@pytest.mark.parametrize("exercise", [promised_run(), played()], ids=["promised", "silent"])
def test_every_reason_links_to_entries_of_the_journal(exercise: Exercise) -> None:
    """Each reason of each consequence names entries that exist, and each figure its source."""
    found = following(exercise)
    numbers = {number for one in found.consequences for reason in one.reasons for number in reason.entries}
    assert numbers
    assert 1 <= min(numbers) <= max(numbers) <= len(exercise.journal)
    assert all(reason.entries for one in found.consequences for reason in one.reasons)


def test_nobody_to_tell_leaves_nothing_to_settle() -> None:
    """Where nobody is notifiable the multiplier is 1, no partner waits, and patients book as before."""
    exercise = played()
    truth = exercise.known(CONTROLLER)
    none = aftermath_of(
        [one for one in exercise.journal if not isinstance(one.fact, f.NotifiableChanged)],
        _without(truth),
        PLAYBOOK,
        (),
    )
    assert _of(none, "settlement").figures[0].low == 1.0
    assert [_of(none, one).figures for one in ("market-access", "trust", "penalty", "action-plan")] == [(), (), (), ()]
    assert _of(none, "inquiry").says == "An inquiry is unlikely."


def _of(found: Aftermath, name: str) -> Consequence:
    return next(one for one in found.consequences if one.id == name)


def _without(truth: State) -> State:
    return replace(truth, doubts=())


def test_what_somebody_saw_before_dates_the_failure() -> None:
    """The on-call note of 6 September dates the queue's failure to that day, before the response: it was known."""
    exercise = played((DAY, d.TakeAction(seat=ROOM, action=ActionId("pull-on-call-tickets"))))
    queue = next(one for one in following(exercise).findings if one.failure == "queue-remnants")
    assert (queue.since, queue.prior) == (date(2026, 9, 6), True)
    assert "known, or to be known, before the response: 1." in _of(following(exercise), "systematic").says
