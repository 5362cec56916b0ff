"""What each verb of an action does to the sandbox, and the facts that follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from simulator.domain import actions as a
from simulator.domain import facts as f
from simulator.domain.ids import FlowId, GrantId, SeatId, ServiceId, SourceId, StoreId
from simulator.domain.journal import TRUTH
from simulator.domain.time import HOUR, Seconds
from simulator.engine.context import Context, Fault, Process
from simulator.engine.processes.care import care_changed, disturb_at_once
from simulator.engine.processes.pulls import order
from simulator.engine.processes.signs import reveal
from simulator.engine.processes.vendors import asked, demanded


def carry_out(context: Context, effect: a.Effect, owner: SeatId, cause: int) -> None:
    """Apply one effect now."""
    match effect:
        case a.PauseFlow() | a.ResumeFlow() | a.FixFlow() | a.FailFlow():
            _change_flow(context, effect, cause)
        case a.PurgeStore() | a.RedriveStore() | a.KeepStore():
            _change_store(context, effect, cause)
        case a.CloseGrant() | a.OpenGrant() | a.RotateCredential():
            _change_paths(context, effect, cause)
        case a.PullSource(source=source):
            order(context, source, owner, cause)
        case a.HoldSource() | a.EnableSource() | a.LoseSource():
            _change_source(context, effect, cause)
        case a.RevealIndicator(indicator=indicator):
            reveal(context, indicator, (owner,), cause)
        case a.StartManualWork() | a.DisturbVisits() | a.BreakService() | a.RestoreService():
            _change_care(context, effect, cause)
        case a.PrepareNotice(audience=audience):
            context.emit(f.NoticePrepared(audience=audience), cause=cause)
        case a.AskVendor() | a.DemandVendor():
            _turn_to_vendor(context, effect, owner, cause)
        case a.OccupySeat(seat=seat, hours=hours):
            context.start(_occupy(context, seat, hours))
        case _:
            assert_never(effect)


def _turn_to_vendor(context: Context, effect: a.AskVendor | a.DemandVendor, owner: SeatId, cause: int) -> None:
    match effect:
        case a.AskVendor(vendor=vendor):
            asked(context, vendor, owner, cause)
        case a.DemandVendor(vendor=vendor):
            for source in context.playbook.vendors[vendor].sources:
                _change_source(context, a.HoldSource(source=source), cause)
            demanded(context, vendor, owner, cause)


def _change_paths(context: Context, effect: a.CloseGrant | a.OpenGrant | a.RotateCredential, cause: int) -> None:
    match effect:
        case a.CloseGrant(grant=grant):
            close_grant(context, grant, cause)
        case a.OpenGrant(grant=grant):
            open_grant(context, grant, cause)
        case a.RotateCredential(credential=credential):
            for path in context.playbook.grants.values():
                if path.credential == credential:
                    close_grant(context, path.id, cause)


def close_grant(context: Context, grant: GrantId, cause: int | None, seats: Iterable[SeatId] | None = None) -> None:
    """Close a path, once; without `seats` everyone may know it."""
    if grant not in context.sandbox.paths.closed:
        context.sandbox.paths.close(grant, context.now)
        context.emit(f.GrantClosed(grant=grant), seats, cause)
        context.signal("grant-closed", grant)
        care_changed(context, cause)


def open_grant(context: Context, grant: GrantId, cause: int) -> None:
    """Open a closed path again."""
    if grant in context.sandbox.paths.closed:
        context.sandbox.paths.reopen(grant, context.now)
        context.emit(f.GrantOpened(grant=grant), cause=cause)
        context.signal("grant-opened", grant)
        care_changed(context, cause)


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


def _change_flow(context: Context, effect: a.PauseFlow | a.ResumeFlow | a.FixFlow | a.FailFlow, cause: int) -> None:
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
        case a.FailFlow():
            copies.fail(flow, context.now)
            context.emit(f.FlowChanged(flow=flow, now="paused" if flow in copies.paused else "failing"), cause=cause)
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


def _change_care(
    context: Context, effect: a.StartManualWork | a.DisturbVisits | a.BreakService | a.RestoreService, cause: int
) -> None:
    match effect:
        case a.StartManualWork():
            context.manual = True
        case a.DisturbVisits(visits=visits):
            disturb_at_once(context, visits, cause)
        case a.BreakService(service=service, share=share, by_hand=by_hand, hours=hours):
            fault = Fault(share=share, by_hand=by_hand)
            context.faults[service].append(fault)
            if hours is not None:
                context.start(_pass_over(context, service, fault, hours, cause))
        case a.RestoreService(service=service):
            context.faults[service].clear()
            context.restored[service] = context.now
    care_changed(context, cause)


def _pass_over(context: Context, service: ServiceId, fault: Fault, hours: float, cause: int) -> Process:
    """A fault that ends by itself, unless somebody mended it before."""
    yield context.wait(int(hours * HOUR))
    if any(one is fault for one in context.faults[service]):
        context.faults[service] = [one for one in context.faults[service] if one is not fault]
        care_changed(context, cause)


def _occupy(context: Context, seat: SeatId, hours: float) -> Process:
    """One pair of hands is gone: the next that is free, for so long."""
    hands = context.hands[seat].request()
    yield hands
    yield context.wait(int(hours * HOUR))
    context.hands[seat].release(hands)
