"""Reading scenarios: what the shipped one becomes, and how each fault of an author is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.domain.actions import effects_on
from simulator.domain.ids import SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR
from simulator.errors import InputError, ScenarioError
from simulator.scenario.load import find_scenarios, load_playbook
from tests.unit.scenario.scenes import S1, copied, spoil


@pytest.fixture(scope="module")
def s1() -> Playbook:
    """The shipped scenario."""
    return load_playbook(S1)


def test_only_scenarios_are_listed() -> None:
    """The library beside the scenarios is none itself."""
    names = [folder.name for folder in find_scenarios()]
    assert S1 in names
    assert not [name for name in names if name.startswith("_")]


def test_moments_become_seconds_of_the_scenarios_calendar(s1: Playbook) -> None:
    """A local time and a duration name the same clock."""
    first, poll, second, last = s1.readers["intruder"].visits  # type: ignore[index]
    assert [s1.calendar.at(visit.at).isoformat() for visit in (first, poll, second, last)] == [
        "2026-08-22T23:40:00-05:00",
        "2026-09-06T14:10:00-05:00",
        "2026-09-12T23:30:00-05:00",
        "2026-09-14T23:10:00-05:00",
    ]
    assert (s1.ends, second.limit, second.lasting) == (75 * DAY, 2960, 5 * HOUR)


def test_the_sampled_people_are_those_of_the_domain_study(s1: Playbook) -> None:
    """By residence, by clinic, merged, deceased and away the cohorts add up to domain.md 5, S1."""
    people = [one for one in s1.pools["recurring-series"].cohorts if not one.test]  # type: ignore[index]

    def total(**wanted: object) -> int:
        return sum(c.people for c in people if all(getattr(c, key) == value for key, value in wanted.items()))

    assert [total(residence=state) for state in ("TX", "NY", "CA")] == [501, 499, 283]
    assert [total(clinic=state) for state in ("TX", "NY", "CA")] == [521, 487, 275]
    assert sum(c.people for c in people if c.residence != c.clinic) == 34
    assert [total(residence=state, merged=True) for state in ("TX", "NY", "CA")] == [29, 24, 16]
    assert [total(residence=state, deceased=True) for state in ("TX", "NY", "CA")] == [3, 4, 9]
    assert [total(residence=state, bad_address=True) for state in ("TX", "NY", "CA")] == [6, 4, 2]


def test_the_scenario_has_five_moves_and_five_main_injects(s1: Playbook) -> None:
    """Ninety room minutes carry five discussions, and every other inject is feed."""
    assert [move.id for move in s1.moves] == ["detect", "contain", "determine", "notify", "close"]
    assert sum(inject.main for inject in s1.injects.values()) == 5
    assert all(inject.options for inject in s1.injects.values() if inject.main)


def test_who_is_always_on_duty_works_in_shifts(s1: Playbook) -> None:
    """Times of day become seconds from midnight; a seat that says nothing keeps its people and the usual error rate."""
    engineer, counsel = (s1.seats[SeatId(name)] for name in ("integration-engineer", "legal-counsel"))
    assert (engineer.shifts, engineer.night_error_factor) == ((7 * HOUR, 19 * HOUR), 1.4)
    assert (counsel.shifts, counsel.night_error_factor) == ((), 1.0)
    assert engineer.error_rate == counsel.error_rate == 0.05


def test_at_least_thirty_two_actions_of_the_catalogue_are_there_with_their_traps(s1: Playbook) -> None:
    """The catalogue's codes are counted once each, and the temptations are among them."""
    codes = {action.code for action in s1.actions.values() if action.code.startswith("A")}
    assert len(codes) >= 32
    assert {"A11", "A18", "A22", "A28", "A31", "A34", "A35", "A56"} <= codes
    assert {a.code for a in s1.actions.values() if a.authority.second} == {"A22", "A31", "A34", "A56", "O03"}


def test_a_notice_to_one_regulator_prepares_no_other(s1: Playbook) -> None:
    """An action with targets has only the effects of the target it was taken on."""
    effects = effects_on(s1.actions["regulator-notices"], "ny.dos")  # type: ignore[index]
    assert [getattr(effect, "audience", None) for effect in effects] == ["ny.dos"]


def test_snapshotting_the_queue_pulls_its_counters(s1: Playbook) -> None:
    """An effect on something that is no target applies whatever the target is."""
    effects = effects_on(s1.actions["snapshot-queue"], "appt-sync-dlq")  # type: ignore[index]
    assert [getattr(effect, "source", None) for effect in effects] == ["dlq-receive-counts"]


def test_an_unknown_scenario_is_told_with_the_nearest_name() -> None:
    """A slip of the pen is answered with what was meant."""
    with pytest.raises(InputError, match='Did you mean "leaky-sync-queue"'):
        load_playbook("leaky-sync-que")


@pytest.mark.parametrize("given", ["", "no/such/folder", "x" * 5000, "_library"])
def test_what_is_no_scenario_is_bad_input(given: str) -> None:
    """Whatever is typed for a scenario, the answer is a message."""
    with pytest.raises(InputError, match="expected a known one"):
        load_playbook(given)


