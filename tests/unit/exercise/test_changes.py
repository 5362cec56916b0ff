"""Why people came and went between two versions: the reasons sum to the difference and name what did it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.ids import ROOM, SourceId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.state import State
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping.changes import Basis, Reasons, bases, basis_now, put_there, reasons
from simulator.exercise.room.scoping.lists import difference, listable, numbers_of

from .conftest import Played
from .test_lists import specs

INVENTORY, COUNTS, LOG = map(SourceId, ("bucket-inventory", "dlq-receive-counts", "bucket-access-log"))
SPEC = ListSpec(scope="presumed", sources=(INVENTORY, COUNTS))


def a_basis(spec: ListSpec, state: State) -> Basis:
    """The list that these switches give in this state."""
    return basis_now(spec, build_list(spec, state.shown, state.people).people, state)


def change(before: ListSpec, after: ListSpec, played: Played) -> Reasons:
    """Why two lists of the reference run differ."""
    state = played.exercise.known(ROOM)
    return reasons(a_basis(before, state), a_basis(after, state), played.exercise.playbook)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), sooner=st.booleans())
def test_reasons_sum_to_the_difference(data: st.DataObject, sooner: bool, played: Played, early: Exercise) -> None:
    """Whatever the switches, and whatever was pulled in between, everybody who came or went has one reason."""
    playbook = played.exercise.playbook
    states = (early.known(ROOM) if sooner else played.exercise.known(ROOM), played.exercise.known(ROOM))
    before, after = (a_basis(data.draw(specs(playbook)), state) for state in states)
    found = reasons(before, after, playbook)
    counted = difference(dict.fromkeys(before.listed, "X"), dict.fromkeys(after.listed, "X"))
    assert sum(found.came.values()) == sum(counted.added.values())
    assert sum(found.went.values()) == sum(counted.removed.values())
    assert not {"no longer shown"} & {*found.came, *found.went}


def test_each_switch_is_named(played: Played) -> None:
    """Scope, source, tests, merges and the deceased, both ways."""
    titles = {key: source.title for key, source in played.exercise.playbook.sources.items()}
    narrow = replace(SPEC, scope="narrow")
    assert set(change(narrow, SPEC, played).came) == {"scope widened to everyone in reach"}
    assert set(change(SPEC, narrow, played).went) == {"scope narrowed to those shown as read"}
    fewer = replace(SPEC, sources=(COUNTS,))
    assert set(change(fewer, SPEC, played).came) == {f"source added: {titles[INVENTORY]}"}
    assert set(change(SPEC, fewer, played).went) == {f"source taken off: {titles[INVENTORY]}"}
    assert set(change(SPEC, replace(SPEC, keep_deceased=False), played).went) == {"the deceased dropped"}
    assert change(SPEC, replace(SPEC, drop_tests=False), played).came == {"test patients kept": 22}
    assert change(replace(SPEC, merges=False), SPEC, played).went == {"merged into another number": 69}


def test_a_list_made_outside_is_the_reason(played: Played) -> None:
    """Between a list from evidence and one from a file the file is the reason."""
    state = played.exercise.known(ROOM)
    made, evidence = a_basis(SPEC, state), a_basis(SPEC, state)
    outside = replace(made, spec=ListSpec(scope="presumed", sources=(), imported="ab"), listed=frozenset())
    assert reasons(evidence, outside, played.exercise.playbook).went == {"not on the list made outside": 1283}


def test_everybody_on_a_version_was_put_there_by_something(played: Played) -> None:
    """Each line of the built version has at least one source, and in reach is not read."""
    known, playbook = played.exercise.known(ROOM), played.exercise.playbook
    for version, basis in bases(known, played.exercise.journal).items():
        fact = known.list_version(version)
        assert fact is not None
        assert basis.listed == frozenset(fact.people)
        said = put_there(basis, playbook)
        assert set(said) == basis.listed
        assert all(said.values())


def test_four_numbers_of_the_list_that_counts(played: Played) -> None:
    """They are counted from the rows that were in the vault when it was built, and fall from rows to people."""
    found = numbers_of(played.exercise)
    assert found is not None
    assert found.rows is not None
    assert found.messages is not None
    assert found.rows > found.messages > found.records > found.individuals == 1283
    assert listable(played.exercise.playbook)
