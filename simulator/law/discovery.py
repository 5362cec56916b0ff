"""When a breach was discovered, by each theory of discovery, for a seat or in truth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.law.facts import Discovery


def discovery_of(state: State, playbook: Playbook, *, truth: bool) -> Discovery:
    """When the breach was discovered, by each theory of discovery, on one side."""
    calendar = playbook.calendar
    noticed = state.indicators.values()
    aware = aware_since(state, playbook, truth=truth)
    actual = None if aware is None else calendar.day(aware)
    constructive = min((one.fact.day for one in noticed if one.fact.discovery == "constructive"), default=None)
    if truth:
        hidden = [calendar.day(one.at) for one in playbook.indicators.values() if one.discovery == "constructive"]
        constructive = min(hidden, default=None)
    stated = state.discovery.fact.day if state.discovery else None
    imputed = _imputed(state, playbook, truth=truth)
    return Discovery(actual=actual, constructive=constructive, imputed=imputed, stated=stated)


def aware_since(state: State, playbook: Playbook, *, truth: bool) -> Seconds | None:
    """When the entity in fact knew: it noticed a sign that says so, or a vendor's notice lay with it."""
    noticed = (one.at for one in state.indicators.values() if one.fact.discovery == "actual")
    return min((*noticed, *_told(state, playbook, truth=truth)), default=None)


def _told(state: State, playbook: Playbook, *, truth: bool) -> Iterable[Seconds]:
    """When a vendor's notice lay with the entity: whoever was to read it, the entity had it."""
    for one in playbook.vendors.values():
        if one.told is not None and (truth or (one.told_by is not None and one.told_by in state.indicators)):
            yield one.told


def _imputed(state: State, playbook: Playbook, *, truth: bool) -> date | None:
    """When the first vendor that is an agent knew (45 CFR 164.404(a)(2)); a seat learns it by the sign for it."""
    agents = [one for one in playbook.vendors.values() if one.contract.agent and one.contract.baa]
    known = [one for one in agents if truth or (one.knew_by is not None and one.knew_by in state.indicators)]
    return min((playbook.calendar.day(one.knew) for one in known if one.knew is not None), default=None)
