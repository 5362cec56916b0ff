"""Runs the command as a shell would: its own process, no terminal, an empty home."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def breachdrill(*arguments: str, home: Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run `breachdrill` with these arguments."""
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "BREACHDRILL_HOME": str(home), "PYTHONUTF8": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd or root,
        encoding="utf-8",
        env=env,
        stdin=subprocess.DEVNULL,
        timeout=180,
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)
