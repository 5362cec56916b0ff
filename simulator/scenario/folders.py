"""Where scenarios and the library lie, and which files there are."""

from __future__ import annotations

from pathlib import Path

from simulator.authored import suggest
from simulator.errors import InputError

SCENARIO, MSEL, BRIEFING, RUNBOOKS, BRANCHES = "scenario.yaml", "msel.yaml", "briefing.md", "runbooks", "branches"
ACTIONS, SOURCES, FAILURES = "actions", "sources", "failures"
_PACKAGE = Path(__file__).resolve().parent.parent


def scenarios_root() -> Path:
    """The folder of the scenarios that came with the program: inside the wheel, else beside the checkout."""
    inside = _PACKAGE / "_scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def find_scenarios() -> tuple[Path, ...]:
    """The folders of every scenario that came with the program, by name; `_library` is none."""
    folders = (found.parent for found in scenarios_root().glob(f"*/{SCENARIO}"))
    return tuple(sorted(folder for folder in folders if not folder.name.startswith("_")))


def scenario_folder(slug_or_folder: str | Path) -> Path:
    """The folder that a slug or a path names.

    Raises:
        InputError: there is none.
    """
    known = {folder.name: folder for folder in find_scenarios()}
    if isinstance(slug_or_folder, str) and slug_or_folder in known:
        return known[slug_or_folder]
    folder = Path(slug_or_folder)
    if not _is_scenario(folder):
        raise InputError(
            f'given the scenario "{slug_or_folder}", expected a known one or a folder with {SCENARIO}.',
            suggest(str(slug_or_folder), known),
        )
    return folder


def _is_scenario(folder: Path) -> bool:
    try:
        return (folder / SCENARIO).is_file()
    except OSError:  # a name that no file system takes
        return False


def find_runbooks(folder: Path) -> dict[str, str]:
    """The runbooks of a scenario: their files, by name."""
    return {found.stem: str(found) for found in sorted((folder / RUNBOOKS).glob("*.yaml"))}


def library_files(folder: Path, shelf: str) -> tuple[Path, ...]:
    """The files of one shelf of the library: the one beside the scenario, else the one that came with the program."""
    beside = folder.resolve().parent / "_library" / shelf
    library = beside if beside.is_dir() else scenarios_root() / "_library" / shelf
    return tuple(sorted(library.glob("*.yaml")))
