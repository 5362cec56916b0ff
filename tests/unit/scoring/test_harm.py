"""Harm is a sum of atoms that name their entries, and moves the way its formulas say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ServiceId
from simulator.domain.journal import Journal
from simulator.domain.time import DAY, HOUR
from simulator.errors import InputError
from simulator.scoring.atoms import PARTS
from simulator.scoring.harm import harm
from tests.unit.scoring.ended import PLAYBOOK, TRUE_LETTER, WEIGHTS, harm_of, listed, owed, read, stated, told

PEOPLE = tuple(range(1, 11))
HARMS = WEIGHTS.exposure.elements
people = st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple)


def test_an_exercise_in_play_has_no_harm_yet() -> None:
    """Before EndEx the truth is closed: bad input, and a hint."""
    journal = Journal()
    journal.append(0, f.ExerciseStarted(scenario="tiny", seed=1), seats=(CONTROLLER,))
    with pytest.raises(InputError, match="not ended"):
        harm(tuple(journal), PLAYBOOK, (), WEIGHTS)


@given(first=people, second=people, sent=people, day=st.integers(0, 74))
def test_the_sum_of_the_atoms_is_the_harm(
    first: tuple[int, ...], second: tuple[int, ...], sent: tuple[int, ...], day: int
) -> None:
    """Total and parts are sums over atoms to 1e-9; every atom weighs something and names entries that exist."""
    facts = ((-DAY, read(*first)), (DAY, read(*second)), (DAY, owed(*first, *second)), (2 * DAY, listed(*sent)))
    found = harm_of(*facts, (day * DAY + 2 * DAY, told()), residents=PEOPLE)
    assert found.total == pytest.approx(fsum(atom.amount for atom in found.atoms), abs=1e-9)
    assert found.total == pytest.approx(fsum(found.parts[part] for part in PARTS), abs=1e-9)
    assert all(atom.amount and atom.why and atom.entries for atom in found.atoms)
    assert {number for atom in found.atoms for number in atom.entries} <= set(range(1, 8))


@given(first=people, second=people)
def test_a_person_read_twice_counts_once(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    """Exposure is of people, not of reads: the union of two reads weighs as one read of the union."""
    union = tuple({*first, *second})
    twice = harm_of((-DAY, read(*first)), (-HOUR, read(*second)), residents=PEOPLE)
    once = harm_of((-DAY, read(*union)), residents=PEOPLE)
    assert twice.parts["exposure"] == pytest.approx(once.parts["exposure"])
    assert once.parts["exposure"] == pytest.approx(len(union) * HARMS["name"].value)


def test_secured_copies_expose_nobody() -> None:
    """45 CFR 164.402: what is unreadable to whoever takes it is no exposure."""
    assert harm_of((-DAY, read(1, 2, secured=True)), residents=PEOPLE).parts["exposure"] == 0


def test_another_element_adds_what_it_weighs() -> None:
    """A second read that also takes the reason adds that element's weight alone."""
    plain = harm_of((-DAY, read(1)), residents=PEOPLE)
    more = harm_of((-DAY, read(1)), (-HOUR, read(1, elements=("name", "reason"))), residents=PEOPLE)
    assert more.total - plain.total == pytest.approx(HARMS["reason"].value)


def test_a_disturbed_visit_weighs_the_same_whoever_disturbed_it() -> None:
    """Care counts visits and asks no reasons."""
    parts = {
        why: harm_of(
            (
                DAY,
                f.CareDisturbed(
                    service=ServiceId("scheduling"), since=0, until=DAY, why=why, visits=9, disturbed_milli=2500
                ),
            )
        ).parts["care"]
        for why in ("failing", "paused", "side effect")
    }
    assert set(parts.values()) == {2.5 * WEIGHTS.care.visit.value}


@given(early=st.integers(0, 60), wait=st.integers(0, 14))
def test_telling_later_never_helps(early: int, wait: int) -> None:
    """The later the letters, the greater the harm, and telling somebody is never worse than telling nobody."""
    base = ((0, owed(*PEOPLE)), (0, listed(*PEOPLE)))
    soon = harm_of(*base, (early * DAY, told()), residents=PEOPLE).total
    late = harm_of(*base, ((early + wait) * DAY, told()), residents=PEOPLE).total
    assert soon <= late + 1e-9
    assert late <= harm_of(*base, residents=PEOPLE).total + WEIGHTS.notice.needless.value * 20


