"""A leak whose log is seen through windows: what several prove together."""

from __future__ import annotations

from simulator.domain.ids import ROOM, SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from tests.unit.exercise.leaks import (
    leak,
    listed,
    lying,
    numbers,
    owed,
    path,
    played,
    pool,
    pulled,
    reader,
    source,
    visit,
)


def watch_again() -> Playbook:
    """Recordings that a link opens; audits in four windows of a year, and older ones that none reaches."""
    edges = [-365 * DAY, -270 * DAY, -180 * DAY, -90 * DAY, None]
    windows = [
        source(f"audit-{number + 1}", SourceKind.READS, ["recordings"], since=edges[number], until=edges[number + 1])
        for number in range(4)
    ]
    return leak(
        [pool("viewed", 31), pool("quality", 6), pool("unseen", 114), pool("old", 183)],
        [lying("recordings", "viewed", -360 * DAY, -200 * DAY), lying("recordings", "quality", -360 * DAY, -100 * DAY),
         lying("recordings", "unseen", -360 * DAY, -5 * DAY), lying("recordings", "old", -700 * DAY, -366 * DAY)],
        [path("link", ["recordings"], "anonymous", opened=-800 * DAY),
         path("qa", ["recordings"], "qa-team", authorised=True)],
        [reader("strangers", "198.51.100.7", ["link"], visit(-150 * DAY, "recordings", "viewed")),
         reader("quality", "192.0.2.9", ["qa"], visit(-30 * DAY, "recordings", "quality"))],
        [source("inventory", SourceKind.CONTENT, ["recordings"]), *windows],
    )  # fmt: skip


def test_four_windows_together_prove_absence_and_none_reaches_the_oldest() -> None:
    """334 in reach, 120 cleared by four windows together: 214; the quality team's six only without its label."""
    exercise = played(watch_again())
    windows = [f"audit-{number}" for number in range(1, 5)]
    known = exercise.known(ROOM)
    assert known.shown[SourceId("audit-4")].untouched == numbers(exercise, "quality", "unseen")
    assert all(not known.shown[SourceId(one)].untouched for one in windows[:3])
    assert listed(exercise, ["inventory"]) == 334
    assert listed(exercise, ["inventory", *windows]) == 220
    assert listed(exercise, ["inventory", *windows], without=("qa-team from 192.0.2.9",)) == 214 == owed(exercise)


def test_without_one_window_nobody_is_cleared() -> None:
    """Three of four windows clear only whose recording is younger than the gap; the oldest pull last, and all are."""
    exercise = played(watch_again(), late=["audit-1"])
    cleared = exercise.known(ROOM).shown[SourceId("audit-4")].untouched
    assert 0 < len(cleared) < 120
    pulled(exercise, "audit-1", 2 * DAY)
    exercise.advance(3 * DAY)
    assert len(exercise.known(ROOM).shown[SourceId("audit-1")].untouched) == 120


def test_an_inventory_pulled_last_shows_the_same() -> None:
    """The order of pulls does not matter: an inventory after the audits is less those whom they clear."""
    exercise = played(watch_again(), late=["inventory"])
    pulled(exercise, "inventory", 2 * DAY)
    exercise.advance(3 * DAY)
    assert listed(exercise, ["inventory"]) == 214


def test_a_log_pulled_before_the_way_in_is_shut_clears_nobody() -> None:
    """As long as the link is open, or rows may still come, the silence proves nothing yet."""
    exercise = Exercise(watch_again(), 1)
    for number, key in enumerate(exercise.playbook.sources):
        pulled(exercise, key, number * HOUR + 1)
    exercise.advance(DAY)
    assert not any(one.untouched for one in exercise.known(ROOM).shown.values())
    assert owed(exercise) == 214
