"""What people say in their own words finds the action they mean."""

from __future__ import annotations

import pytest

from simulator.domain.playbook import Playbook
from simulator.exercise.room.matching import matches
from simulator.scenario.load import load_playbook


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


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("save the call recordings", "preserve-call-recordings"),
        ("only the night rota may use the rule", "narrow-mfa-exception"),
        ("turn off the emergency rule", "end-mfa-exception"),
        ("call the police", "law-enforcement-contact"),
    ],
)
def test_a_plural_or_a_single_word_finds_its_action(said: str, action: str) -> None:
    """A plural of what ends in -ing is the same word, and where nothing matches clearly one word is enough."""
    assert action in [one.id for one in matches(said, load_playbook("bypassed-mfa-override"))]


def test_words_of_no_action_find_none(scenario: Playbook) -> None:
    """What shares no word with any action goes to the facilitator."""
    assert matches("sing a song together", scenario) == ()
