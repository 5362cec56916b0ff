"""Played exercises with records, for the improvement plan and what is filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import text_of
from simulator.domain.playbook import Playbook
from simulator.domain.words import Words, words
from simulator.exercise.reports import Details, played
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.report.material import Played
from simulator.scenario.load import load_playbook

SLUG = "leaky-sync-queue"


def told_of(runbook: str, slug: str = SLUG) -> Played:
    """A scenario on its published seed by one of its runbooks, nothing written down."""
    playbook = load_playbook(slug)
    return played(play_runbook(playbook, find_runbook(playbook, runbook), playbook.seed), (), Details())


def kept(*records: r.Record) -> tuple[Words, ...]:
    """Records as they lie among the words."""
    return tuple(words(0, "record", text_of(one), salt=f"test {number}") for number, one in enumerate(records))


def with_records(told: Played, *records: r.Record) -> Played:
    """The same exercise with these records besides."""
    return replace(told, words=(*told.words, *kept(*records)))


def rated(playbook: Playbook, rating: r.Rating = "U", why: str = "as we saw it") -> tuple[r.Rated, ...]:
    """Every objective rated."""
    return tuple(r.Rated(at=0, room=1.0, objective=one.id, rating=rating, why=why) for one in playbook.objectives)


def decided(name: str = "IP-1", **fields: object) -> r.Planned:
    """An action with everything that a final plan needs."""
    whole = r.Planned(
        at=0,
        room=1.0,
        id=name,
        issue="Nobody owns the night",
        action="Write a call list for nights",
        owner="Integration engineer",
        due=date(2027, 1, 31),
        measure="list tested by a call each quarter",
    )
    return replace(whole, **fields)  # type: ignore[arg-type]
