"""What a list leaves out stands beside it: whoever reads the file years later must see why somebody is not on it."""

from __future__ import annotations

import pytest

from tests.unit.report.conftest import by_runbook
from tests.unit.report.texts import build, rows, section


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("bypassed-mfa-override", "without the reads of k.ortega from 203.0.113.23"),
        ("under-suit", "without the copies in “Drop folder claims-out, files under the managed key”"),
    ],
)
def test_the_version_and_the_decision_say_what_a_list_leaves_out(scenario: str, said: str) -> None:
    """A rightful user by the label of the log, a store by its title: where the list stands and where it was made."""
    report = build(by_runbook("slow", scenario))
    versions = rows(section(report, "people"), "Versions of the team's list")
    assert said in versions[-1].cells[2]
    decided = rows(section(report, "decisions"), "Decisions taken")
    assert any(said in row.cells[3] for row in decided if row.cells[3].startswith("Build a list"))
