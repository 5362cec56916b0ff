"""The scenario check: what is playable by its names and yet wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.scenario.check import check_scenario
from simulator.scenario.checking.texts import faults
from tests.unit.scenario.scenes import copied, spoil

FAULTS = [
    ("msel.yaml", "when: {at: 30d}", "when: {at: 90d}", "outside StartEx and EndEx"),
    (
        "msel.yaml",
        "    when: {at: 30m}",
        "    main: true\n    options: {a: {title: A, effect: B}}\n    when: {at: 30m}",
        "6 main injects",
    ),
    ("msel.yaml", "{noticed: extortion-mail}", "{noticed: extorsion-mail}", 'Did you mean "extortion-mail"'),
    ("msel.yaml", "option: no-misuse}", "option: no-abuse}", "expected an answer to reporter-number"),
    (
        "msel.yaml",
        "    when: {at: 30m}",
        "    options: {a: {title: A, effect: B, only: [{unless: determined}]}}\n    when: {at: 30m}",
        "always offered, expected two",
    ),
    ("msel.yaml", "    starts: 8h", "    starts: 4d", "moves in order"),
    ("msel.yaml", "    starts: 0\n", "    starts: 1h\n", "starts later"),
    ("msel.yaml", "{appt_sync_dlq_depth}", "{appt_sync_dlq_dept}", 'Did you mean "appt_sync_dlq_depth"'),
    ("msel.yaml", "{merges} merges", "{merges merges", "close it"),
    (
        "msel.yaml",
        "when: {action: purge-queue, delay: 6h}",
        "when: {action: purge-queue, delay: 6h}\n    only: [{unless: action, action: purge-queue}]",
        "both releases and forbids",
    ),
    ("msel.yaml", "Double bookings\n", '"[red]Double bookings[/red]"\n', "markup"),
    ("msel.yaml", "sender: Finance", "sender: finance@northbank.com", "reserved domain"),
    ("scenario.yaml", "client.ipAddress: 198.51.100.20", "client.ipAddress: 8.8.8.8", "for documentation"),
    (
        "scenario.yaml",
        "since: 2026-08-26T00:00",
        "since: 2026-08-26T00:00\n    proves_absence: It is complete.",
        "completeness is below 1",
    ),
    ("scenario.yaml", "[name, mrn, birth-date, address", "[name, mrn, birt-date, address", 'Did you mean "birth-date"'),
    ("scenario.yaml", "shown: {TX: 401", "shown: {TX: 502", "at most the 501"),
    ("scenario.yaml", "    history: 3847", "    history: 1300", "one for each record"),
    ("scenario.yaml", "    history: 3847", "    history: 3847\n    holds: pool", "holds with per_day or history"),
    ("scenario.yaml", "    pool: recurring-series", "    pool: recurring-series\n    holds: everyone", "to fit"),
    (
        "scenario.yaml",
        "    opened: 2026-08-04T06:00",
        "    opened: 2026-08-04T06:00\n    closes: -50d",
        "ends before it opens",
    ),
    (
        "scenario.yaml",
        "  bucket-inventory:\n    since: 2026-08-04T06:00\n",
        "  bucket-inventory:\n    stores: []\n    pools: [recurring-series]\n    since: 9d\n",
        "person rows with pools",
    ),
    (
        "scenario.yaml",
        "  bucket-access-log:\n    since: 2026-08-26",
        "  bucket-access-log:\n    stores: []\n    pools: [recurring-series]\n    since: 2026-08-26",
        "with kind content alone",
    ),
    (
        "scenario.yaml",
        "    tasks: [pull-on-call-tickets, state-discovery-date, assess-risk, determine-breach]",
        "    tasks: []",
        "without tasks",
    ),
    ("briefing.md", "Every patient, address", "Call (312) 664-0100. Every patient", "fictional one"),
    (
        "../_library/actions/eradication.yaml",
        "hours: [0.05, 0.1, 0.5]\n    staff_hours: 0.2",
        "hours: [0, 0, 0]\n    staff_hours: 0",
        "for free",
    ),
    (
        "../_library/actions/communication.yaml",
        "    owner: legal-counsel",
        "    owner: executive",
        "without authority",
    ),
    ("runbooks/good.yaml", "target: appt-sync-dlq", "target: appt-sync-dql", "expected a target"),
]


def test_the_shipped_scenario_has_no_problem(tmp_path: Path) -> None:
    """A copy of the first scenario passes its own check, wherever it lies."""
    assert check_scenario(copied(tmp_path)) == ()


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS, ids=[expected for *_, expected in FAULTS])
def test_each_fault_is_found_in_its_file(tmp_path: Path, file: str, old: str, new: str, expected: str) -> None:
    """What would spoil an exercise is found before anybody plays it."""
    folder = copied(tmp_path)
    spoil(folder / file, old, new)
    problems = check_scenario(folder)
    assert [problem for problem in problems if expected in problem.message], [str(one) for one in problems]
    assert {Path(problem.file).name for problem in problems} == {Path(file).name}


def test_a_place_that_always_holds_the_best_answer_is_told(tmp_path: Path) -> None:
    """Nobody scores by picking the first answer: where it is the best one everywhere, the author is told."""
    folder = copied(tmp_path)
    text = (folder / "msel.yaml").read_text(encoding="utf-8")
    harmless = re.sub(r"(    options:\n      [a-z0-9-]+:\n(?:        .*\n)*?)        harm: .*\n", r"\1", text)
    (folder / "msel.yaml").write_text(harmless, encoding="utf-8")
    assert ["in place 1 of every inject" in one.message for one in check_scenario(folder)] == [True]


def test_a_missing_anchor_is_told(tmp_path: Path) -> None:
    """Without its lower anchor a scenario cannot be scored."""
    folder = copied(tmp_path)
    (folder / "runbooks" / "silent.yaml").unlink()
    (problem,) = check_scenario(folder)
    assert "silent.yaml" in problem.message


def test_an_idle_seat_is_told(tmp_path: Path) -> None:
    """A player who can decide nothing should not be asked to come."""
    folder = copied(tmp_path)
    seat = "  auditor:\n    title: Auditor\n    card: [You watch.]\n    staff: 1\n"
    reach = "".join(f"    reach_{when}: 0.5\n" for when in ("day", "evening", "night", "weekend"))
    line = spoil(folder / "scenario.yaml", "seats:\n", f"seats:\n{seat}{reach}") + 1
    (problem,) = check_scenario(folder)
    assert str(problem).startswith(f"{folder / 'scenario.yaml'}:{line}:3:")


@pytest.mark.parametrize(
    "text",
    [
        "Call 1-800-555-0142 or (512) 555-0199, or 555-0100.",
        "Mail desk@herald.example.org or x@example.net.",
        "From 192.0.2.1, 198.51.100.77 and 203.0.113.9; version 1.2.3.4.5; on 2026-09-06 at 14:25.",
        "SSN 900-12-3456 and 666-12-3456.",
        "1 < 2, a[3] = 4, and 501 -> 521.",
    ],
)
def test_plain_synthetic_text_passes(text: str) -> None:
    """What authors should write is not held against them."""
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>now</b>",
        "[bold]now[/bold]",
        "=cmd()",
        "212-664-7665",
        "+1 (212) 664-7665",
        "a@hospital.org",
        "123-45-6789",
        "10.0.0.1",
    ],
)
def test_markup_and_what_could_be_real_is_found(text: str) -> None:
    """Formatting, formulas and anything that may belong to somebody is refused."""
    assert list(faults(text))
