"""The days on which a facts file says that something changed, and what: each may move clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simulator.law.factsfile.model import FactsFile


def changes(file: FactsFile, until: date) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Each day up to one on which something changed, oldest first, with all that did."""
    told: dict[date, list[str]] = {}
    for when, what in (*_found(file), *_counted(file), *_sent(file)):
        if when is not None and when <= until:
            told.setdefault(when, []).append(what)
    return tuple((when, tuple(what)) for when, what in sorted(told.items()))


def _found(file: FactsFile) -> Iterator[tuple[date | None, str]]:
    day, partner = file.day, file.business_associate
    yield day(file.should_have_known), "it should have been known"
    yield day(file.discovered), "discovered"
    for state, made in file.determinations.items():
        yield made, f"determined{f' for {state}' if state else ''}"
    yield day(file.confirmed), "confirmed"
    yield day(file.scope_known), "its scope was known"
    yield day(file.material), "determined to be material"
    for name, factor in (file.assessment.rated if file.assessment else {}).items():
        yield day(factor.on), f"the factor {name} was rated {factor.rating}"
    if partner is not None:
        yield day(partner.discovered), "the business associate discovered it"
        yield day(partner.notified_entity), "the business associate told the covered entity"


def _counted(file: FactsFile) -> Iterator[tuple[date | None, str]]:
    for count in file.counts:
        yield file.day(count.as_of), f"the count became {count.total:,}"
    for mail in file.returned_mail:
        yield file.day(mail.on), f"{mail.n} letters came back"


def _sent(file: FactsFile) -> Iterator[tuple[date | None, str]]:
    for hold in file.law_enforcement:
        yield file.day(hold.on), f"a law-enforcement official stated a delay ({hold.kind})"
    for notice in file.notices:
        yield file.day(notice.sent), f"a notice went to {notice.to}{f' of {notice.state}' if notice.state else ''}"
