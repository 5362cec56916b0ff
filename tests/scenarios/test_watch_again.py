"""S6 as its dossier tells it: three piles of people, an audit that moves on every day, and two kinds of envelopes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, FlowId, IndicatorId, InjectId, PoolId, RecordId, SourceId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR
from simulator.engine.sampling import sample_pools
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import Outcome, outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.clocks import obligations
from simulator.law.facts import Discovery
from simulator.law.incident import incident_facts, people_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation, Status
from simulator.scenario.load import load_playbook
from simulator.scenario.tailoring import Tailoring
from simulator.world.population import population

S6 = "watch-again"
WINDOWS = tuple(SourceId(f"audit-window-{number}") for number in range(1, 5))
INVENTORY, VENDOR, ACTIVITIES = SourceId("recording-inventory"), SourceId("vendor-list"), SourceId("session-activities")
QUALITY = "quality.team from 203.0.113.12"
NEAR_HOME = "guest from 203.0.113.61"
NOTIFY = {"TX": 131, "NY": 52, "CA": 31}
Order = tuple[str, str | None, int]
SHUT: Order = ("expire-links", None, HOUR)
NEWEST: Order = ("request-audit-window", "audit-window-4", 30 * HOUR)
MIDDLE: tuple[Order, ...] = tuple(("request-audit-window", f"audit-window-{number}", 2 * HOUR) for number in (2, 3))


@cache
def played(runbook: str, seed: int = 1) -> Outcome:
    """One ended run."""
    playbook = load_playbook(S6).on(seed)
    return outcome(play_runbook(playbook, find_runbook(playbook, runbook), seed))


@cache
def after(*orders: Order) -> Exercise:
    """A whole exercise in which these actions are ordered at these seconds and nothing else happens."""
    exercise = Exercise(load_playbook(S6), 1)
    for name, target, at in sorted(orders, key=lambda order: order[2]):
        exercise.advance(at)
        action = exercise.playbook.actions[ActionId(name)]
        second = next((seat for seat in action.authority.second if seat != action.owner), None)
        entry = exercise.submit(d.TakeAction(seat=ROOM, action=action.id, target=target, second=second))
        assert isinstance(entry.fact, f.DecisionRecorded), entry.fact
    exercise.finish()
    return exercise


def owed(exercise: Exercise) -> frozenset[RecordId]:
    """The people who cannot be shown not to have been watched."""
    truth = exercise.known(CONTROLLER)
    assert truth.truth is not None
    return people_of(truth.notifiable, truth.truth)


def read_by(exercise: Exercise) -> int:
    """How many people outsiders have watched."""
    truth = exercise.known(CONTROLLER)
    assert truth.truth is not None
    return len(people_of(truth.read, truth.truth))


@cache
def members(*pools: str) -> frozenset[RecordId]:
    """The people of pools, each by the number that survives."""
    playbook = load_playbook(S6)
    found = sample_pools(playbook.pools.values(), population(playbook.world, 1), 1)
    return frozenset(RecordId(int(one[0])) for pool in pools for one in found[PoolId(pool)])


def duty_of(found: tuple[Obligation, ...], name: str) -> Obligation:
    """One duty."""
    return next(one for one in found if one.id == name)


def test_three_piles_come_out_of_the_engine() -> None:
    """361 recordings of 334 patients: 31 were watched, 183 are older than the audit, and 120 are cleared by it."""
    ended = played("reference")
    assert len(ended.read_at_start.people) == len(ended.read.people) == 31
    assert dict(ended.notifiable.by_state) == dict(ended.listed.by_state) == NOTIFY
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)
    inventory = ended.known.pulled[INVENTORY].fact
    assert len(inventory.held) == 361
    assert len(people_of(inventory.held, ended.known.people)) == 334
    old = members("before-the-audit", "therapy-before-the-audit", "programme-before-the-audit")
    assert len(old) == 183
    assert old < frozenset(ended.notifiable.people)
    assert len(people_of(inventory.held, ended.known.people) - frozenset(ended.notifiable.people)) == 120


ALL = (INVENTORY, *WINDOWS)
LISTS: dict[str, tuple[dict[str, object], int]] = {
    "the right one": ({"sources": ALL, "without": (QUALITY,)}, 214),
    "whoever had a link": ({"sources": (INVENTORY,)}, 334),
    "whoever had a link, by the CRM's activities": ({"sources": (ACTIVITIES,)}, 334),
    "recordings instead of people": ({"sources": (INVENTORY,), "merges": False}, 361),
    "whoever was seen": ({"scope": "narrow", "sources": WINDOWS, "without": (QUALITY,)}, 31),
    "seen, but for the neighbours": ({"scope": "narrow", "sources": WINDOWS, "without": (QUALITY, NEAR_HOME)}, 27),
    "the vendor's list": ({"sources": (VENDOR,)}, 151),
    "with the quality team's six": ({"sources": ALL}, 220),
}  # fmt: skip


@pytest.mark.parametrize("way", LISTS)
def test_each_wrong_answer_comes_out_of_a_list(way: str) -> None:
    """The evidence of the reference, put together in another way, gives each of the dossier's numbers."""
    known = played("reference").known
    switches, people = LISTS[way]
    spec = ListSpec(**{"scope": "presumed", **switches})  # type: ignore[arg-type]
    found = build_list(spec, known.shown, known.people)
    assert not found.missing
    assert len(found.people) == people


