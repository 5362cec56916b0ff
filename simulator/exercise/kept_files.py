"""Keeps scenarios and rules as they were read and checked: to read them takes longer than to play a run."""

from __future__ import annotations

import hashlib
import json
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import version
from typing import Any

from simulator import __version__
from simulator.domain.kept import keeping_in


class _Cache:
    """One file of the cache folder for each scenario and jurisdiction, sealed with the digest of what it came from."""

    def read(self, name: str, digest: str) -> Any:  # noqa: ANN401 - any JSON value
        from simulator.exercise.cache import read_cache

        found = read_cache(name)
        if not isinstance(found, dict) or found.get("seal") != _seal(found.get("value"), digest):
            return None
        return found["value"]

    def write(self, name: str, digest: str, body: object) -> None:
        from simulator.exercise.cache import write_cache

        write_cache(name, {"seal": _seal(body, digest), "value": body})


def _seal(body: object, digest: str) -> str:
    """What tells a value of other files, of another program or of a damaged file: SHA-256 over all of them."""
    from simulator.exercise.cache import program_digest

    whole = "\n".join((__version__, program_digest(), *_readers(), digest, json.dumps(body)))
    return hashlib.sha256(whole.encode()).hexdigest()


@cache
def _readers() -> tuple[str, ...]:
    """The versions of what reads and checks a file: a newer one may read it otherwise."""
    return tuple(map(version, ("pyyaml", "pydantic", "pydantic-core")))


def kept_files() -> AbstractContextManager[None]:
    """Inside, what was read in earlier runs is known, and what is read is kept."""
    return keeping_in(_Cache())
