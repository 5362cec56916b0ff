"""Prices, turning points, calls and estimates: pure, and exact."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.scoring.estimates import Estimate, Interval, brier, calibration, grade_estimate, pinball, skill
from simulator.scoring.prices import DutyEnd, ForkKind, Named, Price, Reckoning, price, turning_points
from simulator.scoring.regret import Option, judge_call


def ended(duty: str, status: str) -> DutyEnd:
    """A duty at the end of a run."""
    return DutyEnd(id=duty, title=f"Duty {duty}", status=status)


NAMED = Named(number=1, entry=7, at=60, title="Purge", kind="drop", change="left out")
PLAYED = Reckoning(
    people_read=100,
    notifiable=300,
    told_wrongly=5,
    missed=7,
    care_hours=4.5,
    visits=2.25,
    staff_hours=30.0,
    duties=(ended("us.hipaa.hhs", "met"), ended("us.hipaa.individual", "missed")),
    harm=(("exposure", 10.0), ("care", 2.0), ("duty", 8.0)),
)
COUNTS = st.integers(0, 10**7)


def a_price(number: int, points: float | None, kind: ForkKind = "drop") -> Price:
    """A price of so many points."""
    made = price(replace(NAMED, number=number, kind=kind), PLAYED, PLAYED, 100.0)
    return replace(made, points=points)


def test_the_same_run_has_no_price() -> None:
    """A fork that comes to what the run came to has the price nothing."""
    found = price(NAMED, PLAYED, PLAYED, 50.0)
    assert found.nothing
    assert found.points == 0


def test_a_price_is_a_difference() -> None:
    """Each figure is the fork's less the run's; points are spared harm over the anchors' spread."""
    fork = replace(
        PLAYED,
        people_read=140,
        notifiable=250,
        staff_hours=28.5,
        duties=(ended("us.hipaa.hhs", "met"), ended("us.hipaa.individual", "met"), ended("us.tx.ag", "missed")),
        harm=(("exposure", 14.0), ("care", 2.0), ("duty", 1.0)),
    )
    found = price(NAMED, PLAYED, fork, 60.0)
    assert (found.people_read, found.notifiable, found.staff_hours, found.missed) == (40, -50, -1.5, 0)
    assert [(one.title, one.played, one.fork) for one in found.duties] == [
        ("Duty us.hipaa.individual", "missed", "met"),
        ("Duty us.tx.ag", "not_required", "missed"),
    ], "also one that the run as it was played does not have"
    assert dict(found.harm) == {"exposure": 4.0, "care": 0.0, "duty": -7.0}
    assert found.points == pytest.approx(100 * 3 / 60)
    assert price(NAMED, PLAYED, fork, None).points is None


def test_a_decision_stands_where_it_weighs_more() -> None:
    """A decision whose absence costs more than its best change gains is a good one, else a costly one; none is both."""
    prices = (
        a_price(1, -20),
        a_price(1, 3, "earlier"),
        a_price(2, -1),
        a_price(2, 9, "alternative"),
        a_price(3, 4),
        a_price(4, 0.01),
        a_price(5, None),
        a_price(6, -2),
        a_price(6, 50, "runbook"),
    )
    turning = turning_points(prices)
    assert [(one.number, one.points) for one in turning.best] == [(1, -20), (6, -2)]
    assert [(one.number, one.kind, one.points) for one in turning.costliest] == [(2, "alternative", 9), (3, "drop", 4)]


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(-50, 50)), max_size=40), st.randoms())
def test_turning_points_do_not_hang_on_the_order(given: list[tuple[int, float]], random: Random) -> None:
    """Whatever order prices come in, the same decisions are told, at most five of each."""
    prices = [a_price(number, points) for number, points in dict(given).items()]
    shuffled = prices[:]
    random.shuffle(shuffled)
    assert turning_points(prices) == turning_points(shuffled)
    assert max(len(turning_points(prices).best), len(turning_points(prices).costliest)) <= 5


@pytest.mark.parametrize(("regret", "call"), [(0, "sound"), (1.9, "sound"), (2, "defensible"), (6, "costly")])
def test_a_call_is_its_regret(regret: float, call: str) -> None:
    """Below two points a call is sound, below six defensible, else costly; the best option is named."""
    options = (Option(title="as decided", harm=(10 + regret,) * 10), Option(title="wait", harm=(10.0,) * 10))
    judged = judge_call(NAMED, options, realised=10 + regret, spread=100.0, tried=30)
    assert judged.call.call == call
    assert judged.regret == pytest.approx(regret)
    assert judged.best == ("as decided" if regret == 0 else "wait")


