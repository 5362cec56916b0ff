"""What each switch of the list builder does with the evidence it has, and says of the evidence it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.byrecord import ByRecord
from simulator.domain.ids import RecordId, SourceId
from simulator.domain.lists import ListSpec, People, Scope, Shown, build_list, in_scope, survivors, taken
from tests.builders import changed, records

LOG, CONTENT, COUNTS = SourceId("log"), SourceId("content"), SourceId("counts")
SHOWN = {
    LOG: Shown(read=frozenset(records(1, 2))),
    CONTENT: Shown(held=frozenset(records(1, 2, 3, 4, 5, 6))),
    COUNTS: Shown(held=frozenset(records(5, 6)), untouched=frozenset(records(6))),
}
PEOPLE = People(
    clinics=ByRecord((("TX", records(*range(1, 7))),)),
    merged_into={RecordId(2): RecordId(1)},
    tests=frozenset(records(4)),
    residences=ByRecord((("TX", records(1)), ("NY", records(3)), ("CA", records(5)))),
    deceased=frozenset(records(3)),
    bad_address=frozenset(),
)


def listed(**switches: Any) -> set[int]:
    """Who is on the list under these switches."""
    return set(build_list(spec(**switches), SHOWN, PEOPLE).people)


def spec(**switches: Any) -> ListSpec:
    """Presumed over content, with other switches."""
    return replace(ListSpec(scope="presumed", sources=(CONTENT,)), **switches)


def test_narrow_takes_only_whom_evidence_shows_as_read() -> None:
    """What merely lay in reach is left out."""
    assert in_scope("narrow", SHOWN.values()) == {1, 2}


def test_presumed_takes_everyone_in_reach() -> None:
    """Read or held: the burden lies on the entity."""
    assert in_scope("presumed", [SHOWN[LOG], SHOWN[CONTENT]]) == {1, 2, 3, 4, 5, 6}


def test_a_source_that_shows_a_record_untouched_excludes_what_it_holds_itself() -> None:
    """A counter of zero clears the copy it counts."""
    assert in_scope("presumed", [SHOWN[COUNTS]]) == {5}


def test_a_read_outweighs_untouched() -> None:
    """Whom one source shows as read stays, whatever another counter says."""
    counts = Shown(held=frozenset(records(1)), untouched=frozenset(records(1)))
    assert in_scope("presumed", [Shown(read=frozenset(records(1))), counts]) == {1}


def test_survivors_leave_one_record_a_person() -> None:
    """A merged record becomes its survivor, even when only the merged one was in scope."""
    assert survivors(records(1, 2), {RecordId(2): RecordId(1)}) == {1}
    assert survivors(records(2, 3), {RecordId(2): RecordId(1)}) == {1, 3}


def test_the_switches_compose() -> None:
    """Merged records count once, tests fall out, the deceased stay: 1 (with 2), 3, 5, 6."""
    assert listed() == {1, 3, 5, 6}


@pytest.mark.parametrize(
    ("switch", "people"),
    [
        ({"merges": False}, {1, 2, 3, 5, 6}),
        ({"drop_tests": False}, {1, 3, 4, 5, 6}),
        ({"keep_deceased": False}, {1, 5, 6}),
        ({"scope": "narrow", "sources": (LOG,)}, {1}),
        ({"scope": "narrow"}, set()),
    ],
)
def test_each_switch_changes_what_it_names(switch: dict[str, Any], people: set[int]) -> None:
    """Turning one switch moves exactly the records it is about."""
    assert listed(**switch) == people


def test_counts_follow_residence_or_clinic() -> None:
    """By residence, whoever has none known is `unknown`; by clinic, all are where they were registered."""
    by_residence = build_list(spec(), SHOWN, PEOPLE)
    by_clinic = build_list(spec(by="clinic"), SHOWN, PEOPLE)
    assert list(by_residence.by_state.items()) == [("CA", 1), ("NY", 1), ("TX", 1), ("unknown", 1)]
    assert by_clinic.by_state == {"TX": 4}
    assert by_residence.people == by_clinic.people
    assert by_residence.missing == by_clinic.missing == ()


@pytest.mark.parametrize(
    ("field", "switches", "says", "people"),
    [
        ("merged_into", {}, "merges: the EHR merge table is not pulled", {1, 2, 3, 5, 6}),
        ("tests", {}, "tests: the EHR merge table is not pulled", {1, 3, 4, 5, 6}),
        ("deceased", {"keep_deceased": False}, "deceased: the residence report is not pulled", {1, 3, 5, 6}),
        ("residences", {}, "residence: the residence report is not pulled; counted by clinic", {1, 3, 5, 6}),
    ],
)
def test_a_switch_without_its_evidence_says_so(
    field: str, switches: dict[str, Any], says: str, people: set[int]
) -> None:
    """The list is built all the same, the switch is not applied, and the list names what is missing."""
    built = build_list(spec(**switches), SHOWN, changed(PEOPLE, **{field: None}))
    assert built.missing == (says,)
    assert built.people == people


def test_without_the_residence_report_counts_are_by_clinic() -> None:
    """What the list falls back on is what it says it falls back on."""
    assert build_list(spec(), SHOWN, changed(PEOPLE, residences=None)).by_state == {"TX": 4}


def test_what_a_list_does_not_use_makes_it_no_other_list() -> None:
    """Runs that know the same of what a list uses share it, whatever else they know; what it uses makes it another."""
    by_residence = build_list(spec(), SHOWN, PEOPLE)
    elsewhere = ByRecord((("NY", records(*range(1, 7))),))
    assert build_list(spec(), SHOWN, changed(PEOPLE, clinics=elsewhere)) is by_residence
    assert build_list(spec(), SHOWN, changed(PEOPLE, residences=elsewhere)).by_state == {"NY": 4}
    assert build_list(spec(), SHOWN, changed(PEOPLE, tests=frozenset())).people == by_residence.people | {4}


@pytest.mark.parametrize("field", ["merged_into", "tests", "deceased", "residences"])
def test_a_switch_that_is_off_asks_for_no_evidence(field: str) -> None:
    """Nobody is told to pull what the list does not use."""
    off = spec(merges=False, drop_tests=False, keep_deceased=True, by="clinic")
    assert build_list(off, SHOWN, changed(PEOPLE, **{field: None})).missing == ()


def test_a_source_that_is_not_pulled_is_named() -> None:
    """A missing source is never silently an empty one."""
    built = build_list(spec(sources=(LOG, SourceId("vendor-log"))), SHOWN, PEOPLE)
    assert built.missing == ("vendor-log is not pulled",)
    assert built.people == {1}


ROWS = Shown(
    read=frozenset(records(1, 2, 3)),
    who={"k.ortega from no address": frozenset(records(1, 2)), "k.ortega from 192.0.2.20": frozenset(records(2, 3))},
)


def test_whoever_stands_under_another_label_too_still_does() -> None:
    """Without a rightful user's rows, only those go whom nobody else took."""
    assert in_scope("narrow", [ROWS], ["k.ortega from 192.0.2.20"]) == {1, 2}
    assert in_scope("narrow", [ROWS], tuple(ROWS.who)) == set()
    assert in_scope("narrow", [ROWS], ["somebody else"]) == {1, 2, 3}


