"""What the tabletop remembers of a person between two times: the theme, and where their keymap lies."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from simulator.errors import BreachdrillError
from simulator.exercise.folders import config_folder
from tui.shell import Look

_KEYMAP = "keys.yaml"
_THEME = "theme.txt"


def keymap(given: Path | None) -> dict[str, str]:
    """The keymap of a file named, or of the folder of settings, if it has one.

    Raises:
        ScenarioError: the file is wrong.
        InputError: the folder of settings cannot be made.
    """
    path = given or config_folder() / _KEYMAP
    if given is None and not path.exists():
        return {}
    from tui.keymap import read_keymap  # what reads authored files takes a third of the time to the first screen

    return read_keymap(path)


def usual_look(keys: Path | None) -> Look:
    """The keys of a file named or of the folder of settings, and the theme that was chosen last.

    Raises:
        ScenarioError: the keymap is wrong.
    """
    return Look(keymap=keymap(keys), theme=remembered_theme(), chosen=remember_theme)


def remembered_theme() -> str:
    """The theme that was chosen last; empty where none was, or nothing can be read."""
    with suppress(OSError, UnicodeDecodeError, BreachdrillError):
        return (config_folder() / _THEME).read_text(encoding="utf-8").strip()
    return ""


def remember_theme(name: str) -> None:
    """Keep it for the next time; a place that takes no writing is no reason to stop."""
    with suppress(OSError, BreachdrillError):
        (config_folder() / _THEME).write_text(f"{name}\n", encoding="utf-8")
