"""S7 as its dossier tells it: two paths, 2,003 people, a portal that stays up, and Florida at exactly five hundred."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.actions import PurgeStore
from simulator.domain.ids import (
    CONTROLLER,
    ROOM,
    ActionId,
    IndicatorId,
    InjectId,
    PoolId,
    SeatId,
    SourceId,
    StoreId,
)
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.incident import incident_facts, people_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from simulator.scenario.load import load_playbook
from simulator.scenario.tailoring import Tailoring

S7 = "prep-page"
ROWS, SITE, VENDOR, KIOSKS = (SourceId(one) for one in ("page-replay", "site-rows", "analytics-copy", "kiosk-sample"))
LOAD_TEST = "agency from 198.51.100.77"
CLASS_SHUT = ("take-page-offline", "take-portal-offline", "patch-page")
SECONDS = {
    "take-page-offline": SeatId("clinical-operations"),
    "take-portal-offline": SeatId("clinical-operations"),
}


@cache
def branched(seed: int) -> Playbook:
    """The playbook as that seed has it."""
    return load_playbook(S7).on(seed)


@cache
def played(runbook: str, seed: int = 1) -> Outcome:
    """One ended run."""
    return outcome(play_runbook(branched(seed), find_runbook(branched(seed), runbook), seed))


@cache
def scraper_alone() -> Outcome:
    """The reference, but its list is made from the scraper's rows alone."""
    book = find_runbook(branched(1), "reference")
    steps = [
        replace(one, decision=replace(one.decision, spec=replace(one.decision.spec, sources=(ROWS,))))
        if isinstance(one.decision, d.BuildList)
        else one
        for one in book.steps
    ]
    return outcome(play_runbook(branched(1), replace(book, steps=tuple(steps)), 1))


@cache
def after(*orders: tuple[str, int]) -> Exercise:
    """A whole exercise in which these actions are ordered at these seconds and nothing else happens."""
    exercise = Exercise(branched(1), 1)
    for name, at in sorted(orders, key=lambda order: order[1]):
        exercise.advance(at)
        action = d.TakeAction(seat=ROOM, action=ActionId(name), target=None, second=SECONDS.get(name))
        entry = exercise.submit(action)
        assert isinstance(entry.fact, f.DecisionRecorded), entry.fact
    exercise.finish()
    return exercise


def read_by(exercise: Exercise) -> int:
    """How many people somebody without authority has looked at."""
    truth = exercise.known(CONTROLLER)
    assert truth.truth is not None
    return len(people_of(truth.read, truth.truth))


def rows_taken(exercise: Exercise) -> int:
    """How many records guests have been given since StartEx."""
    reads = [one.fact for one in exercise.journal if isinstance(one.fact, f.RecordsRead) and one.at >= 0]
    return len({record for one in reads if one.store == StoreId("prep-rows") for record in one.records})


def disturbed(exercise: Exercise, *services: str) -> float:
    """Visits disturbed in these services, or in all."""
    care = [one.fact for one in exercise.journal if isinstance(one.fact, f.CareDisturbed)]
    return sum(one.disturbed_milli for one in care if not services or one.service in services) / 1000


def owed(ended: Outcome, *, by: str = "truth") -> dict[str, Obligation]:
    """What is owed in truth, or as the seat's own list says."""
    if by == "truth":
        return {one.id: one for one in ended.duties}
    facts = incident_facts(ended.known, ended.playbook, "seat")
    return {one.id: one for one in obligations(load_rulebook(), facts)}


