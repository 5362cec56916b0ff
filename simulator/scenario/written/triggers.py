"""What every step of a runbook has: when it is due, and the words that go with it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from simulator.authored import Authored, Duration, PlainText
from simulator.scenario.written.names import AudienceRef, IndicatorRef, InjectRef, PlayMoment, SourceRef, TaskRef


def as_list(given: object) -> object:
    """One name may stand without its list."""
    return [given] if isinstance(given, str) else given


class When(Authored):
    """What the seat must know, all of it: a sign noticed, evidence pulled, a notice prepared, a message received."""

    indicator: IndicatorRef | None = None
    known: IndicatorRef | None = None
    pulled: Annotated[tuple[SourceRef, ...], BeforeValidator(as_list)] = ()
    prepared: Annotated[tuple[AudienceRef, ...], BeforeValidator(as_list)] = ()
    inject: InjectRef | None = None
    listed: Annotated[int, Field(ge=1)] | None = None


class Triggered(Authored):
    """What every step has: triggers that must hold together, then `wait`; and the words that go with it."""

    at: PlayMoment | None = None
    after: TaskRef | None = None
    wait: Duration = 0
    when: When = When()
    inject: InjectRef | None = None
    why: PlainText | None = None
    dissent: PlainText | None = None
