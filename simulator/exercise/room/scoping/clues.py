"""Which clue would have decided about somebody, when this run's own pulls brought it, and what it would have cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from simulator.domain import facts as f
from simulator.domain.ids import RecordId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.deciding import Clue, Standing, Way
from simulator.exercise.room.desk.pulls import PullCost, cost_of
from simulator.scoring.listing import Decider


def first(clues: Iterable[Clue]) -> Clue | None:
    """The clue that lasts longest, and of those the one that was there first."""
    return min(clues, key=lambda one: (one.until is not None, -(one.until or 0), one.since, one.source), default=None)


def clearing(standing: Standing) -> Clue | None:
    """The clue that would have cleared somebody, if every store in which they lay in reach has one: the scarcest."""
    clues = standing.of(Way.CLEARED)
    if not standing.exposed or {one.store for one in clues} != standing.exposed:
        return None
    best = [first(one for one in clues if one.store == store) for store in sorted(standing.exposed)]
    return min(
        (one for one in best if one is not None),
        key=lambda one: (one.until is None, one.until or 0, one.source),
    )


def deciding(standing: Standing) -> Clue | None:
    """The clue that decides best: a read shown; else proof for every store; else that it lay in reach."""
    return first(standing.of(Way.READ)) or clearing(standing) or first(standing.of(Way.REACH))


class Clues:
    """What came of clues in one run."""

    def __init__(self, entries: tuple[Entry, ...], playbook: Playbook) -> None:
        self._entries = entries
        self._playbook = playbook

    def had(self, records: Iterable[RecordId], clue: Clue) -> Seconds | None:
        """When a pull first brought a clue about somebody who has these records; None: none did."""
        shown = self._shown_at.get((clue.source, clue.way), {})
        return min((shown[one] for one in records if one in shown), default=None)

    def pulled(self, clue: Clue) -> bool:
        """Whether somebody pulled the clue's source."""
        return any(isinstance(one.fact, f.EvidencePulled) and one.fact.source == clue.source for one in self._entries)

    def decider(self, records: Iterable[RecordId], clue: Clue) -> Decider:
        """A clue as the debrief tells it: from when until when it was to be had, at what cost, and whether it was."""
        source, cost = self._playbook.sources[clue.source], self._costs[clue.source]
        return Decider(
            source=source.title,
            code=source.code,
            way=str(clue.way),
            since=clue.since,
            until=clue.until,
            gone=self._ended(clue),
            had=self.had(records, clue),
            action=cost.action.title if cost else "no action pulls it",
            staff_hours=cost.staff_hours if cost else 0.0,
            hours=cost.hours if cost else 0.0,
        )

    @cached_property
    def _shown_at(self) -> Mapping[tuple[str, Way], Mapping[RecordId, Seconds]]:
        """When each source first showed what of which record, in this run's own pulls."""
        found: dict[tuple[str, Way], dict[RecordId, Seconds]] = {}
        for entry in self._entries:
            for source, way, records in _showed(entry.fact):
                earliest = found.setdefault((source, way), {})
                for record in records:
                    earliest.setdefault(record, entry.at)
        return found

    @cached_property
    def _costs(self) -> Mapping[str, PullCost | None]:
        return {source: cost_of(source, self._playbook) for source in self._playbook.sources}

    def _ended(self, clue: Clue) -> str:
        """What ended a clue: the team's own hand, or time."""
        if clue.until is None:
            return ""
        return self._ends.get((clue.store, clue.until), "expired")

    @cached_property
    def _ends(self) -> Mapping[tuple[str | None, Seconds], str]:
        return {
            (entry.fact.store, entry.at): entry.fact.now
            for entry in self._entries
            if isinstance(entry.fact, f.StoreChanged) and entry.fact.now in {"purged", "redriven"}
        }


def _showed(fact: f.Fact) -> Iterator[tuple[str, Way, Iterable[RecordId]]]:
    match fact:
        case f.EvidencePulled():
            yield fact.source, Way.READ, fact.read
            yield fact.source, Way.REACH, fact.held
            yield fact.source, Way.CLEARED, fact.untouched
        case f.PeopleShown():
            yield fact.source, Way.MERGED, (record for record, _ in fact.merges or ())
            yield fact.source, Way.TEST, fact.tests or ()
            yield fact.source, Way.DECEASED, fact.deceased or ()
            yield fact.source, Way.RESIDENCE, (one for _, records in fact.residences or () for one in records)
