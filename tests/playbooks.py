"""A tiny valid scenario in memory: an open dead-letter queue, a crawler, three seats, five actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.domain import actions as a
from simulator.domain.ids import (
    ROOM,
    ActionId,
    FlowId,
    GrantId,
    IndicatorId,
    InjectId,
    PoolId,
    ReaderId,
    SeatId,
    ServiceId,
    SourceId,
    StoreId,
)
from simulator.domain.msel import AfterNotice, At, Hold, Inject, Move, Option, UnlessDetermined
from simulator.domain.nouns import (
    Fill,
    Flow,
    Grant,
    Indicator,
    Leg,
    LogSource,
    Reader,
    Returns,
    RowKind,
    RowOf,
    Service,
    SourceKind,
    Store,
    Triangle,
    Visit,
)
from simulator.domain.playbook import Cohort, Objective, Playbook, Pool, Seat
from simulator.domain.time import DAY, HOUR, MINUTE, ExerciseCalendar
from simulator.domain.vendors import Contract, Reply, Vendor
from simulator.domain.worldspec import WorldSpec

PRIVACY = SeatId("privacy-officer")
SECURITY = SeatId("security-lead")
QUEUE = StoreId("appt-sync-queue")
DLQ = StoreId("appt-sync-dlq")
ACCESS_LOG = SourceId("dlq-access-log")
CALENDAR = ExerciseCalendar(start=datetime(2026, 9, 8, 9), zone="America/Chicago")  # noqa: DTZ001 - local by meaning
WORLD = WorldSpec(patients=500, clinics=4, test_patients=5)
ONE_HOUR = Triangle(low=1, typical=1, high=1)
BYTES = Triangle(low=500, typical=1_000, high=4_000)

LATE_LETTER = InjectId("returned-letter")

PRESS_CALL = Inject(
    id=InjectId("press-call"),
    title="A reporter calls",
    text="How many patients?",
    sender="A reporter",
    to=(PRIVACY, SECURITY),
    kind="ordinary",
    main=True,
    trigger=At(at=2 * HOUR),
    conditions=(),
    reveals=(IndicatorId("on-call-ticket"),),
    options=(
        Option(id="facts-only", title="Say what is known", effect="The story stays small."),
        Option(id="no-comment", title="Say nothing", effect="The story grows.", harm=1.0),
    ),
    suggests=(ActionId("pause-sync"),),
    hold=Hold(agency="County sheriff", official=True, written=False),
)

SECOND_CALL = replace(
    PRESS_CALL,
    id=InjectId("second-call"),
    title="The reporter calls again",
    main=False,
    trigger=At(at=6 * HOUR),
    reveals=(),
    options=(),
    hold=None,
)
"""One more, which only some tests put into the list."""


def a_playbook(**changes: Any) -> Playbook:
    """The tiny scenario, with any of its fields replaced."""
    tiny = Playbook(
        slug="tiny",
        title="An open dead-letter queue",
        version="1",
        digest="0" * 64,
        seed=1,
        entity="Example Clinics",
        licensed_ca_facility=False,
        summary="A queue that anybody can read.",
        briefing="It is Tuesday morning.",
        calendar=CALENDAR,
        ends=75 * DAY,
        room_minutes=45,
        world=WORLD,
        seats={one.id: one for one in (_seat(PRIVACY), _seat(SECURITY), _seat(ROOM))},
        legal_seats=(PRIVACY,),
        pools={one.id: one for one in (_pool(),)},
        flows={one.id: one for one in (_appointments(), _forms())},
        stores={one.id: one for one in _stores()},
        grants={one.id: one for one in _grants()},
        readers={one.id: one for one in (_crawler(),)},
        services={one.id: one for one in (_scheduling(),)},
        sources={one.id: one for one in _sources()},
        indicators={one.id: one for one in _indicators()},
        vendors={one.id: one for one in (_vendor(),)},
        actions={one.id: one for one in _actions()},
        audiences={"individual": "the people affected", "hhs": "the Secretary of HHS"},
        moves=_moves(),
        injects={one.id: one for one in (PRESS_CALL, _late_letter())},
        objectives=(
            Objective(
                id="contain", title="Stop the leak", capability="Cybersecurity", csf="RS.MI-01", tasks=("close it",)
            ),
        ),
        runbooks={},
    )
    return replace(tiny, **changes)


def _seat(seat: SeatId) -> Seat:
    title = str(seat).replace("-", " ").capitalize()
    return Seat(
        id=seat,
        title=title,
        card=("Decides.",),
        staff=2,
        reach_day=1.0,
        reach_evening=1.0,
        reach_night=1.0,
        reach_weekend=1.0,
        shifts=(),
        error_rate=0.0,
        night_error_factor=1.0,
    )


def _pool() -> Pool:
    return Pool(
        id=PoolId("known"),
        cohorts=(
            Cohort(people=20, residence="TX", clinic="TX"),
            Cohort(people=3, residence="NY", clinic="NY", merged=True),
            Cohort(people=1, residence="TX", clinic="TX", deceased=True),
            Cohort(people=1, residence="TX", clinic="TX", bad_address=True),
            Cohort(people=1, residence="TX", clinic="TX", test=True),
        ),
        shown_by=None,
        shown=(),
    )


def _appointments() -> Flow:
    return Flow(
        id=FlowId("appt-sync"),
        title="Appointment sync",
        starts=-10 * DAY,
        ends=None,
        per_day=40,
        profile="clinic-week",
        route=(Leg(store=QUEUE, after=0), Leg(store=DLQ, after=HOUR)),
        pool=PoolId("known"),
        pool_until=0,
        without_person=0.0,
        elements=("name", "appointment"),
        object_bytes=BYTES,
        history=200,
    )


def _forms() -> Flow:
    return Flow(
        id=FlowId("portal-forms"),
        title="Portal forms",
        starts=-5 * DAY,
        ends=30 * DAY,
        per_day=5,
        profile="round-the-clock",
        route=(Leg(store=DLQ, after=0),),
        pool=None,
        pool_until=-5 * DAY,
        without_person=0.1,
        elements=("name", "diagnosis"),
        object_bytes=BYTES,
    )


def _stores() -> tuple[Store, ...]:
    return (
        Store(id=QUEUE, title="Sync queue", keep=4 * DAY, secured=True),
        Store(id=DLQ, title="Dead-letter queue", keep=14 * DAY),
    )


def _grants() -> tuple[Grant, ...]:
    opened = -10 * DAY
    return (
        Grant(
            id=GrantId("queue-policy"),
            title="Open queue policy",
            stores=(QUEUE, DLQ),
            credential="anybody",
            authorised=False,
            opened=opened,
        ),
        Grant(
            id=GrantId("worker-role"),
            title="Worker role",
            stores=(QUEUE,),
            credential="worker-key",
            authorised=True,
            opened=opened,
        ),
    )


def _crawler() -> Reader:
    return Reader(
        id=ReaderId("crawler"),
        title="A crawler",
        address="198.51.100.7",
        grants=(GrantId("queue-policy"),),
        visits=(Visit(at=-2 * DAY, store=DLQ, lasting=10 * MINUTE, limit=50),),
        returns=Returns(
            first=6 * HOUR,
            every_hours=Triangle(low=12, typical=24, high=36),
            stores=(DLQ,),
            lasting=10 * MINUTE,
        ),
    )


def _scheduling() -> Service:
    return Service(
        id=ServiceId("scheduling"),
        title="Scheduling",
        needs=(FlowId("appt-sync"),),
        visits_per_day=100,
        failing_share=0.05,
        failing_share_manual=0.02,
        paused_share=0.20,
        paused_share_manual=0.05,
    )


_LOGGED = {"bucket": "store", "time": "time", "remote_ip": "address", "requester": "actor", "request_id": "request-id",
           "key": "object-key", "bytes_sent": "bytes"}  # fmt: skip
"""The columns of the access log, and what stands in each."""


def _sources() -> tuple[LogSource, ...]:
    return (
        _source(
            ACCESS_LOG,
            "L1",
            SourceKind.READS,
            proves_absence="every read is a row",
            keep=30 * DAY,
            columns=tuple((name, "INTEGER" if name == "bytes_sent" else "TEXT") for name in _LOGGED),
            rows=tuple(
                RowKind(of=of, fill=tuple((name, Fill(word=word)) for name, word in _LOGGED.items()))
                for of in (RowOf.READ, RowOf.WRITE)
            ),
        ),
        _source(SourceId("receive-counts"), "L2", SourceKind.COUNTS, proves_absence="a count of 0 was never received"),
        _source(SourceId("dlq-content"), "L3", SourceKind.CONTENT),
        _source(SourceId("ehr-merges"), "L4", SourceKind.MERGES, stores=()),
        _source(SourceId("residence-report"), "L5", SourceKind.ADDRESSES, stores=()),
        _source(SourceId("tickets"), "L6", SourceKind.NOTES, stores=(), reveals=(IndicatorId("on-call-ticket"),)),
    )


def _source(source: SourceId, code: str, kind: SourceKind, **changes: Any) -> LogSource:
    plain = LogSource(
        id=source,
        code=code,
        title=str(source).replace("-", " ").capitalize(),
        kind=kind,
        stores=(DLQ,),
        since=-10 * DAY,
        keep=None,
        latency_hours=ONE_HOUR,
        completeness=1.0,
        proves_absence=None,
    )
    return replace(plain, **changes)


def _indicators() -> tuple[Indicator, ...]:
    both = (PRIVACY, SECURITY)
    return (
        Indicator(
            id=IndicatorId("dlq-depth"),
            title="Queue depth",
            text="The dead-letter queue is deep.",
            at=0,
            discovery="actual",
            seats=both,
            visible=True,
        ),
        Indicator(
            id=IndicatorId("on-call-ticket"),
            title="On-call ticket",
            text="Somebody saw it on Sunday.",
            at=-2 * DAY,
            discovery="constructive",
            seats=both,
            visible=False,
        ),
    )


def _vendor() -> Vendor:
    return Vendor(
        id="sync-vendor",
        title="Sync vendor",
        contract=Contract(notice_hours=72),
        replies=(Reply(text="We changed the policy.", hours=Triangle(low=4, typical=8, high=24)),),
    )


def _actions() -> tuple[a.ResponseAction, ...]:
    sources = tuple(one.id for one in _sources())
    close = a.CloseGrant(grant=GrantId("queue-policy"))
    purges = tuple(a.PurgeStore(store=one) for one in (QUEUE, DLQ))
    letters = tuple(a.PrepareNotice(audience=one) for one in ("individual", "hhs"))
    pulls = tuple(a.PullSource(source=one) for one in sources)
    return (
        _action("close-queue-policy", "A1", effects=(close,)),
        _action("pause-sync", "A2", effects=(a.PauseFlow(flow=FlowId("appt-sync")),), repeatable=True),
        _action("pull-source", "A3", effects=pulls, targets=sources, repeatable=True),
        _action(
            "purge-queue",
            "A4",
            authority=a.Authority(seats=(SECURITY,), second=(PRIVACY,)),
            effects=purges,
            targets=(QUEUE, DLQ),
            irreversible=True,
            flag="trap",
        ),
        _action(
            "prepare-letters",
            "A5",
            kind=a.ActionKind.NOTIFICATION,
            owner=PRIVACY,
            authority=a.Authority(seats=(PRIVACY,)),
            after=(ActionId("close-queue-policy"),),
            effects=letters,
            targets=("individual", "hhs"),
        ),
    )


def _action(slug: str, code: str, **changes: Any) -> a.ResponseAction:
    plain = a.ResponseAction(
        id=ActionId(slug),
        code=code,
        title=slug.replace("-", " ").capitalize(),
        kind=a.ActionKind.CONTAINMENT,
        owner=SECURITY,
        authority=a.Authority(seats=(SECURITY, PRIVACY)),
        hours=ONE_HOUR,
        staff_hours=1.0,
        dollars=0.0,
        after=(),
        effects=(),
        targets=(),
        irreversible=False,
        repeatable=False,
        flag=None,
        csf="RS.MI-01",
        help="Does what it says.",
        risk="Little.",
    )
    return replace(plain, **changes)


def _moves() -> tuple[Move, ...]:
    return (
        Move(id="contain", title="Contain", starts=0, room_minutes=30, gear="paced", asks="What do you stop?"),
        Move(id="notify", title="Notify", starts=DAY, room_minutes=15, gear="jump", asks="Whom do you tell?"),
    )


def _late_letter() -> Inject:
    return Inject(
        id=LATE_LETTER,
        title="A letter came back",
        text="Not at this address.",
        sender="The post",
        to=(PRIVACY,),
        kind="contingency",
        main=False,
        trigger=AfterNotice(audience="individual", delay=5 * DAY),
        conditions=(UnlessDetermined(),),
        reveals=(),
        options=(),
        suggests=(),
    )
