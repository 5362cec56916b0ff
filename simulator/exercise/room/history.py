"""What each clock of an exercise said when, and what changed it, as a seat came to know things."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.domain.fold import apply
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.feed import feed_lines
from simulator.law.facts import IncidentFacts
from simulator.law.history import Change, Moment, Told, extend
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook

MOVING = frozenset({
    "indicator-noticed", "evidence-pulled", "people-shown", "list-built", "list-frozen", "discovery-stated",
    "breach-determined", "notice-sent", "mail-returned",
})  # fmt: skip
"""The kinds of fact from which the law's facts are built; no other can move a clock."""


def clock_history(entries: Iterable[Entry], playbook: Playbook) -> dict[str, tuple[Change, ...]]:
    """The changes of each clock by its id, oldest first, over the entries that one seat may know."""
    memory = ClockMemory(playbook)
    memory.note(entries)
    return memory.changes


class ClockMemory:
    """What a seat's clocks said when; it takes entries in as they come, so that a room pays for each once."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._state = State()
        self._before: IncidentFacts | None = None
        self._told: Told = {}

    @property
    def number(self) -> int:
        """The newest entry that was taken in."""
        return self._state.number

    @property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each clock by its id, oldest first."""
        return {duty: tuple(changes) for (_, duty), changes in self._told.items()}

    def note(self, entries: Iterable[Entry]) -> None:
        """Take further entries in; what the law looks at must have changed, the day alone moves no clock."""
        for entry in entries:
            self._state = apply(self._state, entry)
            if entry.fact.kind not in MOVING:
                continue
            facts = incident_facts(self._state, self._playbook)
            if self._before is None or not _same(facts, self._before):
                because = tuple(line.title for line in feed_lines([entry], self._playbook)) or (entry.fact.kind,)
                extend(self._told, load_rulebook(), Moment(day=facts.as_of, because=because, facts=(facts,)))
                self._before = facts


def _same(facts: IncidentFacts, before: IncidentFacts) -> bool:
    return facts == before.model_copy(update={"as_of": facts.as_of})
