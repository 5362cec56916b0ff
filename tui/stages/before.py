"""What the app does around play: from the lobby's choice to the set-up and into it; what it asks between moves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Button

from tui.messages import Open
from tui.stages.playing import Playing

if TYPE_CHECKING:
    from simulator.domain.evaluation.records import Record
    from simulator.domain.time import Seconds
    from tui.arranging import Arrangement
    from tui.keeping import Library, Opened
    from tui.messages import Begin
    from tui.pacing import Drill
    from tui.screens.setup import Arranged


class BeforePlay(Playing):
    """The part of the tabletop that makes an exercise, and asks what the team expects of it."""

    library: Library
    seat: str
    _arranged: Arrangement | None = None

    async def on_begin(self, wanted: Begin) -> None:
        """The lobby chose a new exercise: how it is played comes next."""
        from tui.screens.setup import SetupScreen

        await self.push_screen(SetupScreen(wanted, self.library.earlier), self._not_begun)

    def _not_begun(self, _: None) -> None:
        for start in self.screen.query("#start").results(Button):
            start.disabled = False

    def on_arranged(self, ready: Arranged) -> None:
        """The set-up screen is done."""
        wanted = ready.begin

        def begin() -> Opened:
            from simulator.exercise.catalogue import in_length
            from tui.keeping import begun

            playbook, arranged = in_length(wanted.playbook, wanted.length), ready.arranged
            opened = self.library.begin(playbook, wanted.seed, self.seat, wanted.mode)
            away = [one.role for one in arranged.chairs if one.how == "away"]
            return begun(opened, arranged.chance, arranged.pace, away)

        self._arranged = ready.arranged
        self.post_message(Open(begin))

    def write_arrangement(self, drill: Drill) -> None:
        """Write down how the exercise was set up, once."""
        from tui.arranging import records_of

        if self._arranged is not None:
            for record in records_of(self._arranged):
                drill.write(partial(_as_is, record=record))
            if self._arranged.pin:
                drill.control.set_pin(self._arranged.pin)
            self._arranged = None

    def ask_estimate(self) -> None:
        """As a move ends, in an exercise that was set up here: what does the team expect? Once for each moment."""
        drill = self.drill
        if drill is None or drill.whatif is not None or drill.halt is None or drill.halt.kind != "move":
            return
        from tui.dialogs.estimate import EstimateDialog
        from tui.estimates import due_moment
        from tui.widgets.frame import DrillDialog

        if isinstance(self.screen, DrillDialog) or drill.evaluation.arranged is None:
            return
        moment = due_moment(drill)
        if moment is not None:
            self.push_screen(EstimateDialog(drill, moment))


def _as_is(_at: Seconds, _room: float, *, record: Record) -> Record:
    """A record of before StartEx."""
    return record
