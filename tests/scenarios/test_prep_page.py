"""S7 as its dossier tells it: two paths, 2,003 people, a portal that stays up, and Florida at exactly five hundred."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.actions import PurgeStore
from simulator.domain.ids import (
    ROOM,
    ActionId,
    IndicatorId,
    InjectId,
    PoolId,
    SourceId,
    StoreId,
)
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from tests.scenarios import acts
from tests.scenarios.acts import branched, disturbed, dues, listed, owed_in, read_by, to_tell

S7 = "prep-page"
ROWS, SITE, VENDOR, KIOSKS = (SourceId(one) for one in ("page-replay", "site-rows", "analytics-copy", "kiosk-sample"))
played, after = partial(acts.played, S7), partial(acts.after, S7)
LOAD_TEST = "agency from 198.51.100.77"
CLASS_SHUT = ("take-page-offline", "take-portal-offline", "patch-page")


@cache
def scraper_alone() -> Outcome:
    """The reference, but its list is made from the scraper's rows alone."""
    book = find_runbook(branched(S7), "reference")
    steps = [
        replace(one, decision=replace(one.decision, spec=replace(one.decision.spec, sources=(ROWS,))))
        if isinstance(one.decision, d.BuildList)
        else one
        for one in book.steps
    ]
    return outcome(play_runbook(branched(S7), replace(book, steps=tuple(steps)), 1))


def rows_taken(exercise: Exercise) -> int:
    """How many records guests have been given since StartEx."""
    reads = [one.fact for one in exercise.journal if isinstance(one.fact, f.RecordsRead) and one.at >= 0]
    return len({record for one in reads if one.store == StoreId("prep-rows") for record in one.records})


def owed(ended: Outcome, *, by: str = "truth") -> dict[str, Obligation]:
    """What is owed in truth, or as the seat's own list says."""
    if by == "truth":
        return {one.id: one for one in ended.duties}
    facts = incident_facts(ended.known, ended.playbook, "seat")
    return {one.id: one for one in obligations(load_rulebook(), facts)}


WRONG: dict[str, tuple[dict[str, Any], dict[str, int]]] = {
    "both paths": ({"sources": (ROWS, SITE), "without": (LOAD_TEST,)}, {"CA": 501, "FL": 500, "TX": 1002}),
    "the scraper alone": ({"sources": (ROWS,), "without": (LOAD_TEST,)}, {"CA": 468, "FL": 467, "TX": 936}),
    "the addresses alone": ({"sources": (SITE,)}, {"CA": 104, "FL": 104, "TX": 210}),
    "rows for people": (
        {"sources": (ROWS,), "without": (LOAD_TEST,), "merges": False, "drop_tests": False},
        {"CA": 468, "FL": 467, "TX": 949},
    ),
    "counted by clinic": (
        {"sources": (ROWS, SITE), "without": (LOAD_TEST,), "by": "clinic"},
        {"CA": 531, "FL": 480, "TX": 992},
    ),
    "with the kiosks": (
        {"sources": (ROWS, SITE, KIOSKS), "without": (LOAD_TEST,)},
        {"CA": 515, "FL": 510, "TX": 1028},
    ),
}


@pytest.mark.parametrize("way", WRONG)
def test_each_wrong_answer_comes_out_of_a_list(way: str) -> None:
    """The evidence of the reference, put together in another way, gives each of the dossier's numbers."""
    known = played("reference").known
    switches, states = WRONG[way]
    assert dict(listed(known, **switches).by_state) == states


def test_two_paths_overlap_and_each_person_counts_once() -> None:
    """1,871 by the scraper, 418 named to the vendor, 286 of them both: 2,003."""
    known = played("reference").known
    people = {source: listed(known, [source], without=(LOAD_TEST,)).people for source in (ROWS, SITE)}
    assert len(people[ROWS]) == 1871
    assert len(people[SITE]) == 418
    assert len(people[ROWS] & people[SITE]) == 286
    assert len(people[ROWS] | people[SITE]) == 2003


