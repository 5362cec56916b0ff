"""The facilitator directs injects: whatever is held, put off, fired or left out, each comes once at most."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, InjectId
from simulator.domain.journal import may_know
from simulator.domain.time import HOUR, MINUTE
from simulator.exercise.play import Exercise
from tests.builders import PRIVACY, a_playbook
from tests.playbooks import PRESS_CALL, SECOND_CALL

PLAYBOOK = a_playbook(injects={one.id: one for one in (PRESS_CALL, SECOND_CALL)})
ENDS = 12 * HOUR
_INJECTS = st.sampled_from([PRESS_CALL.id, SECOND_CALL.id])
_ON_INJECT: st.SearchStrategy[type[d.FireInject | d.HoldInject | d.LetGoInject | d.SkipInject]] = st.sampled_from(
    [d.FireInject, d.HoldInject, d.LetGoInject, d.SkipInject]
)


@st.composite
def directions(draw: st.DrawFn) -> d.Decision:
    """Anything that can be done with an inject."""
    inject = draw(_INJECTS)
    if draw(st.booleans()):
        return d.DelayInject(seat=CONTROLLER, inject=inject, later=draw(st.integers(1, 3 * HOUR)))
    return draw(_ON_INJECT)(seat=CONTROLLER, inject=inject)


SCRIPTS = st.lists(st.tuples(st.integers(1, 8 * HOUR), directions()), max_size=6).map(
    lambda steps: sorted(steps, key=lambda one: one[0])
)


def played(steps: Sequence[tuple[int, d.Decision]]) -> Exercise:
    """Half a day in which the facilitator did this."""
    exercise = Exercise(PLAYBOOK, 1)
    for at, decision in steps:
        exercise.advance(at)
        exercise.submit(decision)
    exercise.advance(ENDS)
    return exercise


def deliveries(exercise: Exercise, inject: InjectId) -> list[int]:
    """When an inject came."""
    facts = ((one.at, one.fact) for one in exercise.journal)
    return [at for at, fact in facts if isinstance(fact, f.InjectDelivered) and fact.inject == inject]


@settings(deadline=None, max_examples=25)
@given(SCRIPTS)
def test_each_inject_comes_once_at_most_and_never_when_left_out(steps: list[tuple[int, d.Decision]]) -> None:
    """An inject that is left out only comes if it is fired; nothing comes twice; a replay is the same to the byte."""
    exercise = played(steps)
    state = exercise.known(CONTROLLER)
    for inject in (PRESS_CALL.id, SECOND_CALL.id):
        came = deliveries(exercise, inject)
        assert len(came) <= 1
        if inject in state.directed.skipped and came:
            assert state.injects[inject].fact.fired
    assert played(steps).journal.digest == exercise.journal.digest


@settings(deadline=None, max_examples=25)
@given(SCRIPTS)
def test_the_room_learns_nothing_of_it(steps: list[tuple[int, d.Decision]]) -> None:
    """No decision of the facilitator about an inject, taken or refused, is known to the room."""
    untold = (f.InjectHeld, f.InjectLetGo, f.InjectSkipped, f.InjectDelayed, f.DecisionRecorded, f.DecisionRefused)
    assert not [one for one in played(steps).journal if may_know(ROOM, one) and isinstance(one.fact, untold)]


def test_what_is_held_comes_when_it_is_let_go() -> None:
    """Past its time: at once. Before it: at its time."""
    hold, let_go = (kind(seat=CONTROLLER, inject=PRESS_CALL.id) for kind in (d.HoldInject, d.LetGoInject))
    assert deliveries(played([(HOUR, hold)]), PRESS_CALL.id) == []
    assert deliveries(played([(HOUR, hold), (5 * HOUR, let_go)]), PRESS_CALL.id) == [5 * HOUR]
    assert deliveries(played([(MINUTE, hold), (HOUR, let_go)]), PRESS_CALL.id) == [2 * HOUR]


def test_delays_add_up() -> None:
    """A second delay counts from the end of the first, while the inject waits too."""
    delay = d.DelayInject(seat=CONTROLLER, inject=PRESS_CALL.id, later=15 * MINUTE)
    assert deliveries(played([(HOUR, delay)]), PRESS_CALL.id) == [2 * HOUR + 15 * MINUTE]
    assert deliveries(played([(HOUR, delay), (2 * HOUR + MINUTE, delay)]), PRESS_CALL.id) == [2 * HOUR + 30 * MINUTE]


def test_what_is_fired_comes_now_and_not_again() -> None:
    """Held or not; what it reveals is revealed with it; the journal says that it was fired."""
    fire, hold = (kind(seat=CONTROLLER, inject=PRESS_CALL.id) for kind in (d.FireInject, d.HoldInject))
    for steps in ([(HOUR, fire)], [(MINUTE, hold), (HOUR, fire)]):
        exercise = played(steps)
        assert deliveries(exercise, PRESS_CALL.id) == [HOUR]
        assert exercise.known(CONTROLLER).injects[PRESS_CALL.id].fact.fired
        assert exercise.known(CONTROLLER).indicators[PRESS_CALL.reveals[0]].at == HOUR


def test_an_improvised_message_does_what_it_says() -> None:
    """It reaches its seats; with `touches` the action's effects happen, at nobody's cost; without, nothing does."""
    call = d.Improvise(seat=CONTROLLER, to=(PRIVACY,), channel="call")
    neutral = played([(HOUR, call)])
    assert [one.seats for one in neutral.journal if isinstance(one.fact, f.InjectImprovised)] == [(PRIVACY,)]
    assert not neutral.known(CONTROLLER).closed
    touching = played([(HOUR, d.Improvise(seat=CONTROLLER, to=(PRIVACY,), channel="call", touches=CLOSE))])
    state = touching.known(CONTROLLER)
    assert list(state.closed.values()) == [HOUR]
    assert not state.completed


CLOSE = ActionId("close-queue-policy")
