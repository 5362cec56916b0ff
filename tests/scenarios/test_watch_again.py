"""S6 as its dossier tells it: three piles of people, an audit that moves on every day, and two kinds of envelopes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import ROOM, ActionId, FlowId, IndicatorId, InjectId, PoolId, RecordId, SourceId
from simulator.domain.time import DAY, HOUR
from simulator.engine.sampling import sample_pools
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.facts import Discovery
from simulator.law.incident import incident_facts
from simulator.law.model import Status
from simulator.law.people import people_of
from simulator.world.population import population
from tests.scenarios import acts
from tests.scenarios.acts import (
    Order,
    branched,
    disturbed,
    dues,
    duty_of,
    letters_due,
    listed,
    owed_in,
    read_by,
    to_tell,
)

S6 = "watch-again"
WINDOWS = tuple(SourceId(f"audit-window-{number}") for number in range(1, 5))
INVENTORY, VENDOR, ACTIVITIES = SourceId("recording-inventory"), SourceId("vendor-list"), SourceId("session-activities")
QUALITY = "quality.team from 203.0.113.12"
NEAR_HOME = "guest from 203.0.113.61"
played, after = partial(acts.played, S6), partial(acts.after, S6)
NOTIFY = {"TX": 131, "NY": 52, "CA": 31}
SHUT: Order = ("expire-links", HOUR)
NEWEST: Order = ("request-audit-window", 30 * HOUR, "audit-window-4")
MIDDLE: tuple[Order, ...] = tuple(("request-audit-window", 2 * HOUR, f"audit-window-{number}") for number in (2, 3))


@cache
def members(*pools: str) -> frozenset[RecordId]:
    """The people of pools, each by the number that survives."""
    playbook = branched(S6)
    found = sample_pools(playbook.pools.values(), population(playbook.world, 1), 1)
    return frozenset(RecordId(int(one[0])) for pool in pools for one in found[PoolId(pool)])


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
LISTS: dict[str, tuple[dict[str, Any], int]] = {
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
    found = listed(known, **switches)
    assert not found.missing
    assert len(found.people) == people


def test_clinics_are_not_residences() -> None:
    """The right people counted by clinic give other states, and so other duties."""
    known = played("reference").known
    counted = listed(known, ALL, without=(QUALITY,), by="clinic").by_state
    assert counted != NOTIFY
    assert sum(counted.values()) == 214


@pytest.mark.parametrize(
    ("oldest_window_at", "lost"),
    [(2 * HOUR, 0), (30 * HOUR, 14), (9 * DAY, 24)],
)
def test_the_audit_moves_on_and_takes_people_with_it(oldest_window_at: int, lost: int) -> None:
    """Asked for in the evening it clears 120; a day later a night of crisis calls is gone, then the week after it."""
    exercise = after(SHUT, *MIDDLE, NEWEST, ("request-audit-window", oldest_window_at, "audit-window-1"))
    assert len(to_tell(exercise)) == 214 + lost
    gone = members(*{0: (), 14: ("night-of-crisis-calls",), 24: ("night-of-crisis-calls", "week-after")}[lost])
    assert gone <= to_tell(exercise)


def test_an_audit_that_nobody_asks_for_clears_fewer_every_day() -> None:
    """Expired links alone leave the proof at the vendor: by EndEx two and a half months of it are gone."""
    exercise = after(SHUT)
    changes = [one.fact for one in exercise.journal if isinstance(one.fact, f.NotifiableChanged)]
    assert len(to_tell(exercise)) > 214 + 24
    assert len(changes) > 1


def test_the_silence_of_the_audit_proves_nothing_before_late_rows_are_in() -> None:
    """Asked for an hour after the links were shut, the windows clear nobody yet; a look after twelve hours does."""
    known = played("reference").known
    assert len(people_of(known.shown[WINDOWS[3]].untouched, known.people)) == 120
    playbook = branched(S6)
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
    deleted = after(("delete-recordings", HOUR))
    assert IndicatorId("page-empty") in deleted.known(ROOM).indicators
    assert read_by(deleted) == 31
    assert len(to_tell(deleted)) == 334


def test_expired_links_keep_the_films_and_deleted_ones_do_not() -> None:
    """Days later an inventory has 334 patients after the one and none after the other; the CRM still knows them."""
    late: Order = ("export-inventory", 3 * DAY)
    crm: Order = ("pull-activities", 3 * DAY)
    expired, deleted = after(SHUT, late, crm), after(("delete-recordings", HOUR), late, crm)
    assert len(expired.known(ROOM).shown[INVENTORY].held) == 361
    assert not deleted.known(ROOM).shown[INVENTORY].held
    assert len(deleted.known(ROOM).shown[ACTIVITIES].held) == 361


def test_what_was_copied_before_a_deletion_still_clears() -> None:
    """All four windows in hand, the films may go without losing anybody: order matters."""
    windows: tuple[Order, ...] = (*MIDDLE, NEWEST, ("request-audit-window", 2 * HOUR, "audit-window-1"))
    assert len(to_tell(after(SHUT, *windows, ("delete-recordings", 5 * DAY)))) == 214


def test_passcodes_keep_nobody_out() -> None:
    """They look like a lock; old links open the films as before, and visits are disturbed."""
    locked, nothing = after(("add-passcodes", HOUR)), after()
    assert IndicatorId("passcodes-on") in locked.known(ROOM).indicators
    assert read_by(locked) == read_by(nothing) > 31
    assert read_by(after(SHUT)) == 31


def test_the_clocks_run_from_the_vendors_mail() -> None:
    """27 May: 26 July for HIPAA and the programme, 26 June for California and New York, 1 March for the year's log."""
    due = dues(played("silent").duties)
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
    assert letters_due(played("silent"), discovery) == due


