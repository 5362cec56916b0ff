"""`breachdrill clocks`: a real incident's calendar, from a file, without a drill."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.shell import Ran, breachdrill

FACTS = """\
entity: {kind: covered_entity, name: Northbank Health Partners, state: TX}
timezone: America/Chicago
as_of: 2026-09-20
discovered: 2026-09-15
should_have_known: 2026-09-06
determined: 2026-09-18
individuals: {total: 1283, by_state: {TX: 501, NY: 499, CA: 283}}
"""


def clocks(home: Path, text: str, *more: str, name: str = "facts.yaml") -> Ran:
    """The command over a file with that text."""
    path = home / name
    path.write_text(text, encoding="utf-8")
    return breachdrill("clocks", str(path), *more, home=home)


def by_id(ran: Ran) -> dict[str, dict[str, Any]]:
    """The obligations of a JSON answer."""
    assert ran.code == 0, ran.err
    return {row["id"]: row for row in json.loads(ran.out)["obligations"]}


def test_clocks_answer_a_facts_file(tmp_path: Path) -> None:
    """HIPAA counts from the constructive date, 60 days; Texas from determination, 30."""
    rows = by_id(clocks(tmp_path, FACTS, "--json"))
    assert (rows["us.hipaa.individual"]["due"], rows["us.hipaa.media.tx"]["due"]) == ("2026-11-05", "2026-11-05")
    assert rows["us.tx.ag"]["due"] == "2026-10-18"
    assert rows["us.hipaa.individual"]["alternatives"] == [
        {"theory": "actual", "trigger_date": "2026-09-15", "due": "2026-11-14"}
    ]


def test_json_facts_give_the_same_answer(tmp_path: Path) -> None:
    """A program's JSON, indented with tabs, is as good as a person's YAML."""
    facts = {
        "entity": {"kind": "covered_entity", "name": "Northbank Health Partners", "state": "TX"},
        "timezone": "America/Chicago",
        "as_of": "2026-09-20",
        "discovered": "2026-09-15",
        "should_have_known": "2026-09-06",
        "determined": "2026-09-18",
        "individuals": {"total": 1283, "by_state": {"TX": 501, "NY": 499, "CA": 283}},
    }
    asked = clocks(tmp_path, json.dumps(facts, indent="\t"), "--json", name="facts.json")
    assert by_id(asked) == by_id(clocks(tmp_path, FACTS, "--json"))


def test_presence_health_as_ocr_counted_it(tmp_path: Path) -> None:
    """OCR counted 101, 104 and 106 days; the engine counts the same from the same dates (law.md C2)."""
    rows = by_id(
        clocks(
            tmp_path,
            """\
entity: {kind: covered_entity, name: Presence Health, state: IL}
timezone: America/Chicago
as_of: 2014-03-01
discovered: 2013-10-22
individuals: {total: 836}
notices:
  - {to: hhs, sent: 2014-01-31}
  - {to: individuals, sent: 2014-02-03}
  - {to: media, state: IL, sent: 2014-02-05}
""",
            "--json",
        )
    )
    wanted = {"us.hipaa.hhs": 101, "us.hipaa.individual": 104, "us.hipaa.media.il": 106}
    assert {id_: (rows[id_]["elapsed_days"], rows[id_]["late_days"], rows[id_]["status"]) for id_ in wanted} == {
        id_: (days, days - 60, "met_late") for id_, days in wanted.items()
    }


def test_count_that_grows_moves_the_clock_and_is_remembered(tmp_path: Path) -> None:
    """400 people go into the annual log; 600 make it contemporaneous; as of the earlier day it is still the log."""
    facts = FACTS.replace("total: 1283, by_state: {TX: 501, NY: 499, CA: 283}", "total: 600")
    facts += "counts: [{as_of: 2026-09-15, total: 400}, {as_of: 2026-10-10, total: 600}]\n"
    then = by_id(clocks(tmp_path, facts, "--json"))["us.hipaa.hhs"]
    now = by_id(clocks(tmp_path, facts, "--json", "--as-of", "2026-10-12"))["us.hipaa.hhs"]
    assert (then["due"], now["due"]) == ("2027-03-01", "2026-11-05")
    assert [(one["as_of"], one["due"]) for one in now["history"]][-1] == ("2026-10-10", "2026-11-05")
    assert now["history"][-1]["because"] == ["the count became 600"]


def test_associates_file_answers_for_each_client(tmp_path: Path) -> None:
    """800 residents of one state, 450 and 350 of two covered entities: two annual logs, and no media (law.md M4)."""
    ran = clocks(
        tmp_path,
        """\
entity: {kind: business_associate, name: Acme Billing, state: TX}
timezone: America/Chicago
as_of: 2026-03-01
discovered: 2026-01-05
business_associate: {agent: false, notified_entity: 2026-02-19}
individuals: {total: 800}
covered_entities:
  - {name: CE-1, by_state: {TX: 450}}
  - {name: CE-2, by_state: {TX: 350}}
