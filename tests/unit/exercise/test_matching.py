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


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("preserve logs", "export-crm-logs"),
        ("save the logs", "export-crm-logs"),
        ("request the logs", "request-historic-logs"),
        ("declare an incident", "declare-incident"),
        ("preserve everything, a legal hold", "litigation-hold"),
        ("capture tokens", "capture-tokens"),
    ],
)
def test_a_word_of_the_title_goes_before_one_of_the_description(said: str, action: str) -> None:
    """Of two actions as close, the one comes first whose title says it; the other is still offered."""
    found = [one.id for one in matches(said, load_playbook("vendor-delay"))]
    assert found[0] == action


@pytest.mark.parametrize("slug", ["under-suit", "bypassed-mfa-override", "vendor-delay"])
def test_every_action_is_found_by_its_title(slug: str) -> None:
    """Whoever reads a title aloud is offered that action first, also where another title has the same words."""
    playbook = load_playbook(slug)
    missed = [one.title for one in playbook.actions.values() if matches(one.title, playbook)[0].id != one.id]
    assert missed == []


def test_words_of_no_action_find_none(scenario: Playbook) -> None:
    """What shares no word with any action goes to the facilitator."""
    assert matches("sing a song together", scenario) == ()