def test_a_licensed_facility_in_california_has_until_17_june() -> None:
    """Fifteen business days from 27 May, where the world flag is set."""
    playbook = replace(branched(S6), licensed_ca_facility=True)
    assert duty_of(owed_in(played("silent"), playbook), "us.ca.cdph").due == date(2026, 6, 17)


def test_the_programmes_patients_have_a_rule_of_their_own() -> None:
    """Nine people of the Part 2 programme among 58 of behavioral health; without the programme no duty names them."""
    programme = members("watched-programme", "programme-before-the-audit")
    therapy = members("watched-therapy", "therapy-before-the-audit")
    owed_a_letter = frozenset(played("reference").notifiable.people)
    assert len(programme) == 9
    assert len(programme | therapy) == 58
    assert programme | therapy < owed_a_letter
    playbook = replace(branched(S6), part2_program=False)
    assert not duty_of(owed_in(played("silent"), playbook), "us.part2.individual").required


def less(decision: d.Decision) -> d.Decision:
    """A notice without the kinds that nobody likes to write; any other decision as it is."""
    if not isinstance(decision, d.ReleaseNotice):
        return decision
    kinds = tuple(kind for kind in decision.letter.kinds if kind not in {"psychotherapy", "sud"})
    return replace(decision, letter=replace(decision.letter, kinds=kinds))


def test_a_letter_that_leaves_therapy_out_is_untrue() -> None:
    """What outsiders saw holds therapists' notes and treatment in the programme; the letter has to name the kinds."""
    playbook = branched(S6)
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


def test_the_evening_has_no_right_answer() -> None:
    """The audit or the hotline: both are free of harm, and different things follow."""
    playbook = branched(S6)
    mains = [one for one in playbook.injects.values() if one.main]
    free = {str(one.id): [str(option.id) for option in one.options if not option.harm] for one in mains}
    assert {key: len(those) for key, those in free.items() if len(those) > 1} == {"tonight": 2}
    assert free["tonight"] == ["audit-tonight", "hotline-tonight"]
    quiet = after(("open-phone-line", 3 * HOUR)).known(ROOM)
    assert InjectId("machine-answers") not in quiet.injects
    assert InjectId("window-missed") in quiet.injects
    copied = after(("request-audit-window", 3 * HOUR, "audit-window-1")).known(ROOM)
    assert InjectId("machine-answers") in copied.injects
    assert InjectId("window-missed") not in copied.injects


def test_a_staffed_line_and_a_login_keep_visits() -> None:
    """Whoever answers patients loses fewer visits; expired links cost replays until the portal shows them."""
    assert disturbed(after(("open-phone-line", DAY))) < disturbed(after())
    assert disturbed(after(SHUT, ("replay-in-portal", 2 * HOUR))) < disturbed(after(SHUT))


def test_where_nobody_watched_the_audit_proves_it() -> None:
    """On seed 2 each film is younger than the audit, which shows no reader but the quality team."""
    known = played("reference", 2).known
    assert not any(known.shown[source].less((QUALITY,)).read for source in WINDOWS)


def test_even_there_the_proof_has_to_be_fetched() -> None:
    """On seed 2, too, the year moves on: whoever does nothing owes letters to those whom nothing clears any more."""
    assert not played("silent", 2).read.people
    assert played("silent", 2).notifiable.people


def test_the_law_knows_what_a_recording_is() -> None:
    """Every element of these recordings is of a kind that statutes know: medical information, and no biometric key."""
    information = incident_facts(played("silent").truth, branched(S6), "truth").information
    assert information is not None
    assert "medical" in information
    assert "biometric" not in information


def test_the_clock_of_doubts_is_no_leak() -> None:
    """Cancelled visits carry nobody's record: the breach begins with the first open link."""
    playbook = branched(S6)
    assert playbook.flows[FlowId("doubts")].without_person == 1
    assert playbook.calendar.day(playbook.begins) == date(2024, 3, 11)
