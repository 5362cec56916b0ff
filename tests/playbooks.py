"""A tiny scenario, whole: two seats, one queue and its dead letters, one crawler, a handful of actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.domain import actions as a
from simulator.domain.ids import ROOM, ActionId, FlowId, GrantId, IndicatorId, InjectId, SeatId
from simulator.domain.msel import AfterNotice, At, Hold, Inject, Move, Option, UnlessDetermined
from simulator.domain.nouns import Triangle
from simulator.domain.playbook import Objective, Playbook, Seat
from simulator.domain.time import DAY, HOUR, ExerciseCalendar
from simulator.domain.vendors import Contract, Reply, Vendor
from simulator.domain.worldspec import WorldSpec
from tests.playbook_stores import appointments, crawler, forms, grants, indicators, pool, scheduling, sources, stores
from tests.playbook_terms import ACCESS_LOG, BYTES, DLQ, ONE_HOUR, PRIVACY, QUEUE, SECURITY

__all__ = [
    "ACCESS_LOG", "BYTES", "CALENDAR", "DLQ", "LATE_LETTER", "ONE_HOUR", "PRESS_CALL", "PRIVACY", "QUEUE", "SECURITY",
    "WORLD", "a_playbook",
]  # fmt: skip

CALENDAR = ExerciseCalendar(start=datetime(2026, 9, 8, 9), zone="America/Chicago")  # noqa: DTZ001 - local by meaning
WORLD = WorldSpec(patients=500, clinics=4, test_patients=5)
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
        pools={one.id: one for one in (pool(),)},
        flows={one.id: one for one in (appointments(), forms())},
        stores={one.id: one for one in stores()},
        grants={one.id: one for one in grants()},
        readers={one.id: one for one in (crawler(),)},
        services={one.id: one for one in (scheduling(),)},
        sources={one.id: one for one in sources()},
        indicators={one.id: one for one in indicators()},
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


def _vendor() -> Vendor:
    return Vendor(
        id="sync-vendor",
        title="Sync vendor",
        contract=Contract(notice_hours=72),
        replies=(Reply(text="We changed the policy.", hours=Triangle(low=4, typical=8, high=24)),),
    )


def _actions() -> tuple[a.ResponseAction, ...]:
    logs = tuple(one.id for one in sources())
    close = a.CloseGrant(grant=GrantId("queue-policy"))
    purges = tuple(a.PurgeStore(store=one) for one in (QUEUE, DLQ))
    letters = tuple(a.PrepareNotice(audience=one) for one in ("individual", "hhs"))
    pulls = tuple(a.PullSource(source=one) for one in logs)
    return (
        _action("close-queue-policy", "A1", effects=(close,)),
        _action("pause-sync", "A2", effects=(a.PauseFlow(flow=FlowId("appt-sync")),), repeatable=True),
        _action("pull-source", "A3", effects=pulls, targets=logs, repeatable=True),
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
