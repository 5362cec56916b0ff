"""A row of the improvement plan: what must change, who does what by when, and how one knows. Told at once if weak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from simulator.domain.evaluation import records as r
from simulator.exercise.evaluating.review import undecided
from simulator.report.improving.proposed import numbered
from tui.present import Line, clean
from tui.records import write_down
from tui.widgets.fields import Labelled, Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill

_LATER = "(may follow in the report)"
_SHORT = (
    ("issue", "Issue", "What must change? (required)"),
    ("action", "Action", f"What will be done? A verb, then the thing {_LATER}"),
    ("measure", "Measure", f"How will one know that it is done? {_LATER}"),
    ("owner", "Owner", f"A role {_LATER}"),
    ("due", "Done by", f"As 2027-01-31 {_LATER}"),
)
_LONG = (*_SHORT, ("organization", "Organization", "Which carries it"), ("start", "Begins", "As 2027-01-01"))
_DATES = {"start", "due"}


class PlanDialog(DrillDialog):
    """A row as it stands, to be filled in; nothing is written before every field that has words can be read."""

    FIELDS: ClassVar[tuple[tuple[str, str, str], ...]] = _LONG

    def __init__(self, drill: Drill, row: r.Planned, heading: str = "") -> None:
        super().__init__(drill, heading or f"Improvement plan: {row.id}")
        self.row = row

    def compose_box(self) -> Iterable[Widget]:
        """The fields, what is weak about them, and the way out."""
        for name, label, prompt in self.FIELDS:
            value = getattr(self.row, name)
            yield Labelled(label, Words(prompt, name, "" if value is None else str(value)))
        yield from self.choices()
        yield Static("", id="lint", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Write down"), id="write", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    def choices(self) -> Iterable[Widget]:
        """What is chosen, not typed."""
        elements = [(one, one or "not said") for one in get_args(r.Element)]
        yield choice(elements, "element", "Element:", self.row.element)
        yield choice([(one, one) for one in ("high", "medium", "low")], "priority", "Priority:", self.row.priority)
        yield choice([(one, one) for one in get_args(r.PlanStatus)], "status", "Status:", self.row.status)

    def on_mount(self) -> None:
        """What is weak about the row as it stands."""
        self._lint()

    @on(Input.Changed)
    def _lint(self) -> None:
        row, problem = self._typed()
        if problem:
            lines: list[Line] = [((f"!! {problem}", "red"),)]
        else:
            lines = [((f"▲ {clean(text)}", "watch"),) for text in undecided(row)] if row.issue else []
        self.query_one("#lint", Static).update(paint_all(lines))

    def _typed(self) -> tuple[r.Planned, str]:
        """The row as typed, and why it cannot be read."""
        values: dict[str, Any] = {}
        for name, *_ in self.FIELDS:
            said = self.query_one(f"#{name}", Words).said
            try:
                values[name] = (date.fromisoformat(said) if said else None) if name in _DATES else said
            except ValueError:
                return self.row, f'A date reads 2027-01-31; "{clean(said)}" does not.'
        values |= {str(one.id): one.value for one in self.query(Select)}
        return replace(self.row, **values), "" if values["issue"] else "Say what must change."

    async def on_input_submitted(self) -> None:
        """Enter goes on to the next field, and from the last writes down."""
        fields = list(self.query(Words))
        here = next((place for place, one in enumerate(fields) if one.has_focus), 0)
        if here + 1 < len(fields):
            fields[here + 1].focus()
        else:
            await self.finish()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Write it down, or leave."""
        if pressed.button.id == "write":
            await self.finish()
        else:
            self.dismiss()

    async def finish(self) -> None:
        """Write the row down, or say what cannot be read."""
        row, problem = self._typed()
        if problem:
            self._lint()
            return
        await self.write(row)
        self.dismiss()

    async def write(self, row: r.Planned) -> None:
        """Into the plan."""
        await write_down(self.drill, lambda at, room: replace(row, at=at, room=room))


class ChangeDialog(PlanDialog):
    """Something to change, said in the hot wash: a row of the plan at once."""

    FIELDS: ClassVar[tuple[tuple[str, str, str], ...]] = _SHORT

    def __init__(self, drill: Drill) -> None:
        fresh = r.Planned(at=0, room=0.0, id="", issue="", retest=drill.playbook.slug)
        super().__init__(drill, fresh, "To change: a row of the improvement plan")

    def choices(self) -> Iterable[Widget]:
        """Nothing: the report screen has the rest."""
        return ()

    async def write(self, row: r.Planned) -> None:
        """Into the lessons, and into the plan under the next free name."""
        (named,) = numbered([row], self.drill.evaluation)
        await write_down(
            self.drill,
            lambda at, room: r.Learned(at=at, room=room, keep=False, text=row.issue),
            lambda at, room: replace(named, at=at, room=room),
        )
