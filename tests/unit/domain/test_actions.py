"""Which effects an action has on which target."""

from __future__ import annotations

from simulator.domain import actions as a
from simulator.domain.ids import ActionId, FlowId, SourceId, StoreId
from tests.builders import a_playbook, changed

PLAYBOOK = a_playbook()


def test_a_target_takes_only_its_own_effects() -> None:
    """Purging one store leaves the other alone."""
    purge = PLAYBOOK.actions[ActionId("purge-queue")]
    assert a.effects_on(purge, "appt-sync-dlq") == (a.PurgeStore(store=StoreId("appt-sync-dlq")),)


def test_effects_that_name_nothing_apply_to_every_target() -> None:
    """Side effects on care or staff come with whatever target is chosen."""
    disturb = a.DisturbVisits(visits=3.0)
    purge = PLAYBOOK.actions[ActionId("purge-queue")]
    noisy = changed(purge, effects=(*purge.effects, disturb))
    assert a.effects_on(noisy, "appt-sync-dlq")[1:] == (disturb,)


def test_effects_on_other_things_apply_to_every_target() -> None:
    """What an action does to something that is none of its targets, it does whatever target is chosen."""
    pause = a.PauseFlow(flow=FlowId("appt-sync"))
    purge = PLAYBOOK.actions[ActionId("purge-queue")]
    wide = changed(purge, effects=(*purge.effects, pause))
    assert a.effects_on(wide, "appt-sync-dlq") == (a.PurgeStore(store=StoreId("appt-sync-dlq")), pause)


def test_an_action_without_targets_has_all_its_effects() -> None:
    """Effects apply as they stand."""
    close = PLAYBOOK.actions[ActionId("close-queue-policy")]
    assert a.effects_on(close, None) == close.effects


def test_every_target_of_the_tiny_playbook_has_an_effect() -> None:
    """What `target` may name is the subject of some effect."""
    pull = PLAYBOOK.actions[ActionId("pull-source")]
    assert [a.effects_on(pull, one) for one in pull.targets] == [
        (a.PullSource(source=SourceId(one)),) for one in pull.targets
    ]
