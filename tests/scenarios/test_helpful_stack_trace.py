"""S5 as its dossier tells it: who got what by which right, and what is left to count when somebody has cleaned up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, GrantId, IndicatorId, InjectId, RecordId, SourceId
from simulator.domain.lists import ListSpec, PersonList, build_list
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.facts import Discovery
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook
from simulator.scenario.load import load_playbook

S5 = "helpful-stack-trace"
AFFECTED = {"NY": 306, "TX": 306}
INDEX, VIEWS, DELIVERIES, REPORT = map(SourceId, ("error-index", "page-views", "webhook-log", "reminder-report"))


@cache
def branched(seed: int) -> Playbook:
    """The playbook as it is on that seed."""
    return load_playbook(S5).on(seed)


@cache
def played(runbook: str, seed: int = 1) -> Outcome:
    """One ended run."""
    playbook = branched(seed)
    return outcome(play_runbook(playbook, find_runbook(playbook, runbook), seed))


@cache
def ordered(*actions: str, at: Seconds = MINUTE, until: Seconds = 12 * DAY) -> Exercise:
    """A world in which the room orders these actions and nothing else."""
    exercise = Exercise(branched(1), 1)
    exercise.advance(at)
    for name in actions:
        order(exercise, name)
    exercise.advance(until)
    return exercise


def order(exercise: Exercise, name: str) -> None:
    """Order an action, on the first of its targets, with a second role where it needs one."""
    action = exercise.playbook.actions[ActionId(name)]
    second = next((seat for seat in action.authority.second if seat != action.owner), None)
    target = next(iter(action.targets), None)
    entry = exercise.submit(d.TakeAction(seat=ROOM, action=ActionId(name), target=target, second=second))
    assert isinstance(entry.fact, f.DecisionRecorded), entry.fact
    exercise.advance(exercise.now + MINUTE)


def people_of(exercise: Exercise, source: SourceId) -> frozenset[RecordId]:
    """Whom a pulled source shows, one number for each person, without tests."""
    known, register = exercise.known(ROOM), played("reference").known.people
    return build_list(ListSpec(scope="presumed", sources=(source,)), known.shown, register).people


def disturbed(*actions: str) -> int:
    """Thousandths of visits that are disturbed to EndEx when these actions are ordered."""
    exercise = ordered(*actions, until=70 * DAY)
    exercise.finish()
    return sum(one.fact.disturbed_milli for one in exercise.journal if isinstance(one.fact, f.CareDisturbed))


def listed(sources: Sequence[SourceId], *, merges: bool = True, drop_tests: bool = True) -> PersonList:
    """The list that these sources give on what the reference knows in the end."""
    known = played("reference").known
    spec = ListSpec(scope="presumed", sources=tuple(sources), merges=merges, drop_tests=drop_tests)
    return build_list(spec, known.shown, known.people)


def dues(ended: Outcome) -> dict[str, date | None]:
    """When each duty of the truth side that is owed falls due."""
    return {one.id: one.due for one in ended.duties if one.required}


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
    visits = [one for one in branched(1).readers.values() for visit in one.visits if visit.at < 0]
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
    assert len(listed(sources, **switches).people) == people


def test_the_612_are_inside_the_2940_and_those_inside_the_6097() -> None:
    """Each larger number contains the smaller one, so none of them looks wrong by itself."""
    page, index, sent, due = (listed([one]).people for one in (VIEWS, INDEX, DELIVERIES, REPORT))
    assert page < index < sent < due


def test_an_agreement_makes_the_difference() -> None:
    """Pulsewire has one and its 2,328 others need no letter; Tracelens has none and 494 whom nobody saw do."""
    playbook = branched(1)
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
    playbook = branched(1)
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
    assert branched(1).indicators[IndicatorId(sign)].calms
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
    assert branched(1).indicators[IndicatorId(sign)].calms
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
    due = dues(played("silent"))
    assert due["us.hipaa.individual"] == due["us.hipaa.hhs"] == date(2026, 9, 8)
    told = dues(played("reference"))
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
    facts = incident_facts(played("reference").truth, branched(1), "truth").model_copy(
        update={"discovery": discovery, "detected": None, "notices": ()}
    )
    assert next(one for one in obligations(load_rulebook(), facts) if one.id == "us.hipaa.individual").due == due


def test_whoever_trusts_14_july_is_late() -> None:
    """The slow team writes on day 57, in time by its own date and late by the rule."""
    duty = next(one for one in played("slow").duties if one.id == "us.hipaa.hhs")
    assert duty.due == date(2026, 9, 8)
    assert duty.status == "met_late"


def test_low_probability_is_proved_and_nobody_is_told() -> None:
    """On seed 2 a complete log of views shows that nobody looked: four factors, no breach, no notice."""
    ended = played("reference", 2)
    assert ended.read.people == ended.notifiable.people == frozenset()
    assert ended.listed.people == 0
    assert ended.truth.notices == ()
    assert ended.known.determination is not None
    assert not ended.known.determination.fact.breach
    assert ended.known.determination.fact.assessment.complete
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
    assert branched(1).indicators[IndicatorId("pulsewire-facts")].calms


def test_one_main_decision_has_no_right_answer_and_each_answer_its_own_sequel() -> None:
    """One assessment or two: neither costs anything by itself, and another message comes back for each."""
    options = branched(1).injects[InjectId("one-or-two")].options
    assert [one.harm for one in options] == [0, 0]
    assert InjectId("two-files") in played("reference").known.injects
    assert InjectId("one-file") in played("good").known.injects
    assert InjectId("two-files") not in played("good").known.injects


def test_the_best_answer_has_no_place_of_its_own() -> None:
    """Five main decisions at most; where one answer is best, it stands first, second, third and last."""
    main = [one for one in branched(1).injects.values() if one.main]
    assert len(main) == 5
    best = {one.id: [n for n, option in enumerate(one.options) if option.harm == 0] for one in main}
    assert sorted(places[0] for places in best.values() if len(places) == 1) == [0, 1, 2, 3]


def test_every_move_has_a_clinical_line() -> None:
    """In each move something of the clinics comes to clinical operations."""
    playbook, known = branched(1), played("reference").known
    ends = [*(move.starts for move in playbook.moves[1:]), playbook.ends]
    for move, end in zip(playbook.moves, ends, strict=True):
        told = [
            key
            for key, one in known.injects.items()
            if move.starts <= one.at < end and "clinical-operations" in playbook.injects[key].to
        ]
        assert told, move.id


def test_the_truth_stays_with_the_controller() -> None:
    """The room's view holds no read, no notifiable set and no truth before EndEx; a run stays under 10,000 facts."""
    ended = played("reference")
    assert ended.known.reads == ()
    assert ended.known.notifiable == frozenset()
    assert all(ROOM not in entry.seats for entry in ended.journal if entry.seats == (CONTROLLER,))
    assert len(ended.journal) < 10_000
