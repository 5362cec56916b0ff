"""Whether a scenario keeps its time in the room: its reference, rehearsed at each length, against the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from simulator.authored import Location, Problem, Problems
from simulator.domain.playbook import Playbook
from simulator.exercise.room.rehearsal import Rehearsed, rehearse
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_unread
from simulator.scenario.check import sorted_problems
from simulator.scenario.layering.layers import read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import find_scenarios, load_playbook, scenario_folder
from simulator.scenario.room import RoomTimes, load_room_times


def room_advice(names: Sequence[str] = (), tailoring: Tailoring = AS_WRITTEN) -> tuple[str, ...]:
    """Where the named scenarios, or all, do not keep their time, one a line. Their files must be sound.

    Advice and no problem: how long a room talks is assumed.

    Raises:
        InputError: there is no such scenario, or it has no reference.
        ScenarioError: a file is wrong.
    """
    folders = [scenario_folder(name) for name in names] or find_scenarios()
    return tuple(str(one) for folder in folders for one in check_room(folder, tailoring))


def check_room(folder: Path, tailoring: Tailoring = AS_WRITTEN) -> tuple[Problem, ...]:
    """What to mend, at the moves or at the cut that it concerns. Texts are timed with their figures not filled in."""
    problems = Problems()
    layers = read_layers(folder, Problems(), tailoring=tailoring)
    for length in (0, *layers.cuts):
        playbook = load_playbook(folder, replace(tailoring, length=length))
        playbook = playbook.on(playbook.seed)
        exercise = play_unread(playbook, find_runbook(playbook, "reference"), playbook.seed)
        times = load_room_times()
        for message in faults(playbook, rehearse(exercise.journal, playbook, times), times):
            place: Location = ("cuts", str(length)) if length else ("moves",)
            if layers.msel is not None:
                problems.add(layers.msel, place, message, key=True)
    return sorted_problems(problems)


def faults(playbook: Playbook, rehearsed: Rehearsed, times: RoomTimes) -> Iterator[str]:
    """What does not keep the plan: the whole, the end of a move by a tenth of the whole, or a dead stretch."""
    minutes = playbook.room_minutes
    spare = minutes * times.tolerance.value
    if abs(rehearsed.total - minutes) > spare:
        yield (
            f"given a reference that takes {rehearsed.total:.0f} room minutes, expected {minutes} within {spare:.0f}; "
            "change room_minutes, or what there is to decide."
        )
    planned = 0
    ends = dict(rehearsed.ends)
    for move in playbook.moves[:-1]:
        planned += move.room_minutes
        if move.id in ends and abs(ends[move.id] - planned) > spare:
            yield (
                f"given the end of {move.id} in room minute {planned}, expected {ends[move.id]:.0f} within {spare:.0f} "
                "as the reference has it; change the minutes of the moves."
            )
    if rehearsed.dead > times.dead.value / 60:
        yield (
            f"given {rehearsed.dead:.0f} room minutes without anything to read or decide, expected "
            f"{times.dead.value // 60} at most; begin the next move earlier, or let something come in."
        )
