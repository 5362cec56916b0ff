"""S4 as its dossier tells it: rows that are not people, a log without rows, and whose word a clock waits for."""

from __future__ import annotations

from datetime import date
from functools import cache, partial

import pytest

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, IndicatorId, InjectId, SourceId
from simulator.domain.state import State
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.exercise.play import Exercise
from simulator.law.incident import incident_facts, obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Status
from tests.scenarios import acts
from tests.scenarios.acts import LETTERS, branched, disturbed, dues, duty_of, listed, read_by, rows

S4 = "leavers-report"
AFFECTED = {"NY": 250, "TX": 249}
RUNS, EXPORTS, MAIL = SourceId("report-run-files"), SourceId("report-export-files"), SourceId("mail-gateway")
ROWS, TODAY = SourceId("report-rows"), SourceId("report-today")
DETECTIVE = "Detective M. Ruiz"
ORAL, WRITTEN, INSURER = InjectId("please-wait"), InjectId("hold-written"), InjectId("insurer-waits")
played, ordered, ended_with = partial(acts.played, S4), partial(acts.ordered, S4), partial(acts.ended_with, S4)
NEW_YORK = ("us.ny.ag", "us.ny.dos", "us.ny.state_police")


@cache
def recorded(*injects: InjectId, seed: int = 1) -> State:
    """The truth of a world in which the room records these requests and does nothing else."""
    exercise = Exercise(branched(S4, seed), seed)
    exercise.advance(70 * HOUR)
    for inject in injects:
        entry = exercise.submit(d.RecordHold(seat=ROOM, inject=inject, official=DETECTIVE))
        assert isinstance(entry.fact, f.DecisionRecorded), entry.fact
    exercise.finish()
    return exercise.known(CONTROLLER)


def due_in(state: State, seed: int = 1) -> dict[str, date | None]:
    """When each duty of the truth side that is owed falls due."""
    return dues(obligations_of(load_rulebook(), state, branched(S4, seed), "truth"))


def rows_of(source: SourceId, at: Seconds = HOUR) -> list[str]:
    """The rows that a pull of the event files brings."""
    return rows(ordered("export-crm-logs", at=at, until=at + 5 * DAY), source)


def test_the_dossiers_people_come_out_of_the_tables() -> None:
    """499 people, 249 of Texas and 250 of New York, were taken before StartEx; the best response adds nobody."""
    ended = played("reference")
    for those in (ended.read_at_start, ended.read, ended.notifiable, ended.listed):
        assert dict(those.by_state) == AFFECTED
    assert (ended.listed.precision, ended.listed.recall) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("switches", "people"),
    [
        ({}, 499),
        ({"merges": False, "drop_tests": False}, 512),
        ({"merges": False}, 510),
        ({"drop_tests": False}, 501),
    ],
)
def test_512_rows_are_499_people_11_duplicates_and_2_test_records(switches: dict[str, bool], people: int) -> None:
    """The row count of the run file is a list that joined no record numbers and dropped no test records."""
    assert len(listed(played("reference").known, [ROWS], **switches).people) == people


def test_the_state_of_the_clinic_would_trigger_texas() -> None:
    """By clinic 262 are of Texas and 237 of New York, and 250 Texans are a report to the attorney general."""
    known = played("reference").known
    assert dict(listed(known, [ROWS], by="clinic").by_state) == {"NY": 237, "TX": 262}
    assert duty_of(played("reference").duties, "us.tx.ag").status is Status.NOT_REQUIRED


def test_the_report_run_again_today_is_another_report() -> None:
    """It has 503 people and not all of the 499, and running it loses what its definition was."""
    known = ordered("request-merge-table", "rerun-report", until=10 * DAY).known(ROOM)
    again = listed(known, [TODAY]).people
    assert len(again) == 503
    assert not played("reference").notifiable.people <= again
    assert known.evidence[SourceId("report-definition")] == "lost"


def test_reads_of_the_custom_objects_were_never_logged() -> None:
    """No source of the past shows who opened a profile; switched on today, the log begins today."""
    logs = [one for one in branched(S4).sources.values() if "patient-profiles" in one.stores]
    assert [(one.forward_only, one.since) for one in logs] == [(True, None)]
    reach = ordered("count-reach").known(ROOM)
    assert IndicatorId("everybody-in-reach") in reach.indicators
    assert branched(S4).grants["open-fields"].authorised, "what she might have opened by right is no list of the taken"  # type: ignore[index]


def test_the_colleagues_run_is_an_authorised_reader() -> None:
    """R. Diaz took the same rows on 22 October by right: no read of the truth is his."""
    playbook = branched(S4)
    diaz = playbook.readers["outreach-worker"]  # type: ignore[index]
    assert all(playbook.grants[grant].authorised for grant in diaz.grants)
    assert {one.fact.reader for one in played("reference").truth.reads} == {"leaver"}


