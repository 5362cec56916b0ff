"""What one incident asks for: its obligations on a day, and how each clock came to say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from simulator.law.clocks import obligations
from simulator.law.facts import IncidentFacts
from simulator.law.factsfile import FactsFile, changes, incidents, load_facts, unheard
from simulator.law.history import Change, Moment, history
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.penalties import Penalty, load_tables, penalties


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is owed on one file of facts on one day, and how each clock came to say so, by entity and id.

    `source` is the file's name. `penalties` are those of the federal duties that are late. `unheard` names notices
    that discharge no duty.
    """

    source: str
    as_of: date
    entity: str
    incidents: tuple[IncidentFacts, ...]
    obligations: tuple[Obligation, ...]
    penalties: tuple[Penalty, ...]
    history: dict[tuple[str, str], tuple[Change, ...]]
    unheard: tuple[str, ...]


def plan_of(path: Path, today: date, as_of: date | None = None) -> Plan:
    """What is owed on the facts in a file, as of a day (the file's own by default, else today).

    Raises:
        ScenarioError: the file is wrong; every problem, one a line.
    """
    rulebook = load_rulebook()
    file = load_facts(path, rulebook, today, as_of)
    day = file.day(file.as_of) or today
    found = incidents(file, rulebook, day)
    rows = [obligations(rulebook, facts) for facts in found]
    tables = load_tables()
    return Plan(
        source=path.stem,
        as_of=day,
        entity=file.entity.name,
        incidents=found,
        obligations=tuple(chain.from_iterable(rows)),
        penalties=tuple(
            chain.from_iterable(penalties(rulebook, facts, own, tables) for facts, own in zip(found, rows, strict=True))
        ),
        history=history(rulebook, _moments(file, day)),
        unheard=unheard(file, rulebook),
    )


def _moments(file: FactsFile, until: date) -> tuple[Moment, ...]:
    rulebook = load_rulebook()
    return tuple(
        Moment(day=day, because=what, facts=incidents(file, rulebook, day)) for day, what in changes(file, until)
    )
