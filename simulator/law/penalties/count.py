"""How many violations a late notice is: one for each person not reached, and one for each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from simulator.law.cases import Case
from simulator.law.delivery import pooled, steps
from simulator.law.penalties.model import Counted

_DAY = timedelta(days=1)


def count(case: Case, due: date, earliest: date) -> Counted:
    """The violations of a duty that was due on a day, as things stand; none of a day before `earliest`.

    Source: 45 CFR 160.406 (by people where the duty is owed to people; each day of a continuing violation is one).
    """
    by_year: Counter[int] = Counter()
    people, days, first = 0, 0, max(due + _DAY, earliest)
    for number, last in _late(case, due):
        length = (last - first).days + 1
        if length <= 0:
            continue
        people, days = people + number, max(days, length)
        for year in range(first.year, last.year + 1):
            begins, ends = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
            by_year[year] += number * ((ends - begins).days + 1)
    return Counted(people=people, days=days, by_year=dict(by_year))


def _late(case: Case, due: date) -> Iterator[tuple[int, date]]:
    """How many people a notice reached late or not yet, each with the last day on which they went without it."""
    facts, notices = case.facts, case.notices
    owed = case.people
    if case.duty.reaches == "recipient" or owed is None:
        yield 1, notices[0].sent if notices else facts.as_of
        return
    if case.duty.vintages[-1].threshold.unit == "bad_addresses":
        owed = {"": facts.living_bad_addresses}
        notices = pooled(notices, owed)
    before = 0
    for day, reached in steps(notices, owed):
        if day > due and reached > before:
            yield reached - before, day
        before = max(before, reached)
    if sum(owed.values()) > before:
        yield sum(owed.values()) - before, facts.as_of
