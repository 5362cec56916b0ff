"""The scenario check: idle seats, crowds of messages, false choices, moves without care, what could be real PHI."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.scenario.check import check_scenario
from simulator.scenario.checking.texts import faults
from tests.unit.scenario.scenes import copied, spoil

FEED = "".join(
    f"  news-{number}:\n    title: News\n    text: Something is said.\n    sender: Somebody\n"
    f"    to: [executive]\n    when: {{at: {number}h}}\n"
    for number in range(1, 31)
)
FAULTS = [
    ("msel.yaml", "injects:\n", f"injects:\n{FEED}", "messages of the feed, expected at most 30"),
    (
        "scenario.yaml",
        "seats: [vendor-manager, incident-commander]",
        "seats: [incident-commander]",
        "nothing is told to",
    ),
    (
        "scenario.yaml",
        "  - use: pull-login-history\n",
        "  - use: pull-login-history\n    effects:\n      - {do: pull-source, source: idp-log}\n",
        '"pull-idp-log", which "pull-login-history" beats',
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_what_is_unfair_is_told_with_its_line(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    """Each such fault is told once, with the file and the line of what has to change."""
    folder = copied(tmp_path)
    spoil(folder / file, old, new)
    found = [str(problem) for problem in check_scenario(folder)]
    assert any(told in one and re.search(rf"{re.escape(file)}:\d+:\d+: ", one) for one in found), found


def test_a_seat_that_owns_nothing_and_is_asked_nothing_is_told(tmp_path: Path) -> None:
    """To be allowed what somebody else owns is no decision of one's own."""
    folder = copied(tmp_path)
    communication = tmp_path / "_library" / "actions" / "communication.yaml"
    spoil(communication, "    owner: vendor-manager", "    owner: incident-commander")
    (problem,) = (one for one in check_scenario(folder) if "without a decision of its own" in one.message)
    assert str(folder / "scenario.yaml") == problem.file


def test_an_inject_that_waits_for_what_cannot_happen_is_told(tmp_path: Path) -> None:
    """A condition on a sign that nothing reveals, or on a source that no action pulls, never holds."""
    folder = copied(tmp_path)
    spoil(folder / "msel.yaml", "{unless: action, action: suspend-purge-jobs}", "{pulled: ehr-access-log}")
    spoil(folder / "msel.yaml", "{unless: action, action: purge-queue}", "{noticed: double-bookings}")
    spoil(folder / "msel.yaml", "    reveals: [double-bookings]\n", "")
    spoil(
        folder / "scenario.yaml", "      - {do: pull-source, source: ehr-access-log}", "      - {do: start-manual-work}"
    )
    told = " ".join(problem.message for problem in check_scenario(folder))
    assert told.count("which nothing reveals") == 1
    assert told.count("which no action pulls") == 1


def test_a_move_without_care_is_told(tmp_path: Path) -> None:
    """A move in which no message is to or about care is a problem of that move."""
    folder = copied(tmp_path)
    msel = folder / "msel.yaml"
    text = msel.read_text(encoding="utf-8")
    quiet = re.sub(r"to: \[(.*?)\]", "to: [executive, legal-counsel, crm-admin]", text)
    msel.write_text(re.sub(r"(?i)appointment|booking|clinic|schedul|visit|care|desk", "thing", quiet), encoding="utf-8")
    told = [str(problem) for problem in check_scenario(folder) if "clinical line" in problem.message]
    assert len(told) == 5


@pytest.mark.parametrize(
    "text",
    ["MRN 4415501", "record number 4415501", "SSN 512345678", "see www.northbank.com", "https://mail.clinic.health/x"],
)
def test_what_could_be_real_is_refused(text: str) -> None:
    """A record number without SIM, a bare SSN, a domain that somebody may own."""
    assert len(list(faults(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "MRN SIM0004415501",
        "SSN 900123456",
        "see www.northbank.example.org",
        "us.hipaa.hhs",
        "the 2 record numbers of 3",
    ],
)
def test_what_is_plainly_synthetic_passes(text: str) -> None:
    """Marked record numbers, areas that are never issued, reserved domains, and ids with dots."""
    assert list(faults(text)) == []
