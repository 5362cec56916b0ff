"""The names of the figures that an inject's text may quote."""

from __future__ import annotations

from simulator.domain.sources import SourceKind
from simulator.domain.worldspec import WorldSpec
from simulator.scenario.written.model import ScenarioFile

_ALONE = ("away", "list_total", "merges", "missed", "returned", "told_total")
_OF_A_STORE = ("depth", "leaving", "oldest_days")
_OF_A_SOURCE = {SourceKind.READS: ("late", "rows", "shown"), SourceKind.METER: ("days",)}


def figure_names(scenario: ScenarioFile) -> tuple[str, ...]:
    """What `{name}` may stand for in this scenario, as the engine computes it at delivery (`engine.figures`)."""
    stores = [f"{_name(store)}_{figure}" for store in scenario.stores for figure in _OF_A_STORE]
    sources = [
        f"{_name(name)}_{figure}"
        for name, one in scenario.sources.items()
        for figure in (_OF_A_SOURCE.get(one.kind, ()) if one.kind else ())
    ]
    states = scenario.world.states or dict(WorldSpec().states)
    lists = [f"{kind}_{state.lower()}" for state in states for kind in ("list", "list_clinic")]
    return (*_ALONE, *stores, *sources, *lists)


def _name(key: str) -> str:
    return key.replace("-", "_")
