"""What the facilitator's console works out: the list in play, the trim plan, a stall, the ladder of hints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from simulator.domain import decisions as d
from simulator.domain.facts import DecisionRefused
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, InjectId, SeatId
from simulator.domain.msel import AfterReturns
from simulator.domain.playbook import Objective, Playbook, Task
from simulator.domain.time import HOUR, MINUTE
from simulator.exercise.play import Exercise
from simulator.exercise.room.console.approvers import approvers
from simulator.exercise.room.console.hints import next_hints
from simulator.exercise.room.console.masterlist import Listed, master_list, play_of
from simulator.exercise.room.console.stall import quiet_roles, stall
from simulator.exercise.room.console.trim import minutes_late, trim_plan
from tests.builders import PRIVACY, SECURITY, a_playbook
from tests.playbooks import LATE_LETTER, PRESS_CALL, SECOND_CALL

CLOSE = ActionId("close-queue-policy")
THIRD = replace(SECOND_CALL, id=InjectId("third-call"), trigger=AfterReturns(letters=9))


def a_drill(**changes: Any) -> Playbook:
    """The tiny scenario with more calls and an objective that names actions."""
    tiny = a_playbook()
    goal = Objective(id="close", title="Close it", capability="", csf="", tasks=(CLOSE, "determine-breach"))
    tasks = {str(CLOSE): Task(within=HOUR, late=2 * HOUR, value=1.0, why="", source="assumed")}
    injects = {one.id: one for one in (*tiny.injects.values(), SECOND_CALL, THIRD)}
    return replace(tiny, injects=injects, objectives=(goal,), cut_order=(SECOND_CALL.id,), tasks=tasks, **changes)


def listed(exercise: Exercise) -> dict[str, Listed]:
    """The master list by what each line is about."""
    return {one.ref: one for one in master_list(play_of(exercise, CONTROLLER), exercise.now)}


def test_the_list_says_how_each_inject_stands_and_what_can_be_done() -> None:
    """Due in so long, waiting for something, held, skipped, released: each with what is still possible."""
    exercise = Exercise(a_drill(), 1)
    exercise.advance(HOUR)
    before = listed(exercise)
    assert (before[PRESS_CALL.id].standing, before[PRESS_CALL.id].due_in(HOUR)) == ("due", HOUR)
    assert before[PRESS_CALL.id].type == "main"
    assert before[LATE_LETTER].standing == "waiting"
    assert "after the notice" in before[LATE_LETTER].waits
    exercise.submit(d.FireInject(seat=CONTROLLER, inject=PRESS_CALL.id))
    exercise.submit(d.HoldInject(seat=CONTROLLER, inject=SECOND_CALL.id))
    exercise.submit(d.SkipInject(seat=CONTROLLER, inject=LATE_LETTER))
    exercise.submit(d.DelayInject(seat=CONTROLLER, inject=SECOND_CALL.id, later=15 * MINUTE))
    exercise.submit(d.Improvise(seat=CONTROLLER, to=(PRIVACY,), channel="call"))
    after = listed(exercise)
    assert (after[PRESS_CALL.id].standing, after[PRESS_CALL.id].fired, after[PRESS_CALL.id].can) == (
        "released",
        True,
        (),
    )
    assert after[SECOND_CALL.id].can == ("fire", "let-go", "skip", "delay")
    assert (after[SECOND_CALL.id].planned, after[SECOND_CALL.id].at) == (6 * HOUR, 6 * HOUR + 15 * MINUTE)
    assert (after[LATE_LETTER].standing, after[LATE_LETTER].can) == ("skipped", ("fire",))
    assert after["5"].type == "improvised"
    assert after["close-queue-policy"].standing == "waiting"


def test_the_trim_plan_follows_the_author_then_what_nobody_must_answer() -> None:
    """The authored cut goes first; only as much is needed as the room is late; what came cannot be dropped."""
    exercise = Exercise(a_drill(), 1)
    plan = trim_plan(play_of(exercise, CONTROLLER), exercise.now, late=1)
    assert [(one.inject, one.authored, one.needed) for one in plan.steps] == [
        (SECOND_CALL.id, True, True),
        (THIRD.id, False, False),
    ]
    assert plan.enough
    exercise.submit(d.FireInject(seat=CONTROLLER, inject=SECOND_CALL.id))
    assert SECOND_CALL.id not in {one.inject for one in trim_plan(play_of(exercise, CONTROLLER), 0, late=1).steps}


def test_a_room_is_late_against_the_plan_of_its_moves() -> None:
    """Half of the first move is minute 15; a room that stands at 20 is five behind."""
    playbook = a_drill()
    assert minutes_late(playbook, 12 * HOUR, 20) == 5
    assert minutes_late(playbook, 12 * HOUR, 10) == -5


def test_hints_climb_from_a_question_to_a_move_and_keep_the_answer_back() -> None:
    """The first two rungs name no action; the third does, with who may decide it; a taken action is hinted no more."""
    exercise = Exercise(a_drill(), 1)
    hints = next_hints(play_of(exercise, ROOM))
    assert [one.level for one in hints] == [1, 2, 3]
    action = exercise.playbook.actions[CLOSE]
    assert action.title in hints[2].text
    assert "Security lead" in hints[2].text
    titles = [one.title for one in exercise.playbook.actions.values()]
    assert not [title for title in titles for one in hints[:2] if title in one.text]
    exercise.submit(d.TakeAction(seat=ROOM, action=action.id))
    assert next_hints(play_of(exercise, ROOM))[0].about == "determine-breach"


def test_an_open_message_is_hinted_in_its_authors_words() -> None:
    """A main message that waits comes first."""
    authored = ("Who speaks?", "Look at the card.", "Say what is known.")
    told = replace(PRESS_CALL, hints=authored)
    exercise = Exercise(replace(a_drill(), injects={told.id: told}), 1)
    exercise.advance(3 * HOUR)
    assert tuple(one.text for one in next_hints(play_of(exercise, ROOM))) == authored


def test_hints_do_not_change_with_what_only_the_controller_knows() -> None:
    """A held inject and the truth of the readers leave the ladder as it is."""
    one, other = Exercise(a_drill(), 1), Exercise(a_drill(readers={}), 1)
    other.submit(d.HoldInject(seat=CONTROLLER, inject=SECOND_CALL.id))
    assert next_hints(play_of(one, ROOM)) == next_hints(play_of(other, ROOM))


def test_who_could_approve_can_be_reached() -> None:
    """A refusal's seats come with contact, how often a call finds somebody now, and for whom they stand in."""
    tiny = a_drill()
    seats = {**tiny.seats, SECURITY: replace(tiny.seats[SECURITY], contact="555-0142", reach_day=0.8)}
    exercise = Exercise(replace(tiny, seats=seats), 1)
    exercise.submit(d.SubstituteRole(seat=CONTROLLER, role=PRIVACY, substitute=SECURITY))
    refused = exercise.submit(d.StateDiscovery(seat=PRIVACY, day=date(2026, 9, 8))).fact
    assert isinstance(refused, DecisionRefused)
    (found,) = approvers(refused.may, exercise.known(PRIVACY), exercise.playbook, exercise.now)
    assert found.how == "Security lead, for Privacy officer: 555-0142; a call finds somebody 80% of the time now"


def test_a_stall_is_one_after_some_minutes_and_names_who_is_quiet() -> None:
    """Before that nothing; after it a ladder; a role that was heard is not quiet."""
    exercise = Exercise(a_drill(), 1)
    play = play_of(exercise, ROOM)
    assert stall(play, (), 3) is None
    found = stall(play, (), 7)
    assert found is not None
    assert found.hints
    heard: dict[SeatId, float] = {PRIVACY: 28.0, SECURITY: 4.0}
    assert [(one.title, one.minutes) for one in quiet_roles(exercise.playbook, heard, 30.0)] == [
        ("Security lead", 26.0)
    ]
