"""The synthetic world of a scenario: build it, prove it synthetic, count it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.worldspec import WorldSpec
from simulator.exercise.folders import cache_folder
from simulator.scenario.load import load_playbook

Progress = Callable[[float], None]

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a world holds: rows by table, and people by what matters for notices."""

    tables: Mapping[str, int]
    people: Mapping[str, int]
    digest: str
    """Of every row: the same for one spec and seed, wherever the world lies."""
    weaknesses: tuple[tuple[str, str], ...]
    """What is wrong with the organisation as it stands, and with what: a scenario may play with it."""


def world_of(scenario: str | None, seed: int | None, patients: int | None) -> tuple[WorldSpec, int]:
    """The spec and the seed of a scenario's world, or of the default one."""
    if scenario is None:
        return WorldSpec(patients=patients) if patients is not None else WorldSpec(), 1 if seed is None else seed
    playbook = load_playbook(scenario)
    return playbook.world, playbook.seed if seed is None else seed


def place_of(store: str | None) -> Path | str:
    """Where worlds lie: the cache folder, the folder of a SQLite store, or another database by its URL."""
    if store is None:
        return cache_folder()
    return Path(store.removeprefix(SQLITE)).parent if store.startswith(SQLITE) else store


def build(
    scenario: str | None, seed: int | None, patients: int | None, progress: Progress, store: str | None = None
) -> str:
    """Build the world, or find it built; returns its file, or its schema and server.

    Raises:
        InputError: the place takes no writing, is full or out of reach.
    """
    from simulator.world.storage.store import open_world

    world = open_world(*world_of(scenario, seed, patients), place_of(store), progress)
    world.close()
    return world.where


def verify(
    scenario: str | None, seed: int | None, patients: int | None, progress: Progress, store: str | None = None
) -> tuple[str, ...]:
    """Every value that is not provably synthetic, as `table.column: kind value`; nothing is the proof.

    Raises:
        InputError: the world is not as it was built.
    """
    from simulator.world.proof.verify import verify as findings
    from simulator.world.storage.store import open_world

    with closing(open_world(*world_of(scenario, seed, patients), place_of(store), progress)) as world:
        world.home.check()
        return tuple(str(one) for one in findings(world))


def count(
    scenario: str | None, seed: int | None, patients: int | None, progress: Progress, store: str | None = None
) -> Counts:
    """What the world holds."""
    from simulator.world.queries import weaknesses
    from simulator.world.stats import stats
    from simulator.world.storage.reader import world_digest
    from simulator.world.storage.store import open_world

    with closing(open_world(*world_of(scenario, seed, patients), place_of(store), progress)) as world:
        found, digest = stats(world), world_digest(world)
        standing = tuple((one.what, one.subject) for one in weaknesses(world))
    people = {name: getattr(found, name) for name in ("records", "people", "merged", "test_patients", "deceased")}
    by_state = {f"people in {state}": number for state, number in dict(found.people_by_state).items()}
    counted = {**people, "bad addresses": found.bad_addresses, **by_state}
    return Counts(tables=dict(found.tables), people=counted, digest=digest, weaknesses=standing)
