"""Reads the rules that stand beside this module into one checked rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from simulator.domain.kept import kept
from simulator.errors import LawError
from simulator.law.model import Duty
from simulator.law.rulebook import Rulebook

RULES = Path(__file__).parent / "rules"


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """The rulebook that this installation ships; each jurisdiction is read when it is first asked for.

    Raises:
        LawError: the folder holds no rules.
    """
    return read_rulebook(RULES)


def read_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder: one duty per YAML file, those of a jurisdiction in a folder of its name.

    Raises:
        LawError: the folder holds no rules. Asking for a jurisdiction tells every problem of its files.
    """
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise LawError(f"{folder}: given a folder without rules, expected YAML files.", "Name the folder of the rules.")
    digest = _digest(paths, folder)
    return Rulebook(shelves=_Shelves(paths, digest), digest=digest)


class _Shelves(Mapping[str, tuple[Duty, ...]]):
    """The duties of each jurisdiction, read on first use: two hundred files take longer than a whole replay."""

    def __init__(self, paths: Iterable[Path], digest: str) -> None:
        self._digest = digest
        self._paths: dict[str, list[Path]] = {}
        for path in paths:
            self._paths.setdefault(path.parent.name, []).append(path)
        self._read: dict[str, tuple[Duty, ...]] = {}

    def __getitem__(self, key: str) -> tuple[Duty, ...]:
        if key not in self._read:
            self._read[key] = kept(f"rules-{key}", self._digest, lambda: _read_shelf(key, self._paths[key]))
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _read_shelf(key: str, paths: Iterable[Path]) -> tuple[Duty, ...]:
    from simulator.law.rulefile import read_shelf  # what was kept needs no models

    return read_shelf(key, paths)


def _digest(paths: Iterable[Path], folder: Path) -> str:
    """SHA-256 over names and contents, the same on every platform."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
        whole.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()
