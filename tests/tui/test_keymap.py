"""Other keys for actions, other colours, and what is remembered of both."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from jsonschema import Draft7Validator
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Static

import tui
from simulator.errors import ScenarioError
from simulator.exercise.folders import HOME
from tests.tui.drills import BIG, DrillHost, a_drill, text_of, until
from tui import settings
from tui.actions import ACTIONS
from tui.dialogs.ask import NoteDialog
from tui.dialogs.decide import DecideDialog
from tui.dialogs.help import HelpDialog
from tui.hints import keyed
from tui.keymap import keymap_schema, read_keymap
from tui.owned import OWN
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
        ("decide: enter", 'keys.yaml:1:9: given "enter", expected a key that neither moves about nor is'),
        ("decide: []", "keys.yaml:1:9: given no key"),
        ("decide: 7.5", 'keys.yaml:1:9: given the key "7.5"'),
        ("decide: a", 'given "a", expected a key that is free there: it is "answer" (Answer); give one of the two'),
        ("decide: w", 'given "w", expected a key that is free there: it is "evidence.guide" (Who)'),
        ("decide: f9", 'expected a key that is free there: it is "evidence.run" (Run)'),
        ("copy: x", 'expected a key that is free there: it is "custody.export" (Export)'),
        ("debrief.people: w", 'expected a key that is free there: it is "debrief.turning" (What if)'),
        ("dialog.pause: q", 'expected a key that is free there: it is "help.close" (Close)'),
        ("- decide", "given no mapping, expected actions with their keys"),
        ("decide: [w", "keys.yaml:2:1: given text that is not YAML"),
    ],
)
def test_a_wrong_keymap_says_where(tmp_path: Path, text: str, told: str) -> None:
    """Each problem with file, line and column, what was given, what was expected and what to do."""
    with pytest.raises(ScenarioError) as fault:
        keymap(tmp_path, text)
    assert told in str(fault.value)


@pytest.mark.parametrize("text", ["debrief.people: t", "report.write: d", "lobby.begin: d", "people.turn: d"])
def test_a_key_of_another_place_is_free(tmp_path: Path, text: str) -> None:
    """What is at hand on another screen, or under a dialog, takes no key away."""
    text = text if text != "report.write: d" else "report.write: W\nshow_turning: V"
    assert keymap(tmp_path, text)


def test_the_schema_says_what_the_reader_says(tmp_path: Path) -> None:
    """Each action stands in the schema with its keys; what the schema refuses, the reader refuses too."""
    schema = keymap_schema()
    Draft7Validator.check_schema(schema)
    holds = Draft7Validator(schema)
    own = {one.id: list(one.keys) for one in (*ACTIONS, *OWN) if one.keys and one.keys != ("ctrl+q",)}
    assert [one.message for one in holds.iter_errors(own)] == []
    assert set(schema["properties"]) == {one.id for one in (*ACTIONS, *OWN)}
    wrongs: list[dict[str, object]] = [
        {"decid": "w"},
        {"note": "ctrl+banana"},
        {"decide": "enter"},
        {"decide": []},
        {"decide": 7.5},
    ]
    for wrong in wrongs:
        assert not holds.is_valid(wrong)
        with pytest.raises(ScenarioError):
            keymap(tmp_path, json.dumps(wrong))


MOVES = frozenset({
    "escape", "enter", "tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "shift+left",
    "shift+right", "ctrl+up", "ctrl+down", "ctrl+@", "ctrl+space", *"123456",
})  # fmt: skip


def test_no_key_of_a_screen_lacks_its_action() -> None:
    """Each letter, sign and function key that a screen, dialog or panel binds is an action's of the keymap."""
    for module in walk_packages(tui.__path__, "tui."):
        if module.name != "tui.__main__":
            import_module(module.name)
    known = {one.id for one in (*ACTIONS, *OWN)}
    loose = {
        f"{holder.__name__}: {binding.key}"
        for holder in holders(DOMNode)
        if holder.__module__.startswith("tui.")
        for binding in Binding.make_bindings(vars(holder).get("BINDINGS", ()))
        if binding.id not in known and binding.key not in MOVES
    }
    assert loose == set()


def holders(of: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """Every class of things on the screen."""
    for one in of.__subclasses__():
        yield one
        yield from holders(one)


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
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "help")
        rows = [str(one.render()).strip() for one in app.screen.query(".row Static").results(Static)]
        assert rows[:2] == ["P", "Pull. Order the source under the cursor."], "the screen's own keys come first"


def test_no_text_names_a_key_by_itself() -> None:
    """A text names a key by its action, so that it tells the mapped one; what it names exists."""
    sentence = r"(?:^|[.,;:(] )(?![AaI] )[A-Za-z?+] [a-z]+s\b"
    named = re.compile(rf"\b(?:F\d+|Space|Ctrl\+[A-Z])\b|· [a-z] |then [a-z]\.$|{sentence}")
    loose = []
    for path in (Path(tui.__file__).parent).rglob("*.py"):
        if "plain" in path.parts or path.name in {"actions.py", "owned.py", "keymap.py"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        texts = [
            one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told
        ]
        loose += [f"{path.name}: {text}" for text in texts if named.search(text)]
        for text in texts:
            keyed(text)
    assert loose == []


async def test_hints_name_the_mapped_keys() -> None:
    """What a text says of a key is the person's own key: in the room, in its help, and where time stands."""
    mapped = {"decide": "w", "pause": "f10", "evidence.guide": "W", "jump": "u"}
    app = DrillHost(a_drill(), WarRoom, look=Look(keymap=mapped))
    async with app.run_test(size=BIG) as pilot:
        await pilot.pause()
        said = text_of(app)
        assert "a answers it, w decides." in said
        assert "Space" not in said
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpDialog), "help")
        assert "u goes to the next thing" in " ".join(text_of(app).split())


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
