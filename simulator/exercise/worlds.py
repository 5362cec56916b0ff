"""The synthetic world of a scenario: build it, prove it synthetic, count it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.worldspec import WorldSpec
from simulator.exercise.folders import cache_folder
from simulator.scenario.load import load_playbook

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a world holds: rows by table, and people by what matters for notices."""

    tables: Mapping[str, int]
    people: Mapping[str, int]


def world_of(scenario: str | None, seed: int | None, patients: int | None) -> tuple[WorldSpec, int]:
    """The spec and the seed of a scenario's world, or of the default one."""
    if scenario is None:
        return WorldSpec(patients=patients) if patients is not None else WorldSpec(), 1 if seed is None else seed
    playbook = load_playbook(scenario)
    return playbook.world, playbook.seed if seed is None else seed


def build(scenario: str | None, seed: int | None, patients: int | None, progress: Progress) -> Path:
    """Build the world, or find it built; returns its file.

    Raises:
        InputError: the folder takes no writing, or the disk is full.
    """
    from simulator.world.store import open_world

    spec, number = world_of(scenario, seed, patients)
    world = open_world(spec, number, cache_folder(), progress)
    world.close()
    return world.path


def verify(scenario: str | None, seed: int | None, patients: int | None, progress: Progress) -> tuple[str, ...]:
    """Every value that is not provably synthetic, as `table.column: kind value`; nothing is the proof."""
    from simulator.world.store import open_world
    from simulator.world.verify import verify as findings

    spec, number = world_of(scenario, seed, patients)
    world = open_world(spec, number, cache_folder(), progress)
    try:
        return tuple(str(one) for one in findings(world))
    finally:
        world.close()


def count(scenario: str | None, seed: int | None, patients: int | None, progress: Progress) -> Counts:
    """What the world holds."""
    from simulator.world.stats import stats
    from simulator.world.store import open_world

    spec, number = world_of(scenario, seed, patients)
    world = open_world(spec, number, cache_folder(), progress)
    try:
        found = stats(world)
    finally:
        world.close()
    people = {name: getattr(found, name) for name in ("records", "people", "merged", "test_patients", "deceased")}
    by_state = {f"people in {state}": number for state, number in dict(found.people_by_state).items()}
    return Counts(tables=dict(found.tables), people={**people, "bad addresses": found.bad_addresses, **by_state})
