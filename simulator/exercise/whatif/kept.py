"""What was played for a run is kept in the cache folder, by the digest of all that it comes from.

Not in the save: it is a pure function of the save and of this program, a few seconds' work wherever the save goes, and
figures that no digest of the save stands for would have to be believed from whoever sends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.whatif.run import Run


def read_kept(run: Run, what: str) -> dict[str, Any]:
    """What is kept of a run under this name; nothing where there is nothing, or something else."""
    kept = read_cache(_name(run, what))
    return kept if isinstance(kept, dict) else {}


def write_kept(run: Run, what: str, body: Mapping[str, Any]) -> None:
    """Keep this of a run."""
    write_cache(_name(run, what), body)


def _name(run: Run, what: str) -> str:
    return cache_name(f"whatif-{what}", run.playbook.digest, run.digest)
