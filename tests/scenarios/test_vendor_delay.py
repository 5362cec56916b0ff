"""S3 as its dossier tells it: whose number is right, whose date, and what shutting the vendor out costs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, IndicatorId, InjectId, RecordId, SourceId, StoreId
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.exercise.play import Exercise
from simulator.law.facts import Discovery
from simulator.law.incident import incident_facts, obligations_of
from simulator.law.load import load_rulebook
from tests.scenarios import acts
from tests.scenarios.acts import branched, dues, duty_of, letters_due, listed, order, owed_in

S3 = "vendor-delay"
AFFECTED = {"CA": 1000, "FL": 2091, "NY": 3105, "TX": 6210}
TOKEN_PAGE, SESSIONS = SourceId("token-page"), SourceId("live-sessions")
CALLS, VENDOR_LOG = SourceId("api-event-files"), SourceId("vendor-api-log")
played, ordered = partial(acts.played, S3), partial(acts.ordered, S3)
SAVING = ("capture-tokens", "export-crm-logs")
ASKING = ("vendor-ticket", "baa-demand")


def disturbed(service: str, *actions: str) -> float:
    """Visits of a service that are disturbed to EndEx when these actions are ordered."""
    return acts.disturbed(acts.ended_with(S3, *actions), service)


def counted(*sources: str, **switches: bool) -> frozenset[RecordId]:
    """Whom the list of these sources names, on what the reference knows in the end."""
    return listed(played("reference").known, sources, **switches).people


def reads_after(exercise: Exercise, since: Seconds) -> int:
    """How many copies the thief took since then."""
    facts = [one.fact for one in exercise.journal if one.at >= since]
    return sum(one.messages for one in facts if isinstance(one, f.RecordsRead))


def test_the_dossiers_people_come_out_of_the_tables() -> None:
    """12,406 people by residence were read before StartEx, and as many must be told, no more after it."""
    ended = played("reference")
    for those in (ended.read_at_start, ended.read, ended.notifiable):
        assert dict(those.by_state) == AFFECTED
    assert sum(AFFECTED.values()) == 12_406
    assert dict(ended.listed.by_state) == AFFECTED
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)


def test_rows_returned_are_not_people() -> None:
    """The thief took 13,912 contacts, 12,530 accounts and 3,204 cases: 29,646 rows of 12,406 people."""
    taken = Counter[StoreId]()
    for one in played("reference").truth.reads:
        taken[one.fact.store] += one.fact.messages
    assert taken == {"contact": 13_912, "account": 12_530, "case": 3_204}


@pytest.mark.parametrize(
    ("sources", "switches", "people"),
    [
        (["export-rerun"], {}, 12_406),
        (["reminder-audience"], {}, 11_664),
        (["preliminary-list"], {"merges": False, "drop_tests": False}, 11_900),
        (["preliminary-list"], {}, 11_664),
        (["final-list"], {"merges": False, "drop_tests": False}, 12_588),
        (["final-list"], {}, 12_406),
        (["export-rerun"], {"merges": False, "drop_tests": False}, 12_824),
    ],
)
def test_each_list_made_the_wrong_way_gives_its_number(
    sources: list[str], switches: dict[str, bool], people: int
) -> None:
    """Whoever is reminded, the vendor's two lists as they stand, and the tables before merges and tests."""
    assert len(counted(*sources, **switches)) == people


def test_the_preliminary_list_leaves_out_case_only_people_and_holds_staff() -> None:
    """742 people who only ever wrote a case are not on it, and 236 staff and test records are."""
    known = played("reference").known
    right = counted("export-rerun")
    theirs = counted("preliminary-list", merges=False, drop_tests=False)
    assert len(right - theirs) == 742
    assert len(theirs & (known.people.tests or frozenset())) == 236


def test_the_own_count_stands_before_the_vendors_first_list() -> None:
    """The reference freezes its list of 12,406 before day 9, when 11,900 lines arrive."""
    known = played("reference").known
    assert known.frozen_list is not None
    frozen_at = next(one.at for one in played("reference").journal if isinstance(one.fact, f.ListFrozen))
    assert frozen_at < 9 * DAY <= known.pulled[SourceId("preliminary-list")].at
    assert known.pulled[SourceId("final-list")].at >= 40 * DAY


def test_the_clocks_of_four_states_run_from_the_unread_message() -> None:
    """17 August: federal letters by 16 October, three states by 16 September, media in four, offices, bureaus."""
    due = dues(played("silent").duties)
    assert due["us.hipaa.individual"] == date(2026, 10, 16)
    assert {due[f"us.hipaa.media.{state}"] for state in ("tx", "ny", "fl", "ca")} == {date(2026, 10, 16)}
    thirty = ("us.fl.individual", "us.fl.ag", "us.ca.individual", "us.ny.individual", "us.ny.dos", "us.ny.state_police")
    assert {name: due[name] for name in thirty} == dict.fromkeys(thirty, date(2026, 9, 16))
    assert {"us.tx.individual", "us.tx.ag", "us.ny.ag", "us.ca.ag", "us.fl.cra", "us.tx.cra"} <= set(due)


