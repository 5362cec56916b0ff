"""What officials asked a team to hold back: as recorded, which moves clocks, and as asked, which binds all the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.facts import Hold
from simulator.law.holds import Period, periods_of


def recorded_holds(state: State, playbook: Playbook) -> Iterable[Hold]:
    """The statements that are recorded and came from an official; others hold nothing (45 CFR 164.412)."""
    for recorded in state.holds:
        asked, fact = playbook.injects[recorded.fact.inject].hold, recorded.fact
        if asked is not None and asked.official:
            yield Hold(
                stated=fact.stated,
                form="written" if fact.written else "oral",
                until=fact.until,
                official=fact.official,
                audiences=(*asked.audiences, *asked.states),
            )


def asked_holds(state: State, playbook: Playbook) -> Iterable[Hold]:
    """The statements of officials that came, whether or not anybody wrote them down."""
    for inject, came in state.injects.items():
        asked = playbook.injects[inject].hold
        if asked is None or not asked.official:
            continue
        stated = playbook.calendar.day(came.at)
        until = None if asked.until is None else playbook.calendar.day(asked.until)
        yield Hold(
            stated=stated,
            form="written" if asked.written else "oral",
            until=until if asked.days is None else stated + timedelta(days=asked.days),
            audiences=(*asked.audiences, *asked.states),
        )


def periods_for(holds: Iterable[Hold], audience: str) -> tuple[Period, ...]:
    """When they hold back the notice to that audience under the federal rule, or because they name it or its state."""
    state = audience.partition(".")[0].upper() if "." in audience else ""
    federal = not state or audience.startswith("media.")
    return periods_of(one for one in holds if ({audience, state} & set(one.audiences) if one.audiences else federal))
