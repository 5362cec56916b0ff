"""`breachdrill whatif`, `diff` and `sweep`: kept runs with something changed, side by side, and on many seeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Ran, breachdrill

S1 = "leaky-sync-queue"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with two runs of one scenario and one of another."""
    made = tmp_path_factory.mktemp("home")
    for slug, runbook in ((S1, "purge"), (S1, "slow"), ("under-suit", "silent")):
        breachdrill("run", slug, "--runbook", runbook, "--save", home=made)
    return made


def test_leaving_a_decision_out(home: Path) -> None:
    """`--drop` tells the figures that differ, what ends otherwise, and that it is a model."""
    ran = breachdrill("whatif", "1", "--drop", "10", "--json", home=home)
    assert ran.code == 0
    told = json.loads(ran.out)
    (price,) = told["prices"]
    assert told["model"].startswith("Model, not fact")
    assert (price["number"], price["kind"], price["missed"]) == (10, "drop", 1004)
    assert [one["number"] for one in price["refused"]] == [11, 16, 17]
    text = breachdrill("whatif", "1", "--drop", "10", home=home)
    assert "+1,004" in text.out
    assert "refused: 11 Freeze list v1" in text.out


def test_a_runbook_plays_on(home: Path) -> None:
    """`--from N --runbook NAME` plays the rest by the runbook, and says what that comes to."""
    ran = breachdrill("whatif", "1", "--from", "3", "--runbook", "reference", "--json", home=home)
    assert ran.code == 0
    assert json.loads(ran.out)["prices"][0]["points"] > 50


def test_two_runs_side_by_side(home: Path) -> None:
    """`diff` says where two runs part and what came of each; a run beside itself is the same."""
    ran = breachdrill("diff", "1", "2", "--json", home=home)
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["parting"]["left"]["entry"] == found["parting"]["right"]["entry"]
    assert found["digests"][0] != found["digests"][1]
    assert "They part at" in breachdrill("diff", "1", "2", home=home).out
    assert "The same run" in breachdrill("diff", "2", "2", home=home).out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("whatif", "1", "--drop", "99"), "given decision 99"),
        (("whatif", "1", "--drop", "0"), "given decision 0"),
        (("whatif", "9"), "9"),
        (("whatif", "1", "--from", "3"), "--runbook"),
        (("whatif", "1", "--runbook", "good"), "--from"),
        (("whatif", "1", "--drop", "1", "--from", "1", "--runbook", "good"), "one of them"),
        (("whatif", "1", "--from", "1", "--runbook", "gud"), "gud"),
        (("diff", "1", "3"), "two of one scenario"),
        (("sweep", S1, "--runbook", "gud", "--seeds", "1-2"), "gud"),
        (("sweep", S1, "--runbook", "good", "--seeds", "2-1"), "2-1"),
        (("sweep", S1, "--runbook", "good", "--seeds", "1-2", "--dask", "tcp://127.0.0.1:1"), "--jobs"),
    ],
)
def test_bad_input(home: Path, arguments: tuple[str, ...], told: str) -> None:
    """What is not there, or does not go together, exits 2 with what was given, and nothing on stdout."""
    ran = breachdrill(*arguments, home=home)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_sweep_is_the_same_in_any_number_of_processes(home: Path) -> None:
    """`sweep` gives each runbook's quantiles and the shares of seeds on which each duty was missed."""

    def swept(jobs: str) -> Ran:
        arguments = ("--runbook", "slow", "--runbook", "silent", "--seeds", "1-5", "--jobs", jobs, "--json")
        return breachdrill("sweep", S1, *arguments, home=home)

    one, two = swept("1"), swept("2")
    assert (one.code, one.out) == (0, two.out)
    slow, silent = json.loads(one.out)["runbooks"]
    assert (slow["runbook"], slow["seeds"], silent["median"]) == ("slow", 5, 0)
    assert slow["p10"] <= slow["median"] <= slow["p90"]
    assert silent["missed"]["us.hipaa.individual"] == 1
