"""The other commands: help, worlds, scenarios, clocks, saves."""

from __future__ import annotations

from pathlib import Path

from tests.cli.shell import breachdrill


def test_help_names_every_command(tmp_path: Path) -> None:
    """--help lists the commands without running any of them."""
    ran = breachdrill("--help", home=tmp_path)
    assert ran.code == 0
    assert all(
        name in ran.out for name in ("play", "run", "report", "replay", "clocks", "scenarios", "world", "schema")
    )


def test_a_shipped_scenario_checks_clean(tmp_path: Path) -> None:
    """`scenarios check` finds nothing to mend in the first scenario; `make check` reads and plays them all."""
    ran = breachdrill("scenarios", "check", "leaky-sync-queue", "--no-play", home=tmp_path)
    assert (ran.code, ran.out) == (0, "")


def test_world_is_built_once_and_proven_synthetic(tmp_path: Path) -> None:
    """Build prints the file; verify proves it; stats counts it."""
    first = breachdrill("world", "build", "--patients", "1000", home=tmp_path)
    again = breachdrill("world", "build", "--patients", "1000", home=tmp_path)
    assert first.code == 0
    assert first.out == again.out
    assert breachdrill("world", "verify", "--patients", "1000", home=tmp_path).code == 0
    counts = dict(
        line.split("\t") for line in breachdrill("world", "stats", "--patients", "1000", home=tmp_path).out.splitlines()
    )
    assert counts["records"] == counts["ehr_patient"] == "1000"


def test_a_run_can_be_kept_replayed_and_exported(tmp_path: Path) -> None:
    """--save keeps a run; export, verify and import give the same journal again."""
    assert breachdrill("run", "leaky-sync-queue", "--save", home=tmp_path).code == 0
    listed = breachdrill("exercises", "list", home=tmp_path)
    assert listed.out.startswith("1\tleaky-sync-queue\t1\tfinished")
    path = tmp_path / "mine.drill"
    assert breachdrill("exercises", "export", "1", str(path), home=tmp_path).code == 0
    assert breachdrill("replay", str(path), "--verify", home=tmp_path).code == 0
    assert breachdrill("exercises", "import", str(path), home=tmp_path).out == "2\n"


def test_an_edited_save_is_refused(tmp_path: Path) -> None:
    """One changed digit in a save is found, and the line is named."""
    breachdrill("run", "leaky-sync-queue", "--save", home=tmp_path)
    path = tmp_path / "mine.drill"
    breachdrill("exercises", "export", "1", str(path), home=tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[-3] = lines[-3].replace("1", "2", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = breachdrill("replay", str(path), "--verify", home=tmp_path)
    assert ran.code == 2
    assert "mine.drill:" in ran.err


def test_play_without_a_terminal_tells_the_story_and_writes_the_report(tmp_path: Path) -> None:
    """No terminal on stdin: the reference runbook as text, the truth only after EndEx, the report in a file."""
    report = tmp_path / "aar.html"
    ran = breachdrill("play", "leaky-sync-queue", "-o", str(report), home=tmp_path)
    assert ran.code == 0
    before, after = ran.out.split("ENDEX", 1)
    assert "to be told" not in before
    assert "to be told: 1,283 people" in after
    assert "EXERCISE" in report.read_text(encoding="utf-8")
