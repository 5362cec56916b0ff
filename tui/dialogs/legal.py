"""Legal acts: the discovery date, a hold on notices, and the list that they go by. F6 has the other two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.decisions import Decision, FreezeList, RecordHold, StateDiscovery
from simulator.domain.ids import InjectId, SeatId
from tui.present import Line, clean, flat, list_line
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill


class LegalActDialog(DrillDialog):
    """A legal act: who decides, and why, beside what it says."""

    def act_fields(self) -> Iterable[Widget]:
        """What the act says."""
        return ()

    def decision(self, by: SeatId) -> Decision | None:
        """The act as filled in; None, and a word to the person, when something is missing."""
        raise NotImplementedError

    def compose_box(self) -> Iterable[Widget]:
        """The act's own fields, then who and why."""
        yield from self.act_fields()
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
        by = self.query_one("#by", Select).value
        reason = self.query_one("#reason", Words).said
        if not isinstance(by, str):
            self.fault("Say who decides this.")
        elif not reason:
            self.fault("Give the reason; the report prints it.")
        else:
            decision = self.decision(SeatId(by))
            if decision is not None:
                dissent = self.query_one("#dissent", Words).said
                await self.decide(decision, reason=reason, dissent=dissent)

    def fault(self, text: str) -> None:
        """Say what is missing."""
        self.query_one("#fault", Static).update(paint_all([((f"!! {text}", "red"),)]))

    def _own_seat(self) -> str | None:
        return self.drill.seat if self.drill.seat in self.drill.playbook.legal_seats else None


class DiscoveryDialog(LegalActDialog):
    """On which date the breach was discovered."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Legal act: the discovery date")

    def act_fields(self) -> Iterable[Widget]:
        """What is known of dates, and the date."""
        known = self.drill.known.indicators.values()
        lines: list[Line] = [
            (("Discovered: the first day it was known, or would have been with reasonable diligence", "plain"),),
            (("(45 CFR 164.404(a)(2)). Signs that you know of:", "plain"),),
        ]
        lines += [((f"  {one.fact.day:%a %d %b %Y}  {clean(one.fact.title)}", "dim"),) for one in known]
        yield Static(paint_all(lines), markup=False)
        yield Words("Date, as 2026-01-31", "day")

    def decision(self, by: SeatId) -> Decision | None:
        """The act, when the date can be read."""
        written = self.query_one("#day", Words).said
        try:
            day = date.fromisoformat(written)
        except ValueError:
            self.fault(f'"{written}" is no date; write it as 2026-01-31.')
            return None
        return StateDiscovery(seat=self.drill.seat, day=day, by=by)


class HoldDialog(LegalActDialog):
    """Who asked to hold notices back."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Legal act: a request to hold notices")

    def act_fields(self) -> Iterable[Widget]:
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

    def decision(self, by: SeatId) -> Decision | None:
        """The act, when somebody is named."""
        official = self.query_one("#official", Words).said
        inject = self.query_one("#inject", Select).value
        if not official or not isinstance(inject, str):
            self.fault("Say who stated it.")
            return None
        return RecordHold(seat=self.drill.seat, inject=InjectId(inject), official=official, by=by)


class FreezeDialog(LegalActDialog):
    """Which version of the list notices go by."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "Legal act: freeze a list version")

    def act_fields(self) -> Iterable[Widget]:
        """The versions."""
        lists = self.drill.view.exposure.lists
        yield Static("Notices go by the frozen version. A later version can be frozen too.", markup=False)
        rows = [(str(one.version), flat(list_line(one))) for one in reversed(lists)]
        yield choice(rows, "version", "Which version?", rows[0][0])

    def decision(self, by: SeatId) -> Decision | None:
        """The act."""
        version = self.query_one("#version", Select).value
        return FreezeList(seat=self.drill.seat, version=int(str(version)), by=by)
