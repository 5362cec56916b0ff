"""The check of a scenario against the rulebook: whoever must be told can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.exercise.checks import check_audiences
from simulator.law.load import load_rulebook
from simulator.scenario.load import find_scenarios
from tests.unit.scenario.scenes import copied, spoil


def test_every_shipped_scenario_can_comply() -> None:
    """No duty of the states where a world's patients live goes to somebody whom no action can notify."""
    found = {folder.name: check_audiences(folder) for folder in find_scenarios()}
    assert found == dict.fromkeys(found, ())
    assert len(found) > 1


@pytest.mark.parametrize(
    ("effect", "duties"),
    [("fl.ag", ["fl.ag"]), ("media.fl", ["media.fl"]), ("cra", ["cra or fl.cra", "cra or ny.cra", "cra or tx.cra"])],
)
def test_whom_nobody_can_tell_is_found(tmp_path: Path, effect: str, duties: list[str]) -> None:
    """Each duty whose audience no action prepares a notice to is a finding, at the list of audiences."""
    folder = copied(tmp_path)
    for _ in ("the action", "notify-everyone"):
        spoil(folder / "scenario.yaml", f"      - {{do: prepare-notice, audience: {effect}}}\n", "")
    found = check_audiences(folder)
    assert [one.message.partition("a notice to ")[2].partition(",")[0] for one in found] == duties
    assert {Path(one.file).name for one in found} == {"scenario.yaml"}


def test_what_cannot_be_read_is_left_to_the_other_check(tmp_path: Path) -> None:
    """A scenario with a fault in its files is not held against the rulebook as well."""
    folder = copied(tmp_path)
    spoil(folder / "scenario.yaml", "  fl.ag: ", "  fl.ga: ")
    assert check_audiences(folder) == ()


def test_whom_a_state_wants_told_follows_its_rules() -> None:
    """Where only Texans live the press and the office of Texas hear; Californians add their own."""
    texas = load_rulebook().heard_in(["TX"])
    assert {("hhs",), ("media.tx",), ("tx.ag",), ("cra", "tx.cra")} <= set(texas)
    assert {("ca.ag",), ("ca.cdph",), ("media.ca",)} <= set(load_rulebook().heard_in(["CA", "TX"])) - set(texas)
