"""How long hands are busy: shift changes cost, what the log does not explain is lost, mistakes are done again."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.engine.labour import HANDOVER, Repeat, Task, daily, is_night, labour, taken_over
from tests.playbooks import CALENDAR

SEVEN, NINETEEN = 22 * HOUR, 10 * HOUR
"""The next changes at 07:00 and 19:00, seconds from StartEx at 09:00."""
DAWN = 21 * HOUR
"""06:00 of the next day."""


def a_task(hours: float, *, forgotten: frozenset[Seconds] = frozenset()) -> Task:
    """So many hours of work under twelve-hour shifts; it is lost at these changes."""
    work = int(hours * HOUR)
    return Task(work=work, calendar=CALENDAR, shifts=(7 * HOUR, 19 * HOUR), forgotten=forgotten.__contains__)


def lossy() -> st.SearchStrategy[frozenset[Seconds]]:
    """Any of the next twenty shift changes."""
    changes = list(islice(daily(CALENDAR, (7 * HOUR, 19 * HOUR), 0), 20))
    return st.frozensets(st.sampled_from(changes), max_size=8)


def test_work_within_a_shift_takes_its_time() -> None:
    """Nothing is added to what ends before the shift does, or in that very second."""
    done = labour(a_task(10), 0)
    assert (done.ends, done.handovers, done.repeats) == (10 * HOUR, [], [])


def test_a_shift_change_costs_three_quarters_of_an_hour() -> None:
    """Work that runs across one ends 0.75 h later; across two, twice that."""
    one, two = labour(a_task(11), 0), labour(a_task(22), 0)
    assert (one.ends, one.handovers) == (11 * HOUR + HANDOVER, [NINETEEN])
    assert (two.ends, two.handovers) == (22 * HOUR + 2 * HANDOVER, [NINETEEN, SEVEN])
    assert HANDOVER == 0.75 * HOUR


def test_without_shifts_nobody_hands_over() -> None:
    """The same people come back: sixty hours stay sixty hours."""
    done = labour(replace(a_task(60), shifts=()), 0)
    assert (done.ends, done.handovers) == (60 * HOUR, [])


def test_nothing_is_begun_while_a_shift_hands_over() -> None:
    """Hands are free again when the handover is over, and not a second before."""
    task = a_task(1)
    moments = (NINETEEN - 1, NINETEEN, NINETEEN + HANDOVER - 1, NINETEEN + HANDOVER)
    free = NINETEEN + HANDOVER
    assert [taken_over(task, at) for at in moments] == [NINETEEN - 1, free, free, free]


def test_what_a_handover_loses_is_begun_again() -> None:
    """All the work so far is done once more, from the moment the new shift has taken over."""
    done = labour(a_task(11, forgotten=frozenset({NINETEEN})), 0)
    assert done.repeats == [Repeat(at=NINETEEN + HANDOVER, why="handover", lost=10 * HOUR)]
    assert done.ends == NINETEEN + HANDOVER + 11 * HOUR


def test_a_mistake_is_found_at_the_end_and_done_again() -> None:
    """Wrong work takes twice its time, when nothing but its end shows it."""
    done = labour(a_task(2), 0, wrong=True)
    assert done.repeats == [Repeat(at=2 * HOUR, why="error", lost=2 * HOUR)]
    assert done.ends == 4 * HOUR


def test_fresh_eyes_find_a_mistake_sooner() -> None:
    """What went wrong because it was night is found at dawn, if it is not done before."""
    found = labour(a_task(3), DAWN - HOUR, wrong=True, relief=DAWN)
    assert found.repeats == [Repeat(at=DAWN, why="error", lost=HOUR)]
    early = labour(a_task(3), DAWN - 6 * HOUR, wrong=True, relief=DAWN)
    assert [one.at for one in early.repeats] == [DAWN - 3 * HOUR]


def test_what_was_lost_before_a_mistake_was_found_counts_once() -> None:
    """Work that a handover lost, and that then went wrong, is begun three times; each loss is its own."""
    task = a_task(4, forgotten=frozenset({NINETEEN}))
    done = labour(task, NINETEEN - HOUR, wrong=True)
    free = NINETEEN + HANDOVER
    assert done.repeats == [
        Repeat(at=free, why="handover", lost=HOUR),
        Repeat(at=free + 4 * HOUR, why="error", lost=4 * HOUR),
    ]
    assert (done.ends, done.handovers) == (free + 8 * HOUR, [NINETEEN])


@given(st.integers(0, 5 * DAY), st.integers(0, 3 * DAY), st.floats(0.01, 80), lossy())
def test_whoever_begins_later_never_ends_earlier(
    begins: Seconds, later: Seconds, hours: float, lost: frozenset[Seconds]
) -> None:
    """Through any shift changes, whichever of them lose the work."""
    task = a_task(hours, forgotten=lost)
    assert labour(task, begins).ends <= labour(task, begins + later).ends


@given(st.integers(0, 5 * DAY), st.integers(0, 3 * DAY), st.floats(0.01, 80), lossy(), st.booleans())
def test_nor_does_whoever_waits_for_the_morning(
    begins: Seconds, later: Seconds, hours: float, lost: frozenset[Seconds], always: bool
) -> None:
    """Also when the work goes wrong at any hour, or at night only: waiting for daylight never pays."""
    task = a_task(hours, forgotten=lost)

    def ends(at: Seconds) -> Seconds:
        at = taken_over(task, at)
        if always:
            return labour(task, at, wrong=True).ends
        dawn = next(daily(CALENDAR, (6 * HOUR,), at))
        return labour(task, at, wrong=is_night(CALENDAR, at), relief=dawn).ends

    assert ends(begins) <= ends(begins + later)


@given(st.integers(0, 5 * DAY), st.floats(0.01, 80), lossy(), st.booleans())
def test_time_is_work_handovers_and_what_was_lost(
    begins: Seconds, hours: float, lost: frozenset[Seconds], wrong: bool
) -> None:
    """From the first hand to the last: no second is unaccounted for."""
    task = a_task(hours, forgotten=lost)
    begins = taken_over(task, begins)
    done = labour(task, begins, wrong=wrong)
    again = {one.at - HANDOVER for one in done.repeats if one.why == "handover"}
    assert again <= set(done.handovers)
    useless = sum(one.lost for one in done.repeats)
    first = begins if not done.repeats else done.repeats[-1].at
    within = [one for one in done.handovers if one >= first]
    assert done.ends - first == task.work + HANDOVER * len(within)
    assert first - begins == useless + HANDOVER * len(again)


def test_shifts_change_by_the_local_clock() -> None:
    """Also on the day on which summer time ends: 07:00 is 07:00, an hour later on the engine's clock."""
    sunday = CALENDAR.seconds(CALENDAR.start.replace(month=11, day=1, hour=0))
    assert CALENDAR.at(next(daily(CALENDAR, (7 * HOUR,), sunday))).hour == 7
    assert next(daily(CALENDAR, (7 * HOUR,), sunday)) - sunday == 8 * HOUR


def test_the_night_is_from_eleven_to_six() -> None:
    """By the local clock: 22:59 and 06:00 are not night, 23:00 and 05:59 are."""
    clock = {"22:59": 14 * HOUR - MINUTE, "23:00": 14 * HOUR, "05:59": DAWN - MINUTE, "06:00": DAWN}
    assert [name for name, at in clock.items() if is_night(CALENDAR, at)] == ["23:00", "05:59"]
