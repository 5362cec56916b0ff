"""Frozen values as JSON values and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.domain.packing import pack, unpack
from simulator.law.load import load_rulebook
from simulator.scenario.load import find_scenarios, load_playbook


@pytest.mark.parametrize("folder", find_scenarios(), ids=lambda folder: folder.name)
def test_a_scenario_is_the_same_after_packing(folder: Path) -> None:
    """A scenario that came with the program, and each of its branches, comes back equal, down to how it is written."""
    written = load_playbook(folder)
    for playbook in (written, *map(written.on, written.branches)):
        again = unpack(json.loads(json.dumps(pack(playbook.alone))))
        assert again == playbook.alone
        assert repr(again) == repr(playbook.alone)


def test_the_rulebook_is_the_same_after_packing() -> None:
    """Every duty of every jurisdiction comes back equal."""
    duties = load_rulebook().duties
    assert unpack(json.loads(json.dumps(pack(duties)))) == duties


@pytest.mark.parametrize(
    "body",
    [
        {"subprocess:Popen": ["x"]},
        {"os:system": ["x"]},
        {"simulator.domain.packing:unpack": [1]},
        {"simulator.domain.packing:import_module": ["os"]},
        {"simulator.domain.playbook:Nothing": []},
        {"simulator.domain.playbook:Seat": ["too few"]},
        {"dict": [], "date": "2026-01-01"},
    ],
)
def test_only_frozen_values_of_ours_are_made(body: object) -> None:
    """What names a function, somebody else's class or a value cut short makes nothing."""
    with pytest.raises(ValueError, match=r"kept value|zip|none of ours"):
        unpack(body)


def test_what_has_no_json_form_is_refused() -> None:
    """A value that is none of ours, or that changes, is not packed."""
    for value in (object(), [1], {1, 2}, lambda: None):
        with pytest.raises(TypeError):
            pack(value)
