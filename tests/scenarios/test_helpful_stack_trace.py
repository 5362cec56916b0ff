"""S5 as its dossier tells it: who got what by which right, and what is left to count when somebody has cleaned up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import ROOM, ActionId, GrantId, IndicatorId, InjectId, RecordId, SourceId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.time import DAY, HOUR, MINUTE
from simulator.exercise.play import Exercise
from simulator.exercise.runs.outcome import outcome
from simulator.law.facts import Discovery
from tests.scenarios import acts
from tests.scenarios.acts import branched, dues, duty_of, letters_due, listed, order

S5 = "helpful-stack-trace"
AFFECTED = {"NY": 306, "TX": 306}
played, ordered = partial(acts.played, S5), partial(acts.ordered, S5, until=12 * DAY)
INDEX, VIEWS, DELIVERIES, REPORT = map(SourceId, ("error-index", "page-views", "webhook-log", "reminder-report"))


def counted(*sources: SourceId, **switches: bool) -> frozenset[RecordId]:
    """Whom the list of these sources names, on what the reference knows in the end."""
    return listed(played("reference").known, sources, **switches).people


def disturbed(*actions: str) -> float:
    """Visits that are disturbed to EndEx when these actions are ordered."""
    return acts.disturbed(acts.ended_with(S5, *actions))


def people_of(exercise: Exercise, source: SourceId) -> frozenset[RecordId]:
    """Whom a pulled source shows, one number for each person, without tests."""
    known, register = exercise.known(ROOM), played("reference").known.people
    return build_list(ListSpec(scope="presumed", sources=(source,)), known.shown, register).people


def test_the_dossiers_people_come_out_of_the_tracker() -> None:
    """612 people, 306 in each of two states, must be told, and the reference's list is exactly theirs."""
    ended = played("reference")
    assert dict(ended.notifiable.by_state) == dict(ended.listed.by_state) == AFFECTED
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)


def test_the_tracker_holds_6097_errors_at_startex() -> None:
    """The weekly mail counts 6,097 errors, ten for each person."""
    mail = next(one for one in played("silent").journal if isinstance(one.fact, f.InjectDelivered))
    assert mail.at == 0
    assert "6,097 errors" in str(mail.fact)


def test_the_page_was_opened_nine_times_by_three_addresses() -> None:
    """A crawler, a proxy and somebody whom nobody knows saw the same 118 people before anybody looked."""
    ended = played("reference")
    assert sum(ended.read_at_start.by_state.values()) == 118
    visits = [one for one in branched(S5).readers.values() for visit in one.visits if visit.at < 0]
    assert Counter(one.address for one in visits) == {"192.0.2.71": 4, "198.51.100.140": 3, "203.0.113.166": 2}
    assert len([one for one in ended.truth.reads if one.at <= 0]) == 9


@pytest.mark.parametrize(
    ("sources", "switches", "people"),
    [
        ([INDEX], {}, 612),
        ([INDEX, VIEWS], {}, 612),
        ([VIEWS], {}, 118),
        ([DELIVERIES], {}, 2_940),
        ([REPORT], {}, 6_097),
        ([INDEX], {"merges": False}, 634),
        ([INDEX], {"drop_tests": False}, 621),
    ],
)
def test_each_list_made_the_wrong_way_gives_its_number(
    sources: list[SourceId], switches: dict[str, bool], people: int
) -> None:
    """Whoever was seen on the page, whoever Pulsewire has, whoever was due, and the index before merges and tests."""
    assert len(counted(*sources, **switches)) == people


def test_the_612_are_inside_the_2940_and_those_inside_the_6097() -> None:
    """Each larger number contains the smaller one, so none of them looks wrong by itself."""
    page, index, sent, due = (counted(one) for one in (VIEWS, INDEX, DELIVERIES, REPORT))
    assert page < index < sent < due