def test_a_notice_that_nobody_read_moves_the_rooms_clocks_once_it_is_found() -> None:
    """Until somebody opens the mailbox California's thirty days end on 18 September for the room, then on the 16th."""
    due = {}
    for hours in (10, 21):
        known = ordered(until=hours * HOUR).known(ROOM)
        due[hours] = duty_of(obligations_of(load_rulebook(), known, branched(S3)), "us.ca.individual").due
    assert due == {10: date(2026, 9, 18), 21: date(2026, 9, 16)}


def test_california_hears_within_fifteen_days_of_the_letters() -> None:
    """The attorney general's copy is due fifteen days after the first letter to a Californian."""
    ended = played("reference")
    duty = duty_of(ended.duties, "us.ca.ag")
    sent = min(one.at for one in ended.truth.notices if one.fact.audience == "individual")
    assert duty.due is not None
    assert (duty.due - ended.playbook.calendar.day(sent)).days == 15


def test_a_licensed_facility_in_california_has_until_8_september() -> None:
    """Fifteen business days over Labor Day, where the world flag is set."""
    playbook = replace(branched(S3), licensed_ca_facility=True)
    assert dues(owed_in(played("silent"), playbook))["us.ca.cdph"] == date(2026, 9, 8)


@pytest.mark.parametrize(
    ("discovery", "due"),
    [
        (Discovery(constructive=date(2026, 8, 17)), date(2026, 10, 16)),
        (Discovery(imputed=date(2026, 8, 11), constructive=date(2026, 8, 17)), date(2026, 10, 10)),
        (Discovery(actual=date(2026, 8, 23)), date(2026, 10, 22)),
    ],
)
def test_what_each_date_would_give(discovery: Discovery, due: date) -> None:
    """Constructive 17 August, imputed 11 August, and the tempting 23 August."""
    assert letters_due(played("silent"), discovery) == due


def test_an_agents_knowledge_moves_the_clock_to_10_october() -> None:
    """On seed 3 the agreement makes Remindly an agent; the reference of that branch misses nothing."""
    ended = played("reference", 3)
    assert dues(ended.duties)["us.hipaa.individual"] == date(2026, 10, 10)
    assert dues(played("silent", 3).duties)["us.fl.ag"] == date(2026, 9, 16)
    assert ended.known.discovery is not None
    assert ended.known.discovery.fact.day == date(2026, 8, 11)


def test_on_seed_2_only_a_log_that_was_kept_proves_that_nobody_was_read() -> None:
    """Whoever does nothing owes letters to everybody though the list of addresses held."""
    assert sum(played("silent", 2).notifiable.by_state.values()) >= 12_406, "a log that nobody kept proves nothing"


@pytest.mark.parametrize(
    ("placebo", "sign"),
    [
        ("revoke-access-token", "token-gone"),
        ("org-password-reset", "passwords-new"),
        ("freeze-integration-user", "user-frozen"),
    ],
)
def test_a_placebo_calms_and_locks_nobody_out(placebo: str, sign: str) -> None:
    """The room sees something reassuring, and the thief comes back as if nobody had done anything."""
    exercise, alone = ordered(placebo), ordered()
    assert IndicatorId(sign) in exercise.known(ROOM).indicators
    assert exercise.playbook.indicators[IndicatorId(sign)].calms
    assert reads_after(exercise, DAY) == reads_after(alone, DAY) > 0


def test_the_status_page_calms_and_says_nothing() -> None:
    """It comes to everybody, not identified, while the thief goes on."""
    exercise = ordered()
    assert exercise.playbook.indicators[IndicatorId("status-page")].calms
    assert IndicatorId("status-page") in exercise.known(ROOM).indicators


@pytest.mark.parametrize("action", ["revoke-refresh-tokens", "block-connected-app", "restrict-addresses"])
def test_what_shuts_the_thief_out_and_what_it_costs(action: str) -> None:
    """Each of the three ends the reading; only the list of addresses leaves the oncology recall running."""
    assert reads_after(ordered(action), DAY) == 0
    assert (disturbed("oncology-recall", action) > 0) == (action != "restrict-addresses")


def test_calls_by_hand_and_a_second_vendor_bring_reminders_back() -> None:
    """The listed app is gone at StartEx; by hand a sixth of the no-shows is left, another sender ends them."""
    alone = disturbed("reminders")
    assert 0 < disturbed("reminders", "call-patients") < alone / 4
    assert 0 < disturbed("reminders", "second-vendor") < alone / 4


def test_uninstalling_takes_the_trace_along() -> None:
    """Blocking keeps token page, sessions and set-up history; uninstalling loses them for good."""
    gone = {TOKEN_PAGE, SESSIONS, SourceId("setup-audit")}
    for action, lost in (("uninstall-connected-app", gone), ("block-connected-app", set[SourceId]())):
        facts = [one.fact for one in ordered(action, until=3 * HOUR).journal]
        assert {one.source for one in facts if isinstance(one, f.EvidenceChanged) and one.now == "lost"} & gone == lost


