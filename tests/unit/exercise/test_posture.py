"""What a configuration could prove: more retention and more licences never prove less, and time only takes away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.questions import QUESTIONS
from simulator.domain.sources import SourceKind
from simulator.exercise.posture import DAYS, Recorder, absence, answer, posture

STRENGTHS = ("nothing", "hints", "shows", "proves")
QUEUE, BUCKET = "queue", "bucket"
days = st.floats(0, 40, allow_nan=False)
recorders = st.builds(
    Recorder,
    slug=st.sampled_from("abcdefgh"),
    code=st.just("E01"),
    title=st.just("a log"),
    kind=st.sampled_from(SourceKind),
    recording=st.booleans(),
    keep_days=st.none() | days,
    latency_days=days,
    completeness=st.floats(0, 1),
    proves_absence=st.booleans(),
    answers=st.frozensets(st.sampled_from(list(QUESTIONS))),
    misleads=st.frozensets(st.sampled_from(list(QUESTIONS))),
    stores=st.frozensets(st.sampled_from((QUEUE, BUCKET))),
)
configurations = st.lists(recorders, max_size=6, unique_by=lambda one: one.slug)

LOG = Recorder(
    slug="access-log",
    code="E25",
    title="Access log",
    kind=SourceKind.READS,
    recording=True,
    keep_days=10,
    latency_days=2,
    completeness=0.97,
    proves_absence=False,
    answers=frozenset({"Q1", "Q6"}),
    misleads=frozenset({"Q6"}),
)
EVENTS = replace(
    LOG, slug="events", keep_days=None, proves_absence=True, misleads=frozenset(), stores=frozenset({QUEUE})
)


def strengths(configuration: list[Recorder], day: int) -> list[int]:
    """How well each question is answered, as numbers that compare; then whether absence is provable of each store."""
    answered = [STRENGTHS.index(answer(configuration, question, day).strength) for question in QUESTIONS]
    return answered + [int(bool(absence(configuration, store, day).by)) for store in (QUEUE, BUCKET)]


@given(configurations, st.integers(0, 30), days)
def test_a_longer_retention_never_proves_less(configuration: list[Recorder], day: int, more: float) -> None:
    """Whatever is kept longer, no question is answered worse and no absence is lost."""
    longer = [one if one.keep_days is None else replace(one, keep_days=one.keep_days + more) for one in configuration]
    assert all(a <= b for a, b in zip(strengths(configuration, day), strengths(longer, day), strict=True))


@given(configurations, st.integers(0, 30), st.integers(0, 30))
def test_a_later_day_never_proves_more_but_by_rows_that_come_late(
    configuration: list[Recorder], day: int, later: int
) -> None:
    """Once every row has come, time only takes away."""
    prompt = [replace(one, latency_days=0) for one in configuration]
    first, last = sorted((day, day + later))
    assert all(a >= b for a, b in zip(strengths(prompt, first), strengths(prompt, last), strict=True))


@given(configurations, st.integers(0, 30), st.integers(0, 5))
def test_a_licence_that_is_off_never_proves_more(configuration: list[Recorder], day: int, off: int) -> None:
    """Without one source, no question is answered better."""
    without = [replace(one, recording=False) if at == off else one for at, one in enumerate(configuration)]
    assert all(a >= b for a, b in zip(strengths(configuration, day), strengths(without, day), strict=True))


@given(configurations, st.integers(0, 30))
def test_a_false_friend_never_answers_better_than_a_friend(configuration: list[Recorder], day: int) -> None:
    """What misleads on every question proves no more than what misleads on none."""
    false = [replace(one, misleads=frozenset(QUESTIONS)) for one in configuration]
    true = [replace(one, misleads=frozenset()) for one in configuration]
    assert all(a <= b for a, b in zip(strengths(false, day), strengths(true, day), strict=True))


@given(configurations, st.integers(0, 30))
def test_only_what_is_there_answers(configuration: list[Recorder], day: int) -> None:
    """The best source holds rows on that day, and what is lost next is lost after it and no later than the best."""
    by_slug = {one.slug: one for one in configuration}
    for question in QUESTIONS:
        found = answer(configuration, question, day)
        assert (found.best is None) == (found.strength == "nothing")
        if found.best is not None:
            assert by_slug[found.best].on(day) == "there"
        if found.lost_day is not None:
            assert found.lost_day > day
            assert found.until_day is None or found.lost_day <= found.until_day


@pytest.mark.parametrize(
    ("recorder", "expected"),
    [
        (LOG, ("not yet", "there", "gone", "gone")),
        (replace(LOG, recording=False), ("never", "never", "never", "never")),
        (EVENTS, ("not yet", "there", "there", "there")),
        (replace(LOG, keep_days=1), ("gone", "gone", "gone", "gone")),
    ],
)
def test_a_days_rows_come_stay_and_go(recorder: Recorder, expected: tuple[str, ...]) -> None:
    """Rows of day 0 are not there before they arrive, nor after their retention."""
    assert posture([recorder]).sources[recorder.slug] == expected


def test_the_posture_names_the_best_source_and_the_next_to_go() -> None:
    """On day 5 the events prove who looked; the access log only hints, and is the first to go."""
    found = posture([LOG, EVENTS], [QUEUE, BUCKET])
    seen = found.answers["Q6"][DAYS.index(5)]
    assert (seen.strength, seen.best, seen.until_day, seen.lost, seen.lost_day) == (
        "proves",
        "events",
        None,
        "access-log",
        10,
    )
    assert [one.by for one in found.absence[QUEUE]] == [(), ("events",), ("events",), ("events",)]
    assert {one.by for one in found.absence[BUCKET]} == {()}
    assert found.answers["Q12"][0].strength == "nothing"
