"""`breachdrill clocks`: the notification calendar of one incident from a facts file, without any drill."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from simulator.authored import load_model
from simulator.domain.codec import encode
from simulator.errors import InputError
from simulator.law.cases import unheard
from simulator.law.clocks import obligations
from simulator.law.facts import IncidentFacts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation


def clocks_of(path: Path, as_of: date | None) -> tuple[Obligation, ...]:
    """What is owed on the facts in a file, as of a day (its own by default).

    Raises:
        ScenarioError: the file is wrong; every problem, one a line.
        InputError: a notice or a hold names an audience that no duty listens to.
    """
    facts = load_model(path, IncidentFacts)
    if as_of is not None:
        facts = facts.model_copy(update={"as_of": as_of})
    rulebook = load_rulebook()
    strange = unheard(rulebook, facts)
    if strange:
        known = ", ".join(sorted(rulebook.audiences()))
        raise InputError(f"{path.name}: no duty listens to {', '.join(sorted(strange))}.", f"Audiences: {known}.")
    return obligations(rulebook, facts)


def as_json(rows: tuple[Obligation, ...]) -> str:
    """Obligations as JSON."""
    return json.dumps([_plain(row) for row in rows], indent=2)


def as_text(rows: tuple[Obligation, ...]) -> str:
    """Obligations for reading: those that are required first, each with its why."""
    lines = []
    for row in sorted(rows, key=lambda row: (not row.required, row.due or date.max, row.id)):
        due = f"due {row.due}" if row.due else "no date"
        lines.append(f"{row.id:28} {row.status:22} {due:16} {row.to}")
        lines += [f"    {reason}" for reason in (row.why or row.why_not)]
        lines += [f"    if {other.theory}: due {other.due}" for other in row.alternatives]
        lines.append(f"    {row.citation}; confidence {row.confidence}")
    return "\n".join(lines)


def _plain(row: Obligation) -> dict[str, Any]:
    plain: dict[str, Any] = encode(row)
    return plain
