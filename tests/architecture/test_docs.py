"""The documents point at what exists and name what the command line promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator import __version__
from simulator.world.tables import metadata

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    "README.md",
    *(
        f"docs/{name}.md"
        for name in ("glossary", "decisions", "clocks", "profiles", "sources", "tutorial", "whatif", "world")
    ),
]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
EXIT_CODES = {"0", "1", "2", "3", "5", "70", "130"}


def text(name: str) -> str:
    """A document of the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of a document is a file or folder of the checkout."""
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(text(name)) if not (folder / link).exists()] == []


def test_the_readme_opens_with_the_two_commands() -> None:
    """`make play` and `make test` come before any prose."""
    lines = [line.split("#")[0].strip() for line in text("README.md").splitlines()[1:] if line.strip()]
    assert lines[:2] == ["make play", "make test"]


def test_the_readme_documents_every_exit_code() -> None:
    """The table of exit codes is the contract, no more and no less."""
    assert set(re.findall(r"^\| (\d+) \|", text("README.md"), flags=re.MULTILINE)) == EXIT_CODES


def test_the_page_about_the_world_names_every_table() -> None:
    """The tables of the page are those of the schema, no more and no less."""
    groups = text("docs/world.md").partition("## Tables")[2].partition("\n\nOne patient")[0]
    assert set(re.findall(r"`(\w+)`", groups)) == set(metadata.tables)


def test_the_changelog_names_the_version() -> None:
    """What `--version` answers has its lines in the changelog."""
    assert __version__ in text("CHANGELOG.md")
