"""What holds of every fold: it can stop anywhere, forgets no read and no notice, and keeps truth from players."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.domain import facts as f
from simulator.domain.fold import apply, fold
from simulator.domain.ids import ROOM, RecordId, SeatId, SourceId
from simulator.domain.journal import TRUTH, Journal
from simulator.domain.lists import ListSpec, People, Shown, build_list
from simulator.domain.state import State
from tests.strategies import PLAYERS, journals

RECORDS = st.frozensets(st.integers(0, 20).map(RecordId))
SHOWN = st.builds(Shown, read=RECORDS, held=RECORDS, untouched=RECORDS)
HIDDEN = (f.RecordsRead, f.ReaderLockedOut, f.NotifiableChanged)


def steps(journal: Journal) -> list[State]:
    """The states from the empty one to the last."""
    states = [State()]
    for entry in journal:
        states.append(apply(states[-1], entry))
    return states


@given(journals(), st.data())
def test_a_fold_can_stop_anywhere(journal: Journal, data: st.DataObject) -> None:
    """Folding a beginning, then the rest, is folding all."""
    stop = data.draw(st.integers(0, len(journal)))
    beginning = fold(tuple(journal)[:stop])
    assert fold(journal.since(stop), beginning) == fold(journal)


@given(journals())
def test_a_fold_leaves_the_earlier_state_alone(journal: Journal) -> None:
    """Looking back is safe: each state is what it was when later ones were made."""
    states = steps(journal)
    assert states == [fold(tuple(journal)[:stop]) for stop in range(len(journal) + 1)]


@given(journals())
def test_what_was_read_stays_read(journal: Journal) -> None:
    """No later fact takes back a read, in truth or in what a source has shown."""
    for before, after in pairwise(steps(journal)):
        assert before.read <= after.read
        assert all(shown.read <= after.shown[source].read for source, shown in before.shown.items())
        assert all(shown.held <= after.shown[source].held for source, shown in before.shown.items())


@given(journals())
def test_what_was_said_stays_said(journal: Journal) -> None:
    """Notices, lists, freezes, decisions and refusals are only ever added; mail stays returned."""
    for before, after in pairwise(steps(journal)):
        for name in ("notices", "lists", "frozen", "decisions", "refused", "completed"):
            earlier, later = getattr(before, name), getattr(after, name)
            assert later[: len(earlier)] == earlier
        assert before.returned <= after.returned
        assert before.prepared.items() <= after.prepared.items()


@given(journals())
def test_what_people_are_known_to_be_stays_known(journal: Journal) -> None:
    """A test patient, a death or a merge that was shown once is not forgotten."""
    for before, after in pairwise(steps(journal)):
        assert (before.people.tests or frozenset()) <= (after.people.tests or frozenset())
        assert (before.people.deceased or frozenset()) <= (after.people.deceased or frozenset())
        assert set(before.people.merged_into or {}) <= set(after.people.merged_into or {})


@given(journals(), st.sampled_from((*PLAYERS, ROOM)))
def test_a_players_fold_holds_no_truth(journal: Journal, seat: SeatId) -> None:
    """Where the engine tells the truth to the controller alone, a player's state is as if nobody had read anything."""
    kept = Journal()
    for entry in journal:
        truth = isinstance(entry.fact, (*HIDDEN, f.TruthRevealed))
        kept.append(entry.at, entry.fact, seats=TRUTH if truth else entry.seats, cause=entry.cause)
    known = fold(kept.seen_by(seat))
    assert (known.reads, known.locked_out_at, known.notifiable, known.truth) == ((), None, frozenset(), None)


@given(journals(), journals())
def test_a_player_knows_the_same_whatever_the_truth_is(journal: Journal, truth: Journal) -> None:
    """More truth at the end of a journal changes nothing in a player's state."""
    more = Journal(journal)
    for entry in truth:
        more.append(entry.at, entry.fact, seats=TRUTH)
    for seat in (*PLAYERS, ROOM):
        assert fold(more.seen_by(seat)) == fold(journal.seen_by(seat))


@given(st.dictionaries(st.sampled_from([SourceId("log"), SourceId("content")]), SHOWN), RECORDS, RECORDS)
def test_narrow_lies_within_presumed(
    shown: dict[SourceId, Shown], tests: frozenset[RecordId], deceased: frozenset[RecordId]
) -> None:
    """Whatever the evidence, whom it shows as read is among those it leaves presumed; counts add up to the list."""
    people = People(tests=tests, deceased=deceased)
    narrow, presumed = (
        build_list(ListSpec(scope=scope, sources=tuple(shown), keep_deceased=False), shown, people)
        for scope in ("narrow", "presumed")
    )
    assert narrow.people <= presumed.people
    assert not presumed.people & (tests | deceased)
    assert sum(presumed.by_state.values()) == len(presumed.people)