def test_clinics_are_not_residences() -> None:
    """The right people counted by clinic give other states, and so other duties."""
    known = played("reference").known
    spec = ListSpec(scope="presumed", sources=ALL, without=(QUALITY,), by="clinic")
    counted = build_list(spec, known.shown, known.people).by_state
    assert counted != NOTIFY
    assert sum(counted.values()) == 214


@pytest.mark.parametrize(
    ("oldest_window_at", "lost"),
    [(2 * HOUR, 0), (30 * HOUR, 14), (9 * DAY, 24)],
)
def test_the_audit_moves_on_and_takes_people_with_it(oldest_window_at: int, lost: int) -> None:
    """Asked for in the evening it clears 120; a day later a night of crisis calls is gone, then the week after it."""
    exercise = after(SHUT, *MIDDLE, NEWEST, ("request-audit-window", "audit-window-1", oldest_window_at))
    assert len(owed(exercise)) == 214 + lost
    gone = members(*{0: (), 14: ("night-of-crisis-calls",), 24: ("night-of-crisis-calls", "week-after")}[lost])
    assert gone <= owed(exercise)


def test_an_audit_that_nobody_asks_for_clears_fewer_every_day() -> None:
    """Expired links alone leave the proof at the vendor: by EndEx two and a half months of it are gone."""
    exercise = after(SHUT)
    changes = [one.fact for one in exercise.journal if isinstance(one.fact, f.NotifiableChanged)]
    assert len(owed(exercise)) > 214 + 24
    assert len(changes) > 1


def test_the_silence_of_the_audit_proves_nothing_before_late_rows_are_in() -> None:
    """Asked for an hour after the links were shut, the windows clear nobody yet; a look after twelve hours does."""
    known = played("reference").known
    assert len(people_of(known.shown[WINDOWS[3]].untouched, known.people)) == 120
    playbook = load_playbook(S6)
    hasty = Exercise(playbook, 1)
    for number, key in enumerate((None, *range(1, 5))):
        hasty.advance(number * 1800)
        action = "expire-links" if key is None else "request-audit-window"
        hasty.submit(d.TakeAction(seat=ROOM, action=ActionId(action), target=key and f"audit-window-{key}"))
    hasty.advance(11 * HOUR)
    assert not any(one.untouched for one in hasty.known(ROOM).shown.values())


def test_the_quality_team_reads_by_right() -> None:
    """Six patients whom it watched stand in the audit and in no truth; without its label they come off the list."""
    ended = played("reference")
    six = members("watched-by-quality-team")
    assert len(six) == 6
    assert six <= ended.known.shown[WINDOWS[3]].read
    assert not six & frozenset(ended.read.people)
    assert not six & frozenset(ended.notifiable.people)


