"""Other keys for actions, other colours, and what is remembered of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from simulator.errors import ScenarioError
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, DrillHost, a_drill, text_of, until
from tui import settings
from tui.actions import ACTIONS, OWN
from tui.dialogs.ask import NoteDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.help import HelpDialog
from tui.keymap import read_keymap
from tui.screens.evidence import EvidenceScreen
from tui.screens.room import WarRoom
from tui.shell import Look


def keymap(tmp_path: Path, text: str) -> dict[str, str]:
    """What a file with that text says."""
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    return read_keymap(path)


def test_a_keymap_is_read(tmp_path: Path) -> None:
    """One key, several, a sign, and an action of one screen."""
    text = 'decide: u\npause: [space, f9]\nfind: "#"\nevidence.pull: P\nevidence.run: f10\njump: ","\n'
    assert keymap(tmp_path, text) == {
        "decide": "u",
        "pause": "space,f9",
        "find": "number_sign",
        "evidence.pull": "P",
        "evidence.run": "f10",
        "jump": "comma",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("decid: w", 'keys.yaml:1:1: given the action "decid", expected a known one'),
        ("note: b\ndecide: [ctrl+banana]", 'keys.yaml:2:10: given the key "ctrl+banana", expected one like w'),
        ("decide: enter", 'keys.yaml:1:9: given "enter", needed to move about'),
        ("decide: []", "keys.yaml:1:9: given no key"),
        ("decide: 7.5", 'keys.yaml:1:9: given the key "7.5"'),
        ("decide: a", 'given "a", which is "answer" (Answer); give one of the two another key'),
        ("decide: w", 'given "w", which is "evidence.guide" (Who)'),
        ("- decide", "given no mapping, expected actions with their keys"),
        ("decide: [w", "keys.yaml:2:1: given text that is not YAML"),
    ],
)
def test_a_wrong_keymap_says_where(tmp_path: Path, text: str, told: str) -> None:
    """Each problem with file, line and column, what was given, what was expected and what to do."""
    with pytest.raises(ScenarioError) as fault:
        keymap(tmp_path, text)
    assert told in str(fault.value)


def test_every_action_can_be_mapped(tmp_path: Path) -> None:
    """A file that gives every action the keys it has already is a keymap, and changes nothing."""
    text = "".join(f"{one.id}: [{', '.join(map(repr, one.keys))}]\n" for one in (*ACTIONS, *OWN) if one.keys)
    text = text.replace("'ctrl+q'", "'f12'")
    found = keymap(tmp_path, text)
    assert set(found) == {one.id for one in (*ACTIONS, *OWN) if one.keys}


async def test_mapped_keys_work_and_are_shown() -> None:
    """The new key does it, the old one does not; key line, menu and help show the new one."""
    drill = a_drill()
    app = DrillHost(drill, WarRoom, look=Look(keymap={"decide": "w", "note": "comma", "evidence.guide": "W"}))
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        assert "w Decide" in text_of(app)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, WarRoom)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DecideDialog), "the decision box")
        await pilot.press("escape")
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog), "the note")
        await pilot.press("escape")
        assert "Decide  (w)" in [one.title for one in app.get_system_commands(app.screen_stack[-1])]
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "help")
        rows = [str(one.render()).strip() for one in app.screen.query(".key").results(Static)]
        assert "w" in rows
        assert "d" not in rows


async def test_a_screen_has_its_mapped_keys() -> None:
    """The keys of one screen are mapped by its name and theirs."""
    app = DrillHost(a_drill(), EvidenceScreen, look=Look(keymap={"evidence.pull": "P"}))
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        assert "P Pull" in text_of(app)


def test_the_theme_is_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was chosen last is begun with; a folder that takes nothing is no fault."""
    monkeypatch.setenv(HOME, str(tmp_path))
    assert settings.remembered_theme() == ""
    settings.remember_theme("cvd-safe")
    assert settings.remembered_theme() == "cvd-safe"
    (tmp_path / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setenv(HOME, str(tmp_path / "blocked"))
    settings.remember_theme("nord")
    assert settings.remembered_theme() == ""


async def test_choosing_a_theme_is_told() -> None:
    """Another theme, once the app stands, goes to who remembers it; the one begun with does not."""
    told: list[str] = []
    app = DrillHost(a_drill(), WarRoom, look=Look(theme="cvd-safe", chosen=told.append))
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        assert app.theme == "cvd-safe"
        app.theme = "nord"
        await until(pilot, lambda: told == ["nord"], "the choice")


def test_a_keymap_lies_in_the_folder_of_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a file named, keys.yaml there is read if it exists."""
    monkeypatch.setenv(HOME, str(tmp_path))
    assert settings.keymap(None) == {}
    (tmp_path / "config" / "keys.yaml").write_text("decide: u\n", encoding="utf-8")
    assert settings.keymap(None) == {"decide": "u"}