def test_formatted_exports_leave_no_row_in_the_log_of_exports() -> None:
    """Meyer has none there; the run files have her three runs and Diaz's one, each with user, time and 512 rows."""
    hers = "005SIM000000944YBA"
    assert not any(hers in row for row in rows_of(EXPORTS))
    runs = [row for row in rows_of(RUNS) if "00OSIM0000000612BA" in row and " 512 " in row]
    assert len(runs) == 4
    assert sum(hers in row for row in runs) == 3
    assert sum("005SIM000000951YBA" in row for row in runs) == 1


def test_the_run_of_20_october_leaves_on_19_november() -> None:
    """Copied on the 18th all three of hers are there; two days later one is gone."""
    hers = "005SIM000000944YBA"
    assert sum(hers in row for row in rows_of(RUNS, at=13 * DAY - 4 * HOUR)) == 3
    assert sum(hers in row for row in rows_of(RUNS, at=15 * DAY)) == 2


def test_the_gateway_has_one_message_that_left() -> None:
    """One mail of hers to her private address, of 27 October."""
    exercise = ordered("pull-mail-gateway", until=5 * DAY)
    assert sum("t.meyer.home@lettercloud.example.net" in row for row in rows(exercise, MAIL)) == 1


@pytest.mark.parametrize(("at", "kept"), [(MINUTE, True), (20 * HOUR, True), (33 * HOUR, False)])
def test_the_laptop_is_wiped_on_friday_night(at: Seconds, *, kept: bool) -> None:
    """Imaged before 22:00 on the second day it shows three files; after that there is nothing to image."""
    known = ordered("capture-laptop", at=at, until=3 * DAY).known(ROOM)
    assert (IndicatorId("files-on-laptop") in known.indicators) == kept


def test_a_litigation_hold_keeps_the_laptop_too() -> None:
    """Held on the first day it can be imaged after the weekend."""
    exercise = ordered("declare-incident", until=8 * HOUR)
    exercise.submit(d.TakeAction(seat=ROOM, action=ActionId("litigation-hold"), target=None))
    exercise.advance(4 * DAY)
    exercise.submit(d.TakeAction(seat=ROOM, action=ActionId("capture-laptop"), target=None))
    exercise.advance(6 * DAY)
    assert IndicatorId("files-on-laptop") in exercise.known(ROOM).indicators


def test_each_theory_of_discovery_keeps_its_date() -> None:
    """Constructive 28 October gives 27 December, actual 5 November 4 January; silence finds no hold."""
    letters = duty_of(played("silent").duties, LETTERS)
    assert letters.due == date(2026, 12, 27)
    others = {one.trigger_date: one.due for one in letters.alternatives}
    assert others[date(2026, 11, 5)] == date(2027, 1, 4)


def test_an_oral_hold_ends_on_6_december_and_moves_nothing() -> None:
    """At most thirty days from 6 November: before 27 December; New York it does not name (law.md L3, L6, L8)."""
    state = recorded(ORAL)
    (hold,) = incident_facts(state, branched(S4), "truth").holds
    assert (hold.stated, hold.form, hold.until) == (date(2026, 11, 6), "oral", None)
    due = due_in(state)
    assert due[LETTERS] == date(2026, 12, 27)
    assert {due[office] for office in NEW_YORK} == {date(2026, 12, 5)}
    why = duty_of(obligations_of(load_rulebook(), state, branched(S4), "truth"), LETTERS).why
    assert any("2026-12-06" in sentence for sentence in why)


def test_the_written_hold_moves_what_it_names_to_its_end() -> None:
    """Until 31 January: letters and New York's offices; the year's log keeps its 1 March (law.md L2, L6)."""
    due = due_in(recorded(ORAL, WRITTEN))
    assert due[LETTERS] == date(2027, 1, 31)
    assert {due[office] for office in NEW_YORK} == {date(2027, 1, 31)}


def test_499_people_belong_to_the_years_log() -> None:
    """HHS by 1 March, in the year's log; no newspaper, no attorney general of Texas, three offices of New York."""
    owed = {one.id: one for one in played("reference").duties}
    assert owed["us.hipaa.hhs"].due == date(2027, 3, 1)
    assert any("annual log" in sentence for sentence in owed["us.hipaa.hhs"].why)
    assert {owed[f"us.hipaa.media.{state}"].status for state in ("tx", "ny")} == {Status.NOT_REQUIRED}
    assert owed["us.tx.ag"].status is Status.NOT_REQUIRED
    assert all(owed[office].required for office in NEW_YORK)