def test_deletion_looks_clean_and_takes_the_proof_along() -> None:
    """The page is empty, nobody new is watched, and nobody can be cleared: all 334 are owed a letter."""
    deleted = after(("delete-recordings", None, HOUR))
    assert IndicatorId("page-empty") in deleted.known(ROOM).indicators
    assert read_by(deleted) == 31
    assert len(owed(deleted)) == 334


def test_expired_links_keep_the_films_and_deleted_ones_do_not() -> None:
    """Days later an inventory has 334 patients after the one and none after the other; the CRM still knows them."""
    late: Order = ("export-inventory", None, 3 * DAY)
    crm: Order = ("pull-activities", None, 3 * DAY)
    expired, deleted = after(SHUT, late, crm), after(("delete-recordings", None, HOUR), late, crm)
    assert len(expired.known(ROOM).shown[INVENTORY].held) == 361
    assert not deleted.known(ROOM).shown[INVENTORY].held
    assert len(deleted.known(ROOM).shown[ACTIVITIES].held) == 361


def test_what_was_copied_before_a_deletion_still_clears() -> None:
    """All four windows in hand, the films may go without losing anybody: order matters."""
    windows: tuple[Order, ...] = (*MIDDLE, NEWEST, ("request-audit-window", "audit-window-1", 2 * HOUR))
    assert len(owed(after(SHUT, *windows, ("delete-recordings", None, 5 * DAY)))) == 214


def test_passcodes_keep_nobody_out() -> None:
    """They look like a lock; old links open the films as before, and visits are disturbed."""
    locked, nothing = after(("add-passcodes", None, HOUR)), after()
    assert IndicatorId("passcodes-on") in locked.known(ROOM).indicators
    assert read_by(locked) == read_by(nothing) > 31
    assert read_by(after(SHUT)) == 31


def test_the_clocks_run_from_the_vendors_mail() -> None:
    """27 May: 26 July for HIPAA and the programme, 26 June for California and New York, 1 March for the year's log."""
    due = {one.id: one.due for one in played("silent").duties if one.required}
    assert due["us.hipaa.individual"] == due["us.part2.individual"] == date(2026, 7, 26)
    assert due["us.ca.individual"] == due["us.ny.individual"] == date(2026, 6, 26)
    assert {"us.ny.ag", "us.ny.dos", "us.ny.state_police", "us.tx.individual"} <= set(due)


def test_214_is_for_the_years_log_and_for_no_newspaper() -> None:
    """Under five hundred: HHS by 1 March 2027. 131 Texans and 31 Californians reach no attorney general."""
    duties = played("reference").duties
    assert duty_of(duties, "us.hipaa.hhs").due == duty_of(duties, "us.part2.hhs").due == date(2027, 3, 1)
    for name in ("us.hipaa.media.tx", "us.part2.media.tx", "us.tx.ag", "us.ca.ag", "us.ca.cdph", "us.ny.cra"):
        assert duty_of(duties, name).status is Status.NOT_REQUIRED, name


@pytest.mark.parametrize(
    ("discovery", "due"),
    [
        (Discovery(constructive=date(2026, 5, 27)), date(2026, 7, 26)),
        (Discovery(actual=date(2026, 6, 8)), date(2026, 8, 7)),
    ],
)
def test_what_each_date_would_give(discovery: Discovery, due: date) -> None:
    """26 July from the vendor's mail, 7 August from the patient's call."""
    facts = incident_facts(played("silent").truth, load_playbook(S6), "truth").model_copy(
        update={"discovery": discovery, "detected": None, "notices": ()}
    )
    assert duty_of(obligations(load_rulebook(), facts), "us.hipaa.individual").due == due


def test_a_licensed_facility_in_california_has_until_17_june() -> None:
    """Fifteen business days from 27 May, where the world flag is set."""
    playbook = replace(load_playbook(S6), licensed_ca_facility=True)
    facts = incident_facts(played("silent").truth, playbook, "truth")
    assert duty_of(obligations(load_rulebook(), facts), "us.ca.cdph").due == date(2026, 6, 17)


