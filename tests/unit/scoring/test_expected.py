"""Estimates against the truth and the naive guess: pure, and exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.evaluation.records import Estimated
from simulator.scoring.expected import ACQUIRED, PEOPLE, RESTORED, Answers, forecasts, prior_of

COUNTS = st.floats(0, 1e6)
RUNS = st.lists(st.builds(Answers, people=COUNTS, acquired=st.sampled_from([0.0, 1.0]), restored=COUNTS), min_size=2)
TRUE = Answers(people=1200.0, acquired=1.0, restored=48.0)


def an_estimate(question: str, *numbers: float, probability: float | None = None) -> Estimated:
    """An answer at the first moment."""
    low, middle, high = numbers or (None, None, None)
    return Estimated(
        at=0, room=0.0, question=question, moment=1, p10=low, p50=middle, p90=high, probability=probability
    )


@given(RUNS)
def test_the_naive_guess_lies_within_what_was_seen(runs: list[Answers]) -> None:
    """Its ranges go from no less than the least answer to no more than the most, and its chance is never certain."""
    prior = prior_of(runs)
    people = [one.people for one in runs]
    assert min(people) <= prior.people.p10 <= prior.people.p50 <= prior.people.p90 <= max(people)
    assert 0 < prior.acquired < 1
    assert prior.runs == len(runs)


@given(RUNS)
def test_who_answers_as_the_naive_guess_has_no_skill(runs: list[Answers]) -> None:
    """The naive guess repeated is as good as itself: skill 0, or none where it was exact."""
    prior = prior_of(runs)
    said = [
        an_estimate(PEOPLE, prior.people.p10, prior.people.p50, prior.people.p90),
        an_estimate(ACQUIRED, probability=prior.acquired),
        an_estimate(RESTORED, prior.restored.p10, prior.restored.p50, prior.restored.p90),
    ]
    assert {one.skill for one in forecasts(said, TRUE, prior).calibration.items} <= {0.0, None}


@given(RUNS)
def test_the_truth_has_all_skill(runs: list[Answers]) -> None:
    """Whoever said exactly what came has skill 1, or none where the naive guess was exact too."""
    said = [
        an_estimate(PEOPLE, *[TRUE.people] * 3),
        an_estimate(ACQUIRED, probability=1.0),
        an_estimate(RESTORED, *[TRUE.restored] * 3),
    ]
    assert {one.skill for one in forecasts(said, TRUE, prior_of(runs)).calibration.items} <= {1.0, None}


def test_what_was_left_empty_is_not_graded() -> None:
    """A question that was asked and not answered counts for nothing; what was answered keeps its order."""
    empty, taken = an_estimate(PEOPLE), an_estimate(ACQUIRED, probability=0.6)
    hours = an_estimate(RESTORED, 10, 50, 90)
    found = forecasts([empty, taken, hours], TRUE, prior_of([TRUE, Answers(people=0.0, acquired=0.0, restored=1.0)]))
    assert found.given == (taken, hours)
    assert found.of(empty) is None
    graded = found.of(hours)
    assert graded is not None
    assert graded.inside
