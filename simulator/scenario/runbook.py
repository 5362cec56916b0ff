"""Runbooks: decisions with triggers that look only at what the seat knows, and assertions about the end."""

from __future__ import annotations

from pathlib import Path

from simulator.domain.playbook import Playbook
from simulator.scenario.steps import (
    Assertion,
    DutyAssertion,
    EvidenceAssertion,
    PeopleAssertion,
    Runbook,
    ScoreAssertion,
    Step,
    Trigger,
)

__all__ = [
    "Assertion",
    "DutyAssertion",
    "EvidenceAssertion",
    "PeopleAssertion",
    "Runbook",
    "ScoreAssertion",
    "Step",
    "Trigger",
    "load_runbook",
]


def load_runbook(path: Path, playbook: Playbook, *, text: str | None = None) -> Runbook:
    """The runbook in a file (or in `text`, told as if it stood there), checked against the scenario it plays.

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    from simulator.scenario.runbookfile import read_runbook  # who plays no file needs no models

    return read_runbook(path, playbook, text=text)
