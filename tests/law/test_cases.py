"""Public cases, and worked examples of the reference, through the whole path from a file to its answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulator.exercise.planning.plan import Plan, plan_of
from simulator.law.model import Obligation

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 3, 1)
LETTERS, HHS, MEDIA = "us.hipaa.individual", "us.hipaa.hhs", "us.hipaa.media"


def plan(name: str, as_of: date | None = None) -> Plan:
    """What is owed on the facts of one case."""
    return plan_of(CASES / f"{name}.yaml", TODAY, as_of)


def row(name: str, duty: str, as_of: date | None = None, entity: str = "") -> Obligation:
    """One obligation of a case."""
    (found,) = [one for one in plan(name, as_of).obligations if one.id == duty and entity in one.entity]
    return found


def test_every_case_is_expected_of() -> None:
    """No case lies about without a claim."""
    claimed = {given[0] for given in DAYS} | OTHERS
    assert {path.stem for path in CASES.glob("*.yaml")} == claimed


DAYS = [
    ("presence_health_2013", HHS, 101, 41, False),
    ("presence_health_2013", LETTERS, 104, 44, False),
    ("presence_health_2013", f"{MEDIA}.il", 106, 46, False),
    ("touchstone_2014", LETTERS, 147, 87, False),
    ("touchstone_2014", HHS, 147, 87, False),
    ("mississippi_health_2018", LETTERS, 60, 0, False),
    ("mississippi_health_2018", HHS, 60, 0, False),
    ("diamond_institute_2017", LETTERS, 60, 0, False),
    ("diamond_institute_2017", HHS, 60, 0, False),
    ("prestera_2018", LETTERS, 60, 0, False),
    ("prestera_2018", HHS, 60, 0, False),
    ("nova_southeastern", LETTERS, 61, 1, False),
    ("nova_southeastern", HHS, 61, 1, False),
    ("nova_southeastern", f"{MEDIA}.fl", 60, 0, False),
    ("commonwealth_health_2017", HHS, 4, 0, False),
    ("commonwealth_health_2017", LETTERS, 91, 0, False),
    ("commonwealth_health_2017", f"{MEDIA}.pa", 93, 1, False),
    ("san_francisco_dph_2018", LETTERS, 81, 0, False),
    ("san_francisco_dph_2018", HHS, 126, 45, True),
    ("jackson_health", HHS, 53, 0, False),
    ("jackson_health", LETTERS, 1250, 1190, False),
    ("geisinger_2023", LETTERS, 208, 0, False),
    ("geisinger_2023", HHS, 208, 0, False),
    ("late_hhs_form_2026", LETTERS, 20, 0, False),
    ("late_hhs_form_2026", HHS, 55, 0, True),
    ("late_hhs_form_2026", "us.hipaa.substitute", 31, 0, False),
    ("late_hhs_form_2026", "us.tx.ag", 30, 0, False),
    ("small_breach_2025", LETTERS, 15, 0, False),
    ("small_breach_2025", "contract.insurer.notice", 4, 1, False),
    ("small_breach_2025", "contract.acme-messaging.notice", 1, 0, False),
]


@pytest.mark.parametrize(("name", "duty", "elapsed", "late", "apart"), DAYS)
def test_days_are_those_that_the_regulator_counted(name: str, duty: str, elapsed: int, late: int, apart: bool) -> None:
    """Elapsed and late days, and whether HHS was told apart from the people, are what the case says."""
    one = row(name, duty)
    assert (one.elapsed_days, one.late_days, one.not_contemporaneous) == (elapsed, late, apart)
    assert one.status == ("met_late" if late else "met")


OTHERS = {
    *("comstar_2022", "mmg_fusion_2026", "sentara", "agent_ba_2026", "ba_without_agency_2026"),
    *("oral_then_written_2026", "growing_count_2026"),
}


def test_of_501_people_in_two_states_no_media_is_told() -> None:
    """500 residents of one state and one of another: HHS with the letters, no media anywhere (law.md, the table)."""
    assert row("diamond_institute_2017", f"{MEDIA}.nj").status == "not_required"
    assert row("diamond_institute_2017", f"{MEDIA}.ny").status == "not_required"
    assert row("mississippi_health_2018", f"{MEDIA}.ms").status == "not_required"


def test_a_state_without_a_rule_in_force_says_so() -> None:
    """Florida's act is of 2014: of 2013 the answer is that it is not covered, and no guess."""
    assert row("jackson_health", "us.fl.individual").status == "not_covered"


def test_an_associates_clients_count_apart() -> None:
    """Of two clients the large one reports with its letters and tells the media, the small one keeps a log."""
    large, small = (row("comstar_2022", HHS, entity=f"Town {name}") for name in "AB")
    assert (large.due, small.due) == (date(2022, 7, 24), date(2023, 3, 1))
    told = row("comstar_2022", "us.hipaa.ba", entity="Town A")
    assert (told.status, told.elapsed_days, told.late_days) == ("met", 60, 0)
    media = [row("comstar_2022", f"{MEDIA}.ma", entity=f"Town {name}").status for name in "AB"]
    assert media == ["met", "not_required_but_done"]


def test_an_associate_that_never_told_is_overdue_to_each_client() -> None:
    """Its sixty days ended in February 2021; its clients' own clocks have not started."""
    for client in ("Dental One", "Dental Two"):
        told = row("mmg_fusion_2026", "us.hipaa.ba", entity=client)
        assert (told.status, told.due, told.done) == ("overdue", date(2021, 2, 19), None)
        assert row("mmg_fusion_2026", LETTERS, entity=client).status == "waiting"


def test_eight_letters_of_577_are_no_notice() -> None:
    """The letters reached 1.4 % and are overdue; HHS was owed a report with them; each letter was complete."""
    letters = row("sentara", LETTERS)
    assert (letters.status, letters.done, letters.content) == ("overdue", None, 1.0)
    assert letters.coverage == 8 / 577
    assert row("sentara", HHS).status == "overdue"


@pytest.mark.parametrize(
    ("name", "due"), [("agent_ba_2026", date(2026, 3, 2)), ("ba_without_agency_2026", date(2026, 4, 16))]
)
def test_agency_decides_when_the_entitys_clock_starts(name: str, due: date) -> None:
    """Told on day 45, the entity has until day 60 where the associate is its agent, else until day 105."""
    assert row(name, "us.hipaa.ba").status == "met"
    assert {row(name, duty).due for duty in (LETTERS, HHS, f"{MEDIA}.tx")} == {due}


def test_a_written_hold_outlasts_the_oral_one() -> None:
    """As of the first of March the oral hold alone would have ended; the written one holds until day 100."""
    assert row("oral_then_written_2026", LETTERS).due == date(2026, 4, 11)
    assert row("oral_then_written_2026", LETTERS, date(2026, 2, 4)).due == date(2026, 3, 2)
    assert row("oral_then_written_2026", LETTERS, date(2026, 4, 11)).status == "due_today"


def test_a_count_moves_a_clock_both_ways_and_is_remembered() -> None:
    """The log, then the sixty days, then the log again; media come and go; each day's answer is that day's."""
    days = [date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 10)]
    dues = [row("growing_count_2026", HHS, day).due for day in days]
    assert dues == [date(2027, 3, 1), date(2026, 3, 2), date(2027, 3, 1)]
    media = [row("growing_count_2026", f"{MEDIA}.tx", day).status for day in days]
    assert media == ["not_required", "running", "not_required"]
    told = plan("growing_count_2026").history["Northbank Clinic", HHS]
    assert [(one.day, one.due) for one in told[-2:]] == list(zip(days[1:], dues[1:], strict=True))
