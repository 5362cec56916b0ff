"""Annotated types for what authors write: durations, slugs, plain text, states."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from simulator.authored.shapes import Wanted, refuse
from simulator.authored.tree import FORBIDDEN
from simulator.domain.time import DAY, format_duration, parse_duration

_LONGEST = 36_500 * DAY
"""Assumed: no exercise looks a hundred years back or ahead."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DURATION_LIKE = "a duration like 2h30m, 90s, 3d, 1w or 0"
_SIGNED_LIKE = "a duration like 2h30m, 3d, -10d or 0"
_SLUG_LIKE = "a slug like dead-letter-queue"
_STATE_LIKE = "a state code like TX"

# Source: USPS Publication 28, Appendix B (states, the District of Columbia, and the territories).
_STATES = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP
"""
STATE_CODES = frozenset(_STATES.split())


def _seconds(given: object, like: str) -> object:
    """Seconds from a written duration; a number that code gives is taken as seconds."""
    if not isinstance(given, str):
        return given
    try:
        seconds = parse_duration(given) if given.isascii() else None
    except ValueError:
        seconds = None
    if seconds is None:
        raise refuse(like, "write whole numbers with the units w, d, h, m, s")
    if abs(seconds) > _LONGEST:
        raise refuse("a duration of at most 36500d", "write a shorter one")
    return seconds


def _signed(given: object) -> object:
    return _seconds(given, _SIGNED_LIKE)


def _unsigned(given: object) -> object:
    return _seconds(given, _DURATION_LIKE)


def _not_negative(seconds: int) -> int:
    if seconds < 0:
        raise refuse("a duration that is not negative", "remove the minus sign")
    return seconds


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        todo = f'write "{better}"' if better else "write one"
        raise refuse(_SLUG_LIKE, f"{todo}: small letters and digits, single hyphens between them")
    return text


def _plain_text(text: str) -> str:
    if not text.strip():
        raise refuse("text", "write at least one word")
    if FORBIDDEN.search(text) or "\r" in text:
        raise refuse("text without control characters", "delete all but line ends and tabs")
    return text


def _state_code(text: str) -> str:
    if text not in STATE_CODES:
        meant = text.strip().upper()
        todo = f'write "{meant}"' if meant in STATE_CODES else "write two capital letters: a state, DC or a territory"
        raise refuse(_STATE_LIKE, todo)
    return text


SignedDuration: TypeAlias = Annotated[
    int,
    BeforeValidator(_signed),
    PlainSerializer(format_duration, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^(0|-?([0-9]+[wdhms])+)$"}),
    Wanted(_SIGNED_LIKE),
]
"""Seconds, written `-10d`: a moment before or after StartEx."""

Duration: TypeAlias = Annotated[
    int,
    BeforeValidator(_unsigned),
    AfterValidator(_not_negative),
    PlainSerializer(format_duration, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^(0|([0-9]+[wdhms])+)$"}),
    Wanted(_DURATION_LIKE),
]
"""Seconds, zero or more, written `2h30m`."""

Slug: TypeAlias = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$"}),
    Wanted(_SLUG_LIKE),
]
"""An id: small letters, digits and single hyphens."""

PlainText: TypeAlias = Annotated[str, AfterValidator(_plain_text), Wanted("text")]
"""One or more lines to show as they are: never markup, no control characters but line ends and tabs."""

StateCode: TypeAlias = Annotated[str, AfterValidator(_state_code), Wanted(_STATE_LIKE)]
"""A state, district or territory by its two capital letters."""
