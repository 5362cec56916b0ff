"""Every failure card alone on the skeleton: its containment works, and each placebo only looks as if it did."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.failures import Failure
from simulator.domain.ids import CONTROLLER, ROOM, ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.scenario.load import library_files, load_card, scenarios_root
from simulator.scenario.written.failures import FailureCard

SKELETON = scenarios_root() / "_library" / "skeleton"
CARDS = tuple(path.stem for path in library_files(SKELETON, "failures"))
PLACEBOS = tuple((card, one.action) for card in CARDS for one in load_card(card, SKELETON).failures[0].placebo)
ACTS_AT = HOUR
LATEST = 8 * DAY


@cache
def playbook(card: str) -> Playbook:
    """A card on the skeleton."""
    return load_card(card, SKELETON)


def failure(card: str) -> Failure:
    """What the card says about itself."""
    return playbook(card).failures[0]


@cache
def played(card: str, *actions: ActionId) -> Exercise:
    """Ten days in which these actions are ordered after an hour, each as soon as it may be."""
    exercise = Exercise(playbook(card), 1)
    exercise.advance(ACTS_AT)
    waiting = list(actions)
    while waiting and exercise.now < LATEST:
        for action in [one for one in waiting if may(exercise, one)]:
            order(exercise, action)
            waiting.remove(action)
        exercise.advance(exercise.now + HOUR)
    assert not waiting, f"{waiting} could never be ordered"
    exercise.finish()
    return exercise


def may(exercise: Exercise, action: ActionId) -> bool:
    """Whether what it needs is done."""
    known = exercise.known(ROOM)
    return all(known.first_done(one) is not None for one in exercise.playbook.actions[action].after)


def order(exercise: Exercise, name: ActionId) -> None:
    """Order an action in the room, on each of its targets, with a second role where it needs one."""
    action = exercise.playbook.actions[name]
    second = next((seat for seat in action.authority.second if seat != action.owner), None)
    for target in action.targets or (None,):
        entry = exercise.submit(d.TakeAction(seat=ROOM, action=name, target=target, second=second))
        assert isinstance(entry.fact, f.DecisionRecorded), entry.fact


def measure(card: str, exercise: Exercise) -> int:
    """How bad it was from the hour of the action on, in what the card measures."""
    facts = [entry.fact for entry in exercise.journal if entry.at > ACTS_AT]
    match failure(card).measure:
        case "reads":
            return len({record for one in facts if isinstance(one, f.RecordsRead) for record in one.records})
        case "visits":
            return sum(one.disturbed_milli for one in facts if isinstance(one, f.CareDisturbed))
        case "notifiable":
            return len(exercise.known(CONTROLLER).notifiable)


@pytest.mark.parametrize("card", CARDS)
def test_the_leak_of_a_card_hurts_and_its_containment_helps(card: str) -> None:
    """Left alone the pattern does harm by its own measure; what `contains` names, taken together, makes it less."""
    alone = measure(card, played(card))
    contained = measure(card, played(card, *failure(card).contains))
    assert alone > 0
    assert contained < alone, (contained, alone)


@pytest.mark.parametrize(("card", "action"), PLACEBOS)
def test_a_placebo_looks_good_and_changes_nothing(card: str, action: ActionId) -> None:
    """After it somebody notices the reassuring indicator, and the measure is no lower than if nobody had acted."""
    exercise = played(card, action)
    looks = next(one.looks for one in failure(card).placebo if one.action == action)
    assert exercise.known(ROOM).first_done(action) is not None
    assert looks in exercise.known(ROOM).indicators
    assert looks not in played(card).known(ROOM).indicators, "it shows without the action, so it says nothing about it"
    assert measure(card, exercise) >= measure(card, played(card))


@pytest.mark.parametrize("card", CARDS)
def test_somebody_can_notice_the_leak_of_a_card(card: str) -> None:
    """Each indicator that detects it is shown by itself, or by a source or an action that the card has."""
    book = playbook(card)
    shown = {one.id for one in book.indicators.values() if one.visible}
    shown |= {name for source in book.sources.values() for name in source.reveals}
    shown |= {name for vendor in book.vendors.values() for reply in vendor.replies for name in reply.reveals}
    shown |= {
        effect.indicator
        for action in book.actions.values()
        for effect in action.effects
        if hasattr(effect, "indicator")
    }
    assert set(failure(card).detected_by) <= shown


def test_the_codes_of_the_cards_are_those_of_the_catalogue_each_once() -> None:
    """A pattern has one card."""
    codes = [failure(card).code for card in CARDS]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= {f"F{number:02}" for number in range(1, 28)}
    assert set(FailureCard.model_fields) - {"nouns"} <= set(Failure.__dataclass_fields__)