def test_the_whole_notice_harm_is_nobody_told() -> None:
    """Silence to those who must be told weighs all of `untold`, however many they are."""
    for number in (1, 5, 10):
        found = harm_of((0, owed(*PEOPLE[:number])), residents=PEOPLE)
        assert found.parts["notice"] == pytest.approx(WEIGHTS.notice.untold.value)


def test_a_letter_that_comes_back_tells_nobody() -> None:
    """Whom no letter reaches stays untold until substitute notice."""
    base = ((0, owed(1, 2)), (0, listed(1, 2)), (DAY, told()))
    half = harm_of(*base, residents=PEOPLE, bad=(2,))
    both = harm_of(*base, (2 * DAY, told("substitute")), residents=PEOPLE, bad=(2,))
    assert half.parts["notice"] == pytest.approx(WEIGHTS.notice.untold.value / 2)
    assert both.parts["notice"] == pytest.approx(0)


def test_an_untrue_letter_costs_more_than_a_true_one() -> None:
    """A claim that nobody can support must be corrected with everybody who read it."""
    base = ((0, owed(1, 2)), (0, listed(1, 2)))
    true = harm_of(*base, (DAY, told()), residents=PEOPLE).parts["notice"]
    false = harm_of(*base, (DAY, told(letter=replace(TRUE_LETTER, claims_no_misuse=True))), residents=PEOPLE).parts[
        "notice"
    ]
    notice = WEIGHTS.notice
    assert false - true == pytest.approx(notice.untold.value * notice.untrue.value / 5 + notice.correction.value / 5)


def test_people_told_for_nothing_are_alarmed() -> None:
    """Each person on the list who need not be told weighs `alarm`, once."""
    base = ((0, owed(1)), (0, listed(1, 2, 3)))
    once = harm_of(*base, (DAY, told()), residents=PEOPLE).parts["notice"]
    twice = harm_of(*base, (DAY, told()), (2 * DAY, told()), residents=PEOPLE).parts["notice"]
    assert once == pytest.approx(2 * WEIGHTS.notice.alarm.value)
    assert twice == pytest.approx(once)


def test_another_number_to_another_audience_is_a_contradiction() -> None:
    """Two audiences told from lists of different length weigh one contradiction; the same list none."""
    base = ((0, owed(1, 2)), (0, listed(1, 2)), (0, listed(1, 2, 3, version=2)), (DAY, told()), (DAY, told("tx.ag")))
    same = harm_of(*base, (DAY, told("hhs")), residents=PEOPLE)
    other = harm_of(*base, (DAY, told("hhs", version=2)), residents=PEOPLE)
    assert other.parts["notice"] - same.parts["notice"] == pytest.approx(WEIGHTS.notice.contradiction.value)


def test_people_lost_to_doubt_weigh_up_to_the_cap() -> None:
    """Who was doubtful at StartEx weighs nothing; who becomes so later weighs, up to the cap."""
    weight, cap = WEIGHTS.evidence.unexcludable.value, int(WEIGHTS.evidence.unexcludable_cap.value)
    crowd = tuple(range(1, cap + 500))
    nobody = harm_of((0, owed(*crowd)), residents=crowd).parts["evidence"]
    some = harm_of((0, owed(*crowd[10:])), (DAY, owed(*crowd[:10], because="purge-queue")), residents=crowd)
    all_of_them = harm_of((DAY, owed(*crowd, because="purge-queue")), residents=crowd)
    assert some.parts["evidence"] - nobody == pytest.approx(10 * weight)
    assert all_of_them.parts["evidence"] - nobody == pytest.approx(cap * weight)


def test_a_date_later_than_the_evidence_is_worse_than_none() -> None:
    """Stating what one's own notes refute weighs `dated_late`; the supported date nothing."""
    supported = TRUE_LETTER.discovered or date.min
    notice = f.IndicatorNoticed(
        indicator=next(iter(PLAYBOOK.indicators)), title="A sign", text="", day=supported, discovery="actual"
    )
    harms = {
        days: harm_of((0, notice), (DAY, stated(supported + timedelta(days=days)))).parts["evidence"]
        for days in (0, 1, 30)
    }
    undated = harm_of((0, notice)).parts["evidence"]
    weights = WEIGHTS.evidence
    assert harms[1] - harms[0] == pytest.approx(weights.dated_late.value)
    assert harms[30] == harms[1]
    assert undated - harms[0] == pytest.approx(weights.undated.value)
    assert harms[1] > undated
