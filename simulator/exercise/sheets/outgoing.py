"""A scenario's injects as rows of a sheet: what planners read in it, and what brings it back without loss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from simulator.authored import Data, Problems, write_flow
from simulator.domain.ids import ActionId
from simulator.domain.msel import At, Inject, Move
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.exercise.sheets.columns import EXPECTED_ACTION, KINDS, Preset, columns_of
from simulator.exercise.sheets.files import write_sheet
from simulator.scenario.layering.layers import read_layers
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook, scenario_folder
from simulator.world.canary import canary_of

Told: TypeAlias = dict[str, str]
"""What one row says, by field."""


def export_msel(
    scenario: str,
    paths: tuple[Path, ...],
    preset: Preset,
    *,
    bare: bool = False,
    tailoring: Tailoring = AS_WRITTEN,
) -> int:
    """Write a scenario's injects and expected actions to each path, by its suffix; how many rows.

    Raises:
        InputError: there is no such scenario, or a file cannot be written.
        ScenarioError: a file of the scenario is wrong.
    """
    playbook = load_playbook(scenario, tailoring)
    layers = read_layers(scenario_folder(scenario), Problems(), tailoring=tailoring)
    written = layers.msel.data if layers.msel else None
    columns = columns_of(preset, bare=bare)
    told = [row for row in sheet_rows(playbook, written) if "kind" in columns.values() or not _is_expected(row)]
    rows = [[row.get(what, "") for what in columns.values()] for row in told]
    for path in paths:
        write_sheet(path, list(columns), rows, canary_of(playbook.world.digest(playbook.seed)))
    return len(rows)


def sheet_rows(playbook: Playbook, written: Data) -> Iterator[Told]:
    """Each inject in the order of its time, then what evaluators look for; `written` is what msel.yaml says of them."""
    authored = written.get("injects") if isinstance(written, dict) else None
    given = authored if isinstance(authored, dict) else {}
    number = 0
    for inject in sorted(playbook.injects.values(), key=lambda one: _planned(one, playbook.ends)):
        number += 1
        yield _inject(playbook, inject, given.get(inject.id), number)
    for objective in playbook.objectives:
        for task in objective.tasks:
            number += 1
            action = playbook.actions.get(ActionId(task))
            yield {
                "number": str(number),
                "id": f"expected-{task}",
                "kind": EXPECTED_ACTION,
                "title": action.title if action else task,
                "objective": objective.title,
            }


def _is_expected(row: Told) -> bool:
    """Whether a row is no inject: a sheet without a column of kinds could not say so."""
    return row["kind"] == EXPECTED_ACTION


def _planned(inject: Inject, ends: Seconds) -> Seconds:
    return inject.trigger.at if isinstance(inject.trigger, At) else ends


def _inject(playbook: Playbook, inject: Inject, given: Any, number: int) -> Told:  # noqa: ANN401 - what a file says
    said: Mapping[str, Data] = given if isinstance(given, dict) else {}
    row = {
        "number": str(number),
        "id": inject.id,
        "kind": KINDS[inject.kind],
        "channel": _text(said.get("channel")),
        "from": inject.sender,
        "to": ", ".join(playbook.seats[seat].title for seat in inject.to if seat in playbook.seats),
        "visible_to": ", ".join(inject.to),
        "title": inject.title,
        "message": inject.text,
        "expected": _text(said.get("expect")) or _expected(playbook, inject),
        "objective": "; ".join(_objectives(playbook, inject)),
        "notes": _text(said.get("notes")),
        "main": "yes" if inject.main else "no",
    }
    row |= {name: write_flow(said[name]) for name in ("when", "only", "options", "reveals", "suggests") if name in said}
    return row | _times(playbook, inject)


def _times(playbook: Playbook, inject: Inject) -> Told:
    if not isinstance(inject.trigger, At):
        return {"time": "on condition"}
    at = inject.trigger.at
    move = _move(playbook, at)
    return {
        "time": relative(at),
        "local": f"{playbook.calendar.at(at):%Y-%m-%d %H:%M}",
        "move": move.title,
        "room_at": str(playbook.room_minute(at)),
    }


def relative(at: Seconds) -> str:
    """A moment from StartEx as planners write it: `D+2 H+3 M+45`."""
    return f"D+{at // DAY} H+{at % DAY // HOUR} M+{at % HOUR // MINUTE}"


def _move(playbook: Playbook, at: Seconds) -> Move:
    return next(move for move in reversed(playbook.moves) if move.starts <= at)


def _expected(playbook: Playbook, inject: Inject) -> str:
    return "; ".join(playbook.actions[action].title for action in inject.suggests if action in playbook.actions)


def _objectives(playbook: Playbook, inject: Inject) -> list[str]:
    return [one.title for one in playbook.objectives if set(one.tasks) & set(inject.suggests)]


def _text(said: Data) -> str:
    return said if isinstance(said, str) else ""
