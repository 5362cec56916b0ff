"""What a runbook's triggers wait for, as signs that the facts of the journal bring: each entry is looked at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import SeatId
from simulator.domain.journal import Journal, may_know
from simulator.scenario.steps import LATEST, Trigger

Sign: TypeAlias = tuple[str, str | int]
"""Something that comes and stays: which field of a trigger names it, and what is named there."""

_ACTS: Mapping[type[f.Fact], str] = {
    f.DiscoveryStated: "state-discovery-date",
    f.BreachDetermined: "determine-breach",
    f.HoldRecorded: "record-hold",
    f.ListBuilt: "build-list",
    f.ListFrozen: "freeze-list",
    f.NoticeSent: "release-notice",
}
"""The legal act that each of these facts records."""


class Seen:
    """What a seat has seen come. It reads on in the journal, as far as the seat may know it."""

    def __init__(self, journal: Journal, seat: SeatId) -> None:
        self._journal = journal
        self._seat = seat
        self._read = 0
        self._built = 0
        self._frozen = 0

    def fresh(self) -> frozenset[Sign]:
        """The signs in what was written since it was last asked."""
        added = self._journal.since(self._read)
        self._read += len(added)
        come = set[Sign]()
        for entry in added:
            if may_know(self._seat, entry):
                come.update(_signs_of(entry.fact))
                if isinstance(entry.fact, f.ListBuilt):
                    self._built = entry.fact.version
                elif isinstance(entry.fact, f.ListFrozen):
                    self._frozen = entry.fact.version
        return frozenset(come)

    def latest(self, decision: d.Decision) -> d.Decision:
        """The decision with `latest` replaced by the newest list version: to be frozen, or to send notices by."""
        if isinstance(decision, d.FreezeList) and decision.version == LATEST:
            return replace(decision, version=self._built)
        if isinstance(decision, d.ReleaseNotice) and decision.version == LATEST:
            return replace(decision, version=self._frozen)
        return decision


def signs_for(trigger: Trigger) -> Iterator[Sign]:
    """Every sign that a trigger waits for."""
    if trigger.after is not None:
        yield "after", trigger.after
    if trigger.listed is not None:
        yield "listed", trigger.listed
    yield from (("indicators", one) for one in trigger.indicators)
    yield from (("pulled", one) for one in trigger.pulled)
    yield from (("prepared", one) for one in trigger.prepared)
    yield from (("injects", one) for one in trigger.injects)


def _signs_of(fact: f.Fact) -> Iterator[Sign]:
    if (act := _ACTS.get(type(fact))) is not None:
        yield "after", act
    match fact:
        case f.ActionCompleted():
            yield "after", fact.action
        case f.ListBuilt():
            yield "listed", fact.version
        case f.IndicatorNoticed():
            yield "indicators", fact.indicator
        case f.EvidencePulled():
            yield "pulled", fact.source
        case f.NoticePrepared():
            yield "prepared", fact.audience
        case f.InjectDelivered():
            yield "injects", fact.inject
