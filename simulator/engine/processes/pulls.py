"""Pulls: what lies in systems is there at once; registers, and people who remember, take their time to answer."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.ids import SeatId, SourceId
from simulator.domain.nouns import Triangle
from simulator.domain.sources import SourceKind
from simulator.domain.time import HOUR
from simulator.engine.context import Context, Process
from simulator.engine.copies import NEVER
from simulator.engine.evidence import forgotten, pull
from simulator.engine.native import rows_brought
from simulator.engine.processes.signs import reveal
from simulator.engine.registers import people_shown
from simulator.engine.streams import triangular

_ANSWERED_LATER = {SourceKind.MERGES, SourceKind.ADDRESSES, SourceKind.NOTES}
"""What somebody has to be asked for, who takes as long as the source's latency."""


def order(context: Context, key: SourceId, owner: SeatId, cause: int) -> None:
    """Ask for what a source shows."""
    source = context.playbook.sources[key]
    later = source.answer_hours or (source.latency_hours if source.kind in _ANSWERED_LATER else None)
    if later is None:
        bring(context, key, (owner,), cause)
    else:
        context.start(_ask(context, key, later, owner, cause))


def _ask(context: Context, key: SourceId, hours: Triangle, owner: SeatId, cause: int) -> Process:
    name = f"source/{key}/answer/{context.sandbox.vaults[key].pulls + 1}"
    uniform = context.luck(name, context.order_of(cause))
    yield context.wait(int(triangular(hours, uniform) * HOUR))
    bring(context, key, (owner,), cause)


def bring(context: Context, key: SourceId, seats: tuple[SeatId, ...], cause: int | None) -> None:
    """Bring what a source shows at this second."""
    source = context.playbook.sources[key]
    vault = context.sandbox.vaults[key]
    gone = vault.lost_until > -NEVER and (source.kind is SourceKind.NOTES or source.reveals)
    if gone or _expired(context, key):
        context.emit(f.EvidenceChanged(source=key, now="lost"), seats, cause)
        return
    rows = 0 if context.scored_only else rows_brought(context.sandbox, context.journal, source, context.now)
    context.emit(pull(context.sandbox, source, context.now, rows), seats, cause)
    if source.kind in {SourceKind.MERGES, SourceKind.ADDRESSES}:
        context.emit(people_shown(context.sandbox, source, context.now), seats, cause)
    for indicator in source.reveals:
        reveal(context, indicator, seats, cause)
    context.refresh(f"{key} pulled", cause)


def _expired(context: Context, key: SourceId) -> bool:
    """What nobody held or pulled in time is gone."""
    source, vault = context.playbook.sources[key], context.sandbox.vaults[key]
    edge = context.now if vault.held_from is None else vault.held_from
    return not vault.pulls and forgotten(context.playbook, source, edge)
