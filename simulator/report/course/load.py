"""Chart D of section 11: who worked how many hours in which move."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.ids import ActionId
from simulator.domain.state import Dated
from simulator.domain.time import Seconds
from simulator.report.charts import LoadChart
from simulator.report.material import Material
from simulator.report.model import Figure


def load_figure(material: Material) -> Figure:
    """The chart: staff-hours by owner and move, each action's hours spread evenly over the time it took."""
    cells = _cells(material)
    owners = tuple(dict.fromkeys(owner for owner, _ in cells))
    moves = tuple(move.title for move in material.playbook.moves)
    most = max(cells.items(), key=lambda one: one[1], default=(("nobody", "no move"), 0.0))
    alt = (
        f"A grid of {len(owners)} owners by {len(moves)} moves, each cell with its staff-hours in figures. The "
        f"heaviest load is {most[1]:,.0f} hours, {most[0][0]}, in the move “{most[0][1]}”."
    )
    return Figure(
        id="load",
        caption="Chart D. Staff load: staff-hours by owner and move; darker is more, and the figure says how much.",
        alt=alt,
        chart=LoadChart(
            moves=moves, owners=owners, cells=tuple((owner, move, hours) for (owner, move), hours in cells.items())
        ),
        refs=tuple(one.number for one in material.truth.completed),
    )


def _cells(material: Material) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for one in material.truth.completed:
        owner = material.seat_title(material.playbook.actions[ActionId(one.fact.action)].owner)
        for move, share in _shares(one, material):
            found[owner, move] = found.get((owner, move), 0.0) + share * one.fact.staff_hours
    return {cell: round(hours, 2) for cell, hours in sorted(found.items())}


def _shares(one: Dated[f.ActionCompleted], material: Material) -> list[tuple[str, float]]:
    """The share of an action's time that fell into each move."""
    begun = material.truth.started_actions.get(one.fact.number)
    since = min(begun.at, one.at) if begun else one.at
    moves = material.playbook.moves
    if not moves:
        return []
    ends: list[Seconds] = [move.starts for move in moves[1:]] + [material.playbook.ends + 1]
    if since == one.at:
        return [next((move.title, 1.0) for move, end in zip(moves, ends, strict=True) if one.at < end)]
    spans = [
        (move.title, max(0, min(end, one.at) - max(move.starts, since))) for move, end in zip(moves, ends, strict=True)
    ]
    return [(title, span / (one.at - since)) for title, span in spans if span]
