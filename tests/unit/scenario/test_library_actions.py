"""The action library: all sixty of the catalogue, two roles where one must not decide alone; and a scenario's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authored import read_document, validate_document
from simulator.domain.ids import ActionId
from simulator.domain.verbs import PurgeStore
from simulator.errors import ScenarioError
from simulator.scenario.check import check_scenario
from simulator.scenario.load import library_files, load_playbook, scenario_folder
from simulator.scenario.written.actions import LibraryAction, LibraryFile
from tests.unit.scenario.scenes import S1, copied, spoil


def library() -> dict[str, LibraryAction]:
    """Every action that came with the program."""
    files = library_files(scenario_folder(S1), "actions")
    return {
        name: one for path in files for name, one in validate_document(read_document(path), LibraryFile).actions.items()
    }


LIBRARY = library()


def test_the_library_has_all_sixty_actions() -> None:
    """Each code of the catalogue stands for at least one action. Source: domain.md 4."""
    assert {f"A{number:02}" for number in range(1, 61)} <= {one.code for one in LIBRARY.values()}


@pytest.mark.parametrize(
    "action",
    [
        "freeze-integration-user",
        "deactivate-integration-user",
        "purge-queue",
        "delete-objects",
        "take-page-offline",
        "suspend-vendor-flow",
        "notify-everyone",
    ],
)
def test_what_one_role_must_not_decide_alone_needs_two(action: str) -> None:
    """Each names a second role other than its owner. Source: domain.md 4, dual control (A22 A31 A34 A41a A46 A56)."""
    assert set(LIBRARY[action].authority.second) - {LIBRARY[action].owner}


def test_what_cannot_be_undone_says_what_it_does_to_evidence() -> None:
    """Every irreversible action but a mailing destroys evidence, and says so."""
    final = {name for name, one in LIBRARY.items() if one.irreversible}
    assert final - {"notify-everyone"} == {name for name in final if LIBRARY[name].evidence == "destroys"}


OWN = """actions:
  - use: empty-the-cache
    own:
      kind: containment
      code: X01
      title: Empty the cache
      owner: integration-engineer
      authority: {seats: [integration-engineer]}
      hours: [1, 2, 4]
      staff_hours: 2
      csf: RS.MI-01
      help: Empties it.
      risk: It fills again.
    effects:
      - {do: purge-store, store: int-claimcheck}
"""


def test_a_scenario_brings_an_action_that_the_library_does_not_have(tmp_path: Path) -> None:
    """It is checked and played like any other."""
    folder = copied(tmp_path)
    spoil(folder / "scenario.yaml", "\nactions:\n", f"\n{OWN}")
    assert check_scenario(folder) == ()
    action = load_playbook(folder).actions[ActionId("empty-the-cache")]
    assert (action.title, [type(one) for one in action.effects]) == ("Empty the cache", [PurgeStore])


def test_an_own_action_may_not_take_a_library_name(tmp_path: Path) -> None:
    """The library's action would silently be another one: refused at its line."""
    folder = copied(tmp_path)
    line = spoil(folder / "scenario.yaml", "\nactions:\n", f"\n{OWN.replace('empty-the-cache', 'purge-queue')}") + 2
    with pytest.raises(ScenarioError, match=rf"scenario.yaml:{line}:\d+: given \"purge-queue\" as an own action"):
        load_playbook(folder)


VENDOR = "vendors:\n  remindly:\n    title: Remindly\n"
FAULTS = [
    (VENDOR, "never says anything"),
    (VENDOR + "    replies: [{text: Hello.}]\n", "when it comes"),
    (VENDOR + "    replies: [{text: Hello., hours: [1, 2, 3], at: 2d}]\n", "when it comes"),
    (VENDOR + "    replies: [{text: Hello., hours: [1, 2, 3], needs: demand}]\n", "needs a demand"),
    (VENDOR + "    subcontractor: remindly\n    replies: [{text: Hello., hours: [1, 2, 3]}]\n", "circle"),
    (VENDOR + "    notice_hours: 72\n    replies: [{text: Hello., hours: [1, 2, 3]}]\n", "short form"),
    (VENDOR + "    replies: [{text: Hello., hours: [1, 2, 3], brings: [nothing]}]\n", "known source"),
]


@pytest.mark.parametrize(("vendor", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_a_vendor_that_cannot_play_is_told(tmp_path: Path, vendor: str, expected: str) -> None:
    """What would leave a vendor silent, or speak twice, is found before anybody plays it."""
    folder = copied(tmp_path)
    spoil(folder / "scenario.yaml", "vendors:\n", vendor)
    problems = [str(one) for one in check_scenario(folder)]
    assert [one for one in problems if expected in one], problems


HOLD = "    hold: {agency: County sheriff, official: true, "


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        ("written: true}\n", "without an end"),
        ("days: 3, until: 9d}\n", "remove one"),
        ("days: 3, states: [TX]}\n", "states without audiences"),
    ],
)
def test_a_hold_without_one_end_or_with_states_alone_is_told(tmp_path: Path, hold: str, expected: str) -> None:
    """A written request names its end, once (45 CFR 164.412(a)); one that names a state names its notices."""
    folder = copied(tmp_path)
    spoil(folder / "msel.yaml", "    title: Double bookings\n", f"    title: Double bookings\n{HOLD}{hold}")
    assert [one for one in check_scenario(folder) if expected in one.message]
