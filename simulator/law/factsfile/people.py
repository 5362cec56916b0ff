"""How many people were known to be affected on a day, and of which state."""

from __future__ import annotations

from datetime import date

from simulator.law.facts import Failed, People
from simulator.law.factsfile.known import Known


def people_on(known: Known) -> tuple[People, tuple[str, ...]]:
    """People by residence as the latest count had them, and what that takes for granted."""
    file = known.file
    made = [one for one in file.counts if known.day(one.as_of) is not None]
    latest = max(made, key=lambda one: (known.day(one.as_of) or date.min, one.total), default=None)
    if latest is None:
        return _by_state(known, file.individuals.total, file.individuals.by_state)
    people, assumed = _by_state(known, latest.total, latest.by_state)
    if latest.total == file.individuals.total:
        return people, assumed
    return people, (*assumed, f"The count of {latest.as_of} ({latest.total:,}) is used, not individuals.total.")


def _by_state(known: Known, total: int, by_state: People | None) -> tuple[People, tuple[str, ...]]:
    """A count without states: those of the whole file where it has the same total, else all in the entity's state."""
    whole = known.file.individuals
    if by_state is not None:
        return dict(by_state), ()
    if whole.by_state is not None and whole.total == total:
        return dict(whole.by_state), ()
    home = known.file.entity.state
    if home is not None and set(whole.by_state or {home: total}) == {home}:
        return {home: total}, (f"Nobody said where people live: all are taken to be residents of {home}.",)
    return {"unknown": total}, ("Nobody said where people live, so no state's law could be looked at.",)


def bad_addresses(known: Known) -> int:
    """Living people whose contact data fail: known at first, and as mail came back. Source: law.md N6, N11."""
    return failing(known)[-1].living


def failed_addresses(known: Known) -> int:
    """People, dead or alive, whose contact data fail: no letter reaches them, and a substitute notice may be owed."""
    returned = sum(one.n for one in known.file.returned_mail if known.day(one.on) is not None)
    return known.file.individuals.bad_address + returned


def failing(known: Known) -> tuple[Failed, ...]:
    """How many were known to fail from each day on, oldest first; the first that fail are taken to be the deceased."""
    file = known.file
    total = file.individuals.bad_address - file.individuals.deceased_unknown_kin
    found = [Failed(on=None, living=max(0, total))]
    for day, count in sorted((day, one.n) for one in file.returned_mail if (day := known.day(one.on)) is not None):
        total += count
        found.append(Failed(on=day, living=max(0, total)))
    return tuple(found)
