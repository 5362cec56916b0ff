"""What each verb of an action does to the sandbox, and the facts that follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from simulator.domain import actions as a
from simulator.domain import facts as f
from simulator.domain.ids import FlowId, GrantId, SeatId, SourceId, StoreId
from simulator.domain.journal import TRUTH
from simulator.domain.nouns import SourceKind, Triangle
from simulator.domain.time import HOUR, Seconds
from simulator.engine.context import Context, Process
from simulator.engine.copies import NEVER
from simulator.engine.evidence import forgotten, people_shown, pull
from simulator.engine.native import rows_brought
from simulator.engine.processes.care import care_changed, disturb_at_once
from simulator.engine.processes.signs import reveal
from simulator.engine.processes.vendors import answer
from simulator.engine.streams import triangular

_ANSWERED_LATER = {SourceKind.MERGES, SourceKind.ADDRESSES, SourceKind.NOTES}
"""What somebody has to be asked for, who takes as long as the source's latency."""


def carry_out(context: Context, effect: a.Effect, owner: SeatId, cause: int) -> None:
    """Apply one effect now."""
    match effect:
        case a.PauseFlow() | a.ResumeFlow() | a.FixFlow():
            _change_flow(context, effect, cause)
        case a.PurgeStore() | a.RedriveStore() | a.KeepStore():
            _change_store(context, effect, cause)
        case a.CloseGrant(grant=grant):
            close_grant(context, grant, cause)
        case a.RotateCredential(credential=credential):
            for path in context.playbook.grants.values():
                if path.credential == credential:
                    close_grant(context, path.id, cause)
        case a.PullSource(source=source):
            _pull(context, source, owner, cause)
        case a.HoldSource() | a.EnableSource() | a.LoseSource():
            _change_source(context, effect, cause)
        case a.RevealIndicator(indicator=indicator):
            reveal(context, indicator, (owner,), cause)
        case a.StartManualWork():
            context.manual = True
            care_changed(context, cause)
        case a.DisturbVisits(visits=visits):
            disturb_at_once(context, visits, cause)
        case a.PrepareNotice(audience=audience):
            context.emit(f.NoticePrepared(audience=audience), cause=cause)
        case a.AskVendor(vendor=vendor):
            context.start(answer(context, vendor, owner, cause))
        case _:
            assert_never(effect)


def close_grant(context: Context, grant: GrantId, cause: int | None, seats: Iterable[SeatId] | None = None) -> None:
    """Close a path, once; without `seats` everyone may know it."""
    if grant not in context.sandbox.closed:
        context.sandbox.closed[grant] = context.now
        context.emit(f.GrantClosed(grant=grant), seats, cause)
        context.signal("grant-closed", grant)


def end_by_itself(context: Context, grant: GrantId, at: Seconds) -> Process:
    """A path that ends at its time, a session's or a planned one: nobody is told, only logs show it."""
    yield context.until(at)
    close_grant(context, grant, None, TRUTH)
    context.refresh(f"{grant} ended")


def flow_fixed(context: Context, flow: FlowId, cause: int | None) -> None:
    """No message of the flow fails any more."""
    if flow in context.sandbox.copies.fixed:
        return
    context.sandbox.copies.fix(flow, context.now)
    context.emit(f.FlowChanged(flow=flow, now="fixed"), cause=cause)
    care_changed(context, cause)


def _change_flow(context: Context, effect: a.PauseFlow | a.ResumeFlow | a.FixFlow, cause: int) -> None:
    flow, copies = effect.flow, context.sandbox.copies
    match effect:
        case a.PauseFlow():
            copies.pause(flow, context.now)
            context.emit(f.FlowChanged(flow=flow, now="paused"), cause=cause)
        case a.ResumeFlow():
            copies.resume(flow, context.now)
            context.emit(f.FlowChanged(flow=flow, now="fixed" if flow in copies.fixed else "failing"), cause=cause)
        case a.FixFlow():
            flow_fixed(context, flow, cause)
    care_changed(context, cause)


def _change_store(context: Context, effect: a.PurgeStore | a.RedriveStore | a.KeepStore, cause: int) -> None:
    store: StoreId = effect.store
    copies, now = context.sandbox.copies, context.now
    match effect:
        case a.PurgeStore():
            fact = f.StoreChanged(store=store, now="purged", messages=len(copies.purge(store, now)))
        case a.RedriveStore():
            fact = f.StoreChanged(store=store, now="redriven", messages=len(copies.redrive(store, now)))
        case a.KeepStore(keep=keep):
            fact = f.StoreChanged(store=store, now="kept", messages=len(copies.keep(store, keep, now)))
    context.emit(fact, cause=cause)


def _change_source(context: Context, effect: a.HoldSource | a.EnableSource | a.LoseSource, cause: int) -> None:
    source: SourceId = effect.source
    vault = context.sandbox.vaults[source]
    match effect:
        case a.HoldSource():
            vault.held_from = context.now if vault.held_from is None else vault.held_from
            fact = f.EvidenceChanged(source=source, now="held")
        case a.EnableSource():
            vault.enable(context.now, forward_only=context.playbook.sources[source].forward_only)
            fact = f.EvidenceChanged(source=source, now="enabled")
        case a.LoseSource():
            vault.lost_until = context.now
            fact = f.EvidenceChanged(source=source, now="lost")
    context.emit(fact, cause=cause)


def _pull(context: Context, key: SourceId, owner: SeatId, cause: int) -> None:
    """What lies in systems is there at once; registers and people who remember take their time to answer."""
    source = context.playbook.sources[key]
    later = source.answer_hours or (source.latency_hours if source.kind in _ANSWERED_LATER else None)
    if later is None:
        _bring(context, key, owner, cause)
    else:
        context.start(_ask(context, key, later, owner, cause))


def _ask(context: Context, key: SourceId, hours: Triangle, owner: SeatId, cause: int) -> Process:
    uniform = context.draws(f"source/{key}/answer/{context.sandbox.vaults[key].pulls + 1}").random()
    yield context.wait(int(triangular(hours, uniform) * HOUR))
    _bring(context, key, owner, cause)


def _bring(context: Context, key: SourceId, owner: SeatId, cause: int) -> None:
    """Bring what a source shows at this second."""
    source = context.playbook.sources[key]
    vault = context.sandbox.vaults[key]
    gone = vault.lost_until > -NEVER and (source.kind is SourceKind.NOTES or source.reveals)
    if gone or _expired(context, key):
        context.emit(f.EvidenceChanged(source=key, now="lost"), (owner,), cause)
        return
    rows = rows_brought(context.sandbox, context.journal, source, context.now)
    context.emit(pull(context.sandbox, source, context.now, rows), (owner,), cause)
    if source.kind in {SourceKind.MERGES, SourceKind.ADDRESSES}:
        context.emit(people_shown(context.sandbox, source, context.now), (owner,), cause)
    for indicator in source.reveals:
        reveal(context, indicator, (owner,), cause)
    context.refresh(f"{key} pulled", cause)


def _expired(context: Context, key: SourceId) -> bool:
    """What nobody held or pulled in time is gone."""
    source, vault = context.playbook.sources[key], context.sandbox.vaults[key]
    edge = context.now if vault.held_from is None else vault.held_from
    return not vault.pulls and forgotten(context.playbook, source, edge)
