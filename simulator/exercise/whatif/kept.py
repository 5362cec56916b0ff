"""What was played for a run is kept in the cache folder, by the digest of all that it comes from.

Not in the save: it is a pure function of the save and of this program, a few seconds' work wherever the save goes, and
figures that no digest of the save stands for would have to be believed from whoever sends it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.exercise.runs.anchors import program_digest, weights_digest
from simulator.exercise.whatif.run import Run
from simulator.law.load import load_rulebook

_PLAYING = ("authored", "domain", "engine", "exercise/runs", "exercise/whatif", "law", "scenario", "scoring", "world")


def read_kept(run: Run, what: str) -> dict[str, Any]:
    """What is kept of a run under this name; nothing where there is nothing, or something else."""
    with contextlib.suppress(OSError, ValueError, InputError):
        kept = json.loads(_file(run, what).read_text(encoding="utf-8"))
        if isinstance(kept, dict):
            return kept
    return {}


def write_kept(run: Run, what: str, body: Mapping[str, Any]) -> None:
    """Keep this of a run; a place that takes no writing only costs time."""
    with contextlib.suppress(OSError, InputError):
        path = _file(run, what)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(body), encoding="utf-8")
        part.replace(path)


def _file(run: Run, what: str) -> Path:
    """One file for each run and name: the run, the scenario, the rules, the weights and the program in its name."""
    whole = hashlib.sha256(run.digest.encode())
    for part in (__version__, run.playbook.digest, load_rulebook().digest, weights_digest(), program_digest(_PLAYING)):
        whole.update(f"\n{part}".encode())
    return cache_folder() / f"whatif-{what}-{whole.hexdigest()[:32]}.json"
