"""A list made outside: which file to take over as the next version."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from simulator.domain.decisions import BuildList
from simulator.errors import BreachdrillError
from simulator.exercise.room.scoping.imports import found_file, read_list
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all


class ImportDialog(DrillDialog):
    """One file name; what is wrong with the file is told line by line, and nothing is taken over."""

    DEFAULT_CSS = """
    ImportDialog #problems { height: auto; max-height: 16; scrollbar-size-vertical: 1; }
    """
    SAID: ClassVar[str] = (
        "A CSV with a column mrn, and perhaps state. It must carry this exercise's canary, which x (export) writes: "
        "never a real list. The people become the next version, as they stand in the file."
    )

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Take over a list made outside")

    def compose_box(self) -> Iterable[Widget]:
        """The file, and what is wrong with it."""
        yield Static(self.SAID, markup=False)
        yield Words("File: Enter takes it over", "file")
        with VerticalScroll(id="problems"):
            yield Static("", id="fault", markup=False)

    def on_input_submitted(self, sent: Input.Submitted) -> None:
        """Read it."""
        self._read(clean(sent.value).strip())

    @work(group="import", exclusive=True)
    async def _read(self, given: str) -> None:
        try:
            decision = await asyncio.to_thread(decision_from, self.drill, given)
        except BreachdrillError as fault:
            lines: list[Line] = [((f"{SYMBOLS['red']} {clean(said)}", "red"),) for said in str(fault).splitlines()]
            self.query_one("#fault", Static).update(paint_all(lines))
            return
        await self.decide(decision)


def decision_from(drill: Drill, given: str) -> BuildList:
    """The decision that takes a file over.

    Raises:
        InputError: the file cannot be taken; every problem, one a line.
    """
    exercise = drill.exercise
    return read_list(found_file(given, drill.folder), drill.playbook, exercise.seed).decision(drill.seat)
