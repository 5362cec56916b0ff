"""Named streams, triangles and the times of a flow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.ids import FlowId
from simulator.domain.nouns import Triangle
from simulator.domain.time import DAY
from simulator.engine.arrivals import arrivals
from simulator.engine.profiles import Pace, week
from simulator.engine.streams import BLOCK, stream, triangular, triangular_array, uniform_blocks, uniforms
from tests.playbooks import CALENDAR, a_playbook

TRIANGLES = st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted)


def test_a_stream_belongs_to_its_name_and_seed() -> None:
    """The same name and seed give the same numbers, another name or seed others; these are the published ones."""
    assert (uniforms(1, "a", 5) == uniforms(1, "a", 9)[:5]).all()
    assert uniforms(1, "a", 1) != uniforms(1, "b", 1)
    assert uniforms(1, "a", 1) != uniforms(2, "a", 1)
    assert stream(1, "a").random() == stream(1, "a").random() != stream(1, "b").random()


def test_blocks_are_the_stream_in_pieces() -> None:
    """Drawing block by block gives the numbers of one draw, each in its place."""
    count = 2 * BLOCK + 3
    whole = np.empty(count)
    for place, numbers in uniform_blocks(1, "a", count):
        whole[place] = numbers
    assert (whole == uniforms(1, "a", count)).all()


@given(TRIANGLES, st.floats(0, 1, exclude_max=True))
def test_a_triangle_stays_within_its_ends(spread: list[float], uniform: float) -> None:
    """Any draw lies between the lowest and the highest value; one by one and by arrays they agree."""
    low, typical, high = spread
    triangle = Triangle(low=low, typical=typical, high=high)
    drawn = triangular(triangle, uniform)
    assert low - 1e-9 <= drawn <= high + 1e-9
    assert triangular_array(triangle, np.array([uniform]))[0] == pytest.approx(drawn)


@pytest.mark.parametrize("profile", ["round-the-clock", "clinic-week"])
def test_a_week_holds_seven_average_days(profile: str) -> None:
    """Whatever the profile, a week's volume is seven average days', from any second on."""
    pace = Pace("clinic-week" if profile == "clinic-week" else "round-the-clock", CALENDAR)
    assert week("clinic-week").sum() == pytest.approx(7)
    assert pace.between(-12_345, 7 * DAY - 12_345) == pytest.approx(7)


def test_history_fixes_how_many_came_before() -> None:
    """Exactly the history's messages lie before StartEx, exactly its share carries no person; times ascend."""
    flow = replace(a_playbook().flows[FlowId("appt-sync")], history=333, without_person=0.1)
    made = arrivals(flow, CALENDAR, 1, 30 * DAY)
    past = made.at < 0
    assert past.sum() == 333
    assert made.nameless[past].sum() == 33
    assert (np.diff(made.at) >= 0).all()
    assert (made.at[~past]).sum() > 0


def test_a_longer_horizon_changes_no_day_before_it() -> None:
    """Days are drawn apart: simulating longer leaves the earlier days as they were."""
    flow = a_playbook().flows[FlowId("portal-forms")]
    short, longer = (arrivals(flow, CALENDAR, 1, days * DAY) for days in (4, 9))
    assert (longer.at[: len(short.at)] == short.at).all()
