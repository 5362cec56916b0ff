"""How authored files name things: references that are checked later, moments, and the closed lists of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, WithJsonSchema

from simulator.authored import Duration, SignedDuration, Slug, Wanted, refuse
from simulator.domain.time import DAY, HOUR

LEGAL_ACTS = (
    "state-discovery-date",
    "determine-breach",
    "record-hold",
    "build-list",
    "freeze-list",
    "release-notice",
    "answer",
)
"""What a runbook may `do` besides actions."""
ON_INJECT = ("fire-inject", "hold-inject", "let-go-inject", "skip-inject")
DIRECTIONS = (*ON_INJECT, "delay-inject", "improvise", "substitute-role", "set-chance", "roll-die")
"""What the facilitator may `do` in a runbook."""

_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
_AUDIENCE = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)?")
_CREDENTIAL = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_CREDENTIAL_LIKE = "the name of a key or a login, like integration-key or k.ortega"
_MOMENT_LIKE = "a moment like 2h30m or -10d after StartEx, or 2026-08-22T23:40 local time"
_THREE_LIKE = "three numbers that do not fall: lowest, typical, highest, like [0.5, 1, 4]"
_SHIFTS_LIKE = "times of day from midnight, in order and two hours apart at least, like [7h, 19h]"
_ZONE_LIKE = "a time zone like America/Chicago"
_LOCAL_LIKE = "a local date and time like 2026-09-15T09:00"
_AUDIENCE_LIKE = "an audience like individual or tx.ag"


@dataclass(frozen=True, slots=True)
class Ref:
    """Put into `Annotated`: the text names one of this kind of thing; whether it exists is checked over all files."""

    kind: str


def _moment(given: object) -> object:
    if not isinstance(given, str):
        return given
    if _DATE_TIME.fullmatch(given):
        try:
            return datetime.fromisoformat(given)
        except ValueError:
            raise refuse(_MOMENT_LIKE, "write a date and a time that exist") from None
    if given[:1].isdigit() and "-" in given:
        raise refuse(_MOMENT_LIKE, "write the date, the letter T and the time")
    try:
        return _SIGNED.validate_python(given)
    except ValidationError:
        raise refuse(_MOMENT_LIKE, "write whole numbers with the units w, d, h, m, s") from None


def _audience(text: str) -> str:
    if not _AUDIENCE.fullmatch(text):
        raise refuse(_AUDIENCE_LIKE, "write small letters, with one dot at most")
    return text


def _credential(text: str) -> str:
    if not _CREDENTIAL.fullmatch(text):
        raise refuse(_CREDENTIAL_LIKE, "write small letters and digits, with single hyphens or dots between them")
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse(_ZONE_LIKE, "write a name of the IANA time zone database") from None
    return text


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        raise refuse(_LOCAL_LIKE, 'take the zone off; it stands under "zone"')
    return moment


def _shifts(times: tuple[int, ...]) -> tuple[int, ...]:
    """A handover takes most of an hour, so that shifts closer than two hours would do little else (assumed)."""
    around = [*times, times[0] + DAY] if times else []
    if any(time >= DAY for time in times) or any(after - before < 2 * HOUR for before, after in pairwise(around)):
        raise refuse(_SHIFTS_LIKE, "write each time of day once, the earliest first")
    return times


def _ascending(three: tuple[float, ...]) -> tuple[float, ...]:
    if list(three) != sorted(three) or three[0] < 0:
        raise refuse(_THREE_LIKE, "put them in order, from zero up")
    return three


_SIGNED: TypeAdapter[int] = TypeAdapter(SignedDuration)

Moment: TypeAlias = Annotated[
    int | datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "description": _MOMENT_LIKE}),
    Wanted(_MOMENT_LIKE),
]
"""A time: a duration from StartEx, or a local date and time."""


def _in_play(moment: int | datetime) -> int | datetime:
    if isinstance(moment, int) and moment < 0:
        raise refuse(_MOMENT_LIKE, "nothing can be decided before StartEx")
    return moment


PlayMoment: TypeAlias = Annotated[Moment, AfterValidator(_in_play)]
"""A time at which players can act: StartEx or later."""

Three: TypeAlias = Annotated[
    tuple[float, ...], Field(min_length=3, max_length=3), AfterValidator(_ascending), Wanted(_THREE_LIKE)
]
"""Lowest, typical and highest of something drawn."""

AudienceName: TypeAlias = Annotated[str, AfterValidator(_audience), Wanted(_AUDIENCE_LIKE)]
ZoneName: TypeAlias = Annotated[str, AfterValidator(_zone), Wanted(_ZONE_LIKE)]
LocalTime: TypeAlias = Annotated[datetime, AfterValidator(_local), Wanted(_LOCAL_LIKE)]
Amount: TypeAlias = Annotated[float, Field(ge=0)]
Count: TypeAlias = Annotated[int, Field(ge=0)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Keep: TypeAlias = Duration | None
Shifts: TypeAlias = Annotated[tuple[Duration, ...], AfterValidator(_shifts), Wanted(_SHIFTS_LIKE)]
"""Times of day, as durations from midnight."""

ActionRef: TypeAlias = Annotated[Slug, Ref("action")]
AudienceRef: TypeAlias = Annotated[AudienceName, Ref("audience")]
CardRef: TypeAlias = Annotated[Slug, Ref("source card")]
CredentialRef: TypeAlias = Annotated[str, AfterValidator(_credential), Wanted(_CREDENTIAL_LIKE), Ref("credential")]
"""The name of a key, or the login of an account, as logs show who came."""
FailureRef: TypeAlias = Annotated[Slug, Ref("failure card")]
FlowRef: TypeAlias = Annotated[Slug, Ref("flow")]
GrantRef: TypeAlias = Annotated[Slug, Ref("grant")]
IndicatorRef: TypeAlias = Annotated[Slug, Ref("indicator")]
InjectRef: TypeAlias = Annotated[Slug, Ref("inject")]
LabelRef: TypeAlias = Annotated[str, Ref("label")]
LibraryRef: TypeAlias = Annotated[Slug, Ref("library action")]
PoolRef: TypeAlias = Annotated[Slug, Ref("pool")]
SeatRef: TypeAlias = Annotated[Slug, Ref("seat")]
ServiceRef: TypeAlias = Annotated[Slug, Ref("service")]
SourceRef: TypeAlias = Annotated[Slug, Ref("source")]
StoreRef: TypeAlias = Annotated[Slug, Ref("store")]
TargetRef: TypeAlias = Annotated[str, Ref("target")]
TaskRef: TypeAlias = Annotated[Slug, Ref("action or legal act")]
VendorRef: TypeAlias = Annotated[Slug, Ref("vendor")]
