"""What was worked out once is kept in the cache folder, by the digest of all that it comes from.

It is never needed: what cannot be read counts as none, and a place that takes no writing only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.law.load import load_rulebook
from simulator.scenario.load import scenarios_root

_PLAYING = (
    "authored",
    "domain",
    "engine",
    "exercise/runs",
    "exercise/whatif",
    "law",
    "scenario",
    "scoring",
    "world",
)
"""The packages that a run and its score come from."""


def cache_name(kind: str, digest: str, *parts: object) -> str:
    """What something played is kept as: the scenario's digest, rules, weights, program and these parts are in it."""
    whole = hashlib.sha256()
    for part in (__version__, digest, load_rulebook().digest, _weights_digest(), program_digest(), *parts):
        whole.update((part if isinstance(part, bytes) else str(part).encode()) + b"\n")
    return f"{kind}-{whole.hexdigest()[:32]}"


def read_cache(name: str) -> Any:  # noqa: ANN401 - whoever kept it knows what it is, and looks
    """What is kept under this name; None where there is nothing, or nothing that can be read."""
    with contextlib.suppress(OSError, ValueError, InputError):
        return json.loads(_file(name).read_text(encoding="utf-8"))
    return None


def write_cache(name: str, body: object) -> None:
    """Keep this under this name: whole, or not at all."""
    with contextlib.suppress(OSError, InputError):
        path = _file(name)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(body), encoding="utf-8")
        part.replace(path)


def _file(name: str) -> Path:
    return cache_folder() / f"{name}.json"


@lru_cache(maxsize=1)
def _weights_digest() -> str:
    return hashlib.sha256((scenarios_root() / "_library" / "weights.yaml").read_bytes()).hexdigest()


@lru_cache(maxsize=2)
def program_digest(packages: tuple[str, ...] = _PLAYING) -> str:
    """The code that what is kept came from: after a change in a checkout no old figures answer."""
    root = Path(__file__).resolve().parents[1]
    whole = hashlib.sha256()
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            whole.update(path.read_bytes())
    return whole.hexdigest()
