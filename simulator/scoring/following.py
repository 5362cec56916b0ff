"""What the consequences of an ended exercise are made of, and what all of them look at. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from simulator.domain.ids import ActionId
from simulator.domain.journal import Entry
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.model import Obligation
from simulator.law.penalties.model import Penalty
from simulator.law.people import people_of
from simulator.scenario.aftermath import Consequences, Parameters, Remedy
from simulator.scoring.remedies import DecisionLog, Finding, Project, decision_log, findings, projects

ANSWER = ActionId("answer-ocr-request")

Likelihood: TypeAlias = Literal["certain", "likely", "possible", "unlikely"]


class Reason(NamedTuple):
    """A sentence, and the entries that it rests on."""

    text: str
    entries: tuple[int, ...]


class Figure(NamedTuple):
    """A range, its unit, and whose figure it is."""

    name: str
    low: float
    high: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that may follow. `label` says whose figures it rests on."""

    id: str
    code: str
    title: str
    says: str
    label: str
    figures: tuple[Figure, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An ended exercise: `state` is the truth, `duties` and `penalties` those of the truth side."""

    entries: tuple[Entry, ...]
    state: State
    playbook: Playbook
    duties: tuple[Obligation, ...]
    penalties: tuple[Penalty, ...]
    remedies: Mapping[str, Remedy]
    parameters: Consequences


@dataclass(frozen=True, kw_only=True)
class Look:
    """An ended exercise with what its consequences ask for: the people owed, broken duties, findings, projects, log."""

    ended: Ended
    projects: tuple[Project, ...] = field(init=False)
    findings: tuple[Finding, ...] = field(init=False)
    log: DecisionLog = field(init=False)
    owed: int = field(init=False)
    broken: tuple[Obligation, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Look once."""
        it = self.ended
        ordered = projects(it.state, it.playbook, it.remedies)
        found = {
            "projects": ordered,
            "findings": findings(it.state, it.playbook, it.remedies, ordered),
            "log": decision_log(it.state),
            "owed": len(people_of(it.state.notifiable, it.state.truth or People())),
            "broken": tuple(one for one in it.duties if one.required and one.status.failed),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @property
    def end(self) -> tuple[int, ...]:
        """What stands for a thing that never happened: EndEx."""
        return (self.ended.state.number,)

    @property
    def overdue(self) -> tuple[Finding, ...]:
        """The findings that stayed open longer than there is to correct a violation."""
        return tuple(one for one in self.findings if one.open_days > self.ended.parameters.findings.cure_days.value)

    def heard(self, duty: Obligation) -> tuple[int, ...]:
        """The notices that count for a duty."""
        return tuple(one.number for one in self.ended.state.notices if one.fact.audience in duty.audiences)

    def inquiry(self) -> tuple[Likelihood, Reason]:
        """How likely an inquiry by OCR is, and why."""
        least = int(self.ended.parameters.inquiry.certain_from.value)
        reports = [one for one in self.ended.state.notices if one.fact.audience == "hhs"]
        counts = [self.ended.state.list_version(one.fact.version) for one in reports]
        reported = max((len(one.people) for one in counts if one is not None), default=0)
        numbers = tuple(one.number for one in reports) or self.end
        if reported >= least:
            return "certain", Reason(f"{reported:,} people were reported to HHS; {least} are enough.", numbers)
        if self.owed >= least:
            text = f"{self.owed:,} people had to be told and {reported:,} were reported to HHS; a complaint is enough."
            return "likely", Reason(text, numbers)
        if self.owed:
            text = f"{self.owed:,} people had to be told; below {least} HHS opens an inquiry when it wants to."
            return "possible", Reason(text, numbers)
        return "unlikely", Reason("Nobody had to be told.", numbers)

    def log_reason(self) -> Reason:
        """How complete the decision log is."""
        if not self.log.orders:
            return Reason("The decision log holds no order.", self.end)
        text = f"{self.log.explained} of {self.log.orders} orders in the decision log say why ({self.log.share:.0%})."
        return Reason(text, self.log.entries)

    def duty_reasons(self) -> Iterator[Reason]:
        """The duties that were broken."""
        for one in self.broken:
            numbers = self.heard(one)
            how = f"{one.late_days} days late" if one.done else "not done in full" if numbers else "never done"
            yield Reason(f"{one.title} ({one.id}): {how}.", numbers or self.end)

    def finding_reasons(self) -> Iterator[Reason]:
        """The failures that the evidence shows."""
        return (known(one) for one in self.findings)


def known(one: Finding) -> Reason:
    """Since when a failure was known, and whether it is closed."""
    until = f"{one.how} on {one.closed}" if one.closed else "open at EndEx"
    return Reason(f"{one.code} {one.title}: known since {one.since}, {until}.", one.entries)


def figure(name: str, given: Parameters, unit: str) -> Figure:
    """A parameter of the library as a range."""
    low, _, high = given.value
    return Figure(name, low, high, unit, given.source)