def test_the_programmes_patients_have_a_rule_of_their_own() -> None:
    """Nine people of the Part 2 programme among 58 of behavioral health; without the programme no duty names them."""
    programme = members("watched-programme", "programme-before-the-audit")
    therapy = members("watched-therapy", "therapy-before-the-audit")
    owed_a_letter = frozenset(played("reference").notifiable.people)
    assert len(programme) == 9
    assert len(programme | therapy) == 58
    assert programme | therapy < owed_a_letter
    playbook = replace(load_playbook(S6), part2_program=False)
    facts = incident_facts(played("silent").truth, playbook, "truth")
    assert not duty_of(obligations(load_rulebook(), facts), "us.part2.individual").required


def less(decision: d.Decision) -> d.Decision:
    """A notice without the kinds that nobody likes to write; any other decision as it is."""
    if not isinstance(decision, d.ReleaseNotice):
        return decision
    kinds = tuple(kind for kind in decision.letter.kinds if kind not in {"psychotherapy", "sud"})
    return replace(decision, letter=replace(decision.letter, kinds=kinds))


def test_a_letter_that_leaves_therapy_out_is_untrue() -> None:
    """What outsiders saw holds therapists' notes and treatment in the programme; the letter has to name the kinds."""
    playbook = load_playbook(S6)
    seen = {element for one in played("reference").truth.reads for element in one.fact.elements}
    assert {"recording", "psychotherapy", "sud"} <= seen
    book = find_runbook(playbook, "reference")
    steps = tuple(replace(step, decision=less(step.decision)) for step in book.steps)
    ended = outcome(play_runbook(playbook, replace(book, steps=steps), 1))
    content = duty_of(ended.duties, "us.hipaa.individual").content
    assert content is not None
    assert content < 1


def test_twelve_letters_come_back_and_ten_count() -> None:
    """Two were for people who died without kin: ten living ones are enough for substitute notice to the public."""
    ended = played("reference")
    back = [one.fact.records for one in ended.journal if isinstance(one.fact, f.MailReturned)]
    returned = {record for batch in back for record in batch}
    assert len(returned) == 12
    assert ended.known.people.deceased is not None
    assert len(returned & ended.known.people.deceased) == 2
    substitute = duty_of(ended.duties, "us.hipaa.substitute")
    assert substitute.status is Status.MET
    assert incident_facts(ended.truth, ended.playbook, "truth").living_bad_addresses == 10
    injects = ended.known.injects
    assert injects[InjectId("nine-returned")].at <= injects[InjectId("twelve-returned")].at


def test_the_injects_of_the_dossier_come_when_it_says() -> None:
    """What the table of domain.md 5 (S6) puts at an hour comes then, to whoever waits it out."""
    came = {key: one.at for key, one in played("silent").known.injects.items()}
    table = {
        "patient-call": 0, "delete-everything": 40 * 60, "window-closes": 2 * HOUR, "quality-spike": 5 * HOUR,
        "vendor-mail": 9 * HOUR, "board-rule": 16 * HOUR, "archived-activities": 30 * HOUR,
        "video-cancelled": 50 * HOUR,
    }  # fmt: skip
    assert {key: came[InjectId(key)] for key in table} == table


def test_returned_mail_comes_when_the_dossier_says() -> None:
    """Nine letters by about day 26, all twelve by day 33."""
    ended = played("reference")
    at = [one.at for one in ended.journal if isinstance(one.fact, f.MailReturned) for _ in one.fact.records]
    assert sum(moment <= 29 * DAY for moment in at) >= 9
    assert max(at) <= 34 * DAY


def test_every_move_has_a_clinical_line() -> None:
    """In each move something comes to clinical operations, whatever was decided."""
    playbook = load_playbook(S6)
    starts = [move.starts for move in playbook.moves]
    for runbook in ("reference", "silent"):
        known = played(runbook).known.injects
        clinical = [key for key in known if "clinical-operations" in playbook.injects[key].to]
        at = [known[key].at for key in clinical]
        for begin, end in zip(starts, [*starts[1:], playbook.ends], strict=True):
            assert any(begin <= moment < end for moment in at), (runbook, begin)