@pytest.mark.parametrize(("realised", "luck"), [(30, "bad"), (21, "none"), (10, "good")])
def test_luck_is_what_nobody_could_expect(realised: float, luck: str) -> None:
    """Luck is the harm that came above the expected one, and changes no call."""
    options = (Option(title="as decided", harm=(19.0, 21.0) * 5), Option(title="wait", harm=(40.0,) * 10))
    judged = judge_call(NAMED, options, realised=realised, spread=100.0, tried=10)
    assert (judged.call.call, judged.call.luck) == ("sound", luck)
    assert judged.luck == pytest.approx(realised - 20)


def test_nine_worlds_say_nothing() -> None:
    """Fewer than ten worlds give no call, no regret and no luck."""
    judged = judge_call(NAMED, (Option(title="as decided", harm=(1.0,) * 9),), realised=1, spread=1, tried=60)
    assert (judged.call.call, judged.call.luck, judged.regret, judged.luck, judged.worlds) == (
        ("not judged", None, None, None, 9)
    )


@given(truth=COUNTS, bounds=st.tuples(COUNTS, COUNTS, COUNTS))
def test_only_the_truth_is_without_loss(truth: int, bounds: tuple[int, int, int]) -> None:
    """The pinball loss is never negative, and 0 exactly when all three quantiles are the truth."""
    low, middle, high = sorted(bounds)
    loss = pinball(Interval(p10=low, p50=middle, p90=high), truth)
    assert loss >= 0
    assert (loss == 0) == (low == middle == high == truth)


@given(truth=COUNTS, low=COUNTS, high=COUNTS, nearer=COUNTS)
def test_a_median_nearer_the_truth_loses_less(truth: int, low: int, high: int, nearer: int) -> None:
    """Of two intervals that differ in their median on the same side, the nearer one has the smaller loss."""
    low, far, near, high = sorted((low, nearer, min(truth, high), max(truth, high)))
    assume(far < near <= truth)
    assert pinball(Interval(p10=low, p50=near, p90=high), truth) < pinball(Interval(p10=low, p50=far, p90=high), truth)


@given(truth=st.sampled_from([0.0, 1.0]), share=st.floats(0, 1))
def test_brier_is_a_squared_distance(truth: float, share: float) -> None:
    """Certainty that is right costs 0, that is wrong 1, and a half a quarter."""
    assert brier(truth, truth) == 0
    assert brier(1 - truth, truth) == 1
    assert brier(0.5, truth) == 0.25
    assert 0 <= brier(share, truth) <= 1


def test_skill_is_measured_against_the_prior() -> None:
    """The prior's own answer has skill 0, the truth 1; against an exact prior there is none to have."""
    prior = Interval(p10=10, p50=100, p90=1000)
    same = grade_estimate(Estimate(question="people", given=prior, prior=prior, truth=400))
    exact = grade_estimate(replace_given(Interval(p10=400, p50=400, p90=400), prior, 400))
    assert (same.skill, exact.skill, same.inside) == (0, 1, True)
    assert skill(0.2, 0.0) is None


def replace_given(given: Interval, prior: Interval, truth: float) -> Estimate:
    """An estimate of a count."""
    return Estimate(question="people", given=given, prior=prior, truth=truth)


def test_few_estimates_get_no_verdict() -> None:
    """Nine intervals show how many held the truth and get no verdict on calibration; ten get one."""
    prior = Interval(p10=0, p50=50, p90=100)
    nine = [Estimate(question=str(place), given=prior, prior=prior, truth=10 * place) for place in range(9)]
    assert "too few" in calibration(nine).verdict
    assert calibration([*nine, replace(nine[0], truth=500)]).verdict.startswith("90% of 10 intervals")


def test_estimates_of_two_kinds_are_not_compared() -> None:
    """An interval against a probability, quantiles out of order and a probability of 2 are refused."""
    mixed = Estimate(question="acquired", given=0.4, prior=Interval(p10=0, p50=0, p90=1), truth=1)
    with pytest.raises(ValueError, match="compared with an interval"):
        grade_estimate(mixed)
    with pytest.raises(ValueError, match="P10 <= P50"):
        Interval(p10=5, p50=4, p90=6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        brier(2, 1)
