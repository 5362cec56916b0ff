"""What people say in their own words finds the action they mean."""

from __future__ import annotations

import pytest

from simulator.domain.playbook import Playbook
from simulator.exercise.room.matching import matches


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("hire a forensic firm", "notify-insurer"),
        ("set up a call centre", "substitute-notice"),
        ("front desks phone patients", "manual-reconciliation"),
        ("clinics work from paper", "manual-reconciliation"),
        ("turn on data event logging", "enable-data-events"),
        ("take a snapshot of the dead letter queue", "snapshot-queue"),
        ("rotate the keys", "rotate-secrets"),
    ],
)
def test_own_words_find_their_action(scenario: Playbook, said: str, action: str) -> None:
    """The action that is meant comes first."""
    assert [one.id for one in matches(said, scenario)][:1] == [action]
