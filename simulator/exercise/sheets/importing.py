"""Takes a sheet over into a scenario: what would change is told first, and nothing is written that cannot be played."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from simulator.authored import Data, load_model, read_document, write_block
from simulator.errors import InputError
from simulator.exercise.folders import cannot_write, reason_of
from simulator.exercise.sheets.columns import recognised
from simulator.exercise.sheets.files import read_sheet
from simulator.exercise.sheets.incoming import read_injects
from simulator.scenario.check import check_scenario
from simulator.scenario.folders import MSEL
from simulator.scenario.load import load_playbook, scenario_folder
from simulator.scenario.written.mapper import Mapper

_HEAD = "# Written by breachdrill msel import. Check it before the day: breachdrill scenarios check\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an import does: slugs by what becomes of them, the new msel.yaml, and what a check says about it."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    skipped: int
    text: str
    problems: tuple[str, ...]


def plan_import(path: Path, scenario: str, mapper: Mapper | None = None) -> Taken:
    """What bringing a sheet into a scenario would do; nothing is written.

    Raises:
        InputError: the sheet or the scenario cannot be read, or rows are wrong: each with its line.
        ScenarioError: a file of the scenario is wrong.
    """
    sheet = read_sheet(path)
    playbook = load_playbook(scenario)
    folder = scenario_folder(scenario)
    whole = read_document(folder / MSEL).data
    written: dict[str, Data] = dict(whole) if isinstance(whole, dict) else {}
    old = written.get("injects")
    before: dict[str, Data] = dict(old) if isinstance(old, dict) else {}
    found = read_injects(sheet, mapper or recognised(sheet.header), playbook, before)
    found.problems.raise_if_any()
    after: dict[str, Data] = {**before, **found.injects}
    text = _HEAD + write_block({**written, "injects": after})
    changed = {slug for slug, one in found.injects.items() if slug in before and before[slug] != one}
    return Taken(
        created=tuple(slug for slug in found.injects if slug not in before),
        changed=tuple(slug for slug in found.injects if slug in changed),
        unchanged=tuple(slug for slug in found.injects if slug in before and slug not in changed),
        kept=tuple(slug for slug in before if slug not in found.injects),
        skipped=found.skipped,
        text=text,
        problems=_problems_of(folder, text),
    )


def write_msel(taken: Taken, path: Path) -> None:
    """Write the new msel.yaml.

    Raises:
        InputError: it cannot be played, or the place takes no writing.
    """
    if taken.problems:
        raise InputError("\n".join(taken.problems), "Nothing was written.")
    _write(path, taken.text)


def mapper_of(path: Path, saved: Path | None) -> Mapper:
    """The mapper of a file, or the one that the sheet's own column names give.

    Raises:
        InputError: the sheet cannot be read.
        ScenarioError: every problem of the mapper's file.
    """
    return load_model(saved, Mapper) if saved else recognised(read_sheet(path).header)


def save_mapper(mapper: Mapper, path: Path) -> None:
    """Keep a mapper for the next sheet of this shape.

    Raises:
        InputError: the place takes no writing.
    """
    data: Data = mapper.model_dump(mode="json", by_alias=True, exclude_none=True)
    _write(path, write_block(data))


def _problems_of(folder: Path, text: str) -> tuple[str, ...]:
    """What a check says of the scenario with this msel.yaml, told as if it stood in the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.resolve().name
        shutil.copytree(folder, copy)
        (copy / MSEL).write_text(text, encoding="utf-8", newline="\n")
        return tuple(str(problem).replace(f"{copy}", folder.name) for problem in check_scenario(copy))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise cannot_write(path, reason_of(error)) from error
