"""S8 as its dossier tells it: what was secured, what August cannot show, and what looks like good faith."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, IndicatorId, InjectId, ReaderId, SourceId, StoreId
from simulator.domain.lists import PersonList
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.exercise.aftermath import aftermath_of
from simulator.exercise.play import Exercise
from simulator.exercise.runs.outcome import outcome
from simulator.exercise.runs.runner import play_runbook
from simulator.law.facts import Discovery
from simulator.scenario.runbook import load_runbook
from simulator.scenario.weights import load_weights
from tests.scenarios import acts
from tests.scenarios.acts import branched, dues, letters_due, listed, order, owed_in, rows

S8 = "under-suit"
played, ordered, after = partial(acts.played, S8), partial(acts.ordered, S8), partial(acts.after, S8)
UNSECURED = {"CA": 1140, "NY": 650, "TX": 1050}
BATCH_A = {"CA": 790, "NY": 450, "TX": 720}
PLAIN, ARCHIVES, KEYED = (StoreId(f"claims-out-{name}") for name in ("plain", "archives", "keyed"))
LISTING, FOLDER_LOG, KEY_LOG = SourceId("folder-listing"), SourceId("folder-access-log"), SourceId("key-use-log")
STRANGER, OWN_JOB = "vendor-role-key from 192.0.2.61", "reconciliation-job from 203.0.113.40"
PURGE = 7 * HOUR


def reads_after(exercise: Exercise, since: Seconds) -> int:
    """How many unsecured copies the stranger took since then."""
    facts = [one.fact for one in exercise.journal if one.at >= since]
    return sum(one.messages for one in facts if isinstance(one, f.RecordsRead) and not one.secured)


def disturbed(service: str, *actions: str) -> float:
    """Visits of a service that are disturbed to EndEx when these actions are ordered."""
    return acts.disturbed(acts.ended_with(S8, *actions), service)


def counted(source: SourceId, *without: str, scope: Literal["narrow", "presumed"] = "presumed") -> PersonList:
    """The list that a source gives on what the reference knows in the end."""
    return listed(played("reference").known, [source], scope=scope, without=without)


def by_state(people: PersonList) -> dict[str, int]:
    """How many of a list live in each state."""
    residence = played("reference").known.people.residence
    assert residence is not None
    return dict(sorted(Counter(residence[one] for one in people.people).items()))


def test_2840_people_were_unsecured_and_are_those_who_must_be_told() -> None:
    """Batches A and B by residence, whoever acts; the reference lists exactly them."""
    for name in ("reference", "silent"):
        assert dict(played(name).notifiable.by_state) == UNSECURED
    ended = played("reference")
    assert sum(UNSECURED.values()) == 2840
    assert dict(ended.listed.by_state) == UNSECURED
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)


def test_7940_people_lay_in_reach_and_5100_of_them_under_the_key() -> None:
    """The folder as it stands names everybody, nearly three times too many."""
    assert len(counted(LISTING).people) == 7940
    assert len(counted(LISTING, PLAIN, ARCHIVES).people) == 5100


@pytest.mark.parametrize(
    ("without", "people"),
    [((KEYED,), UNSECURED), ((KEYED, ARCHIVES), BATCH_A), ((KEYED, PLAIN), {"CA": 350, "NY": 200, "TX": 330})],
)
def test_each_batch_has_its_number(without: tuple[str, ...], people: dict[str, int]) -> None:
    """A and B are 2,840; with B counted as secured 1,960 are left, and New York falls below 501."""
    assert by_state(counted(LISTING, *without)) == people


def test_counting_b_as_secured_loses_new_yorks_media() -> None:
    """1,960 people, 450 of them New Yorkers: no media there, though 650 are owed it."""
    assert sum(BATCH_A.values()) == 1960
    assert BATCH_A["NY"] <= 500 < UNSECURED["NY"]
    assert "us.hipaa.media.ny" in dues(played("silent").duties)


def test_the_key_refused_the_other_vendors_role_3318_times() -> None:
    """Each refusal is a row of the key's log, which goes back past 31 July; nothing under the key was read."""
    exercise = ordered("pull-key-use-log", until=2 * DAY)
    assert sum("AccessDenied" in row for row in rows(exercise, KEY_LOG)) == 3318
    secured = [one.fact for one in played("reference").truth.reads if one.fact.secured]
    assert sum(one.messages for one in secured) == 3318
    assert {one.store for one in secured} == {KEYED}
    keyed = counted(LISTING, PLAIN, ARCHIVES).people
    assert not keyed & played("reference").read.people


