"""What a scenario could still have, which is no fault: lengths to choose from, a seed on which nobody was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.scenario.load import find_scenarios, load_playbook, scenario_folder

LENGTHS = (45, 90, 180)
"""Room minutes that rooms ask for. Source: design.md 9."""


def advice(names: Sequence[str] = ()) -> tuple[str, ...]:
    """What the named scenarios, or all, could still have, one a line. Their files must be sound.

    Raises:
        InputError: there is no such scenario.
        ScenarioError: a file is wrong.
    """
    folders = [scenario_folder(name) for name in names] or find_scenarios()
    return tuple(f"{folder}/{line}" for folder in folders for line in _of(str(folder)))


def _of(folder: str) -> Iterator[str]:
    playbook = load_playbook(folder)
    missing = [length for length in LENGTHS if length not in {*playbook.lengths, playbook.room_minutes}]
    if missing:
        told = " and ".join(map(str, missing))
        yield f"msel.yaml: has no cut for {told} room minutes; cuts: says what is left out, and how long moves take."
    if not playbook.branches:
        yield (
            "branches/: has no branch; on a seed on which nobody was read, and a source proves it, the best response "
            "sends nothing, and nobody learns that the answer is always to notify."
        )
