"""What each clock of an exercise said when, and what changed it, as a seat came to know things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.state import State, apply
from simulator.exercise.room.feed import feed_lines
from simulator.law.facts import IncidentFacts
from simulator.law.history import Change, Moment, history
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook

MOVING = frozenset({
    "indicator-noticed", "evidence-pulled", "people-shown", "list-built", "list-frozen", "discovery-stated",
    "breach-determined", "notice-sent", "mail-returned",
})  # fmt: skip
"""The kinds of fact from which the law's facts are built; no other can move a clock."""


def clock_history(entries: Iterable[Entry], playbook: Playbook) -> dict[str, tuple[Change, ...]]:
    """The changes of each clock by its id, oldest first, over the entries that one seat may know."""
    told = history(load_rulebook(), _moments(entries, playbook))
    return {duty: changes for (_, duty), changes in told.items()}


def _moments(entries: Iterable[Entry], playbook: Playbook) -> Iterator[Moment]:
    """The moments at which what the law looks at changed; the day alone is no change."""
    state, before = State(), None
    for entry in entries:
        state = apply(state, entry)
        if entry.fact.kind not in MOVING:
            continue
        facts = incident_facts(state, playbook)
        if before is None or not _same(facts, before):
            because = tuple(line.title for line in feed_lines([entry], playbook)) or (entry.fact.kind,)
            yield Moment(day=facts.as_of, because=because, facts=(facts,))
            before = facts


def _same(facts: IncidentFacts, before: IncidentFacts) -> bool:
    return facts == before.model_copy(update={"as_of": facts.as_of})
