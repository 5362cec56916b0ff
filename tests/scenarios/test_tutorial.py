"""The tutorial, followed as a new author follows it: copy each block, run each command, and nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.exercise.checks import check_all
from simulator.exercise.runs.batch import run_all
from tests.cli.shell import Ran, breachdrill

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
_STEP = re.compile(
    r"^(?P<verb>Write this into|Add this to) `(?P<file>[^`]+)`:\n\n```\w+\n(?P<text>.*?)^```$"
    r"|^```sh\n(?P<commands>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def _follow(folder: Path, home: Path) -> Iterator[tuple[str, Ran]]:
    """Every command that the tutorial gives, and what it left behind; blocks are copied on the way."""
    for step in _STEP.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if step["file"]:
            path = folder / step["file"]
            before = path.read_text(encoding="utf-8") if step["verb"].startswith("Add") else ""
            path.write_text(before + step["text"], encoding="utf-8")
            continue
        for line in step["commands"].splitlines():
            program, *arguments = shlex.split(line.partition(" > ")[0])
            if program == "mkdir":
                (folder / arguments[-1]).mkdir(parents=True)
            else:
                assert program == "breachdrill", line
                yield line, breachdrill(*arguments, home=home, cwd=folder)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Ran]]:
    """The folder that a reader has at the end, and what each command said."""
    folder = tmp_path_factory.mktemp("reader")
    return folder, dict(_follow(folder, tmp_path_factory.mktemp("home")))


def test_every_command_of_the_tutorial_succeeds(followed: tuple[Path, dict[str, Ran]]) -> None:
    """The check finds nothing, the preview shows, both runbooks pass, the schemas print."""
    _, ran = followed
    assert len(ran) == 7
    assert {line: one.err for line, one in ran.items() if one.code != 0} == {}


def test_what_the_reader_has_written_is_a_whole_scenario(followed: tuple[Path, dict[str, Ran]]) -> None:
    """It passes the whole check; the reference scores 100, a good team 70 to 95, a slow one is late and scores less."""
    folder, _ = followed
    scenario = str(folder / "public-link")
    checked = check_all([scenario])
    assert (checked.names, checked.problems) == (("public-link",), ())
    totals = {}
    for name in ("silent", "slow", "good", "reference"):
        (run,) = run_all(scenario, runbook=name)
        totals[name] = run.result.score.total or 0
    assert totals["silent"] == pytest.approx(0)
    assert totals["reference"] == pytest.approx(100)
    assert totals["slow"] < 70 <= totals["good"] <= 95


def test_every_noun_is_explained_where_it_first_comes() -> None:
    """Each of the seven nouns, and each word around them, stands in bold in the sentence that says what it is."""
    text = TUTORIAL.read_text(encoding="utf-8").lower()
    nouns = ("seat", "pool", "store", "flow", "grant", "reader", "service", "source", "indicator", "audience", "inject")
    assert [noun for noun in nouns if f"**{noun}**" not in text] == []
