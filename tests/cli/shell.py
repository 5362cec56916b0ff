"""Runs the command as a shell would: its own process, no terminal, an empty home.

Where the system can fork, it is forked from one that has the program loaded: a second saved, hundreds of times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def breachdrill(*arguments: str, home: Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run `breachdrill` with these arguments."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BREACHDRILL_HOME": str(home), "PYTHONUTF8": "1", **environment}
    anew = any(name.startswith("PYTHON") for name in environment)  # what an interpreter reads as it starts
    run = _started if anew or not hasattr(os, "fork") else _forked
    return run(arguments, cwd or ROOT, env)


def _started(arguments: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        encoding="utf-8",
        env=dict(env),
        stdin=subprocess.DEVNULL,
        timeout=180,
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


def _forked(arguments: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Ran:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        asked = {"arguments": arguments, "cwd": str(cwd), "environment": env, "out": str(out), "err": str(err)}
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Ran(code=code, out=out.read_text(encoding="utf-8"), err=err.read_text(encoding="utf-8"))


@cache
def _server() -> subprocess.Popen[str]:
    """One for each worker; it ends when nobody can ask it any more."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.cli.server"],
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