def test_the_evening_has_no_right_answer() -> None:
    """The audit or the hotline: both are free of harm, and different things follow; five main injects in all."""
    playbook = load_playbook(S6)
    mains = [one for one in playbook.injects.values() if one.main]
    free = {str(one.id): [str(option.id) for option in one.options if not option.harm] for one in mains}
    assert len(mains) == 5
    assert {key: len(those) for key, those in free.items() if len(those) > 1} == {"tonight": 2}
    assert free["tonight"] == ["audit-tonight", "hotline-tonight"]
    quiet = after(("open-phone-line", None, 3 * HOUR)).known(ROOM)
    assert InjectId("machine-answers") not in quiet.injects
    assert InjectId("window-missed") in quiet.injects
    copied = after(("request-audit-window", "audit-window-1", 3 * HOUR)).known(ROOM)
    assert InjectId("machine-answers") in copied.injects
    assert InjectId("window-missed") not in copied.injects


def test_a_staffed_line_and_a_login_keep_visits() -> None:
    """Whoever answers patients loses fewer visits; expired links cost replays until the portal shows them."""
    assert disturbed(after(("open-phone-line", None, DAY))) < disturbed(after())
    assert disturbed(after(SHUT, ("replay-in-portal", None, 2 * HOUR))) < disturbed(after(SHUT))


def disturbed(exercise: Exercise) -> float:
    """Visits disturbed so far."""
    return sum(one.fact.disturbed_milli for one in exercise.journal if isinstance(one.fact, f.CareDisturbed)) / 1000


def test_where_nobody_watched_nothing_is_owed_and_the_audit_proves_it() -> None:
    """On seed 2 each film is younger than the audit: nobody is notifiable, and the reference determines no breach."""
    ended = played("reference", 2)
    known: State = ended.known
    assert not ended.read.people
    assert not ended.notifiable.people
    assert known.determination is not None
    assert not known.determination.fact.breach
    assert known.determination.fact.assessment.complete
    assert not known.notices
    assert not [one for one in ended.duties if one.required]
    assert not any(known.shown[source].less((QUALITY,)).read for source in WINDOWS)


def test_even_there_the_proof_has_to_be_fetched() -> None:
    """On seed 2, too, the year moves on: whoever does nothing owes letters to those whom nothing clears any more."""
    assert not played("silent", 2).read.people
    assert played("silent", 2).notifiable.people


@pytest.mark.parametrize("length", [45, 180])
def test_the_reference_holds_at_other_lengths(length: int) -> None:
    """A shorter and a longer room lead to the same 214 people and miss no duty."""
    playbook = load_playbook(S6, Tailoring(length=length)).on(1)
    ended = outcome(play_runbook(playbook, find_runbook(playbook, "reference"), 1))
    assert dict(ended.listed.by_state) == NOTIFY
    assert {one.status for one in ended.duties if one.required} == {Status.MET}


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


@pytest.mark.parametrize("index", range(len(find_runbook(load_playbook(S6), "reference").steps)))
def test_no_decision_of_the_reference_is_a_mere_cost(index: int) -> None:
    """Whoever leaves one of its decisions out does no better."""
    playbook = load_playbook(S6)
    book = find_runbook(playbook, "reference")
    steps = (*book.steps[:index], *book.steps[index + 1 :])
    shorter = outcome(play_runbook(playbook, replace(book, steps=steps), 1)).score.total
    assert shorter is not None
    assert shorter <= 100 + 1e-9


def test_the_reference_misses_no_duty() -> None:
    """Every duty that is owed is met in time."""
    assert {one.status for one in played("reference").duties if one.required} == {Status.MET}


def test_the_law_knows_what_a_recording_is() -> None:
    """Every element of these recordings is of a kind that statutes know: medical information, and no biometric key."""
    information = incident_facts(played("silent").truth, load_playbook(S6), "truth").information
    assert information is not None
    assert "medical" in information
    assert "biometric" not in information


def test_the_clock_of_doubts_is_no_leak() -> None:
    """Cancelled visits carry nobody's record: the breach begins with the first open link."""
    playbook = load_playbook(S6)
    assert playbook.flows[FlowId("doubts")].without_person == 1
    assert playbook.calendar.day(playbook.begins) == date(2024, 3, 11)