def test_the_digest_ignores_line_ends_and_runbooks_and_nothing_else(tmp_path: Path) -> None:
    """The same words give the same digest on every machine; other words another one."""
    folder = copied(tmp_path)
    first = load_playbook(folder).digest
    scenario = folder / "scenario.yaml"
    scenario.write_bytes(scenario.read_bytes().replace(b"\n", b"\r\n"))
    (folder / "runbooks" / "good.yaml").unlink()
    assert load_playbook(folder).digest == first
    library = tmp_path / "_library" / "actions" / "eradication.yaml"
    spoil(library, "hours: [0.05, 0.1, 0.5]", "hours: [0.05, 0.1, 0.6]")
    assert load_playbook(folder).digest != first


def test_the_same_files_are_built_once(tmp_path: Path) -> None:
    """Loading again without a change costs no second build."""
    folder = copied(tmp_path)
    assert load_playbook(folder) is load_playbook(folder)


FAULTS = [
    (
        "scenario.yaml",
        "      - {store: int-claimcheck, after: 0}",
        "      - {store: int-claimchek, after: 0}",
        'Did you mean "int-claimcheck"',
    ),
    ("scenario.yaml", "  - use: purge-queue", "  - use: purge-que", 'Did you mean "purge-queue"'),
    (
        "scenario.yaml",
        "legal_seats: [privacy-officer,",
        "legal_seats: [privacy-oficer,",
        'Did you mean "privacy-officer"',
    ),
    ("scenario.yaml", "room_minutes: 90", "room_minuts: 90", "unknown key"),
    ("scenario.yaml", "licensed_ca_facility: false", "licensed_ca_facility: NO", "true or false"),
    ("scenario.yaml", "ends: 75d", "ends: 1:30", "a duration like"),
    ("scenario.yaml", "keep: 14d}", "keep: -14d}", "not negative"),
    ("scenario.yaml", "seed: 1", "title: Again", "twice"),
    ("scenario.yaml", "starts: 2026-08-04T06:00", "starts: 2026-02-30T06:00", "exist"),
    ("scenario.yaml", "answer_hours: [3, 4.5, 7]", "answer_hours: [4.5, 3, 7]", "do not fall"),
    ("scenario.yaml", "shifts: [7h, 19h]", "shifts: [19h, 7h]", "two hours apart"),
    ("scenario.yaml", "shifts: [7h, 19h]", "shifts: [1h, 23h30m]", "two hours apart"),
    ("scenario.yaml", "shifts: [7h, 19h]", "shifts: [7h, 24h]", "two hours apart"),
    ("scenario.yaml", "night_error_factor: 1.4", "night_error_factor: 0.4", "expected"),
    ("scenario.yaml", "zone: America/Chicago", "zone: America/Chikago", "time zone"),
    (
        "scenario.yaml",
        "      - {do: lose-source, source: middleware-log}",
        "      - {do: lose-sorce, source: middleware-log}",
        'Did you mean "lose-source"',
    ),
    ("scenario.yaml", "  patients: 20000", "  patients: 99999999", "whole number from 1"),
    ("msel.yaml", "suggests: [declare-incident,", "suggests: [declare-incidnt,", 'Did you mean "declare-incident"'),
    (
        "msel.yaml",
        "when: {indicator: on-call-ticket, delay: 1h}",
        "when: {indicator: on-call-tiket, delay: 1h}",
        'Did you mean "on-call-ticket"',
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS, ids=[new.strip()[:40] for _, _, new, _ in FAULTS])
def test_a_fault_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, expected: str) -> None:
    """Whatever an author gets wrong comes back as file, line, and what to do."""
    folder = copied(tmp_path)
    line = spoil(folder / file, old, new)
    with pytest.raises(ScenarioError) as caught:
        load_playbook(folder)
    problems = str(caught.value).splitlines()
    told = [problem for problem in problems if f"{file}:{line}:" in problem or "twice" in problem]
    assert told, str(caught.value)
    assert expected in told[0]


def test_a_circle_of_preconditions_is_told_with_its_way(tmp_path: Path) -> None:
    """Two actions that wait for each other could never be taken."""
    folder = copied(tmp_path)
    library = tmp_path / "_library" / "actions" / "communication.yaml"
    spoil(
        library,
        "    staff_hours: 2\n    csf: RS.MA-01",
        "    staff_hours: 2\n    after: [litigation-hold]\n    csf: RS.MA-01",
    )
    with pytest.raises(ScenarioError, match=r"communication\.yaml:\d+:\d+: .*declare-incident -> litigation-hold"):
        load_playbook(folder)


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    """One run of the loader tells everything."""
    folder = copied(tmp_path)
    spoil(folder / "scenario.yaml", "room_minutes: 90", "room_minutes: many")
    spoil(folder / "msel.yaml", "gear: paced", "gear: turbo")
    with pytest.raises(ScenarioError) as caught:
        load_playbook(folder)
    assert "scenario.yaml:" in str(caught.value)
    assert "msel.yaml:" in str(caught.value)


def test_a_runbook_that_comes_or_goes_is_seen_in_one_process(tmp_path: Path) -> None:
    """Runbooks are no part of the digest, but of what was built."""
    folder = copied(tmp_path)
    assert "mine" not in load_playbook(folder).runbooks
    shutil.copy(folder / "runbooks" / "silent.yaml", folder / "runbooks" / "mine.yaml")
    assert "mine" in load_playbook(folder).runbooks
    (folder / "runbooks" / "mine.yaml").unlink()
    assert "mine" not in load_playbook(folder).runbooks
