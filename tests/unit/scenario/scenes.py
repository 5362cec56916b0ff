"""Copies of the shipped scenario with one deliberate fault each."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulator.scenario.load import scenarios_root

S1 = "leaky-sync-queue"


def copied(into: Path) -> Path:
    """A copy of the first scenario and its library that a test may spoil."""
    shutil.copytree(scenarios_root() / "_library", into / "_library")
    return Path(shutil.copytree(scenarios_root() / S1, into / S1))


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; the number of the line where it begins."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer says {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