@pytest.mark.parametrize("injects", [(), (INSURER,)])
def test_who_records_no_officials_word_gets_no_relief(injects: tuple[InjectId, ...]) -> None:
    """A hold that nobody wrote down, and an insurer's wish that somebody did, leave every date where it was."""
    state = recorded(*injects)
    assert incident_facts(state, branched(S4), "truth").holds == ()
    assert due_in(state)[LETTERS] == date(2026, 12, 27)
    assert {due_in(state)[office] for office in NEW_YORK} == {date(2026, 12, 5)}


def test_the_slow_team_writes_in_the_middle_of_the_hold_and_is_told_so() -> None:
    """It recorded the insurer's wish alone: no clock moved, and its letters left against an official's word."""
    ended = played("slow")
    assert [one.fact.inject for one in ended.truth.holds] == [INSURER]
    sent = next(one.at for one in ended.truth.notices if one.fact.audience == "individual")
    assert date(2026, 12, 6) < branched(S4).calendar.day(sent) < date(2027, 1, 31)


def test_without_a_paper_the_letters_leave_when_thirty_days_are_over() -> None:
    """On seed 3 nobody writes: New York hears before 5 December, patients on 6 December, and nothing is missed."""
    ended = played("reference", 3)
    sent = {one.fact.audience: branched(S4, 3).calendar.day(one.at) for one in reversed(ended.truth.notices)}
    assert sent["individual"] == date(2026, 12, 6)
    assert sent["ny.ag"] <= date(2026, 12, 5)
    assert {one.status for one in ended.duties if one.required} == {Status.MET}
    assert due_in(recorded(ORAL, WRITTEN, seed=3), 3)[LETTERS] == date(2026, 12, 27), "a front office is no official"


def test_who_leaves_both_ways_open_loses_more_people() -> None:
    """The rule sends Monday's reports on, a former colleague exports; each closed alone leaves the other."""
    nothing, both = read_by(ended_with()), read_by(ended_with("remove-mail-rule", "transaction-policy"))
    assert both == 499
    assert 499 < read_by(ended_with("remove-mail-rule")) <= nothing
    assert 499 < read_by(ended_with("transaction-policy")) <= nothing


@pytest.mark.parametrize(
    ("placebo", "sign"),
    [
        ("delete-report", "report-gone"),
        ("alert-on-exports", "alerts-quiet"),
        ("private-folder", "folder-empty"),
        ("destruction-attestation", "signed-attestation"),
        ("wipe-laptop", "clean-machine"),
    ],
)
def test_a_placebo_calms_and_stops_nothing(placebo: str, sign: str) -> None:
    """The room sees something reassuring, and as many people are taken as if nobody had done anything."""
    exercise = ordered(placebo)
    assert IndicatorId(sign) in exercise.known(ROOM).indicators
    assert exercise.playbook.indicators[IndicatorId(sign)].calms
    assert read_by(ended_with(placebo)) == read_by(ended_with())


def test_exports_off_for_everybody_stop_recall_and_for_one_group_do_not() -> None:
    """Both shut the colleague out; the first costs visits until somebody gives outreach its right back."""
    assert disturbed(ended_with("remove-export-rights")) > 100 > disturbed(ended_with("narrow-export-rights"))
    assert 2 * disturbed(ended_with("remove-export-rights", "call-patients")) < disturbed(
        ended_with("remove-export-rights")
    )
    for action in ("remove-export-rights", "narrow-export-rights"):
        assert read_by(ended_with(action, "remove-mail-rule")) == 499


@pytest.mark.parametrize(
    ("inject", "ways"),
    [("exports-for-whom", {"everybody", "one-group"}), ("confront", {"after-keeping", "now"})],
)
def test_two_main_decisions_have_no_right_answer(inject: str, ways: set[str]) -> None:
    """Two options without harm each, after which different messages come."""
    options = branched(S4).injects[InjectId(inject)].options
    assert {one.id for one in options if one.harm == 0} == ways


def test_each_way_of_confronting_has_its_own_sequel() -> None:
    """Spoken to at once she is quick; spoken to later she says nothing any more."""
    assert InjectId("she-cleaned-up") in played("good").known.injects
    assert InjectId("she-cleaned-up") not in played("reference").known.injects
    assert InjectId("she-signs-not") in played("reference").known.injects


def test_endex_lies_after_the_last_duty() -> None:
    """The year's log is due on 1 March, and the exercise ends four days later."""
    playbook = branched(S4)
    assert playbook.calendar.day(playbook.ends) == date(2027, 3, 5)
    assert max(one.due for one in played("reference").duties if one.due is not None) == date(2027, 3, 1)
