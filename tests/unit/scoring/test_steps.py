"""A step is done when what it brings has come about, not when one button was pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from simulator.domain import facts as f
from simulator.domain.decisions import Assessment, Factor
from simulator.domain.fold import fold
from simulator.domain.ids import ROOM, ActionId, GrantId, SourceId
from simulator.domain.journal import Entry, Journal
from simulator.domain.lists import ListSpec
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR
from simulator.scoring.steps import done
from tests.builders import a_fact, changed
from tests.unit.scoring.ended import PLAYBOOK, ended, listed

FACTOR = Factor(finding="x", weight="high", sources=())
FOUR = Assessment(nature=FACTOR, recipient=FACTOR, acquired=FACTOR, mitigation=FACTOR)
COUNTS = SourceId("receive-counts")


@dataclass(frozen=True)
class Told:
    """An ended exercise."""

    entries: tuple[Entry, ...]
    playbook: Playbook = PLAYBOOK

    @property
    def state(self) -> State:
        """Its fold."""
        return fold(self.entries)


def told(*facts: tuple[int, f.Fact]) -> Told:
    """An ended exercise in which these things happened."""
    return Told(ended(*facts))


def test_four_findings_are_the_assessment() -> None:
    """A determination with all four factors is the assessment; with three of them it is not."""
    whole = told((DAY, f.BreachDetermined(breach=True, assessment=FOUR)))
    assert done(whole, "assess-risk") == done(whole, "determine-breach") == (DAY, 1)
    part = told((DAY, f.BreachDetermined(breach=True, assessment=replace(FOUR, recipient=None))))
    assert done(part, "assess-risk") is None
    worked = told((HOUR, a_fact(f.ActionCompleted, action=ActionId("assess-risk"))))
    assert done(worked, "assess-risk") == (HOUR, 1)


def test_what_must_be_done_on_each_target_is_done_with_the_last_of_them() -> None:
    """On the wrong target it is not done; where no target is asked for, any of them will do."""
    fact = a_fact(f.ActionCompleted, action=ActionId("look"))
    both = told(*((day * DAY, replace(fact, target=name)) for day, name in ((1, "a"), (2, "b"), (3, "a"))))
    assert done(both, "look") == done(both, "look", ("a",)) == (DAY, 1)
    assert done(both, "look", ("a", "b")) == (2 * DAY, 2)
    assert done(both, "look", ("a", "c")) is None


@pytest.mark.parametrize(
    ("changes", "missing", "scoped"),
    [
        ({}, (), True),
        ({"scope": "narrow"}, (), False),
        ({"merges": False}, (), False),
        ({"by": "clinic"}, (), False),
        ({}, ("residence",), False),
    ],
)
def test_a_whole_list_is_the_scoping(changes: dict[str, object], missing: tuple[str, ...], *, scoped: bool) -> None:
    """Everyone in reach, merged, without tests and by residence, with nothing missing, is what scoping brings."""
    spec = changed(ListSpec(scope="presumed", sources=(COUNTS,)), **changes)
    built = changed(listed(1), spec=spec, missing=missing)
    assert done(told((DAY, built)), "scope-affected") == ((DAY, 1) if scoped else None)


def test_a_source_pulled_by_another_action_is_pulled() -> None:
    """Counters by work begun once the open path is closed, whoever did it; other sources whenever they were pulled."""
    action = replace(PLAYBOOK.actions[ActionId("pull-source")], targets=())
    counters = tuple(effect for effect in action.effects if getattr(effect, "source", None) == COUNTS)
    playbook = replace(PLAYBOOK, actions={action.id: replace(action, effects=counters)})
    pull = a_fact(f.EvidencePulled, source=COUNTS)
    close = f.GrantClosed(grant=GrantId("queue-policy"))
    early, late = ended((HOUR, pull), (DAY, close)), ended((HOUR, close), (DAY, pull))
    assert done(Told(early, playbook), "pull-source") is None
    assert done(Told(late, playbook), "pull-source") == (DAY, 2)
    begun = a_fact(f.ActionStarted)
    spanning = Journal()
    for at, fact, cause in ((0, begun, None), (HOUR, close, None), (DAY, pull, 1)):
        spanning.append(at, fact, seats=(ROOM,), cause=cause)
    assert done(Told(tuple(spanning), playbook), "pull-source") is None, "a look begun with the door open is the first"
    inventory = SourceId("dlq-content")
    effects = tuple(effect for effect in action.effects if getattr(effect, "source", None) == inventory)
    other = replace(PLAYBOOK, actions={action.id: replace(action, effects=effects)})
    assert done(Told(ended((HOUR, replace(pull, source=inventory))), other), "pull-source") == (HOUR, 1)
