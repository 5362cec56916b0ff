"""A world written to files, and the proof that files hold nothing real."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.worlds import Progress, place_of, world_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which world: a scenario's or the default one, and where worlds lie."""

    scenario: str | None = None
    seed: int | None = None
    patients: int | None = None
    store: str | None = None


def export(wanted: Wanted, targets: Sequence[Path], most: int | None, progress: Progress) -> None:
    """Write the world, or its first `most` patients with all that belongs to them, to each target by its suffix.

    Raises:
        InputError: a target that cannot be written; then none is.
    """
    from simulator.world.exports.export import check_target, write_world
    from simulator.world.exports.selection import Part
    from simulator.world.storage.store import open_world

    if most is not None and most < 1:
        raise InputError(f"given --most {most}, expected a number of patients from 1.")
    for target in targets:
        check_target(target)
    spec, number = world_of(wanted.scenario, wanted.seed, wanted.patients)
    with closing(open_world(spec, number, place_of(wanted.store), progress)) as world:
        for target in targets:
            write_world(world, Part(most), target, progress)


def verify_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """What in these files, folders and archives is not provably synthetic, as `file:line: kind value`.

    Raises:
        InputError: one of them is not there, or is no text.
    """
    from simulator.world.proof.files import verify_path

    return tuple(str(found) for path in paths for found in verify_path(path))