def test_a_label_that_no_chosen_source_knows_is_said() -> None:
    """A switch that changes nothing says so, as every other does."""
    wanted = replace(spec(sources=(LOG,)), without=("somebody else",))
    assert "without somebody else: no chosen source tells it apart" in build_list(wanted, SHOWN, PEOPLE).missing


def test_a_log_clears_whom_another_source_holds() -> None:
    """A log holds nothing, so those it shows as untouched are cleared wherever they lay; counters clear their own."""
    log = Shown(read=frozenset(records(5)), untouched=frozenset(records(3, 5)))
    assert in_scope("presumed", [SHOWN[CONTENT], log]) == {1, 2, 4, 5, 6}
    assert in_scope("presumed", [SHOWN[CONTENT], SHOWN[COUNTS]]) == {1, 2, 3, 4, 5, 6}


_NUMBERS = st.frozensets(st.integers(1, 9).map(RecordId))
_SHOWN = st.builds(
    lambda who, held, untouched: Shown(read=frozenset().union(*who.values()), held=held, untouched=untouched, who=who),
    st.dictionaries(st.sampled_from("abc"), _NUMBERS),
    _NUMBERS,
    _NUMBERS,
)


@given(st.lists(_SHOWN, max_size=4), st.frozensets(st.sampled_from("abc")), st.sampled_from(["narrow", "presumed"]))
def test_less_evidence_never_lists_more(shown: list[Shown], without: frozenset[str], scope: Scope) -> None:
    """A label more is nobody more; each source's part makes up the list; presumed has all of narrow."""
    whole = in_scope(scope, shown, without)
    assert whole <= in_scope(scope, shown)
    assert whole == set().union(*taken(scope, shown, without))
    assert in_scope("narrow", shown, without) <= in_scope("presumed", shown, without)
