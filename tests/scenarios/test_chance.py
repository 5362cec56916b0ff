"""Chance: the seed's dice, none, or a die on the table that somebody rolls for each order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.chance import waiting_die
from simulator.domain.direction import Chance
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, SeatId
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise, settle_chance
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook

PLAYBOOK = load_playbook("leaky-sync-queue")
SNAPSHOT, BRIEF = ActionId("snapshot-queue"), ActionId("executive-brief")
QUEUE = "appt-sync-dlq"


def exercise_with(chance: Chance, seed: int = 1) -> Exercise:
    """An exercise at StartEx."""
    exercise = Exercise(PLAYBOOK, seed)
    settle_chance(exercise, chance)
    return exercise


def order(exercise: Exercise, action: ActionId, target: str | None = None, *, shows: int | None = None) -> None:
    """Order an action in the room, after a die was rolled for it."""
    if shows is not None:
        exercise.submit(d.RollDie(seat=CONTROLLER, action=action, target=target, shows=shows))
    exercise.submit(
        d.TakeAction(seat=ROOM, action=action, target=target, by=PLAYBOOK.actions[action].authority.seats[0])
    )


def done_at(exercise: Exercise, action: ActionId) -> int:
    """When an action was done, in a day's play."""
    exercise.advance(2 * DAY)
    done = exercise.known(CONTROLLER).first_done(action)
    assert done is not None
    return done


def after_roll(shows: int | None) -> Exercise:
    """Two orders at once, the first by a die that shows this."""
    exercise = exercise_with("table")
    order(exercise, SNAPSHOT, QUEUE, shows=shows)
    order(exercise, BRIEF)
    return exercise


def test_the_higher_the_die_the_sooner_it_is_done() -> None:
    """Each number is at least as good as the one below it, and 20 is better than 1."""
    done = [done_at(after_roll(shows), SNAPSHOT) for shows in (1, 5, 10, 15, 20)]
    assert done == sorted(done, reverse=True)
    assert done[0] > done[-1]


def test_a_one_goes_wrong() -> None:
    """The work is found to be wrong and done again; with a two it is not."""
    wrong = after_roll(1)
    wrong.advance(DAY)
    right = after_roll(2)
    right.advance(DAY)
    assert [one.fact.why for one in wrong.known(CONTROLLER).repeated] == ["error"]
    assert right.known(CONTROLLER).repeated == ()


def test_a_die_moves_its_own_order_alone() -> None:
    """The order that nobody rolled for goes as the seed has it, whatever the other die showed."""
    seeded = exercise_with("seeded")
    order(seeded, SNAPSHOT, QUEUE)
    order(seeded, BRIEF)
    assert {done_at(after_roll(shows), BRIEF) for shows in (None, 1, 20)} == {done_at(seeded, BRIEF)}


def test_a_die_counts_once_and_for_its_own_order() -> None:
    """The newest throw waits for the next order of that action on that target; then none does."""
    roll = d.RollDie(seat=CONTROLLER, action=SNAPSHOT, target=QUEUE, shows=7)
    ordered = d.TakeAction(seat=ROOM, action=SNAPSHOT, target=QUEUE)
    assert waiting_die([roll, replace(roll, shows=9)], SNAPSHOT, QUEUE) == 9
    assert waiting_die([roll, replace(ordered, target="other")], SNAPSHOT, QUEUE) == 7
    assert waiting_die([roll, ordered], SNAPSHOT, QUEUE) is None


def test_where_chance_is_off_no_seed_matters_to_the_work() -> None:
    """The same orders are done at the same second on every seed, and nothing goes wrong."""
    ends = set()
    for seed in (1, 4, 5):
        exercise = exercise_with("off", seed)
        order(exercise, SNAPSHOT, QUEUE)
        order(exercise, BRIEF)
        ends.add((done_at(exercise, SNAPSHOT), done_at(exercise, BRIEF)))
        assert exercise.known(CONTROLLER).repeated == ()
    assert len(ends) == 1


def test_chance_is_said_before_anything_else() -> None:
    """It is refused once something was decided, and a die where none lies on the table."""
    exercise = exercise_with("seeded")
    roll = d.RollDie(seat=CONTROLLER, action=SNAPSHOT, target=QUEUE, shows=7)
    assert isinstance(exercise.submit(roll).fact, f.DecisionRefused)
    order(exercise, BRIEF)
    assert isinstance(exercise.submit(d.SetChance(seat=CONTROLLER, chance="table")).fact, f.DecisionRefused)


@pytest.mark.parametrize("shows", [0, 21])
def test_a_die_has_twenty_sides(shows: int) -> None:
    """Another number is refused."""
    exercise = exercise_with("table")
    rolled = exercise.submit(d.RollDie(seat=CONTROLLER, action=SNAPSHOT, target=QUEUE, shows=shows))
    assert isinstance(rolled.fact, f.DecisionRefused)


def test_players_do_not_write_down_what_the_die_shows() -> None:
    """It is the facilitator's decision, and everybody may know it."""
    exercise = exercise_with("table")
    refused = exercise.submit(d.RollDie(seat=SeatId("crm-admin"), action=SNAPSHOT, target=QUEUE, shows=20))
    taken = exercise.submit(d.RollDie(seat=CONTROLLER, action=SNAPSHOT, target=QUEUE, shows=20))
    assert isinstance(refused.fact, f.DecisionRefused)
    assert set(taken.seats) == set(PLAYBOOK.seats)


def test_a_runbook_names_its_rolls(tmp_path: Path) -> None:
    """Rolled in a file or by hand, it is the same journal."""
    file = tmp_path / "rolled.yaml"
    file.write_text(
        "scenario: leaky-sync-queue\nsteps:\n"
        "  - {do: set-chance, chance: table}\n"
        f"  - {{do: roll-die, action: {SNAPSHOT}, target: {QUEUE}, shows: 3}}\n"
        f"  - {{do: {SNAPSHOT}, target: {QUEUE}, by: integration-engineer}}\n",
        encoding="utf-8",
    )
    by_hand = exercise_with("table")
    by_hand.submit(d.RollDie(seat=CONTROLLER, action=SNAPSHOT, target=QUEUE, shows=3))
    by_hand.submit(d.TakeAction(seat=ROOM, action=SNAPSHOT, target=QUEUE, by=SeatId("integration-engineer")))
    by_hand.finish()
    assert play_runbook(PLAYBOOK, load_runbook(file, PLAYBOOK), 1).journal.digest == by_hand.journal.digest


def test_a_call_at_night_is_answered_by_a_good_die_alone() -> None:
    """A 20 finds somebody at once where five in a hundred do; the middle waits for the morning."""
    waited = []
    for shows in (20, 10):
        exercise = exercise_with("table")
        exercise.advance(15 * HOUR)
        order(exercise, ActionId("request-merge-table"), shows=shows)
        exercise.advance(2 * DAY)
        waited.append(next(iter(exercise.known(CONTROLLER).started_actions.values())).fact.waited)
    assert waited[0] < waited[1]
