"""What an organisation records, as its own file says it, and the cards of the source library without a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from simulator.authored import Authored, Slug, load_model, read_document, validate_document
from simulator.scenario.folders import SOURCES, library_files, scenarios_root
from simulator.scenario.written.names import Keep
from simulator.scenario.written.sources import Card, CardFile


class SourceChange(Authored):
    """What is otherwise with one source; an empty `keep` is for ever."""

    keep: Keep = None
    since: Literal["always", "never"] | None = None


class Configuration(Authored):
    """Which licences are on, and which sources differ from what their cards or their scenario say."""

    licences: tuple[Slug, ...] | None = None
    sources: Mapping[Slug, SourceChange] = {}


def load_configuration(path: Path) -> Configuration:
    """The configuration in a file.

    Raises:
        ScenarioError: every problem of the file at once.
    """
    return load_model(path, Configuration)


def load_cards() -> Mapping[str, Card]:
    """Every card of the source library, by slug; `scenarios check` proves them whole."""
    files = (
        validate_document(read_document(path), CardFile) for path in library_files(scenarios_root() / "any", SOURCES)
    )
    return {slug: card for file in files for slug, card in file.sources.items()}