def test_the_load_test_counts_nobody_but_stands_in_the_rows() -> None:
    """Whoever leaves the agency's label in lists 240 too many, New Yorkers among them; in truth nobody read them."""
    known = played("reference").known
    with_test = listed(known, (ROWS, SITE))
    assert len(with_test.people) == 2003 + 240
    assert "NY" in with_test.by_state
    assert len(known.shown[ROWS].who[LOAD_TEST]) == 240
    assert "NY" not in played("reference").read.by_state


def test_the_vendors_own_rows_are_fewer_than_ours() -> None:
    """Its copy is incomplete: it confirms the path and is no list."""
    known = played("reference").known
    own = known.shown[VENDOR].held
    assert own < known.shown[SITE].held


def test_three_disjoint_pools_make_the_union() -> None:
    """1,585, 286 and 132 people, drawn from nobody twice."""
    pools = branched(S7).pools
    sizes = [
        sum(one.people for one in pools[PoolId(key)].cohorts)
        for key in ("scraped-only", "scraped-and-named", "named-only")
    ]
    assert sizes == [1585, 286, 132]
    assert sum(sizes) == 2003


def test_two_thousand_and_three_come_out_of_the_engine() -> None:
    """On the published seed 2,003 people were read before StartEx, and the best response adds nobody."""
    ended = played("reference")
    states = {"TX": 1002, "CA": 501, "FL": 500}
    assert dict(ended.read_at_start.by_state) == states
    assert dict(ended.read.by_state) == dict(ended.notifiable.by_state) == dict(ended.listed.by_state) == states


def test_six_nights_by_two_addresses() -> None:
    """Between 9 and 15 May each night has its page of the rows; the addresses take turns."""
    playbook = branched(S7)
    walks = sorted(
        (visit.at, reader.address)
        for reader in playbook.readers.values()
        for visit in reader.visits
        if reader.id in {"scraper", "scraper-second"} and visit.at < 0
    )
    days = [playbook.calendar.day(at) for at, _ in walks]
    assert days == [date(2026, 5, day) for day in range(10, 16)]
    assert [address for _, address in walks] == ["192.0.2.61", "198.51.100.14"] * 3


def test_the_blind_weeks_presume_nobody_more() -> None:
    """No log reaches before 16 April; all who stood on the page by then were taken in May, and the gap adds nobody."""
    playbook = branched(S7)
    blind = [flow for flow in playbook.flows.values() if flow.ends is not None and flow.ends <= -30 * DAY - 21 * HOUR]
    pools = {flow.pool for flow in blind}
    assert pools == {PoolId("scraped-only"), PoolId("scraped-and-named"), PoolId("page-tests")}
    keep = playbook.sources[ROWS].keep
    assert keep == 30 * DAY
    assert playbook.calendar.day(-keep) == date(2026, 4, 16)


def test_without_the_address_path_three_duties_are_dropped_in_silence() -> None:
    """The scraper's list asks for no newspapers and no attorney general in California, and no office in Florida."""
    short = scraper_alone()
    assert dict(short.listed.by_state) == {"CA": 468, "FL": 467, "TX": 936}
    seen, true = owed(short, by="seat"), owed(short)
    for duty in ("us.hipaa.media.ca", "us.ca.ag", "us.fl.ag"):
        assert not seen[duty].required, duty
        assert true[duty].required, duty
    assert short.score.total is not None
    assert short.score.total < 97


def test_five_hundred_is_for_the_office_and_not_for_the_newspapers() -> None:
    """Florida: 500 is not more than 500 (164.406(a)) and is 500 or more (501.171(3)(a)); California's 501 is both."""
    duties = owed(played("reference"))
    for duty in ("us.hipaa.hhs", "us.hipaa.media.tx", "us.hipaa.media.ca", "us.fl.ag", "us.ca.ag", "us.tx.ag"):
        assert duties[duty].required, duty
    assert duties["us.hipaa.media.fl"].status is Status.NOT_REQUIRED
    assert duties["us.ny.individual"].status is Status.NOT_REQUIRED


