"""What becomes of a log's rows: rolling, holds, coverage, and pulls that always agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

from simulator.domain.ids import SourceId
from simulator.domain.nouns import Triangle
from simulator.domain.sources import Fill, RowKind, RowOf, Trace
from simulator.domain.time import DAY, HOUR
from tests.unit.engine.logged import VISIT, a_log, a_sandbox, kind_of, of, ordinary, pulled, word


def test_a_log_that_rolls_keeps_its_last_rows_and_a_storm_of_errors_drives_out_the_rest() -> None:
    """With so many lines for each rejected message a log by size reaches back less far than its retention says."""
    calm = a_log(ordinary(300, level=Fill(constant="INFO")), rolls=500)
    rejects = RowKind(of=RowOf.REJECT, times=30, fill=(("time", word("time")), ("level", Fill(constant="ERROR"))))
    storm = replace(calm, id=SourceId("storm"), rows=(*calm.rows, rejects), twin_of="log")
    sandbox = a_sandbox(calm, storm)
    quiet, loud = pulled(sandbox, calm, DAY), pulled(sandbox, storm, DAY)
    assert 500 <= len(quiet) < 510
    assert 500 <= len(loud) < 560
    assert min(row["time"] for row in loud) > min(row["time"] for row in quiet)


def test_a_hold_keeps_what_had_not_expired_and_rolling_stops() -> None:
    """Held, a log still has the rows that it had on the day of the hold."""
    log = a_log(ordinary(), keep=2 * DAY)
    sandbox = a_sandbox(log)
    before = {row["request"] for row in pulled(sandbox, log, 0)}
    assert not before & {row["request"] for row in pulled(sandbox, log, 3 * DAY)}
    sandbox.vaults[log.id].held_from = 0
    assert before < {row["request"] for row in pulled(sandbox, log, 3 * DAY)}


def test_what_is_switched_on_today_says_nothing_of_yesterday_unless_the_product_can() -> None:
    """Forward-only really is; a product with a look-back gives what it had before it was bought."""
    forward = a_log(ordinary(), since=None)
    back = replace(forward, id=SourceId("back"), forward_only=False, keep=30 * DAY)
    sandbox = a_sandbox(forward, back)
    assert pulled(sandbox, forward, 0) == pulled(sandbox, back, 0) == []
    for one in (forward, back):
        sandbox.vaults[one.id].enable(0, forward_only=one.forward_only)
    start = sandbox.playbook.calendar.at(0).timestamp()
    first = [min(row["time"] for row in pulled(sandbox, one, DAY)) for one in (forward, back)]
    begins = [datetime.fromisoformat(one).timestamp() for one in first]
    assert begins[0] >= start > begins[1]


def test_rows_are_the_same_however_often_and_when_somebody_pulls() -> None:
    """Three pulls bring what one at the end brings, row by row, and none twice."""
    log = a_log(
        ordinary(),
        kind_of(RowOf.READ, time=word("time"), request=word("request-id")),
        completeness=0.9,
        duplicates=0.1,
        latency_hours=Triangle(low=1, typical=10, high=30),
    )
    sandbox = a_sandbox(log, visits=(VISIT,))
    apart = [row for at in ((0,), (0, HOUR), (0, HOUR, 2 * DAY)) for row in pulled(sandbox, log, *at)]
    at_once = pulled(sandbox, log, 2 * DAY)
    keys = [Counter((row["request"], row["time"]) for row in rows) for rows in (apart, at_once)]
    assert keys[0] == keys[1]


def test_what_the_author_adds_is_never_lost() -> None:
    """A trace stands in the log however incomplete it is, with the columns of ordinary rows around it."""
    trace = Trace(since=-DAY, every=HOUR, until=0, fill=(("actor", Fill(constant="int.sync")),))
    log = a_log(ordinary(actor=word("username")), completeness=0.3, traces=(trace,))
    mine = [row for row in of(log, 0) if row["actor"] == "int.sync"]
    assert len(mine) == 24
    assert all(row["request"] for row in mine)
