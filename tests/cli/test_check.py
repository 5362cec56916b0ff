"""`scenarios check` plays what it can read, and shows how runbooks score."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.shell import breachdrill

S1 = "leaky-sync-queue"


def test_a_check_shows_how_runbooks_score(tmp_path: Path) -> None:
    """As JSON with every score, then as a table from what was kept; derived exploits stand among the written ones."""
    ran = breachdrill("scenarios", "check", S1, "--seeds", "1", "--json", home=tmp_path)
    assert ran.code == 0
    told = json.loads(ran.out)
    (found,) = told["scenarios"]
    names = {one["runbook"] for one in found["runbooks"]}
    assert {"reference", "good", "wipe", "random"} <= names
    assert (found["seeds"], found["stable"], set(found["scores"]), told["problems"]) == (1, 1.0, {"1"}, [])
    lines = breachdrill("scenarios", "check", S1, "--seeds", "1", home=tmp_path).out.splitlines()
    assert lines[1].split()[:7] == ["runbook", "seeds", "min", "p10", "median", "p90", "max"]
    assert {line.split()[0] for line in lines[2:-1]} == names


def test_who_does_not_play_has_no_scores(tmp_path: Path) -> None:
    """`--no-play` with `--seeds` is bad input."""
    ran = breachdrill("scenarios", "check", S1, "--no-play", "--seeds", "5", home=tmp_path)
    assert ran.code == 2
    assert "expected one of them" in ran.err
