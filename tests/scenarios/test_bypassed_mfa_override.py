"""S2 as its dossier tells it: five hundred people out of two logs, doors that close one by one, and a recording."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from simulator.domain import facts as f
from simulator.domain.ids import ROOM, FlowId, IndicatorId, InjectId, SourceId
from simulator.domain.time import DAY, HOUR
from simulator.exercise.evidence_files import export_evidence
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.model import Status
from tests.scenarios import acts
from tests.scenarios.acts import LETTERS, branched, disturbed, duty_of, listed, read_by, to_tell

S2 = "bypassed-mfa-override"
EHR, CRM = SourceId("ehr-access-log"), SourceId("crm-access-rows")
OWNER = "k.ortega from 203.0.113.23"
NOWHERE = "k.ortega from no address"
APPLICATION = "k.ortega from 198.51.100.140"
played, after = partial(acts.played, S2), partial(acts.after, S2)


WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "the right one": ({"sources": (EHR, CRM), "without": (OWNER,)}, 500),
    "only the rows from the strange address": ({"sources": (EHR,), "without": (OWNER, NOWHERE)}, 496),
    "the EHR alone": ({"sources": (EHR,), "without": (OWNER,)}, 498),
    "everything that the account opened": ({"sources": (EHR,)}, 507),
    "the rows of the report": ({"sources": (CRM,), "drop_tests": False}, 502),
    "the rows of its first run": ({"sources": (CRM,), "without": (APPLICATION,), "drop_tests": False}, 501),
    "both logs, and the owner's own charts": ({"sources": (EHR, CRM)}, 509),
}


@pytest.mark.parametrize("way", WRONG)
def test_each_wrong_answer_comes_out_of_a_list(way: str) -> None:
    """The evidence of the reference, put together in another way, gives each of the dossier's numbers, all of Texas."""
    known = played("reference").known
    switches, people = WRONG[way]
    assert dict(listed(known, scope="narrow", **switches).by_state) == {"TX": people}