""",
        "--json",
    )
    assert ran.code == 0, ran.err
    rows = {(row["entity"], row["id"]): row for row in json.loads(ran.out)["obligations"]}
    for client in ("CE-1", "CE-2"):
        assert rows[client, "us.hipaa.ba"]["status"] == "met"
        assert rows[client, "us.hipaa.individual"]["due"] == "2026-04-20"
        assert rows[client, "us.hipaa.hhs"]["due"] == "2027-03-01"
        assert rows[client, "us.hipaa.media.tx"]["status"] == "not_required"


def test_calendar_has_each_open_deadline_with_alarms_and_lasting_ids(tmp_path: Path) -> None:
    """The .ics holds what is open and dated; a moved deadline keeps its UID; unverified rules say so."""
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    unread = FACTS.replace("CA: 283}", "CA: 283}, bad_address: 3")
    clocks(tmp_path, unread, "-o", str(first))
    clocks(tmp_path, unread.replace("should_have_known: 2026-09-06\n", ""), "-o", str(second))
    entries = [entries_of(path) for path in (first, second)]
    rows = by_id(clocks(tmp_path, unread, "--json")).values()
    open_rows = [row for row in rows if row["status"] == "running" and row["due"]]
    assert len(entries[0]) == len(open_rows)
    assert entries[0].keys() == entries[1].keys()
    letters = next(uid for uid in entries[0] if ".us.hipaa.individual@" in uid)
    assert [one[letters]["dtstart"].dt for one in entries] == [date(2026, 11, 5), date(2026, 11, 14)]
    assert all(one.walk("VALARM") for one in entries[0].values())
    unsure = {row["id"] for row in open_rows if row["counsel"]}
    told = {uid.partition(".")[2].partition("@")[0] for uid, one in entries[0].items() if "ounsel" in one["summary"]}
    assert unsure == told != set()


def test_a_notice_that_no_duty_hears_is_named(tmp_path: Path) -> None:
    """Ohio asks no office for a report: one that went there is told apart, not swallowed."""
    told = FACTS.replace("CA: 283", "OH: 283") + "notices: [{to: state_ag, state: OH, sent: 2026-09-19}]\n"
    found = json.loads(clocks(tmp_path, told, "--json").out)["unheard"]
    assert found == ["the notice to state_ag of OH on 2026-09-19"]
    assert found[0] in clocks(tmp_path, told).out


def test_rules_that_nobody_read_lately_are_listed(tmp_path: Path) -> None:
    """--stale names every rule before a day in the future, and none before the first reading but the unread."""
    every = breachdrill("clocks", "--stale", "2999-01-01", home=tmp_path).out.splitlines()
    unread = breachdrill("clocks", "--stale", "2000-01-01", home=tmp_path).out.splitlines()
    assert any("us.hipaa.individual" in line for line in every)
    assert all(line.startswith("never") for line in unread)


def test_what_is_late_has_a_range_of_penalties(tmp_path: Path) -> None:
    """One person, letters on day 61: one violation in JSON and table; before day 61 neither says a word of money."""
    facts = FACTS.replace("total: 1283, by_state: {TX: 501, NY: 499, CA: 283}", "total: 1")
    late = clocks(tmp_path, facts, "--json", "--as-of", "2026-11-06")
    (told,) = json.loads(late.out)["penalties"]
    assert (told["id"], told["entity"]) == ("us.hipaa.individual", "Northbank Health Partners")
    assert (told["counted"]["people"], told["counted"]["days"]) == (1, 1)
    assert [(one["tier"], one["low"], one["high"]) for one in told["tiers"]] == [
        (1, 145, 73_011),
        (2, 1_461, 73_011),
        (3, 14_602, 73_011),
        (4, 73_011, 2_190_294),
    ]
    assert (told["tiers"][0]["cap_regulation"], told["tiers"][0]["cap_discretion"]) == (2_190_294, 36_505)
    assert (told["cure_until"], told["label"]) == ("2026-12-06", "a range under stated assumptions, not advice")
    assert told["assumptions"]
    table = clocks(tmp_path, facts, "--as-of", "2026-11-06").out
    assert "145 to 73,011" in table
    assert "not advice" in table
    in_time = clocks(tmp_path, facts, "--as-of", "2026-11-05")
    assert "Penalties" not in in_time.out
    assert json.loads(clocks(tmp_path, facts, "--json", "--as-of", "2026-11-05").out)["penalties"] == []


def entries_of(path: Path) -> dict[str, Any]:
    """The entries of a calendar by UID."""
    return {str(one["uid"]): one for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


WRONG = [
    ("discovered: 2026-09-15", "discovered: 2026-09-15\nbreach: {start: 2026-09-20}", "4:13", "breach's start"),
    ("NY: 499", "NY: 498", "7:38", "add up to 1,282"),
    ("CA: 283", "CX: 283", "7:61", "state code"),
    ("TX: 501", "TX: -501", "7:43", "at least 0"),
    ("timezone: America/Chicago\n", "", "1:1", "timezone"),
    ("timezone: America/Chicago", "timezone: Central", "2:11", "America/Chicago"),
    ("kind: covered_entity", "kind: business_associate", "1:1", "covered entities"),
    ("discovered: 2026-09-15\nshould_have_known: 2026-09-06\n", "", "1:1", "date of discovery"),
    ("determined: 2026-09-18", "determined: 2026-09-01", "6:13", "before the discovery"),
    ("as_of: 2026-09-20", "as_of: 2026-02-30", "3:8", "a day that exists"),
]


@pytest.mark.parametrize(("given", "wrong", "place", "said"), WRONG, ids=[wrong[1][:28] for wrong in WRONG])
def test_impossible_facts_are_refused_by_their_place(
    given: str, wrong: str, place: str, said: str, tmp_path: Path
) -> None:
    """Nothing impossible is guessed away: exit 2, the place, what was expected."""
    ran = clocks(tmp_path, FACTS.replace(given, wrong))
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert f"facts.yaml:{place}" in ran.err, ran.err


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """A notice too early, a state that does not add up and a hold that ends before it began are three lines."""
    ran = clocks(
        tmp_path,
        FACTS.replace("NY: 499", "NY: 498")
        + "notices: [{to: individuals, sent: 2026-09-01}, {to: state_ag, sent: 2026-09-19}]\n"
        + "law_enforcement: [{kind: oral, on: 2026-09-19, until: 2026-09-18}]\n",
    )
    assert ran.code == 2
    assert ran.err.count("facts.yaml:") == 4
