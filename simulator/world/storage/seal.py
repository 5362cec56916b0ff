"""The seal beside a built world's file: what it was when it was finished, so that an edit is seen at opening.

A look at size, time and SQLite's change counter costs nothing; only when one differs is the file read in full.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from simulator.errors import InputError

_CHANGES = slice(24, 28)
"""The file change counter. Source: SQLite database file format, 1.3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a file was."""

    size: int
    mtime_ns: int
    changes: str
    sha256: str


def seal(path: Path, world: Path) -> None:
    """Writes down what the file at `path` is, beside the name that it will have."""
    size, mtime_ns, changes = _look(path)
    _write(_beside(world), Seal(size=size, mtime_ns=mtime_ns, changes=changes, sha256=_sha256(path)))


def check_seal(path: Path, *, thorough: bool = False) -> None:
    """Makes sure that a world's file is as it was built; `thorough` reads all of it.

    Raises:
        InputError: it was cut, edited or replaced, or nothing says what it was.
    """
    hint = f"Delete {path.name}; it is built again."
    try:
        was = Seal(**json.loads(_beside(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as fault:
        raise InputError(f"{path} has no seal that says how it was built.", hint) from fault
    size, mtime_ns, changes = _look(path)
    if size != was.size:
        raise InputError(f"{path} is damaged: it has {size:,} bytes, it was built with {was.size:,}.", hint)
    if thorough or (mtime_ns, changes) != (was.mtime_ns, was.changes):
        if _sha256(path) != was.sha256:
            raise InputError(f"{path} was edited since it was built.", hint)
        if mtime_ns != was.mtime_ns:  # a copy, a restored backup: the same bytes, looked at in full once
            with suppress(OSError):
                _write(_beside(path), Seal(size=size, mtime_ns=mtime_ns, changes=changes, sha256=was.sha256))


def _beside(world: Path) -> Path:
    return world.with_name(f"{world.name}.seal")


def _look(path: Path) -> tuple[int, int, str]:
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        return status.st_size, status.st_mtime_ns, file.read(_CHANGES.stop)[_CHANGES].hex()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, content: Seal) -> None:
    """In one step, so that nobody reads half of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_text(json.dumps(asdict(content)) + "\n", encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
