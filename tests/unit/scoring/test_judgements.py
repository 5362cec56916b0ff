"""The ledger lists duties; decisions are judged on what was known when they were taken, luck apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.lists import ListSpec
from simulator.domain.nouns import SourceKind
from simulator.domain.state import fold
from simulator.domain.time import DAY
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Status
from simulator.scoring.decisions import Call, judge
from simulator.scoring.ledger import ledger
from tests.builders import a_fact, records
from tests.playbooks import ACCESS_LOG, DLQ
from tests.unit.scoring.ended import PLAYBOOK, TRUE_LETTER, Told, ended, listed, owed, told

DAY_ZERO = PLAYBOOK.calendar.day(0)
SIGN = next(iter(PLAYBOOK.indicators))
WEAK = d.Factor(finding="Seen.", weight="high", sources=("dlq-access-log",))


def recorded(decision: d.Decision) -> f.DecisionRecorded:
    """The decision as the first of its exercise."""
    return f.DecisionRecorded(number=1, decision=decision)


def call_of(decision: d.Decision, *before: Told, after: tuple[Told, ...] = (), residents: tuple[int, ...] = ()) -> Call:
    """What is thought of a decision taken on day 2."""
    (call,) = judge(ended(*before, (2 * DAY, recorded(decision)), *after, residents=residents), PLAYBOOK)
    return call


def noticed(days_before: int) -> Told:
    """A sign that stands for a day before StartEx, noticed on day 1."""
    day = DAY_ZERO - timedelta(days=days_before)
    return DAY, f.IndicatorNoticed(indicator=SIGN, title="A sign", text="", day=day, discovery="constructive")


def test_a_date_is_judged_by_the_signs_known_then() -> None:
    """The same date is costly after an earlier sign was noticed, and defensible before."""
    state = d.StateDiscovery(seat=ROOM, day=DAY_ZERO)
    assert call_of(state, noticed(9)).call == "costly"
    assert call_of(state, after=((3 * DAY, noticed(9)[1]),)).call == "defensible"
    assert call_of(d.StateDiscovery(seat=ROOM, day=DAY_ZERO - timedelta(days=9)), noticed(9)).call == "sound"


def test_a_purge_is_costly_before_its_copies_were_pulled() -> None:
    """Destroying what nobody has pulled is costly; whether it came out well is told apart, as luck."""
    source = replace(PLAYBOOK.sources[ACCESS_LOG], kind=SourceKind.COUNTS)
    counted = replace(PLAYBOOK, sources={ACCESS_LOG: source})
    purge = 2 * DAY, recorded(d.TakeAction(seat=ROOM, action=ActionId("purge-queue"), target=DLQ))
    lost = 3 * DAY, owed(1, because="purge-queue")
    pulled = DAY, a_fact(f.EvidencePulled, source=ACCESS_LOG, read=(), held=(), untouched=(), clinics=())
    found = {
        name: judge(ended(*facts, residents=(1,)), counted)[0]
        for name, facts in {"bad": (purge, lost), "lucky": (purge,), "pulled": (pulled, purge)}.items()
    }
    assert {name: (one.call, one.luck) for name, one in found.items()} == {
        "bad": ("costly", "none"),
        "lucky": ("costly", "good"),
        "pulled": ("defensible", "none"),
    }


@pytest.mark.parametrize(
    ("spec", "call"),
    [
        (ListSpec(scope="presumed", sources=()), "sound"),
        (ListSpec(scope="narrow", sources=()), "costly"),
        (ListSpec(scope="presumed", sources=(), keep_deceased=False), "costly"),
        (ListSpec(scope="presumed", sources=(), by="clinic"), "costly"),
    ],
)
def test_a_list_is_judged_by_its_switches(spec: ListSpec, call: str) -> None:
    """The burden lies on the entity: narrow, by clinic or without the deceased is costly to freeze."""
    built = f.ListBuilt(
        version=1, spec=spec, people=records(1), by_state=(("TX", 1),), states=(("TX", records(1)),), missing=()
    )
    freeze = d.FreezeList(seat=ROOM, version=1)
    assert call_of(freeze, (DAY, built), residents=(1,)).call == call


def test_bad_luck_after_a_sound_call_is_called_bad_luck() -> None:
    """A sound list that misses somebody who became doubtful stays a sound call."""
    freeze = d.FreezeList(seat=ROOM, version=1)
    missed = call_of(freeze, (DAY, listed(1)), after=((3 * DAY, owed(1, 2)),), residents=(1, 2))
    assert (missed.call, missed.luck) == ("sound", "bad")
    assert call_of(freeze, (DAY, listed(1)), (DAY, owed(1)), residents=(1,)).luck == "none"


def test_no_breach_on_an_incomplete_assessment_is_costly() -> None:
    """A factor left out leaves the presumption standing (45 CFR 164.402(2))."""
    partly = d.Assessment(nature=WEAK, recipient=WEAK, acquired=WEAK)
    denied = call_of(d.DetermineBreach(seat=ROOM, breach=False, assessment=partly), (0, owed(1)), residents=(1,))
    assert (denied.call, denied.luck) == ("costly", "none")
    assert call_of(d.DetermineBreach(seat=ROOM, breach=True, assessment=partly)).call == "defensible"


def test_what_is_not_in_the_closed_set_is_not_judged() -> None:
    """Answering, building a list, or a plain action gets no verdict and no luck."""
    calls = [
        call_of(d.BuildList(seat=ROOM, spec=ListSpec(scope="narrow", sources=()))),
        call_of(d.TakeAction(seat=ROOM, action=ActionId("pull-source"), target="dlq-access-log")),
    ]
    assert {(one.call, one.luck) for one in calls} == {("not judged", None)}


def test_a_letter_that_denies_misuse_is_costly() -> None:
    """Nobody could show it; a letter with every element and no such claim is sound."""
    claim = d.Letter(contact="x", claims_no_misuse=True)
    send = d.ReleaseNotice(seat=ROOM, audience="individual", version=1, letter=claim)
    assert call_of(send).call == "costly"
    assert call_of(d.ReleaseNotice(seat=ROOM, audience="individual", version=1, letter=TRUE_LETTER)).call == "sound"


def test_the_ledger_holds_every_required_duty_and_no_other() -> None:
    """One line a duty: those the law asks for, and those done unasked; what is late or missed has not passed."""
    entries = ended((0, owed(1)), (0, listed(1)), (DAY, told()), residents=(1,))
    duties = obligations_of(load_rulebook(), fold(entries), PLAYBOOK, "truth")
    lines = ledger(duties)
    wanted = [one.id for one in duties if one.required or one.status is Status.NOT_REQUIRED_BUT_DONE]
    assert [line.id for line in lines] == wanted
    wrong = {Status.MISSED, Status.MET_LATE, Status.OVERDUE}
    assert all(line.passed == (line.status not in wrong) for line in lines)
    assert any(line.passed for line in lines)
    silent = obligations_of(load_rulebook(), fold(ended((0, owed(1)), residents=(1,))), PLAYBOOK, "truth")
    assert {line.id: line.status for line in ledger(silent)}["us.hipaa.individual"] is Status.MISSED
