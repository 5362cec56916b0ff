"""`breachdrill run`: what CI sees."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.shell import breachdrill

S1 = "leaky-sync-queue"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all runs, so that anchors are played once."""
    return tmp_path_factory.mktemp("home")


def test_reference_passes_and_says_so(home: Path) -> None:
    """The reference runbook exits 0, with nothing on stdout and its verdict on stderr."""
    ran = breachdrill("run", S1, home=home)
    assert (ran.code, ran.out) == (0, "")
    assert "passed, score 100.0" in ran.err


def test_silence_fails_with_every_missed_duty(home: Path, tmp_path: Path) -> None:
    """Doing nothing exits 1, and the files are written all the same."""
    paths = [tmp_path / name for name in ("result.json", "junit.xml", "summary.md")]
    ran = breachdrill("run", S1, "--runbook", "silent", *[f"-o{path}" for path in paths], home=home)
    assert ran.code == 1
    result = json.loads(paths[0].read_text(encoding="utf-8"))
    missed = {duty["id"] for duty in result["duties"] if duty["status"] == "missed"}
    suite = ET.parse(paths[1]).getroot()[0]  # noqa: S314 - our own file
    failed = {case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None}
    assert "us.hipaa.individual" in missed
    assert missed == failed
    assert f"rerun: breachdrill run {S1} --runbook silent --seed 1" in paths[1].read_text(encoding="utf-8")
    assert "| us.hipaa.individual |" in paths[2].read_text(encoding="utf-8")


def test_json_holds_the_three_sets_of_the_published_seed(home: Path) -> None:
    """On the published seed 1,283 people must be told under the reference: TX 501, NY 499, CA 283."""
    result = json.loads(breachdrill("run", S1, "--json", home=home).out)
    assert result["exposure"]["notifiable"] == {"people": 1283, "by_state": {"CA": 283, "NY": 499, "TX": 501}}
    assert result["exposure"]["listed"]["recall"] == result["exposure"]["listed"]["precision"] == 1.0
    assert result["exposure"]["read_at_start"]["people"] == result["exposure"]["read"]["people"] > 1000


def test_seeds_give_runs_and_statistics(home: Path) -> None:
    """Several seeds come as a list with statistics; each passes."""
    result = json.loads(breachdrill("run", S1, "--seeds", "1-2", "--json", home=home).out)
    assert [run["seed"] for run in result["runs"]] == [1, 2]
    assert result["statistics"]["passed"] == 2


def test_another_length_and_another_organisation_are_played_and_kept(home: Path, tmp_path: Path) -> None:
    """--length and --profile play a cut for an organisation; the save of it verifies when the profile is gone."""
    profile = tmp_path / "org.yaml"
    profile.write_text("sources: {middleware-log: {keep: 20m}}\n", encoding="utf-8")
    ran = breachdrill("run", S1, "--length", "45", "--profile", str(profile), "--save", "--json", home=home)
    assert ran.code == 1
    assert "FAILED: middleware-kept" in ran.err
    result = json.loads(ran.out)
    assert (result["scenario"]["length"], result["scenario"]["profiled"]) == (45, True)
    profile.unlink()
    assert breachdrill("replay", "1", "--verify", home=home).code == 0
    report = tmp_path / "aar.md"
    assert breachdrill("report", "1", "-o", str(report), home=home).code == 0
    assert report.is_file()


def test_allowed_lateness_does_not_fail(home: Path) -> None:
    """--allow-late takes a duty out of the verdict but not out of the report."""
    strict = breachdrill("run", S1, "--runbook", "good", home=home)
    allowed = breachdrill("run", S1, "--runbook", "good", "--allow-late", "us.hipaa.substitute", home=home)
    assert (strict.code, allowed.code) == (1, 0)
    assert "allowed: us.hipaa.substitute" in allowed.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "leaky-sink-queue"), 'Did you mean "leaky-sync-queue"'),
        (("run", S1, "--runbook", "referense"), 'Did you mean "reference"'),
        (("run", S1, "--length", "60"), "Lengths: 45, 90, 180."),
        (("run", S1, "--profile", "no/such.yaml"), "does not exist"),
        (("run", S1, "--seeds", "9-1"), "expected two whole numbers"),
        (("run", S1, "--seed", "1", "--seeds", "1-2"), "expected one of them"),
        (("run", S1, "-o", "result.pdf"), "expected one of .json, .xml, .md"),
        (("run", S1, "--allow-late", "us.hipaa.individuals"), 'Did you mean "us.hipaa.individual"'),
        (("run", S1, "--seed", "one"), "is not a valid integer"),
        (("play", S1, "--seat", "janitor"), 'has no seat "janitor"'),
        (("replay", "nothing.drill"), "nothing.drill"),
        (("report", "99", "-o", "x.html"), "99"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_exits_2_and_says_what_to_do(
    arguments: tuple[str, ...], told: str, home: Path, tmp_path: Path
) -> None:
    """Bad input is refused with exit code 2, a message that helps, and nothing written."""
    ran = breachdrill(*arguments, home=home, cwd=tmp_path)
    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_result_fits_its_published_schema(home: Path) -> None:
    """Every key of result.json is in the schema that we publish, and the other way round."""
    schema = json.loads(breachdrill("schema", "result", home=home).out)
    result = json.loads(breachdrill("run", S1, "--json", home=home).out)
    assert set(schema["properties"]) == set(result)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