WRONG: dict[str, tuple[dict[str, object], dict[str, int]]] = {
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
    listed = build_list(ListSpec(scope="presumed", **switches), known.shown, known.people)  # type: ignore[arg-type]
    assert dict(listed.by_state) == states


def test_two_paths_overlap_and_each_person_counts_once() -> None:
    """1,871 by the scraper, 418 named to the vendor, 286 of them both: 2,003."""
    known = played("reference").known
    people = {
        source: build_list(
            ListSpec(scope="presumed", sources=(source,), without=(LOAD_TEST,)), known.shown, known.people
        ).people
        for source in (ROWS, SITE)
    }
    assert len(people[ROWS]) == 1871
    assert len(people[SITE]) == 418
    assert len(people[ROWS] & people[SITE]) == 286
    assert len(people[ROWS] | people[SITE]) == 2003


def test_the_load_test_counts_nobody_but_stands_in_the_rows() -> None:
    """Whoever leaves the agency's label in lists 240 too many, New Yorkers among them; in truth nobody read them."""
    known = played("reference").known
    listed = build_list(ListSpec(scope="presumed", sources=(ROWS, SITE)), known.shown, known.people)
    assert len(listed.people) == 2003 + 240
    assert "NY" in listed.by_state
    assert len(known.shown[ROWS].who[LOAD_TEST]) == 240
    assert "NY" not in played("reference").read.by_state


def test_the_vendors_own_rows_are_fewer_than_ours() -> None:
    """Its copy is incomplete: it confirms the path and is no list."""
    known = played("reference").known
    own = known.shown[VENDOR].held
    assert own < known.shown[SITE].held


def test_three_disjoint_pools_make_the_union() -> None:
    """1,585, 286 and 132 people, drawn from nobody twice."""
    pools = branched(1).pools
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
    playbook = branched(1)
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
    playbook = branched(1)
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
    signs = {key: one for key, one in branched(1).indicators.items() if one.discovery is not None}
    assert {key: (one.discovery, branched(1).calendar.day(one.at)) for key, one in signs.items()} == {
        IndicatorId("edge-alarm"): ("actual", date(2026, 5, 16)),
        IndicatorId("researcher-mail"): ("constructive", date(2026, 5, 14)),
    }


def test_a_licensed_facility_in_california_has_until_5_june() -> None:
    """Fifteen business days over Memorial Day, where the house is licensed."""
    playbook = replace(branched(1), licensed_ca_facility=True)
    facts = incident_facts(played("silent").truth, playbook, "truth")
    found = {one.id: one for one in obligations(load_rulebook(), facts)}
    assert found["us.ca.cdph"].required
    assert found["us.ca.cdph"].due == date(2026, 6, 5)


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
    assert branched(1).indicators[IndicatorId(looks)].calms
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
    exercise = Exercise(branched(1), 1)
    for name in ("take-page-offline", "take-portal-offline"):
        entry = exercise.submit(d.TakeAction(seat=ROOM, action=ActionId(name), target=None))
        assert isinstance(entry.fact, f.DecisionRefused)


def test_the_edge_keeps_fourteen_days_and_the_event_files_thirty() -> None:
    """The edge's log is worth nothing when the last walk is fourteen days old, unless somebody holds or copies it."""
    sources = branched(1).sources
    assert sources[SourceId("edge-log")].keep == 14 * DAY
    gone = f.EvidenceChanged(source=SourceId("edge-log"), now="lost")
    late, held = after(("pull-portal-log", 20 * DAY)), after(("suspend-purge-jobs", DAY), ("pull-portal-log", 20 * DAY))
    assert any(one.fact == gone for one in late.journal)
    assert not any(one.fact == gone for one in held.journal)


def test_who_lets_the_oldest_days_roll_off_cannot_exclude_whom_nobody_read() -> None:
    """The same shut page: with the files copied 2,003 are notifiable; without, some who came in April are, too."""
    kept = after(("export-crm-logs", 0), ("take-page-offline", HOUR), ("remove-page-tag", HOUR))
    rolled = after(("take-page-offline", HOUR), ("remove-page-tag", HOUR), ("replay-page", 20 * DAY))
    people = []
    for exercise in (kept, rolled):
        truth = exercise.known(CONTROLLER)
        assert truth.truth is not None
        people.append(len(people_of(truth.notifiable, truth.truth)))
    assert people[0] == 2003 < people[1]


def test_the_vendors_deletion_takes_the_rows_with_it() -> None:
    """Its confirmation empties the store from which our own count could have been checked."""
    action = branched(1).actions[ActionId("destruction-attestation")]
    assert PurgeStore(store=StoreId("vendor-addresses")) in action.effects
    clickriver = next(one for key, one in branched(1).vendors.items() if key == "clickriver")
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


def test_every_move_has_a_clinical_line() -> None:
    """In each move something comes to clinical operations, whatever was decided."""
    playbook = branched(1)
    starts = [move.starts for move in playbook.moves]
    for runbook in ("reference", "silent"):
        known = played(runbook).known.injects
        at = [one.at for key, one in known.items() if "clinical-operations" in playbook.injects[key].to]
        for begin, end in zip(starts, [*starts[1:], playbook.ends], strict=True):
            assert any(begin <= moment < end for moment in at), (runbook, begin)


def test_one_decision_has_no_right_answer() -> None:
    """Page or form first at night: two answers without harm; and the best answers stand in no fixed place."""
    mains = [one for one in branched(1).injects.values() if one.main]
    free = {str(one.id): [number for number, option in enumerate(one.options) if not option.harm] for one in mains}
    assert len(mains) == 5
    assert len(free["which-first"]) == 2
    assert len({tuple(places) for places in free.values()}) >= 3


def test_where_nobody_called_nothing_is_owed_and_the_files_prove_it() -> None:
    """On seed 2 the class was open and nobody called: nobody is notifiable, and the reference determines no breach."""
    ended = played("reference", 2)
    known = ended.known
    assert not ended.read.people
    assert not ended.notifiable.people
    assert known.determination is not None
    assert not known.determination.fact.breach
    assert known.determination.fact.assessment.complete
    assert not known.notices
    assert not [one for one in ended.duties if one.required]
    assert not known.shown[ROWS].less((LOAD_TEST,)).read


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("length", [45, 180])
def test_the_reference_holds_at_other_lengths(length: int, seed: int) -> None:
    """In forty-five minutes or in three hours, with the quiet branch or without, nothing owed is missed."""
    playbook = load_playbook(S7, Tailoring(length=length)).on(seed)
    ended = outcome(play_runbook(playbook, find_runbook(playbook, "reference"), seed))
    assert {one.status for one in ended.duties if one.required} <= {Status.MET}
    assert dict(ended.listed.by_state) == dict(ended.notifiable.by_state)
    assert ended.score.total is not None
    assert ended.score.total >= 99


def test_no_silence_is_bought() -> None:
    """What a seat sees before EndEx holds no read and no truth."""
    known = played("reference").known
    assert known.reads == ()
    assert known.notifiable == frozenset()


SCORES: dict[str, Callable[[float], bool]] = {
    "reference": lambda total: total >= 99,
    "independent": lambda total: total >= 85,
    "good": lambda total: 70 <= total <= 95,
    "silent": lambda total: total == 0,
}


@pytest.mark.parametrize("runbook", SCORES)
def test_scores_lie_where_the_gates_want_them(runbook: str) -> None:
    """The reference misses nothing; another order of sound decisions is not punished; a sensible team has to learn."""
    total = played(runbook).score.total
    assert total is not None
    assert SCORES[runbook](total), total


def test_slow_is_below_good() -> None:
    """Waiting costs."""
    slow, good = played("slow").score.total, played("good").score.total
    assert slow is not None
    assert good is not None
    assert slow < good - 10


@pytest.mark.parametrize("index", range(len(find_runbook(branched(1), "reference").steps)))
def test_no_decision_of_the_reference_is_a_mere_cost(index: int) -> None:
    """Whoever leaves one of its decisions out does no better."""
    book = find_runbook(branched(1), "reference")
    steps = (*book.steps[:index], *book.steps[index + 1 :])
    shorter = outcome(play_runbook(branched(1), replace(book, steps=steps), 1)).score.total
    assert shorter is not None
    assert shorter <= 100 + 1e-9


def test_the_reference_misses_no_duty() -> None:
    """Every duty that is owed is met in time."""
    assert {one.status for one in played("reference").duties if one.required} == {Status.MET}
