"""What a facilitator asks of the room and what the room answers: values, as rows of the library hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeAlias, get_args

from simulator.domain.time import Seconds
from simulator.errors import JournalError

Asks: TypeAlias = Literal[
    "toggle", "break", "talk", "slower", "faster", "next", "day", "goto", "auto", "decide", "map", "note", "flag",
    "hint", "rate", "reveal", "end", "stop",
]  # fmt: skip
"""`talk` freezes for a discussion; `auto` switches one auto-pause; `decide` is a decision of the controller."""
LONGEST = 20_000
"""Characters of one request; assumed, as of one reason."""
CLOSED = "closed"
"""The state of a room whose process has ended."""
SILENT_AFTER = 20.0
"""Seconds without a pulse after which the room counts as not answering; assumed."""
GONE_AFTER = 8.0
"""Seconds without a beat after which a console counts as gone; assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing asked. `says` holds its words and numbers; `decision` is encoded as the journal has it."""

    asks: Asks
    says: Mapping[str, str] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A request as a row, by its number."""

    number: int
    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a request, in words for who asked."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How the playing process stands; its `state` is CLOSED once it has ended in good order.

    `beat` counts up, so that an observer needs no common clock. `decided`: when, in room seconds, it last decided.
    """

    beat: int = 0
    now: Seconds = 0
    state: str = "ready"
    halt: str = ""
    subject: str = ""
    gear: int = 60
    room: float = 0.0
    move: float = 0.0
    decided: float = 0.0
    pauses: str = ""


def request_text(request: Request) -> str:
    """A request as it is kept."""
    return json.dumps(asdict(request), sort_keys=True)


def read_request(text: str) -> Request:
    """The request that a row holds.

    Raises:
        JournalError: it holds none.
    """
    value = _object(text)
    says, decision = value.get("says", {}), value.get("decision")
    known = value.get("asks") in get_args(Asks) and isinstance(says, dict)
    if not known or not isinstance(decision, dict | None) or not all(isinstance(one, str) for one in says.values()):
        raise JournalError("a request of the facilitator's that nobody can read.")
    return Request(asks=value["asks"], says=says, decision=decision)


def pulse_text(pulse: Pulse) -> str:
    """A pulse as it is kept."""
    return json.dumps(asdict(pulse), sort_keys=True)


def read_pulse(text: str) -> Pulse:
    """The pulse that a row holds.

    Raises:
        JournalError: it holds none.
    """
    value = _object(text)
    if value:
        value.setdefault("decided", 0.0)  # earlier rooms did not say it
    kinds = {one.name: type(one.default) for one in fields(Pulse)}
    if set(value) != set(kinds) or any(type(value[name]) not in {kind, int} for name, kind in kinds.items()):
        raise JournalError("a pulse of the room that nobody can read.")
    return Pulse(**value)


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError) as fault:
        raise JournalError(f"a row of the facilitator's console is no JSON ({fault}).") from fault
    if not isinstance(value, dict):
        raise JournalError("a row of the facilitator's console is damaged.")
    return value
