"""What people write down about an exercise comes back as it was written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import evaluate, evaluation_of, record_of, text_of
from simulator.domain.words import TOMBSTONE
from simulator.errors import JournalError

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
RECORDS = st.one_of(*(st.from_type(kind) for kind in r.RECORDS))


@given(RECORDS)
def test_a_record_survives_being_kept(record: r.Record) -> None:
    """Its text stands for the same record, of every kind and with any text in it."""
    assert record_of(text_of(record)) == record


def test_the_last_of_a_name_counts() -> None:
    """An action that is edited, and an objective that is rated again, stand once, as they were written last."""
    first = r.Planned(at=0, room=0.0, id="IP-1", issue="Nobody owns the insurer's call")
    second = r.Planned(at=0, room=9.0, id="IP-1", issue=first.issue, owner="Privacy officer", due=date(2027, 1, 31))
    ratings = [r.Rated(at=0, room=1.0, objective="discovery", rating=letter) for letter in ("P", "M")]
    found = evaluate((first, *ratings, second))
    assert found.plan == (second,)
    assert found.ratings == {"discovery": ratings[1]}


def test_a_dropped_action_is_gone_and_notes_all_stay() -> None:
    """Dropping takes an action out of the plan; notes are never folded together."""
    note = r.Noted(at=5, room=2.0, text="silence", tag="?")
    action = r.Planned(at=0, room=0.0, id="IP-1", issue="x")
    dropped = r.Planned(at=0, room=1.0, id="IP-1", issue="x", dropped=True)
    found = evaluate((action, note, note, dropped))
    assert found.plan == ()
    assert found.notes == (note, note)


def test_what_was_struck_out_is_not_in_the_evaluation() -> None:
    """A redacted record leaves no trace in what is folded."""
    kept = text_of(r.Learned(at=0, room=0.0, keep=True, text="asked for options first"))
    assert evaluation_of((TOMBSTONE, kept)).learned == (record_of(kept),)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind":"note"}', '{"kind":"noted","at":0}', "[" * 100_000])
def test_a_damaged_record_is_told(text: str) -> None:
    """Whatever is no record is refused as damage, never taken for an empty one."""
    with pytest.raises(JournalError):
        record_of(text)