def test_an_agreement_makes_the_difference() -> None:
    """Pulsewire has one and its 2,328 others need no letter; Tracelens has none and 494 whom nobody saw do."""
    playbook = branched(S5)
    assert playbook.vendors["pulsewire"].contract.baa
    assert not playbook.vendors["tracelens"].contract.baa
    assert playbook.grants[GrantId("receiver-holds")].authorised
    assert not playbook.grants[GrantId("tracker-intake")].authorised
    assert all(GrantId("tracker-intake") not in one.grants for one in playbook.readers.values())
    ended = played("reference")
    assert len(ended.notifiable.people - ended.read.people) == 494


def test_the_hot_tier_forgets_those_of_9_july_first() -> None:
    """Copied on the second day the index names 612; once 9 July has left it, 142 of them stand nowhere."""
    in_time, late = ordered("export-error-index", at=24 * HOUR), ordered("export-error-index", at=66 * HOUR)
    assert len(people_of(in_time, INDEX)) == 612
    assert len(people_of(late, INDEX)) <= 612 - 142


def test_the_first_errors_go_at_half_past_forty_one() -> None:
    """Seven days after 9 July, 02:00, which is Thursday 16 July, 02:00."""
    playbook = branched(S5)
    assert playbook.begins + 7 * DAY == 41 * HOUR + 30 * MINUTE
    assert playbook.injects[InjectId("hot-tier")].main is False


def test_a_longer_retention_gains_the_time_that_an_export_needs() -> None:
    """With thirty days instead of seven an export on day 4 still names everybody."""
    late = ordered("suspend-purge-jobs", until=96 * HOUR)
    order(late, "export-error-index")
    late.advance(6 * DAY)
    assert len(people_of(late, INDEX)) == 612


@pytest.mark.parametrize(
    ("action", "sign"), [("drop-error-index", "index-clean"), ("destruction-attestation", "certificate")]
)
def test_cleaning_before_copying_calms_and_takes_the_list(action: str, sign: str) -> None:
    """An empty tracker and a certificate reassure; as many people must be told, and nobody can say whom."""
    exercise = ordered(action, at=20 * HOUR, until=20 * DAY)
    order(exercise, "export-error-index")
    exercise.advance(23 * DAY)
    assert branched(S5).indicators[IndicatorId(sign)].calms
    assert IndicatorId(sign) in exercise.known(ROOM).indicators
    assert len(people_of(exercise, INDEX) & played("reference").notifiable.people) <= 352 + 9
    score = played("wipe").score.total
    assert score is not None
    assert score < 35


def test_after_the_copy_a_certificate_costs_nobody() -> None:
    """The reference has Tracelens delete after its list is frozen, and its list is complete."""
    began = {
        one.fact.action: one.at
        for one in played("reference").journal
        if isinstance(one.fact, f.ActionStarted)
        and one.fact.action in ("export-error-index", "destruction-attestation")
    }
    frozen = next(one.at for one in played("reference").journal if isinstance(one.fact, f.ListFrozen))
    assert began[ActionId("export-error-index")] < frozen < began[ActionId("destruction-attestation")]


def test_the_webhook_off_stops_reminders_and_a_slim_payload_does_not() -> None:
    """Six more no-shows in a hundred instead of four; the slim payload ends both; calling by hand leaves a quarter."""
    alone = disturbed()
    assert disturbed("disable-webhook") > 1.3 * alone
    assert disturbed("minimal-payload") < alone / 10
    assert disturbed("call-patients") < alone / 3


@pytest.mark.parametrize(
    ("placebo", "sign"), [("lower-log-level", "alerts-quiet"), ("sign-deliveries", "deliveries-signed")]
)
def test_a_placebo_calms_and_errors_go_on(placebo: str, sign: str) -> None:
    """The alert is quiet or the line is signed, and the tracker gets as many new people as before."""
    exercise, alone = ordered(placebo, until=30 * DAY), ordered(until=30 * DAY)
    assert IndicatorId(sign) in exercise.known(ROOM).indicators
    assert branched(S5).indicators[IndicatorId(sign)].calms
    assert affected(exercise) == affected(alone)
    assert len(affected(alone)) > 612


@pytest.mark.parametrize("action", ["gateway-redaction", "minimal-payload", "disable-webhook"])
def test_what_stops_the_names(action: str) -> None:
    """Masked, slimmed or switched off, no new person reaches the tracker."""
    assert len(affected(ordered(action, until=30 * DAY))) == 612