def test_the_clocks_run_from_the_unread_mail() -> None:
    """14 May: federal notices by 13 July, letters in California and Florida by 13 June, Florida's office with them."""
    duties = owed(played("silent"))
    assert duties["us.hipaa.individual"].due == duties["us.hipaa.hhs"].due == date(2026, 7, 13)
    assert duties["us.hipaa.media.tx"].due == date(2026, 7, 13)
    assert duties["us.ca.individual"].due == duties["us.fl.individual"].due == date(2026, 6, 13)
    assert duties["us.fl.ag"].due == date(2026, 6, 13)
    signs = {key: one for key, one in branched(S7).indicators.items() if one.discovery is not None}
    assert {key: (one.discovery, branched(S7).calendar.day(one.at)) for key, one in signs.items()} == {
        IndicatorId("edge-alarm"): ("actual", date(2026, 5, 16)),
        IndicatorId("researcher-mail"): ("constructive", date(2026, 5, 14)),
    }


def test_a_licensed_facility_in_california_has_until_5_june() -> None:
    """Fifteen business days over Memorial Day, where the house is licensed."""
    playbook = replace(branched(S7), licensed_ca_facility=True)
    assert dues(owed_in(played("silent"), playbook))["us.ca.cdph"] == date(2026, 6, 5)


def test_the_reference_writes_in_time_for_a_licensed_facility() -> None:
    """Its letters leave before 5 June, so a licence would change nothing but one form."""
    ended = played("reference")
    sent = min(one.at for one in ended.truth.notices if one.fact.audience == "individual")
    assert ended.playbook.calendar.day(sent) < date(2026, 6, 5)


@pytest.mark.parametrize("shut", CLASS_SHUT)
def test_shutting_the_class_ends_it(shut: str) -> None:
    """Page, portal or patch: once the class answers no guest, nobody gets a row of it."""
    assert rows_taken(after((shut, 0))) < rows_taken(after())


@pytest.mark.parametrize(
    ("placebo", "looks"),
    [
        ("field-security-patch", "scanner-content"),
        ("limit-rate", "rate-flat"),
        ("block-one-address", "address-silent"),
        ("enforce-tls-floor", "tls-green"),
        ("accessibility-overlay", "scan-quiet"),
    ],
)
def test_a_placebo_looks_good_and_stops_nothing(placebo: str, looks: str) -> None:
    """It shows something reassuring; the scraper gets its rows, the vendor its addresses, and care gains nothing."""
    tried, nothing = after((placebo, HOUR)), after()
    assert IndicatorId(looks) in tried.known(ROOM).indicators
    assert branched(S7).indicators[IndicatorId(looks)].calms
    assert rows_taken(tried) == rows_taken(nothing)
    assert read_by(tried) >= read_by(nothing)
    assert disturbed(tried) >= disturbed(nothing)


def test_the_whole_portal_costs_booking_and_the_contact_form() -> None:
    """Both shut the class; the portal takes booking and emergency contacts with it, the page neither."""
    page, portal = after(("take-page-offline", HOUR)), after(("take-portal-offline", HOUR))
    assert rows_taken(page) == rows_taken(portal) == 0
    assert disturbed(page, "self-booking") == 0
    assert disturbed(portal, "self-booking") > 1000
    assert disturbed(portal, "contact-form") > disturbed(page, "contact-form") + 1000


def test_a_line_tonight_reaches_those_whom_the_form_shuts_out() -> None:
    """With a staffed line and a form of its own, contacts come; without it some of them never do."""
    nothing = after()
    assert disturbed(after(("open-phone-line", 0)), "contact-form") < disturbed(nothing, "contact-form") / 10
    assert disturbed(after(("open-phone-line", 3 * DAY)), "contact-form") > disturbed(
        after(("open-phone-line", 0)), "contact-form"
    )


def test_the_reference_has_the_line_open_within_two_hours_and_a_half() -> None:
    """At night, before the page is missed by anybody: the work is ordered in ten minutes and done before midnight."""
    done = next(
        one.at
        for one in played("reference").journal
        if isinstance(one.fact, f.ActionCompleted) and one.fact.action == "open-phone-line"
    )
    assert done <= 2 * HOUR + HOUR // 2


