"""Scenarios and rules kept between starts: the same values, never stale ones, and no trust in what the file holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.domain.playbook import Playbook
from simulator.exercise import cache
from simulator.exercise.kept_files import kept_files
from simulator.law.load import RULES, read_rulebook
from simulator.law.model import Duty
from simulator.law.rulefile import read_shelf
from simulator.scenario import folders, load, reading
from simulator.scenario.load import load_playbook
from tests.unit.scenario.scenes import S1


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    _started_anew(monkeypatch)
    with kept_files():
        yield


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf of ours with one scenario on it, which a test may change."""
    root = tmp_path / "scenarios"
    shutil.copytree(folders.scenarios_root() / "_library", root / "_library")
    shutil.copytree(folders.scenarios_root() / S1, root / S1)
    for module in (folders, load):
        monkeypatch.setattr(module, "scenarios_root", lambda: root)
    return root


def _started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_cache", {})


def _unread(*_: object, **__: object) -> None:
    pytest.fail("it was read again")


def _kept(tmp_path: Path, name: str) -> Path:
    (found,) = tmp_path.rglob(f"{name}.json")
    return found


def test_a_second_start_reads_no_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first start read and checked, the second knows, with its branches; each under its own name."""
    first = load_playbook(S1)
    branched = {seed: first.on(seed) for seed in first.branches}
    assert branched
    _started_anew(monkeypatch)
    monkeypatch.setattr(reading, "read_playbook", _unread)
    again = load_playbook(S1)
    assert again.alone == first.alone
    assert {seed: again.on(seed) for seed in again.branches} == branched
    assert _kept(tmp_path, f"scenario-{S1}").parent == tmp_path / "home" / "cache"


@pytest.mark.parametrize(
    "changed", [f"{S1}/scenario.yaml", f"{S1}/msel.yaml", f"{S1}/briefing.md", "_library/actions/evidence.yaml"]
)
def test_a_changed_file_is_read_again(changed: str, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file a scenario is made of, one byte more makes what was kept another's."""
    before = load_playbook(S1).digest
    file = shelf / changed
    assert file.is_file()
    file.write_bytes(file.read_bytes() + b"\n")
    _started_anew(monkeypatch)
    assert load_playbook(S1).digest != before


def test_a_new_runbook_is_seen(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A playbook names its runbooks, so one more makes it another."""
    before = load_playbook(S1)
    shutil.copyfile(before.runbooks["silent"], shelf / S1 / "runbooks" / "another.yaml")
    _started_anew(monkeypatch)
    assert set(load_playbook(S1).runbooks) - set(before.runbooks) == {"another"}


def test_another_program_reads_anew(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program kept counts as none."""
    load_playbook(S1)
    _started_anew(monkeypatch)
    monkeypatch.setattr(cache, "program_digest", lambda: "another")
    read: list[Path] = []
    monkeypatch.setattr(reading, "read_playbook", lambda folder, *_, **__: _noted(folder, read))
    with pytest.raises(LookupError):
        load_playbook(S1)
    assert read == [shelf / S1]


def _noted(folder: Path, read: list[Path]) -> None:
    read.append(folder)
    raise LookupError


def test_a_scenario_from_elsewhere_is_not_kept(tmp_path: Path) -> None:
    """An author's folder changes from hour to hour: it leaves nothing behind."""
    folder = tmp_path / "own"
    shutil.copytree(folders.scenarios_root() / S1, folder)
    load_playbook(folder)
    assert not list(tmp_path.rglob("scenario-*.json"))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "7",
        '"x"',
        '{"dict": 1}',
        '{"os:system": ["true"]}',
        "[1, 2]",
        "null",
        '{"simulator.domain.time:ExerciseCalendar": ["x", "y"]}',
    ],
)
def test_a_damaged_file_counts_as_none(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in the place of the value, the scenario comes out whole."""
    first = load_playbook(S1)
    file = _kept(tmp_path, f"scenario-{S1}")
    seal = json.loads(file.read_text(encoding="utf-8"))["seal"]
    file.write_text(f'{{"seal": "{seal}", "value": {value}}}', encoding="utf-8")
    _started_anew(monkeypatch)
    again: Playbook = load_playbook(S1)
    assert again.alone == first.alone


def test_rules_are_read_once_and_again_when_one_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The duties of a jurisdiction are those of the files, at the second start too, and after a change."""
    rules = tmp_path / "rules"
    (found,) = RULES.rglob("tx")
    shutil.copytree(found, rules / "tx")
    first = read_rulebook(rules).shelves["tx"]
    assert first == read_shelf("tx", sorted((rules / "tx").glob("*.yaml")))
    with monkeypatch.context() as patched:
        patched.setattr("simulator.law.rulefile.read_shelf", _unread)
        assert read_rulebook(rules).shelves["tx"] == first
    file = next(iter(sorted((rules / "tx").glob("*.yaml"))))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(_title(first), "Another title"), encoding="utf-8")
    assert "Another title" in {duty.title for duty in read_rulebook(rules).shelves["tx"]}


def _title(duties: tuple[Duty, ...]) -> str:
    return duties[0].title