def test_the_212_reads_of_september_are_the_providers_own() -> None:
    """The folder's log has 96 reads of the stranger's and 212 of the own job's; taken together they are no finding."""
    shown = played("reference").known.shown[FOLDER_LOG]
    assert {label: len(records) for label, records in shown.who.items()} == {STRANGER: 96, OWN_JOB: 212}
    playbook = branched(S8)
    own = playbook.readers[ReaderId("own-job")]
    assert all(playbook.grants[one].authorised for one in own.grants)
    assert len(counted(FOLDER_LOG, OWN_JOB, scope="narrow").people) < len(counted(FOLDER_LOG, scope="narrow").people)


def test_of_august_nobody_can_show_anything() -> None:
    """The folder's log begins on 1 September and proves no absence; what was read in August stands in no row."""
    log = branched(S8).sources[FOLDER_LOG]
    assert log.proves_absence is None
    calendar = branched(S8).calendar
    assert log.since is not None
    assert calendar.day(log.since) == date(2026, 9, 1)
    august = [
        one for one in played("reference").truth.reads if calendar.day(one.at).month == 8 and not one.fact.secured
    ]
    assert {one.fact.store for one in august} == {PLAIN, ARCHIVES}
    seen = played("reference").known.shown[FOLDER_LOG].read
    assert not seen & frozenset().union(*(one.fact.records for one in august if one.fact.store == ARCHIVES))


def test_the_purge_of_eleven_oclock_takes_everything_unless_somebody_stops_it() -> None:
    """Whoever lists the folder the next morning finds nothing; a stopped job leaves all of it."""
    gone, kept = ordered(until=PURGE + HOUR), ordered("suspend-purge-jobs", until=PURGE + HOUR)
    for exercise in (gone, kept):
        order(exercise, "pull-bucket-inventory")
        exercise.advance(2 * DAY)
    assert LISTING not in gone.known(ROOM).shown or not gone.known(ROOM).shown[LISTING].held
    assert len(kept.known(ROOM).shown[LISTING].held) > 7940


def test_deleting_under_the_hold_empties_the_folder_and_no_duty() -> None:
    """The console is empty, somebody is calmed, and as many people must be told as before."""
    exercise = after(*(("delete-objects", MINUTE, store) for store in (PLAIN, ARCHIVES, KEYED)))
    assert IndicatorId("folder-empty") in exercise.known(ROOM).indicators
    assert branched(S8).indicators[IndicatorId("folder-empty")].calms
    assert len(exercise.known(CONTROLLER).notifiable) == len(ordered().known(CONTROLLER).notifiable)


def test_shutting_the_folder_ends_the_reading_and_leaves_the_claims() -> None:
    """Named roles only: the stranger comes no more and Paymeadow goes on; cutting the vendor off costs consents."""
    assert reads_after(ordered("suspend-purge-jobs", "block-bucket-access"), 4 * HOUR) == 0
    assert reads_after(ordered("suspend-purge-jobs"), 4 * HOUR) > 0
    assert disturbed("consents", "block-bucket-access") == 0
    assert disturbed("consents", "suspend-vendor-flow") > 1000


def test_encryption_in_a_hurry_breaks_bookings_for_three_days() -> None:
    """Six in a hundred of 3,800 visits for three days, a green page, and nobody fewer to tell."""
    lost = disturbed("bookings", "rush-encryption")
    assert 0.9 * 684 <= lost <= 1.1 * 684
    exercise = ordered("rush-encryption", until=75 * DAY)
    assert branched(S8).indicators[IndicatorId("encryption-green")].calms
    assert IndicatorId("encryption-green") in exercise.known(ROOM).indicators
    assert len(exercise.known(CONTROLLER).notifiable) == len(ordered().known(CONTROLLER).notifiable)
    assert disturbed("bookings", "dated-encryption-plan", "drop-sync-fields") == 0


def test_a_floor_forced_at_night_breaks_claims_and_one_with_the_partner_does_not() -> None:
    """Consents wait until Paymeadow has moved; together with the partner nothing stops."""
    assert disturbed("consents", "enforce-tls-floor") > 300
    exercise = ordered("vendor-ticket", until=12 * HOUR)
    order(exercise, "floor-with-partner")
    exercise.finish()
    assert exercise.known(ROOM).first_done(ActionId("floor-with-partner")) is not None
    assert not sum(one.fact.disturbed_milli for one in exercise.journal if isinstance(one.fact, f.CareDisturbed))


@pytest.mark.parametrize(
    ("placebo", "sign"), [("switch-on-default-encryption", "encryption-on"), ("rush-encryption", "encryption-green")]
)
def test_a_lock_that_calms_leaves_the_folder_open(placebo: str, sign: str) -> None:
    """The room sees something reassuring, and the stranger comes back as if nobody had done anything."""
    exercise = ordered("suspend-purge-jobs", placebo)
    assert IndicatorId(sign) in exercise.known(ROOM).indicators
    assert reads_after(exercise, 3 * DAY) == reads_after(ordered("suspend-purge-jobs"), 3 * DAY) > 0