def test_the_tag_names_new_people_until_it_is_removed() -> None:
    """Whoever shuts the scraper out and leaves the tag alone loses more people every week."""
    shut = after(("take-page-offline", HOUR))
    both = after(("take-page-offline", HOUR), ("remove-page-tag", HOUR))
    assert read_by(both) == 2003 < read_by(shut)


def test_offline_needs_two_roles() -> None:
    """One role alone is refused: somebody who answers for patients has to agree."""
    exercise = Exercise(branched(S7), 1)
    for name in ("take-page-offline", "take-portal-offline"):
        entry = exercise.submit(d.TakeAction(seat=ROOM, action=ActionId(name), target=None))
        assert isinstance(entry.fact, f.DecisionRefused)


def test_the_edge_keeps_fourteen_days_and_the_event_files_thirty() -> None:
    """The edge's log is worth nothing when the last walk is fourteen days old, unless somebody holds or copies it."""
    sources = branched(S7).sources
    assert sources[SourceId("edge-log")].keep == 14 * DAY
    gone = f.EvidenceChanged(source=SourceId("edge-log"), now="lost")
    late, held = after(("pull-portal-log", 20 * DAY)), after(("suspend-purge-jobs", DAY), ("pull-portal-log", 20 * DAY))
    assert any(one.fact == gone for one in late.journal)
    assert not any(one.fact == gone for one in held.journal)


def test_who_lets_the_oldest_days_roll_off_cannot_exclude_whom_nobody_read() -> None:
    """The same shut page: with the files copied 2,003 are notifiable; without, some who came in April are, too."""
    kept = after(("export-crm-logs", 0), ("take-page-offline", HOUR), ("remove-page-tag", HOUR))
    rolled = after(("take-page-offline", HOUR), ("remove-page-tag", HOUR), ("replay-page", 20 * DAY))
    assert len(to_tell(kept)) == 2003 < len(to_tell(rolled))


def test_the_vendors_deletion_takes_the_rows_with_it() -> None:
    """Its confirmation empties the store from which our own count could have been checked."""
    action = branched(S7).actions[ActionId("destruction-attestation")]
    assert PurgeStore(store=StoreId("vendor-addresses")) in action.effects
    clickriver = next(one for key, one in branched(S7).vendors.items() if key == "clickriver")
    assert any("26 months" in reply.text and "ten business days" in reply.text for reply in clickriver.replies)


def test_the_injects_of_the_dossier_come_when_it_says() -> None:
    """What the table of domain.md 5 (S7) puts at an hour comes then, to whoever waits it out."""
    came = {key: one.at for key, one in played("silent").known.injects.items()}
    table = {
        "edge-report": 0, "portal-down": 30 * 60, "researcher-mail": HOUR, "load-test": 3 * HOUR,
        "blind-patient": 6 * HOUR, "second-path": 10 * HOUR, "vendor-form": 18 * HOUR, "enforced-fix": 30 * HOUR,
        "kiosk-sample": 72 * HOUR,
    }  # fmt: skip
    assert {key: came[InjectId(key)] for key in table} == table
    assert 72 * HOUR <= came[InjectId("write-up")] <= 76 * HOUR


def test_one_decision_has_no_right_answer() -> None:
    """Page or form first at night: two answers without harm; and the best answers stand in no fixed place."""
    mains = [one for one in branched(S7).injects.values() if one.main]
    free = {str(one.id): [number for number, option in enumerate(one.options) if not option.harm] for one in mains}
    assert len(free["which-first"]) == 2
    assert len({tuple(places) for places in free.values()}) >= 3


def test_where_nobody_called_the_files_prove_it() -> None:
    """On seed 2 the class was open, and the files show nobody's call but the load test's."""
    known = played("reference", 2).known
    assert not known.shown[ROWS].less((LOAD_TEST,)).read
