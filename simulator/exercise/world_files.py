"""A world written to files, and the proof that files hold nothing real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.exercise.worlds import Progress, world_of


def export(
    scenario: str | None,
    seed: int | None,
    patients: int | None,
    targets: Sequence[Path],
    most: int | None,
    *,
    progress: Progress,
) -> None:
    """Write the world, or its first `most` patients with all that belongs to them, to each target by its suffix.

    Raises:
        InputError: a target that cannot be written; then none is.
    """
    from simulator.world.export import check_target, write_world
    from simulator.world.selection import Part
    from simulator.world.store import open_world

    if most is not None and most < 1:
        raise InputError(f"given --most {most}, expected a number of patients from 1.")
    for target in targets:
        check_target(target)
    spec, number = world_of(scenario, seed, patients)
    world = open_world(spec, number, cache_folder(), progress)
    try:
        for target in targets:
            write_world(world, Part(most), target, progress)
    finally:
        world.close()


def verify_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """What in these files, folders and archives is not provably synthetic, as `file:line: kind value`.

    Raises:
        InputError: one of them is not there, or is no text.
    """
    from simulator.world.verify_files import verify_path

    return tuple(str(found) for path in paths for found in verify_path(path))
