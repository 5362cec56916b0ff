"""Starts the tabletop: at the lobby, at a scenario, or in an exercise that goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app import DrillApp
from tui.keeping import Library, NoLibrary, Opened, begun
from tui.settings import usual_look

if TYPE_CHECKING:
    from simulator.domain.direction import Chance
    from simulator.domain.playbook import Playbook
    from simulator.exercise.play import Exercise
    from simulator.exercise.room.clocks import Mode
    from tui.pacing import Say


def run_tabletop(  # noqa: PLR0913 - what a tabletop is started with
    playbook: Playbook | None,
    seed: int | None = None,
    seat: str = "room",
    mode: Mode = "assisted",
    arranged: tuple[Chance, str] = ("seeded", "x60"),
    *,
    exercise: Exercise | None = None,
    library: Library | None = None,
    say: Say | None = None,
    calm: bool = False,
    keys: Path | None = None,
) -> int:
    """Play in the terminal; returns an exit code. Without a playbook: the lobby.

    `arranged`: what decides, and how fast time runs, in a new exercise of that playbook.
    An `exercise` given is played on; its decisions are kept by whoever made it. `keys` is a keymap file.

    Raises:
        ScenarioError: the keymap file is wrong.
    """
    kept: Library = library or NoLibrary()
    first: Callable[[], Opened] | None = None
    if exercise is not None:
        going_on = Opened(exercise=exercise, seat=seat, mode=mode, say=say)

        def first() -> Opened:
            return going_on

    elif playbook is not None:
        wanted, number = playbook, playbook.seed if seed is None else seed

        def first() -> Opened:
            return begun(kept.begin(wanted, number, seat, mode), *arranged)

    return DrillApp(kept, first=first, seat=seat, mode=mode, calm=calm, look=usual_look(keys)).run() or 0
