"""Nothing of the machine it was written on: no home folders, no package hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {".ci", ".github"}
BUILT = {"__pycache__", "build", "dist"}

# Joined here, so that this file does not hold what it looks for.
FOLDERS = "|".join(["ho" + "me/[a-z]", "Us" + "ers/[A-Za-z]", "ro" + "ot/", "wo" + "rk/(?:ma" + "in|sha" + "red)"])
NEEDLES = {
    "an absolute path of a machine": re.compile(rf"(?<![\w.~-])/(?:{FOLDERS})"),
    "a Windows home folder": re.compile(r"[A-Za-z]:\\+Us" + r"ers\\"),
    "a package host": re.compile("py" + r"pi\.|python" + r"hosted|--(?:extra-)?ind" + r"ex-url|--find" + "-links"),
}


def walked(folder: Path) -> Iterator[Path]:
    """Every file that could be tracked: no environments, caches or builds."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in OURS
        if path.is_file():
            yield path
        elif not (hidden or path.name in BUILT or (path / "pyvenv.cfg").exists()):
            yield from walked(path)


def text_of(path: Path) -> str:
    """The file's text; nothing for a picture or a font."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


TEXTS = {path.relative_to(ROOT).as_posix(): text_of(path) for path in walked(ROOT) if path.name != ".git"}


def test_the_search_sees_the_checkout() -> None:
    """The files that most easily carry a path or a host are searched."""
    searched = {
        "pyproject.toml",
        "constraints.txt",
        ".ci/run",
        "README.md",
        "simulator/errors.py",
        "tests/architecture",
    }
    assert {name for name in searched if not any(found.startswith(name) for found in TEXTS)} == set()


@pytest.mark.parametrize("what", NEEDLES)
def test_no_file_names_the_machine(what: str) -> None:
    """No text file holds a home folder, this checkout's place or a package host."""
    hits = {name: found.group() for name, text in TEXTS.items() if (found := NEEDLES[what].search(text))}
    assert hits == {}


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("an absolute path of a machine", "/ho" + "me/ana/drill"),
        ("an absolute path of a machine", "see /wo" + "rk/ma" + "in/README"),
        ("a Windows home folder", "C:\\Us" + "ers\\ana"),
        ("a package host", "https://py" + "pi.example.org/simple"),
    ],
)
def test_the_search_finds_what_it_looks_for(what: str, line: str) -> None:
    """Each needle finds a line that must not land."""
    assert NEEDLES[what].search(line)
