"""The turning points of a whole journal in three lanes: what was true, what was known, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal, TypeAlias

from simulator.domain import facts as f
from simulator.domain.ids import RecordId
from simulator.domain.journal import Entry
from simulator.domain.lists import People
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds, format_duration
from simulator.domain.titles import because
from simulator.exercise.room.feed import Said, Tone, feed_lines
from simulator.law.people import people_of

Lane: TypeAlias = Literal["truth", "known", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing on the timeline, with the people read, notifiable and listed once it had happened."""

    number: int
    at: Seconds
    when: datetime
    lane: Lane
    tone: Tone
    title: str
    text: str
    read: int
    notifiable: int
    listed: int


def moments(entries: Sequence[Entry], playbook: Playbook, truth: People, words: Sequence[Said]) -> Iterable[Moment]:
    """Each turning point, with the three sets as they were at the end of its second."""
    told = {line.number: line for line in feed_lines(entries, playbook, words)}
    count = _Count(truth)
    for at, group in groupby(entries, key=lambda entry: entry.at):
        together = tuple(group)
        for entry in together:
            count.add(entry.fact)
        for entry in together:
            lane = _lane(entry.fact)
            if lane is None:
                continue
            line = told.get(entry.number)
            tone, title, text = (line.tone, line.title, line.text) if line else _truth_line(entry.fact, playbook)
            if isinstance(entry.fact, f.VendorReplied):
                text = f"{text} {_promise(entry.fact, at)}".strip()
            yield Moment(
                number=entry.number, at=at, when=playbook.calendar.at(at), lane=lane, tone=tone, title=title,
                text=text, read=count.read, notifiable=count.notifiable, listed=count.listed,
            )  # fmt: skip


def _promise(fact: f.VendorReplied, at: Seconds) -> str:
    """What had been promised of an answer, and what it took."""
    if fact.asked is None:
        return "It came unasked."
    promised = "nothing" if fact.promised is None else format_duration(fact.promised - fact.asked)
    waited = f", {format_duration(fact.waited)} of it for a subcontractor" if fact.waited else ""
    return f"Promised: {promised}. Taken: {format_duration(at - fact.asked)}{waited}."


class _Count:
    """How many people each of the three sets holds, entry by entry."""

    def __init__(self, truth: People) -> None:
        self.read = self.notifiable = self.listed = 0
        self._truth = truth
        self._read: frozenset[RecordId] = frozenset()
        self._owed: frozenset[RecordId] = frozenset()

    def add(self, fact: f.Fact) -> None:
        """Count one more fact in."""
        if isinstance(fact, f.RecordsRead) and not fact.secured:
            self._read |= set(fact.records)
            self.read = len(people_of(self._read, self._truth))
        elif isinstance(fact, f.NotifiableChanged):
            self._owed = (self._owed | set(fact.added)) - set(fact.removed)
            self.notifiable = len(people_of(self._owed, self._truth))
        elif isinstance(fact, f.ListBuilt):
            self.listed = len(fact.people)


def _lane(fact: f.Fact) -> Lane | None:
    match fact:
        case f.RecordsRead() | f.ReaderLockedOut() | f.NotifiableChanged():
            return "truth"
        case (
            f.IndicatorNoticed() | f.InjectDelivered() | f.InjectImprovised() | f.EvidencePulled() | f.VendorReplied()
            | f.MailReturned()
        ):  # fmt: skip
            return "known"
        case f.EvidenceChanged(now=now):
            return "known" if now == "lost" else None
        case (
            f.FlowChanged() | f.StoreChanged() | f.GrantClosed() | f.GrantOpened() | f.InjectAnswered()
            | f.DecisionRefused() | f.WorkRepeated() | f.ActionCompleted() | f.DiscoveryStated() | f.BreachDetermined()
            | f.HoldRecorded() | f.VendorAsked() | f.ListBuilt() | f.ListFrozen() | f.NoticeSent() | f.Declared()
        ):  # fmt: skip
            return "done"
        case _:
            return None


def _truth_line(fact: f.Fact, playbook: Playbook) -> tuple[Tone, str, str]:
    match fact:
        case f.RecordsRead():
            store = playbook.stores[fact.store].title
            text = f"{fact.messages:,} copies, {len(fact.records):,} record numbers: {', '.join(fact.elements)}."
            return ("late", f"{playbook.readers[fact.reader].title} read {store}", text)
        case f.ReaderLockedOut():
            return ("done", f"{playbook.readers[fact.reader].title} found every door closed", "")
        case f.NotifiableChanged():
            more = f"{len(fact.added):,} more cannot be excluded" if fact.added else ""
            less = f"{len(fact.removed):,} can now be excluded" if fact.removed else ""
            return (
                "watch" if fact.added else "done",
                "; ".join(filter(None, (more, less))),
                f"Reckoned anew ({because(fact.because, playbook)}).",
            )
        case _:
            return ("info", fact.kind, "")
