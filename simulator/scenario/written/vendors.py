"""Contracts as authors write them: vendors and what they say when (or, in short, one answer), and clauses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.authored import Authored, PlainText
from simulator.domain import vendors as domain
from simulator.scenario.written.msel import Condition
from simulator.scenario.written.names import (
    ActionRef,
    Count,
    IndicatorRef,
    Moment,
    SeatRef,
    SourceRef,
    Three,
    VendorRef,
)
from simulator.scenario.written.nouns import Built


class Contract(Built):
    """What was agreed, in hours: notice of a breach (or an answer to a demand), and an answer to a ticket."""

    into = domain.Contract
    notice_hours: Count | None = None
    sla_hours: Count | None = None
    agent: bool = False
    baa: bool = True


class Clause(Built):
    """By contract the entity tells somebody, so many hours after it discovered the incident, by one action."""

    into = domain.Clause
    to: PlainText
    notice_hours: Annotated[int, Field(ge=1, le=8_760)]
    met_by: ActionRef


class Insurer(Clause):
    """The clause of the policy that the entity's own cyber insurer wrote."""

    to: PlainText = "the cyber insurer"
    met_by: ActionRef = "notify-insurer"


class Reply(Built):
    """One thing that a vendor says: `hours` after it was asked, or by itself `at` a moment."""

    into = domain.Reply
    text: PlainText
    hours: Three | None = None
    at: Moment | None = None
    needs: Literal["ask", "demand"] = "ask"
    waits: bool = True
    conditions: tuple[Condition, ...] = Field(alias="only", default=())
    reveals: tuple[IndicatorRef, ...] = ()
    brings: tuple[SourceRef, ...] = ()


class Vendor(Authored):
    """A vendor; in short form its contract's hours and one answer."""

    title: PlainText
    contract: Contract | None = None
    replies: tuple[Reply, ...] = ()
    to: tuple[SeatRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    subcontractor: VendorRef | None = None
    knew: Moment | None = None
    knew_by: IndicatorRef | None = None
    told: Moment | None = None
    told_by: IndicatorRef | None = None
    notice_hours: Count | None = None
    agent: bool = False
    answers_hours: Three | None = None
    answer: PlainText = ""
    reveals: tuple[IndicatorRef, ...] = ()

    @property
    def everything_said(self) -> tuple[Reply, ...]:
        """Its replies; those of the short form are one."""
        if self.replies or self.answers_hours is None:
            return self.replies
        return (Reply(text=self.answer, hours=self.answers_hours, reveals=self.reveals),)
