"""The leaks that a new scenario can start from: folders of the library, with words and nouns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from simulator.authored import Authored, PlainText, Slug, load_model
from simulator.scenario.load import scenarios_root

_WORDS = "pattern.yaml"


class Pattern(Authored):
    """The words of one pattern; its nouns, actions, objective and steps stand in files beside it.

    `act` is what operations wishes for, `breach_from_days` how long before StartEx somebody first read,
    `list_sources` what the list of affected people is built from.
    """

    title: PlainText
    told: PlainText
    summary: PlainText
    ground_truth: PlainText
    system: PlainText
    first: PlainText
    wish: PlainText
    act: Slug
    inventory: Slug
    list_sources: tuple[Slug, ...] = Field(min_length=1)
    reads: Slug
    mitigation: Slug
    kinds: tuple[Slug, ...] = Field(min_length=1)
    clinic: PlainText
    breach_from_days: int = Field(ge=0)


def patterns_folder() -> Path:
    """Where the patterns lie, and what they share."""
    return scenarios_root() / "_library" / "patterns"


def patterns() -> Mapping[str, Pattern]:
    """Every pattern by name, the simplest first (the last by name).

    Raises:
        ScenarioError: a file of ours is wrong.
    """
    found = sorted(patterns_folder().glob(f"*/{_WORDS}"), reverse=True)
    return {path.parent.name: load_model(path, Pattern) for path in found}