def affected(exercise: Exercise) -> frozenset[RecordId]:
    """Who must be told if the exercise ends now."""
    exercise.finish()
    return outcome(exercise).notifiable.people


def test_the_pages_log_goes_with_its_link() -> None:
    """Views first, then the link: revoked first, nobody can say who opened the page."""
    right = ordered("pull-snapshot-views", at=9 * HOUR)
    order(right, "revoke-public-link")
    wrong = ordered("revoke-public-link", at=9 * HOUR, until=12 * HOUR)
    order(wrong, "pull-snapshot-views")
    wrong.advance(2 * DAY)
    assert len(people_of(right, VIEWS)) == 118
    assert not wrong.known(ROOM).shown.get(VIEWS) or people_of(wrong, VIEWS) == frozenset()


def test_the_clocks_run_from_the_chat_of_10_july() -> None:
    """Letters by 8 September and HHS with them (612); no media (306 in each state); Texas and New York."""
    due = dues(played("silent").duties)
    assert due["us.hipaa.individual"] == due["us.hipaa.hhs"] == date(2026, 9, 8)
    told = dues(played("reference").duties)
    assert not [name for name in told if "media" in name]
    assert {"us.tx.individual", "us.tx.ag", "us.ny.individual", "us.ny.ag", "us.ny.dos", "us.ny.state_police"} <= set(
        told
    )
    assert not [name for name in told if ".fl." in name or ".ca." in name]


@pytest.mark.parametrize(
    ("discovery", "due"),
    [
        (Discovery(constructive=date(2026, 7, 10)), date(2026, 9, 8)),
        (Discovery(actual=date(2026, 7, 14)), date(2026, 9, 12)),
    ],
)
def test_what_each_date_would_give(discovery: Discovery, due: date) -> None:
    """10 July, when a developer wrote it down, and the tempting 14 July."""
    assert letters_due(played("reference"), discovery) == due


def test_whoever_trusts_14_july_is_late() -> None:
    """The slow team writes on day 57, in time by its own date and late by the rule."""
    duty = duty_of(played("slow").duties, "us.hipaa.hhs")
    assert duty.due == date(2026, 9, 8)
    assert duty.status == "met_late"


def test_on_seed_2_only_a_log_that_was_kept_proves_that_nobody_looked() -> None:
    """A sensible team that does not keep the log of views owes letters to everybody."""
    assert len(played("good", 2).notifiable.people) == 612, "a log that nobody kept proves nothing"


def test_vendors_answer_as_their_contracts_let_them() -> None:
    """Pulsewire owes answers within hours and takes days; Tracelens owes nothing and answers a letter, not a ticket."""
    exercise = ordered("vendor-ticket", "preservation-letter", until=10 * DAY)
    replies = [(one.at, one.fact) for one in exercise.journal if isinstance(one.fact, f.VendorReplied)]
    at, first = next(one for one in replies if one[1].vendor == "pulsewire")
    assert first.promised is not None
    assert at > first.promised
    assert IndicatorId("tracelens-facts") in exercise.known(ROOM).indicators
    assert IndicatorId("tracelens-facts") not in ordered("vendor-ticket").known(ROOM).indicators
    assert branched(S5).indicators[IndicatorId("pulsewire-facts")].calms


def test_one_main_decision_has_no_right_answer_and_each_answer_its_own_sequel() -> None:
    """One assessment or two: neither costs anything by itself, and another message comes back for each."""
    options = branched(S5).injects[InjectId("one-or-two")].options
    assert [one.harm for one in options] == [0, 0]
    assert InjectId("two-files") in played("reference").known.injects
    assert InjectId("one-file") in played("good").known.injects
    assert InjectId("two-files") not in played("good").known.injects


def test_the_best_answer_has_no_place_of_its_own() -> None:
    """Where one answer is best, it stands first, second, third and last."""
    main = [one for one in branched(S5).injects.values() if one.main]
    best = {one.id: [n for n, option in enumerate(one.options) if option.harm == 0] for one in main}
    assert sorted(places[0] for places in best.values() if len(places) == 1) == [0, 1, 2, 3]
