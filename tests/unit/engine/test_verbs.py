"""What the verbs do that change services, paths, hands and flows back and forth."""

from __future__ import annotations

from dataclasses import replace

from simulator.domain import actions as a
from simulator.domain.facts import CareDisturbed, GrantOpened, ReaderLockedOut, RecordsRead
from simulator.domain.ids import FlowId, GrantId, ServiceId, StoreId
from simulator.domain.time import DAY, HOUR
from simulator.engine.engine import Engine
from simulator.engine.exposure import reach
from simulator.engine.processes.care import service_state
from simulator.engine.processes.effects import carry_out
from simulator.world.population import population
from tests.playbooks import DLQ, SECURITY, a_playbook

SCHEDULING = ServiceId("scheduling")
POLICY = GrantId("queue-policy")
SYNC = FlowId("appt-sync")


def an_engine() -> Engine:
    """The tiny scenario at StartEx, its service in need of the queue's policy too."""
    tiny = a_playbook()
    service = replace(tiny.services[SCHEDULING], needs_grants=(POLICY,))
    playbook = replace(tiny, services={SCHEDULING: service})
    return Engine(playbook, population(playbook.world, 1), 1)


def do(engine: Engine, effect: a.Effect) -> None:
    """Let an effect happen now."""
    carry_out(engine._context, effect, SECURITY, 1)


def stands(engine: Engine) -> tuple[str, float]:
    """How the service stands."""
    return service_state(engine._context, engine.playbook.services[SCHEDULING])


def test_a_service_is_paused_while_a_grant_it_needs_is_closed() -> None:
    """Closing the grant pauses the service at once, opening it again ends that, and both are written down."""
    engine = an_engine()
    before = stands(engine)
    do(engine, a.CloseGrant(grant=POLICY))
    assert stands(engine) == ("paused", engine.playbook.services[SCHEDULING].paused_share)
    assert engine.state.services[SCHEDULING] == "paused"
    do(engine, a.OpenGrant(grant=POLICY))
    assert stands(engine) == before
    assert POLICY not in engine.state.closed


def test_a_restored_service_does_without_the_closed_grant_until_it_is_closed_anew() -> None:
    """Restoring counts for what is closed by then; a later closing cuts the service again."""
    engine = an_engine()
    do(engine, a.CloseGrant(grant=POLICY))
    engine.advance(HOUR)
    do(engine, a.RestoreService(service=SCHEDULING))
    assert stands(engine)[0] == "failing"
    engine.advance(2 * HOUR)
    do(engine, a.OpenGrant(grant=POLICY))
    do(engine, a.CloseGrant(grant=POLICY))
    assert stands(engine)[0] == "paused"


def test_a_broken_service_disturbs_its_share_until_the_hours_pass() -> None:
    """The share counts while it is the worst, for exactly its hours; by hand the smaller one."""
    engine = an_engine()
    do(engine, a.BreakService(service=SCHEDULING, share=0.5, by_hand=0.25, hours=6))
    assert stands(engine) == ("broken", 0.5)
    do(engine, a.StartManualWork())
    assert stands(engine) == ("broken, by hand", 0.25)
    begun = engine.now
    engine.advance(DAY)
    assert stands(engine)[0] == "failing, by hand"
    books = [(one.at, one.fact) for one in engine.journal if isinstance(one.fact, CareDisturbed)]
    (ended,) = (at for at, fact in books if fact.why == "broken, by hand")
    assert ended == begun + 6 * HOUR


def test_a_service_that_is_restored_is_whole_before_the_hours_pass() -> None:
    """What mends one fault ends all, and a fault's own end then changes nothing."""
    engine = an_engine()
    for share in (0.5, 0.25):
        do(engine, a.BreakService(service=SCHEDULING, share=share, by_hand=0.0, hours=6))
    do(engine, a.RestoreService(service=SCHEDULING))
    assert stands(engine)[0] == "failing"
    count = len(engine.journal)
    engine.advance(8 * HOUR)
    assert all(one.at < HOUR or not isinstance(one.fact, CareDisturbed) for one in list(engine.journal)[count:])


def test_a_fix_that_is_undone_lets_the_later_messages_fail_again() -> None:
    """Messages planned while the flow was whole are spared; those after it fail as they would have."""
    engine, untouched = an_engine(), an_engine()
    engine.advance(DAY)
    do(engine, a.FixFlow(flow=SYNC))
    engine.advance(3 * DAY)
    do(engine, a.FailFlow(flow=SYNC))
    copies, usual = engine._context.sandbox.copies, untouched._context.sandbox.copies
    planned = usual.planned
    spared = (planned >= DAY) & (planned < 3 * DAY) & (usual.flow == copies.flow)
    of_sync = usual.flow == list(engine.playbook.flows).index(SYNC)
    again = of_sync & (planned >= 3 * DAY)
    assert (copies.entered[again] == usual.entered[again]).all()
    assert not (copies.entered[spared & of_sync] < 10 * DAY).any()
    assert spared.any()
    assert again.any()


def test_whoever_was_locked_out_comes_back_through_a_path_that_opens_again() -> None:
    """After the lock-out nobody reads; after the opening somebody does."""
    engine = an_engine()
    do(engine, a.CloseGrant(grant=POLICY))
    engine.advance(30 * DAY)
    out = [one.at for one in engine.journal if isinstance(one.fact, ReaderLockedOut)]
    assert out
    do(engine, a.OpenGrant(grant=POLICY))
    engine.advance(60 * DAY)
    opened = next(one.at for one in engine.journal if isinstance(one.fact, GrantOpened))
    later = [one.fact.since for one in engine.journal if isinstance(one.fact, RecordsRead) and one.at > out[0]]
    assert later
    assert min(later) > opened


def test_what_lay_there_only_while_the_path_was_closed_was_never_open() -> None:
    """Reach counts a copy if it lay there while the path stood open, before or after, and no other."""
    engine = an_engine()
    sandbox = engine._context.sandbox
    engine.advance(HOUR)
    do(engine, a.CloseGrant(grant=POLICY))
    engine.advance(20 * DAY)
    do(engine, a.OpenGrant(grant=POLICY))
    engine.advance(25 * DAY)
    grant, shelf = engine.playbook.grants[POLICY], sandbox.copies.shelves[StoreId(DLQ)]
    since, until = reach(sandbox, grant, StoreId(DLQ), engine.now)
    inside = (shelf.arrive > HOUR) & (shelf.leave < 20 * DAY)
    before = (shelf.arrive < HOUR) & (shelf.leave > grant.opened)
    after = (shelf.arrive >= 20 * DAY) & (shelf.arrive < 25 * DAY)
    assert inside.any()
    assert not (until > since)[inside].any()
    assert (until > since)[before].all()
    assert (until > since)[after].all()


def test_occupied_hands_do_nothing_else() -> None:
    """With both pairs of hands gone, work ordered then begins when the first is back."""
    engine = an_engine()
    for _ in range(engine.playbook.seats[SECURITY].staff):
        do(engine, a.OccupySeat(seat=SECURITY, hours=24))
    engine.advance(HOUR)
    hands = engine._context.hands[SECURITY]
    assert hands.count == hands.capacity
    engine.advance(25 * HOUR)
    assert hands.count == 0
