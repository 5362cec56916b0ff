"""Mail that comes back: 5-20 days after a mailing, for addresses that were bad all along (domain.md 2.1, E42)."""

from __future__ import annotations

import itertools
from collections import defaultdict

from simulator.domain.facts import MailReturned
from simulator.domain.ids import RecordId
from simulator.domain.time import DAY, Seconds
from simulator.engine.context import Context, Process

SOONEST, LATEST = 5, 20


def come_back(context: Context, mailed: tuple[RecordId, ...], cause: int) -> Process:
    """The letters of one mailing that cannot be delivered, a batch a day; those to next of kin of the dead, too."""
    batches: dict[Seconds, list[RecordId]] = defaultdict(list)
    for record in context.sandbox.found.arrays.of((mailed,), lambda: _back(context, mailed), "mail"):
        days = SOONEST + int(context.luck(f"mail/{record}") * (LATEST - SOONEST + 1))
        batches[context.now + days * DAY].append(record)
    for at in sorted(batches):
        yield context.until(at)
        context.emit(MailReturned(records=tuple(sorted(batches[at]))), cause=cause)
        context.signal("mail-returned")


def _back(context: Context, mailed: tuple[RecordId, ...]) -> tuple[RecordId, ...]:
    """Those of these letters that cannot be delivered."""
    population = context.sandbox.population
    letters = context.sandbox.numbers(mailed)
    back = population.bad_address[letters] & ~population.is_test[letters]
    return tuple(itertools.compress(mailed, back.tolist()))
