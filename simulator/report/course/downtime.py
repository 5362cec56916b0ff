"""Part of section 11: for how long each service was down or degraded, was turned away from, or was kept up by hand."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.state import Dated
from simulator.domain.time import HOUR
from simulator.report.material import Material
from simulator.report.model import Row, Table

DOWN = ("paused", "broken")
"""States in which a service takes no visit of its own: what comes is turned away, or worked by hand."""


def downtime_table(material: Material) -> Table:
    """Hours by service. All are exercise hours, around the clock."""
    spells: dict[str, list[Dated[f.CareDisturbed]]] = {}
    for one in material.truth.care:
        if one.fact.why not in {"up", "side effect"}:
            spells.setdefault(material.playbook.services[one.fact.service].title, []).append(one)
    rows = []
    for service, own in spells.items():
        refs = tuple(one.number for one in own)
        rows.append(Row(cells=(service, *map(_said, _hours(own))), refs=refs))
    return Table(
        caption=(
            "Downtime by service, in hours. Diversion: paused or broken, and not worked by hand. Degraded: up, while "
            "a flow it needs fails. By hand: staff did the work of the system"
        ),
        columns=("Service", "Not fully up", "Diversion", "Degraded", "By hand"),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4),
        empty="No service was down.",
    )


def _hours(own: list[Dated[f.CareDisturbed]]) -> tuple[float, float, float, float]:
    whole = diverted = degraded = manual = 0.0
    for one in own:
        hours = (one.fact.until - one.fact.since) / HOUR
        by_hand = one.fact.why.endswith("by hand")
        whole += hours
        manual += hours * by_hand
        if not by_hand:
            down = one.fact.why.startswith(DOWN)
            diverted += hours * down
            degraded += hours * (not down)
    return whole, diverted, degraded, manual


def _said(hours: float) -> str:
    return f"{hours:,.1f}"
