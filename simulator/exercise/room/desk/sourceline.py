"""One source as a seat sees it: how it stands, who pulls it at what cost, until when, and what is known of its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain.actions import PullSource, ResponseAction
from simulator.domain.decisions import TakeAction
from simulator.domain.facts import EvidenceChanged
from simulator.domain.ids import SeatId, SourceId
from simulator.domain.journal import Journal, may_know
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.state import State
from simulator.domain.time import format_duration
from simulator.engine.evidence import forgotten
from simulator.exercise.room.desk.pulls import PullCost, cost_of

Standing: TypeAlias = Literal["pulled", "under way", "not pulled", "not recording", "lost", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as a seat sees it. `rows` counts those in the vault; None while nobody pulled any.

    `until` says how far back it reaches, or until when it can still be had; `answers` are the questions Q1 to Q12 that
    it bears on (domain.md 2).
    """

    source: SourceId
    code: str
    title: str
    table: str
    kind: SourceKind
    standing: Standing
    owner: str
    actions: tuple[ResponseAction, ...]
    takes: str
    keeps: str
    rows: int | None
    held: bool
    remarks: tuple[str, ...]
    until: str = ""
    licence: str = ""
    staff_hours: float = 0.0
    answers: tuple[str, ...] = ()
    gaps: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a seat knows that bears on sources. `changes` are theirs: `held`, `enabled`, `lost`."""

    playbook: Playbook
    state: State
    changes: frozenset[tuple[SourceId, str]]

    def held(self, source: LogSource) -> bool:
        """Whether a hold stops its expiry."""
        return (source.id, "held") in self.changes


def source_line(source: LogSource, known: Known, rows: int | None) -> SourceLine:
    """A source as a seat sees it, which has so many rows of it in the vault."""
    actions, cost = pulls_of(source.id, known), cost_of(source.id, known.playbook)
    seat = known.playbook.seats.get(cost.action.owner) if cost else None
    return SourceLine(
        source=source.id,
        code=source.code,
        title=source.title,
        table=table_of(source.id),
        kind=source.kind,
        standing=_standing(source, known, actions),
        owner="nobody" if cost is None else seat.title if seat else str(cost.action.owner),
        actions=actions,
        takes=_takes(cost),
        keeps=_keeps(source),
        rows=rows,
        held=known.held(source),
        remarks=_remarks(source, known),
        until=_until(source, known),
        licence=source.licence or "",
        staff_hours=cost.staff_hours if cost else 0.0,
        answers=source.answers,
        gaps=source.gaps,
    )


def table_of(source: SourceId) -> str:
    """The name of a source's table in SQL."""
    return source.replace("-", "_")


def pulls_of(source: SourceId, known: Known) -> tuple[ResponseAction, ...]:
    """The actions that pull a source: those that can be ordered now first, of these the quickest first."""

    def rank(one: ResponseAction) -> tuple[int, float, str]:
        return sum(known.state.first_done(before) is None for before in one.after), one.hours.typical, one.id

    found = (one for one in known.playbook.actions.values() if PullSource(source=source) in one.effects)
    return tuple(sorted(found, key=rank))


def source_changes(journal: Journal, seat: SeatId) -> frozenset[tuple[SourceId, str]]:
    """What became of sources, as far as the seat may know: `held`, `enabled`, `lost`."""
    return frozenset(
        (entry.fact.source, entry.fact.now)
        for entry in tuple(journal)
        if isinstance(entry.fact, EvidenceChanged) and may_know(seat, entry)
    )


def _standing(source: LogSource, known: Known, actions: Sequence[ResponseAction]) -> Standing:
    if source.id in known.state.pulled:
        return "pulled"
    if (source.id, "lost") in known.changes:
        return "lost"
    if source.since is None and (source.id, "enabled") not in known.changes:
        return "not recording"
    decisions = known.state.decisions
    ordered = {one.fact.decision.action for one in decisions if isinstance(one.fact.decision, TakeAction)}
    if any(one.id in ordered for one in actions):
        return "under way"
    gone = forgotten(known.playbook, source, known.state.at) and not known.held(source)
    return "expired" if gone else "not pulled"


def _takes(cost: PullCost | None) -> str:
    """How long a pull usually takes: the work, and what the source itself needs to answer."""
    if cost is None:
        return "cannot be pulled"
    return f"about {cost.hours:.0f} h" if cost.hours >= 1 else f"about {cost.hours * 60:.0f} min"


def _keeps(source: LogSource) -> str:
    """How long it keeps a row; what somebody wrote down ends at once, `keep` after StartEx."""
    if source.keep is None:
        return "as long as the source stands"
    return "until it is deleted" if source.kind is SourceKind.NOTES else format_duration(source.keep)


def _until(source: LogSource, known: Known) -> str:
    """Until when a source can be had, or how far back it reaches today; empty where it keeps for ever."""
    if source.keep is None or (source.since is None and (source.id, "enabled") not in known.changes):
        return ""
    if known.held(source):
        return "held: nothing more expires"
    calendar = known.playbook.calendar
    if source.kind is SourceKind.NOTES:
        return f"to be had until {calendar.at(source.keep):%a %d %b %H:%M}"
    return f"reaches back to {calendar.at(known.state.at - source.keep):%a %d %b %Y} at most"


def _remarks(source: LogSource, known: Known) -> tuple[str, ...]:
    """What somebody who knows the source would say about it."""
    said = [f"Proves absence: {source.proves_absence}" if source.proves_absence else "Silence proves nothing."]
    late = source.latency_hours.high
    if source.kind is SourceKind.READS and late >= 1:
        said.append(f"Rows come up to {late:.0f} h late; {1 - source.completeness:.0%} never come.")
    if source.deletable:
        said.append("Whoever has the right can delete it.")
    for store in source.stores:
        keep = known.playbook.stores[store].keep
        if source.kind is SourceKind.COUNTS and keep is not None:
            said.append(f"Copies in {store} expire {format_duration(keep)} after first enqueueing, unless extended.")
        if store in known.state.stores:
            said.append(f"{store} was {known.state.stores[store]}.")
    return tuple(said)
