"""Decisions and facts as JSON values: nothing is lost, nothing unexpected gets in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.codec import canonical, decode_decision, decode_fact, decode_part, encode
from simulator.errors import JournalError
from tests.builders import a_decision, a_fact, changed, one_decision_of_each_kind, one_fact_of_each_kind

FACTS = one_fact_of_each_kind()
DECISIONS = one_decision_of_each_kind()


def through_text(value: Any) -> Any:
    """What a reader finds after a value was written as canonical text."""
    return json.loads(canonical(encode(value)))


@pytest.mark.parametrize("fact", FACTS, ids=[one.kind for one in FACTS])
def test_every_kind_of_fact_comes_back(fact: f.Fact) -> None:
    """A fact that was written is read as the same fact."""
    assert decode_fact(through_text(fact)) == fact


@pytest.mark.parametrize("decision", DECISIONS, ids=[one.kind for one in DECISIONS])
def test_every_kind_of_decision_comes_back(decision: d.Decision) -> None:
    """A decision that was written is read as the same decision, alone and inside the fact that records it."""
    assert decode_decision(through_text(decision)) == decision
    recorded = f.DecisionRecorded(number=1, decision=decision)
    assert decode_fact(through_text(recorded)) == recorded


def test_what_came_later_is_written_only_where_it_says_something() -> None:
    """An older assessment keeps its text, and is read as one without the later fields; a full one comes back."""
    bare = d.Assessment(nature=d.Factor(finding="Seen.", weight="high", sources=("access-log",)))
    older = {"finding": "Seen.", "weight": "high", "sources": ["access-log"]}
    assert encode(bare) == {"nature": older, "recipient": None, "acquired": None, "mitigation": None}
    assert decode_part(d.Assessment, encode(bare)) == bare
    claim = d.Claim(name="not_retained", shown=("good-faith",))
    full = d.Assessment(
        nature=d.Factor(finding="Seen.", weight="high", sources=(), confidence=0.5),
        exceptions=(claim,),
        counsel=True,
        review_on=("access-log",),
    )
    assert decode_part(d.Assessment, through_text(full)) == full


def test_labels_are_written_only_where_there_are_some() -> None:
    """A pull whose rows are all of one hand, and a list that leaves nobody out, are written as they always were."""
    pull, build = a_fact(f.EvidencePulled), a_decision(d.BuildList)
    assert "who" not in encode(pull)
    assert "without" not in encode(build)["spec"]
    told_apart = changed(pull, who=(("anybody from no address", pull.read),))
    assert decode_fact(through_text(told_apart)) == told_apart
    without = changed(build, spec=changed(build.spec, without=("anybody from no address",)))
    assert decode_decision(through_text(without)) == without


def test_kinds_are_different_slugs() -> None:
    """A kind names one class, in the spelling of every other id."""
    kinds = [one.kind for one in (*d.DECISIONS, *f.FACTS)]
    assert len(set(kinds)) == len(kinds)
    assert all(kind.replace("-", "").isalpha() and kind.islower() for kind in kinds)


def test_canonical_text_is_one_text() -> None:
    """Sorted keys, no spaces, letters as they are."""
    assert canonical({"b": 1, "a": [None, True], "ü": "é"}) == '{"a":[null,true],"b":1,"ü":"é"}'


def test_canonical_text_holds_no_number_that_json_lacks() -> None:
    """Infinity and not-a-number are refused, for other readers could not read them."""
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_a_whole_amount_stays_the_text_it_was() -> None:
    """4 staff-hours written as 4 are read as 4, not 4.0, so the digest still fits."""
    value = through_text(a_fact(f.ActionCompleted, staff_hours=4))
    assert through_text(decode_fact(value)) == value


@pytest.mark.parametrize(
    "value", [None, 7, "exercise-ended", [], {}, {"kind": "no-such"}, {"kind": []}, {"kind": None}]
)
def test_an_unknown_kind_is_refused(value: object) -> None:
    """Whatever stands where a kind is expected."""
    with pytest.raises(JournalError, match="unknown kind"):
        decode_fact(value)


@pytest.mark.parametrize("one", [*FACTS, *DECISIONS], ids=lambda one: one.kind)
def test_a_missing_or_unknown_field_is_refused(one: f.Fact | d.Decision) -> None:
    """The message names the class and the field."""
    value = through_text(one)
    decode = decode_fact if isinstance(one, f.FACTS) else decode_decision
    with pytest.raises(JournalError, match=f"{type(one).__name__}: fields missing or unknown: more$"):
        decode({**value, "more": 1})
    for field in set(value) - {"kind"}:
        with pytest.raises(JournalError, match=f"{type(one).__name__}: fields missing or unknown: {field}$"):
            decode({name: inner for name, inner in value.items() if name != field})


@pytest.mark.parametrize(
    ("fact", "field", "wrong"),
    [
        (f.ExerciseStarted, "seed", "1"),
        (f.ExerciseStarted, "seed", 1.0),
        (f.ExerciseStarted, "seed", True),
        (f.ExerciseStarted, "seed", None),
        (f.ExerciseStarted, "scenario", 1),
        (f.RecordsRead, "secured", 1),
        (f.RecordsRead, "records", "12"),
        (f.RecordsRead, "records", ["1"]),
        (f.RecordsRead, "records", [True]),
        (f.FlowChanged, "now", "stopped"),
        (f.FlowChanged, "now", ["paused"]),
        (f.ActionCompleted, "dollars", "10"),
        (f.ActionCompleted, "dollars", True),
        (f.ActionStarted, "target", 1),
        (f.PeopleShown, "merges", [[1]]),
        (f.PeopleShown, "merges", [[1, 2, 3]]),
        (f.PeopleShown, "merges", {"1": 2}),
        (f.PeopleShown, "residences", [["TX", ["1"]]]),
        (f.DiscoveryStated, "day", "yesterday"),
        (f.DiscoveryStated, "day", 20260908),
        (f.DiscoveryStated, "day", None),
        (f.BreachDetermined, "assessment", None),
        (f.BreachDetermined, "assessment", []),
        (f.DecisionRecorded, "decision", {"kind": "exercise-ended"}),
        (f.DecisionRecorded, "decision", None),
    ],
)
def test_a_value_of_another_type_is_refused(fact: type[f.Fact], field: str, wrong: object) -> None:
    """Nothing is coerced: a save is input like any other."""
    with pytest.raises(JournalError):
        decode_fact({**through_text(a_fact(fact)), field: wrong})


def test_a_decision_is_no_fact_and_a_fact_no_decision() -> None:
    """Each reader refuses the other's kinds, by name."""
    with pytest.raises(JournalError, match='expected a fact, got the decision "declare"'):
        decode_fact(through_text(a_decision(d.Declare)))
    with pytest.raises(JournalError, match='expected a decision, got the fact "exercise-ended"'):
        decode_decision(through_text(a_fact(f.ExerciseEnded)))


def test_nothing_and_something_come_back_different() -> None:
    """A register that does not say is not one that says nobody."""
    silent = changed(a_fact(f.PeopleShown), tests=None)
    nobody = changed(a_fact(f.PeopleShown), tests=())
    assert decode_fact(through_text(silent)).tests is None  # type: ignore[union-attr]
    assert decode_fact(through_text(nobody)).tests == ()  # type: ignore[union-attr]