def test_the_rows_can_be_joined_by_session(tmp_path: Path) -> None:
    """The EHR's own rows say it too: 496 and two without an address in one session, 14 from the clinic in another."""
    playbook = branched(S2)
    exercise = play_runbook(playbook, find_runbook(playbook, "reference"), 1)
    export_evidence(exercise, EHR, tmp_path / "ehr.csv")
    lines = (tmp_path / "ehr.csv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines[2:]) if row["user_id"].startswith("k.ortega")]
    counted = Counter((row["session_id"], row["source_ip"]) for row in rows)
    assert counted == {("SIM-S-0388", "203.0.113.88"): 496, ("SIM-S-0388", ""): 2, ("SIM-S-5521", "203.0.113.23"): 14}
    assert len({row["mrn"] for row in rows}) == 507


def test_five_hundred_come_out_of_the_engine() -> None:
    """On the published seed five hundred people were read before StartEx, and the best response adds nobody."""
    ended = played("reference")
    assert dict(ended.read_at_start.by_state) == {"TX": 500}
    assert dict(ended.read.by_state) == dict(ended.notifiable.by_state) == dict(ended.listed.by_state) == {"TX": 500}


def test_five_hundred_is_for_hhs_and_not_for_the_media() -> None:
    """500 reaches "500 or more" (164.408(b)) and 250 Texans, and not "more than 500" (164.406(a))."""
    duties = {one.id: one for one in played("reference").duties if one.required or one.status is Status.NOT_REQUIRED}
    assert duties["us.hipaa.hhs"].required
    assert duties["us.tx.ag"].required
    assert duties["us.hipaa.media.tx"].status is Status.NOT_REQUIRED
    assert str(duties["us.hipaa.hhs"].due) == str(duties["us.hipaa.individual"].due) == "2026-12-15"


def test_each_theory_of_discovery_keeps_its_date() -> None:
    """15 December from the agent's Friday; the unread alert and the Monday stand beside it: 16 and 18 December."""
    letters = duty_of(played("reference").duties, LETTERS)
    assert letters.due == date(2026, 12, 15)
    assert {one.trigger_date for one in letters.alternatives} >= {date(2026, 10, 19)}
    signs = {key: one for key, one in branched(S2).indicators.items() if one.discovery is not None}
    dated = {key: branched(S2).calendar.day(one.at) for key, one in signs.items()}
    assert dated == {
        IndicatorId("override-on"): date(2026, 10, 19),
        IndicatorId("desk-doubt"): date(2026, 10, 16),
        IndicatorId("break-glass-alert"): date(2026, 10, 17),
    }


def test_ending_the_rule_alone_lets_the_caller_come_back() -> None:
    """Whoever only ends the rule loses as many people as whoever does nothing; every door closed loses nobody."""
    nothing = read_by(after())
    rule = read_by(after(("end-mfa-exception", HOUR)))
    evicted = read_by(
        after(
            ("end-mfa-exception", HOUR),
            ("kill-sessions", HOUR),
            ("expire-temporary-code", HOUR),
            ("block-connected-app", HOUR),
        )
    )
    assert evicted == 500 < rule == nothing


@pytest.mark.parametrize("left", ["kill-sessions", "expire-temporary-code", "block-connected-app"])
def test_one_door_left_open_is_enough(left: str) -> None:
    """Session and factor, temporary code, application: whichever stays open, somebody comes back through it."""
    doors = ("end-mfa-exception", "kill-sessions", "expire-temporary-code", "block-connected-app")
    assert read_by(after(*((door, HOUR) for door in doors if door != left))) > 500


@pytest.mark.parametrize(
    ("placebo", "looks"), [("org-password-reset", "dashboard-green"), ("disable-break-glass", "glass-quiet")]
)
def test_a_placebo_looks_good_and_costs(placebo: str, looks: str) -> None:
    """It shows something reassuring, keeps nobody out, and disturbs more visits than doing nothing."""
    tried, nothing = after((placebo, HOUR)), after()
    assert IndicatorId(looks) in tried.known(ROOM).indicators
    assert read_by(tried) >= read_by(nothing)
    assert disturbed(tried) > disturbed(nothing) + 20


def test_ending_the_rule_for_the_night_too_costs_visits() -> None:
    """Without the rule seventeen clinicians stand before the login; a list of names for the night spares most of it."""
    end, narrow = after(("end-mfa-exception", HOUR)), after(("narrow-mfa-exception", HOUR))
    assert disturbed(end) > disturbed(narrow) + 10


def test_a_workaround_is_needed_as_long_as_the_codes_fail() -> None:
    """When the last phone has codes again nobody misses the rule; nor does a ward that has keys of its own by then."""
    playbook = branched(S2)
    restored = playbook.flows[FlowId("push-codes")].ends
    assert restored is not None
    end = after(("end-mfa-exception", HOUR))
    late = [one.fact for one in end.journal if isinstance(one.fact, f.CareDisturbed) and one.fact.since >= restored]
    assert sum(one.disturbed_milli for one in late) == 0
    keys_first = after(("restore-logins", 0), ("end-mfa-exception", 20 * HOUR))
    assert disturbed(keys_first) < disturbed(after(("end-mfa-exception", 20 * HOUR)))


def lost(exercise: Exercise) -> bool:
    """Whether somebody asked for Friday's calls and they were gone."""
    gone = f.EvidenceChanged(source=SourceId("help-desk-calls"), now="lost")
    return any(one.fact == gone for one in exercise.journal)


@pytest.mark.parametrize(
    ("orders", "gone"),
    [
        ((("preserve-call-recordings", 15 * HOUR),), True),
        ((("preserve-call-recordings", 9 * HOUR),), False),
        ((("declare-incident", 0), ("litigation-hold", 4 * HOUR), ("preserve-call-recordings", 2 * DAY)), False),
    ],
)
def test_the_recordings_go_after_fourteen_hours_unless_held(orders: tuple[tuple[str, int], ...], gone: bool) -> None:
    """Friday's call can be heard until Monday 21:30, and afterwards only under a hold."""
    assert lost(after(*orders)) is gone


def test_the_injects_of_the_dossier_come_when_it_says() -> None:
    """What the table of domain.md 5 (S2) puts at an hour comes then, to whoever waits it out."""
    came = {key: one.at for key, one in played("silent").known.injects.items()}
    table = {
        "override-on": 0, "night-logins": 20 * 60, "new-factor": 45 * 60, "temporary-code": 90 * 60,
        "travelling-physician": 2 * HOUR, "reset-everything": 150 * 60, "sunday-calls": 5 * HOUR,
        "recordings-roll": 8 * HOUR, "desk-note": 12 * HOUR, "alert-unread": 20 * HOUR, "desk-agent": 60 * HOUR,
        "patients-forum": 90 * HOUR,
    }  # fmt: skip
    assert {key: came[InjectId(key)] for key in table} == table


def test_an_application_that_is_uninstalled_takes_the_proof_along() -> None:
    """Nobody can exclude twenty thousand accounts any more once the events of the application are gone."""
    assert len(to_tell(after(("uninstall-connected-app", HOUR)))) > 15_000


def test_two_decisions_have_no_right_answer() -> None:
    """The night's logins and the desk agent each have two answers without harm, and the best answer changes places."""
    mains = [one for one in branched(S2).injects.values() if one.main]
    free = {str(one.id): [number for number, option in enumerate(one.options) if not option.harm] for one in mains}
    assert len(mains) == 5
    assert len(free["night-logins"]) == len(free["desk-agent"]) == 2
    assert len({tuple(places) for places in free.values()}) == 5


def test_where_nobody_looked_the_logs_prove_it() -> None:
    """On seed 2 the doors stood open and nobody came, and both logs say so."""
    known = played("reference", 2).known
    for source in (EHR, CRM):
        assert source in known.shown
        assert not known.shown[source].less((OWNER,)).read


@pytest.mark.parametrize(("length", "mains"), [(45, 2), (180, 7)])
def test_each_cut_has_as_many_discussions_as_have_room(length: int, mains: int) -> None:
    """In 45 minutes as in three hours one in eighteen minutes at most."""
    known = played("reference", length=length).known
    assert sum(one.fact.main for one in known.injects.values()) == mains
