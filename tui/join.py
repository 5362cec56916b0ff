"""Joins an exercise that another process plays, as its facilitator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.errors import InputError
from simulator.exercise.library import Library
from simulator.exercise.library.control import Control
from simulator.exercise.library.following import Following
from simulator.exercise.room.console.pin import HONEST, TRIES
from tui.console.app import ConsoleApp
from tui.console.mirror import Mirror
from tui.settings import usual_look


def join_as_facilitator(
    reference: str,
    url: str | None,
    ask: Callable[[str], str],
    given: str | None,
    *,
    calm: bool = False,
    keys: Path | None = None,
) -> int:
    """Open the console of an exercise in the library; returns an exit code. `keys` is a keymap file.

    Raises:
        ScenarioError: the keymap file is wrong.
        InputError: there is no such exercise, or the PIN is not its own.
    """
    if not reference.isdigit():
        raise InputError(
            f'given "{reference}", expected the number of an exercise.', "See: breachdrill exercises list."
        )
    look = usual_look(keys)
    with Library.open(url) as library:
        number = int(reference)
        library.find(number)
        require_pin(library.control(number), ask, given)
        following = Following(library, number)
        return ConsoleApp(Mirror(following, following.kept.header.mode), calm=calm, look=look).run() or 0


def require_pin(control: Control, ask: Callable[[str], str], given: str | None) -> None:
    """Check the PIN, or set the first one.

    Raises:
        InputError: it is not the PIN, or none can be set.
    """
    pin = control.pin()
    if pin is None:
        typed = given or ask("Choose a PIN for the facilitator's controls")
        control.set_pin(typed)
        return
    for wrong in range(1 if given else TRIES):
        if pin.opens(given or ask("That is not the PIN. Once more" if wrong else "PIN")):
            return
    raise InputError("That is not the PIN of this exercise.", HONEST)
