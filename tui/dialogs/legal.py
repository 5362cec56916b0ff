"""Legal acts: one dialog for all, and three of the acts: the discovery date, a hold on notices, the list they go by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.decisions import Decision, FreezeList, RecordHold, StateDiscovery
from simulator.domain.ids import InjectId, SeatId
from simulator.errors import InputError
from tui.present import Line, clean, flat
from tui.texts.room import list_line
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill


class Act(Protocol):
    """What one legal act says: its own fields, and the decision that they make."""

    @property
    def heading(self) -> str:
        """What the act is."""

    def fields(self) -> Iterable[Widget]:
        """What is asked, above who decides and why."""

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:
        """The act as filled in.

        Raises:
            InputError: something is missing, or cannot be read.
        """


class LegalActDialog(DrillDialog):
    """A legal act: what it says, then who decides, and why."""

    DEFAULT_CSS = """
    LegalActDialog #before { height: auto; max-height: 18; scrollbar-size-vertical: 1; }
    LegalActDialog.-short #before { max-height: 9; }
    """

    def __init__(self, drill: Drill, act: Act) -> None:
        super().__init__(drill, act.heading)
        self.act = act

    def compose_box(self) -> Iterable[Widget]:
        """The act's own fields, then who and why."""
        yield from self.act.fields()
        seats = self.drill.playbook.seats
        who = [(seat, seats[seat].title) for seat in self.drill.playbook.legal_seats]
        yield choice(who, "by", "Who decides this?", self._own_seat())
        yield Words("Why? (required)", "reason")
        yield Words("Who disagrees, and why? (may stay empty)", "dissent")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Record"), id="record", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Record the act, or leave."""
        if pressed.button.id != "record":
            self.dismiss()
            return
        try:
            decision, reason = self._filled()
        except InputError as missing:
            self.query_one("#fault", Static).update(paint_all([((f"!! {missing.message}", "red"),)]))
            return
        await self.decide(decision, reason=reason, dissent=self.query_one("#dissent", Words).said)

    def _filled(self) -> tuple[Decision, str]:
        by = self.query_one("#by", Select).value
        if not isinstance(by, str):
            raise InputError("Say who decides this.")
        reason = self.query_one("#reason", Words).said
        if not reason:
            raise InputError("Give the reason; the report prints it.")
        return self.act.decision(self, SeatId(by)), reason

    def _own_seat(self) -> str | None:
        return self.drill.seat if self.drill.seat in self.drill.playbook.legal_seats else None


class Discovery:
    """On which date the breach was discovered."""

    heading = "Legal act: the discovery date"

    def __init__(self, drill: Drill) -> None:
        self.drill = drill

    def fields(self) -> Iterable[Widget]:
        """What is known of dates, and the date."""
        known = self.drill.known.indicators.values()
        lines: list[Line] = [
            (("Discovered: the first day it was known, or would have been with reasonable diligence", "plain"),),
            (("(45 CFR 164.404(a)(2)). Signs that you know of:", "plain"),),
        ]
        lines += [((f"  {one.fact.day:%a %d %b %Y}  {clean(one.fact.title)}", "dim"),) for one in known]
        yield Static(paint_all(lines), markup=False)
        yield Words("Date, as 2026-01-31", "day")

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:
        """The act, when the date can be read."""
        written = form.query_one("#day", Words).said
        try:
            day = date.fromisoformat(written)
        except ValueError as error:
            raise InputError(f'"{written}" is no date; write it as 2026-01-31.') from error
        return StateDiscovery(seat=self.drill.seat, day=day, by=by)


class Hold:
    """Who asked to hold notices back."""

    heading = "Legal act: a request to hold notices"

    def __init__(self, drill: Drill) -> None:
        self.drill = drill

    def fields(self) -> Iterable[Widget]:
        """The messages that asked, and who stated it."""
        lines: list[Line] = [
            (("Only a law-enforcement official's statement holds notices; an oral one thirty days at most,", "plain"),),
            (("and only if it is written down who stated it (45 CFR 164.412).", "plain"),),
        ]
        yield Static(paint_all(lines), markup=False)
        rows = [(one.ref, clean(one.title)) for one in self.drill.view.open if one.kind == "hold"]
        if not rows:
            yield Static("Nobody has asked for that, or it is recorded.", markup=False)
        yield choice(rows, "inject", "Which request?", rows[0][0] if rows else None)
        yield Words("Who stated it? Name or office", "official")

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:
        """The act, when somebody is named."""
        official = form.query_one("#official", Words).said
        inject = form.query_one("#inject", Select).value
        if not isinstance(inject, str):
            raise InputError("Choose the request that asked for it.")
        if not official:
            raise InputError("Say who stated it.")
        return RecordHold(seat=self.drill.seat, inject=InjectId(inject), official=official, by=by)


class Freeze:
    """Which version of the list notices go by."""

    heading = "Legal act: freeze a list version"

    def __init__(self, drill: Drill) -> None:
        self.drill = drill

    def fields(self) -> Iterable[Widget]:
        """The versions."""
        lists = self.drill.view.exposure.lists
        yield Static("Notices go by the frozen version. A later version can be frozen too.", markup=False)
        rows = [(str(one.version), flat(list_line(one))) for one in reversed(lists)]
        yield choice(rows, "version", "Which version?", rows[0][0])

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:
        """The act."""
        version = form.query_one("#version", Select).value
        return FreezeList(seat=self.drill.seat, version=int(str(version)), by=by)