def test_evidence_runs_away_at_its_own_pace() -> None:
    """Jobs are gone before StartEx, sessions and token page within eight hours."""
    early, late = ordered("export-crm-logs", "capture-tokens"), ordered("capture-tokens", at=9 * HOUR)
    known = early.known(ROOM)
    assert {TOKEN_PAGE, SESSIONS} <= set(known.pulled)
    assert IndicatorId("job-records") not in known.indicators
    assert not {IndicatorId("app-used"), IndicatorId("live-session")} <= set(late.known(ROOM).indicators)


def test_a_formal_demand_holds_the_vendors_logs() -> None:
    """Demanded on the first day, Remindly hands over its log of all three nights; asked politely, nothing."""
    demanded, asked = ordered("baa-demand", until=15 * DAY), ordered("vendor-ticket", until=15 * DAY)
    assert VENDOR_LOG not in asked.known(ROOM).pulled
    shown = demanded.known(ROOM).shown[VENDOR_LOG].read
    assert len(shown) > 0.9 * 12_588
    late = ordered("restrict-addresses", until=6 * DAY)
    order(late, "baa-demand")
    late.advance(30 * DAY)
    assert late.known(ROOM).shown[VENDOR_LOG].read == frozenset(), "fourteen days were over for all three nights"


def test_the_files_of_6_august_leave_on_5_september() -> None:
    """Copied on 2 September they hold the counting calls of 6 August; after the 5th there are none."""
    early, late = ordered("export-crm-logs", at=14 * DAY), ordered("export-crm-logs", at=18 * DAY, until=22 * DAY)
    pulled = next(one for one in early.journal if isinstance(one.fact, f.EvidencePulled) and one.fact.source == CALLS)
    rows = [row for chunk in early.rows(pulled.number).chunks() for row in chunk]
    assert sum("192.0.2.44" in row and any("COUNT" in str(cell) for cell in row) for row in rows) > 0
    assert CALLS not in late.known(ROOM).pulled
    assert late.known(ROOM).evidence[CALLS] == "lost"


def test_the_subcontractor_keeps_its_vendor_waiting() -> None:
    """Remindly's answer waits for that of its carrier, with whom there is no contract."""
    vendors = branched(S3).vendors
    assert vendors["remindly"].subcontractor == "textrail"
    assert not vendors["textrail"].contract.baa
    said = [(one.at, one.fact) for one in ordered("vendor-ticket").journal if isinstance(one.fact, f.VendorReplied)]
    asked = {one.reply: (at, one) for at, one in said if one.vendor == "remindly" and one.asked is not None}
    assert asked[1][1].waited == 0
    assert asked[2][1].waited >= 12 * HOUR
    assert all(one.promised is not None and at > one.promised for at, one in asked.values())


def test_the_second_vendors_new_address_is_noise() -> None:
    """Queryfold moved its servers: no reader of the scenario comes from there, and asking settles it."""
    playbook = branched(S3)
    assert "198.51.100.88" not in {one.address for one in playbook.readers.values()}
    assert playbook.indicators[IndicatorId("queryfold-answer")].calms


def test_one_main_decision_has_no_right_answer_and_each_answer_its_own_sequel() -> None:
    """A joint letter or two: neither costs anything by itself, and another message comes back for each."""
    options = branched(S3).injects[InjectId("joint-letters")].options
    assert [one.harm for one in options] == [0, 0]
    assert InjectId("two-letters") in played("reference").known.injects
    assert InjectId("who-is-remindly") in played("good").known.injects
    assert InjectId("two-letters") not in played("good").known.injects


def test_what_a_vendor_says_of_official_wishes_moves_no_clock() -> None:
    """Remindly's counsel pleads for delay without an official, and recording that holds nothing."""
    hold = branched(S3).injects[InjectId("vendor-pleads")].hold
    assert hold is not None
    assert not hold.official
    assert incident_facts(played("reference").truth, branched(S3), "truth").holds == ()


def test_capturing_comes_before_revoking_and_the_ticket_before_the_demand() -> None:
    """The reference copies page and files before it revokes, and asks engineers before counsel writes, in two days."""
    known = played("reference").known
    done = {name: known.first_done(ActionId(name)) for name in (*SAVING, "revoke-refresh-tokens", *ASKING)}
    at = {name: moment for name, moment in done.items() if moment is not None}
    assert at.keys() == done.keys()
    assert max(at[name] for name in SAVING) <= at["revoke-refresh-tokens"]
    assert at["vendor-ticket"] < at["baa-demand"] <= 48 * HOUR


def test_emptying_the_tables_loses_the_count() -> None:
    """Whoever empties them first finds nobody in them, and still owes 12,406 people a letter."""
    exercise = ordered("reload-tables", until=3 * DAY)
    order(exercise, "export-crm-logs")
    exercise.advance(5 * DAY)
    order(exercise, "rerun-export")
    exercise.advance(12 * DAY)
    shown = exercise.known(ROOM).shown[SourceId("export-rerun")].held
    assert len(shown) < 1000
    assert len(exercise.known(CONTROLLER).notifiable) >= 12_406