def test_clocks_run_from_wednesdays_chat() -> None:
    """30 September: letters by 29 November, Californians and New Yorkers by 30 October, media in three states."""
    due = dues(played("silent").duties)
    federal = ("individual", "hhs", "media.tx", "media.ca", "media.ny")
    assert {due[f"us.hipaa.{name}"] for name in federal} == {date(2026, 11, 29)}
    thirty = ("us.ca.individual", "us.ny.individual", "us.ny.dos", "us.ny.state_police")
    assert {due[name] for name in thirty} == {date(2026, 10, 30)}
    assert {"us.tx.individual", "us.tx.ag", "us.ny.ag", "us.ca.ag"} <= set(due)
    assert not any(name.startswith("us.fl") or name.endswith(".cra") for name in due)


@pytest.mark.parametrize(
    ("discovery", "due"),
    [
        (Discovery(constructive=date(2026, 9, 30), actual=date(2026, 10, 2)), date(2026, 11, 29)),
        (Discovery(actual=date(2026, 10, 2)), date(2026, 12, 1)),
    ],
)
def test_what_each_date_would_give(discovery: Discovery, due: date) -> None:
    """Constructive 30 September, and the tempting Friday."""
    assert letters_due(played("silent"), discovery) == due


def test_a_licensed_facility_in_california_has_until_22_october() -> None:
    """Fifteen business days over Columbus Day, where the world flag is set."""
    playbook = replace(branched(S8), licensed_ca_facility=True)
    assert dues(owed_in(played("silent"), playbook))["us.ca.cdph"] == date(2026, 10, 22)


def test_the_chat_dates_the_discovery_of_the_reference() -> None:
    """Counsel states 30 September."""
    ended = played("reference")
    assert ended.known.discovery is not None
    assert ended.known.discovery.fact.day == date(2026, 9, 30)


def test_on_seed_2_only_a_record_that_was_kept_proves_that_nobody_read() -> None:
    """Data events were left on; whoever does nothing with them owes letters to everybody."""
    assert sum(played("silent", 2).notifiable.by_state.values()) == 2840, "a record that nobody kept proves nothing"


def test_what_goes_into_the_privileged_track_has_no_right_answer() -> None:
    """Neither way costs anything by itself, and another message comes back for each."""
    options = branched(S8).injects[InjectId("plaintiff-asks")].options
    assert [one.harm for one in options] == [0, 0]
    assert InjectId("open-file-quoted") in played("reference").known.injects
    assert InjectId("motion-to-compel") in played("good").known.injects
    assert InjectId("open-file-quoted") not in played("good").known.injects


def test_a_purge_by_rule_under_the_hold_is_spoliation() -> None:
    """The score knows the pair: the hold is done before anything is purged by rule."""
    pairs = {(one.first, one.second): one for one in load_weights().pairs}
    assert pairs["litigation-hold", "purge-by-lifecycle"].value == 2
    assert {"litigation-hold", "purge-by-lifecycle"} <= set(branched(S8).actions)


@pytest.mark.parametrize(
    ("was", "instead", "most"),
    [
        ("\nassert:", "\n  - {do: rush-encryption, at: 2h20m}\n\nassert:", 90),
        ("\nassert:", "\n  - {do: enforce-tls-floor, at: 71h}\n\nassert:", 92),
        ("without: [claims-out-keyed]", "without: [claims-out-keyed, claims-out-archives]", 85),
        ("without: [claims-out-keyed]", "without: []", 75),
        ("discovered: 2026-09-30", "discovered: 2026-10-02", 75),
    ],
)
def test_the_reference_with_one_thing_otherwise(tmp_path: Path, was: str, instead: str, most: float) -> None:
    """Haste, a floor forced at night, B as secured, nothing as secured, and the tempting date: each costs dearly."""
    playbook = branched(S8)
    text = Path(playbook.runbooks["reference"]).read_text(encoding="utf-8")
    assert was in text
    (file := tmp_path / "otherwise.yaml").write_text(text.replace(was, instead), encoding="utf-8")
    scored = outcome(play_runbook(playbook, load_runbook(file, playbook), 1)).score.total
    assert scored is not None
    assert scored < most


def test_thirty_days_to_cure_run_beside_the_notices() -> None:
    """The reference mends all five findings within thirty days; silence leaves the folder open past them."""
    mended, left = (
        aftermath_of(ended.journal, ended.truth, branched(S8), ended.duties)
        for ended in map(played, ("reference", "silent"))
    )
    assert {one.code for one in mended.findings} == {"F01", "F13", "F17", "F21", "F23"}
    assert all(one.closed is not None and one.open_days < 30 for one in mended.findings)
    assert any(one.code == "F17" and one.closed is None and one.open_days > 30 for one in left.findings)
