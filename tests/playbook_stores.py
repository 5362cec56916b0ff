"""Where the tiny scenario's records come from, lie, are reached and logged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.domain.ids import FlowId, GrantId, IndicatorId, PoolId, ReaderId, ServiceId, SourceId
from simulator.domain.nouns import Flow, Grant, Indicator, Leg, Reader, Returns, Service, Store, Triangle, Visit
from simulator.domain.playbook import Cohort, Pool
from simulator.domain.sources import Fill, LogSource, RowKind, RowOf, SourceKind
from simulator.domain.time import DAY, HOUR, MINUTE
from tests.playbook_terms import ACCESS_LOG, BYTES, DLQ, ONE_HOUR, PRIVACY, QUEUE, SECURITY


def pool() -> Pool:
    """The people at risk."""
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


def appointments() -> Flow:
    """Appointments, from the EHR into the queue."""
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


def forms() -> Flow:
    """Forms of the portal, straight into the queue."""
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


def stores() -> tuple[Store, ...]:
    """The queue and its dead letters."""
    return (
        Store(id=QUEUE, title="Sync queue", keep=4 * DAY, secured=True),
        Store(id=DLQ, title="Dead-letter queue", keep=14 * DAY),
    )


def grants() -> tuple[Grant, ...]:
    """The ways in: the open policy and the integration's own."""
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


def crawler() -> Reader:
    """Who reads through the open policy."""
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


def scheduling() -> Service:
    """The service that needs the queue."""
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


def sources() -> tuple[LogSource, ...]:
    """What is recorded, and how well."""
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


def indicators() -> tuple[Indicator, ...]:
    """What somebody could notice, and when."""
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
