"""Runbook files of one's own: what a bad one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import breachdrill

S1 = "leaky-sync-queue"
HEAD = "scenario: leaky-sync-queue\nseat: room\nsteps:\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("  - do: snapshot-cue\n    at: 1h\n", 'Did you mean "snapshot-queue"'),
        ("  - do: declare-incident\n    at: 1:30\n", ":5:"),
        ("  - do: declare-incident\n    at: NO\n", ":5:"),
        ("  - do: declare-incident\n    at: -2h\n", ":5:"),
        ("  - do: declare-incident\n    do: declare-incident\n", ":5:"),
        ("  - do: declare-incident\n    at: 1h\n    inject: no-such-inject\n", "no-such-inject"),
        ("  - do: &a declare-incident\n    at: 1h\n  - do: *a\n", ":4:"),
        ("  - do: answer\n    inject: dlq-alarm\n    option: shrug\n", "shrug"),
        ("  - do: declare-incident\n    at: 1h\n    by: janitor\n", "janitor"),
    ],
)
def test_a_wrong_runbook_is_refused_with_its_line(body: str, told: str, tmp_path: Path) -> None:
    """Unknown names, YAML surprises and duplicates exit 2, naming the file and line."""
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    ran = breachdrill("run", S1, "--runbook", str(path), home=tmp_path / "home")
    assert ran.code == 2
    assert f"mine.yaml:{4 if told != ':5:' else 5}" in ran.err or "mine.yaml:" in ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("content", [b"\x00\xff\xfe noise", b"", b"a: [" * 400, b"x: y\n" * 11_000_000])
def test_noise_is_refused(content: bytes, tmp_path: Path) -> None:
    """Binary noise, nothing, an endless nest and a 50 MB file each get a message and exit 2."""
    path = tmp_path / "noise.yaml"
    path.write_bytes(content)
    ran = breachdrill("run", S1, "--runbook", str(path), home=tmp_path / "home")
    assert ran.code == 2
    assert "noise.yaml" in ran.err
    assert "Traceback" not in ran.err


def test_a_list_beside_the_runbook_is_refused_line_by_line(tmp_path: Path) -> None:
    """A list without the canary, or with strange lines, exits 2 with file and line; nothing is written."""
    (tmp_path / "mine.yaml").write_text(HEAD + "  - do: build-list\n    at: 1h\n    file: list.csv\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("mrn\n4711\n", encoding="utf-8")
    out = tmp_path / "result.json"
    ran = breachdrill("run", S1, "--runbook", str(tmp_path / "mine.yaml"), "-o", str(out), home=tmp_path / "home")
    assert ran.code == 2
    assert "list.csv:2: given 4 characters that are no SIM number" in ran.err
    assert "no canary of this exercise" in ran.err
    assert "4711" not in ran.err
    assert "Traceback" not in ran.err
    assert not out.exists()
