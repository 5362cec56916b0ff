"""The set-up files agree: one pin each, one recipe for a hook, a person and CI."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[0-9][a-z0-9.]*)")


def pin_lines() -> list[str]:
    """The lines of constraints.txt that are not comments."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, str]:
    """Name to version."""
    found = [PIN.fullmatch(line) for line in pin_lines()]
    return {match["name"]: match["version"] for match in found if match}


def recipe(target: str) -> str:
    """A target's line in the Makefile, with the list of checks written out."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    checks = re.search(r"^CHECKS := (.*)$", makefile, flags=re.MULTILINE)
    line = re.search(rf"^{target}:(.*)$", makefile, flags=re.MULTILINE)
    assert checks
    assert line
    return line[1].replace("$(CHECKS)", checks[1])


def test_constraints_are_plain_versions() -> None:
    """constraints.txt holds `name==version` and nothing else, sorted, each name once."""
    lines = pin_lines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert list(pins()) == sorted(pins())
    assert len(pins()) == len(lines)


@pytest.mark.parametrize("wanted", [*PROJECT["dependencies"], *EXTRAS["dev"]])
def test_every_dependency_is_pinned_within_its_bounds(wanted: str) -> None:
    """What pyproject.toml asks for is tested at one version that its bounds allow."""
    requirement = Requirement(wanted)
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_hooks_are_the_recipes_of_make_check() -> None:
    """Each pre-commit hook calls one part of `make check`, each part has a hook, none needs the network."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    entries = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"]]
    checks = recipe("check").split("##")[0].split()
    assert entries == [f"make {check}" for check in checks]


def test_ci_runs_the_two_recipes_once() -> None:
    """`.ci/run` calls `make check` and `make test`, each once, and the public workflow calls `.ci/run`."""
    commands = re.findall(r"^make (\w+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert commands == ["check", "test"]
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    steps = [step.get("run") for step in workflow["jobs"]["linux"]["steps"]]
    assert steps[-1] == ".ci/run"
