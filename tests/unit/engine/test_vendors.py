"""Vendors answer in their own time: some things when asked, some only when they must, some by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain import actions as a
from simulator.domain.facts import EvidenceChanged, EvidencePulled, VendorAsked, VendorReplied
from simulator.domain.ids import IndicatorId
from simulator.domain.msel import Pulled
from simulator.domain.nouns import Triangle
from simulator.domain.time import DAY, HOUR
from simulator.domain.vendors import Contract, Reply, Vendor
from simulator.engine.engine import Engine
from simulator.engine.processes.effects import carry_out
from simulator.world.population import population
from tests.playbooks import ACCESS_LOG, SECURITY, a_playbook

TICKET = IndicatorId("on-call-ticket")


def hours(exactly: float) -> Triangle:
    """So many hours, without chance."""
    return Triangle(low=exactly, typical=exactly, high=exactly)


VENDOR = Vendor(
    id="sync-vendor",
    title="Sync vendor",
    contract=Contract(notice_hours=72, sla_hours=4),
    sources=(ACCESS_LOG,),
    replies=(
        Reply(text="No impact.", hours=hours(26)),
        Reply(text="Your list.", hours=hours(10), needs="demand", brings=(ACCESS_LOG,)),
        Reply(text="We had an incident.", at=9 * DAY, reveals=(TICKET,)),
    ),
)


def an_engine(*vendors: Vendor) -> Engine:
    """The tiny scenario at StartEx with these vendors."""
    playbook = a_playbook(vendors={one.id: one for one in vendors})
    return Engine(playbook, population(playbook.world, 1), 1)


def replies(engine: Engine) -> list[tuple[int, VendorReplied]]:
    """What vendors said, and when."""
    return [(one.at, one.fact) for one in engine.journal if isinstance(one.fact, VendorReplied)]


def test_an_answer_says_what_was_promised_and_when_it_was_asked() -> None:
    """Four hours were promised, twenty-six it took; both can be read off the fact."""
    engine = an_engine(VENDOR)
    asked_at = engine.now
    carry_out(engine._context, a.AskVendor(vendor=VENDOR.id), SECURITY, 1)
    engine.advance(3 * DAY)
    ((at, said),) = replies(engine)
    assert (said.text, said.asked, said.promised) == ("No impact.", asked_at, asked_at + 4 * HOUR)
    assert at == asked_at + 26 * HOUR


def test_what_needs_a_demand_comes_after_one_only_and_brings_its_source() -> None:
    """A question alone never brings the list; the demand does, its hours counted from it, and holds the source."""
    engine = an_engine(VENDOR)
    carry_out(engine._context, a.AskVendor(vendor=VENDOR.id), SECURITY, 1)
    engine.advance(5 * DAY)
    assert [one.reply for _, one in replies(engine)] == [1]
    carry_out(engine._context, a.DemandVendor(vendor=VENDOR.id), SECURITY, 1)
    demanded_at = engine.now
    engine.advance(6 * DAY)
    assert [one.reply for _, one in replies(engine)] == [1, 2]
    assert replies(engine)[-1][0] == demanded_at + 10 * HOUR
    pulled = [one.at for one in engine.journal if isinstance(one.fact, EvidencePulled)]
    assert pulled == [demanded_at + 10 * HOUR]
    held = [one.fact.source for one in engine.journal if isinstance(one.fact, EvidenceChanged)]
    assert held == [ACCESS_LOG]
    formal = [one.fact.formal for one in engine.journal if isinstance(one.fact, VendorAsked)]
    assert formal == [False, True]


def test_a_reply_comes_once_however_often_somebody_asks() -> None:
    """Three questions and a demand bring each reply once."""
    engine = an_engine(VENDOR)
    for effect in (a.AskVendor(vendor=VENDOR.id), a.AskVendor(vendor=VENDOR.id), a.DemandVendor(vendor=VENDOR.id)):
        carry_out(engine._context, effect, SECURITY, 1)
        engine.advance(engine.now + HOUR)
    engine.advance(4 * DAY)
    assert sorted(one.reply for _, one in replies(engine)) == [1, 2]


def test_a_vendor_comes_forward_by_itself() -> None:
    """Nobody asked, and on day nine it writes: the sign is noticed with it."""
    engine = an_engine(VENDOR)
    engine.advance(10 * DAY)
    ((at, said),) = replies(engine)
    assert (at, said.asked, said.promised) == (9 * DAY, None, None)
    assert engine.state.indicators[TICKET].at <= 9 * DAY


@pytest.mark.parametrize("waits", [True, False])
def test_a_vendor_waits_for_its_subcontractor_and_that_one_for_its_own(*, waits: bool) -> None:
    """Each link of the chain adds its answer's hours, unless the reply does not wait."""
    last = Vendor(id="last", title="Last", contract=Contract(), replies=(Reply(text="", hours=hours(7)),))
    middle = replace(last, id="middle", replies=(Reply(text="", hours=hours(5)),), subcontractor="last")
    first = replace(VENDOR, replies=(Reply(text="Sorry.", hours=hours(2), waits=waits),), subcontractor="middle")
    engine = an_engine(first, middle, last)
    asked_at = engine.now
    carry_out(engine._context, a.AskVendor(vendor=first.id), SECURITY, 1)
    engine.advance(2 * DAY)
    ((at, said),) = replies(engine)
    assert said.waited == (12 * HOUR if waits else 0)
    assert at == asked_at + said.waited + 2 * HOUR


@pytest.mark.parametrize("pulled", [True, False])
def test_a_reply_whose_conditions_do_not_hold_is_not_said(*, pulled: bool) -> None:
    """A specific answer comes to who has evidence of their own by then, and to nobody else."""
    specific = replace(VENDOR.replies[0], conditions=(Pulled(source=ACCESS_LOG),))
    engine = an_engine(replace(VENDOR, replies=(specific,)))
    if pulled:
        carry_out(engine._context, a.PullSource(source=ACCESS_LOG), SECURITY, 1)
    carry_out(engine._context, a.AskVendor(vendor=VENDOR.id), SECURITY, 1)
    engine.advance(2 * DAY)
    assert len(replies(engine)) == pulled
