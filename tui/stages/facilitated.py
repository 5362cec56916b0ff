"""What the room's app does for its facilitator: the palette, the gate before it, and consoles on other terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.hints import keyed
from tui.reasons import ENDED
from tui.stages.after import AfterPlay

if TYPE_CHECKING:
    from tui.console.performing import Performing
    from tui.pacing import Drill


class Facilitated(AfterPlay):
    """The app's part for the facilitator, who also reveals. Everything is imported when it is first wanted."""

    def in_play(self) -> bool:
        """Whether the exercise has not ended; else it is said."""
        if self.drill is not None and self.drill.view.ended:
            self.say_text(keyed(ENDED))
            return False
        return True

    async def host(self, drill: Drill) -> None:
        """Do what a console on another terminal asks."""
        from tui.console.hosting import host

        await host(self.desk_of(drill))

    def action_map(self) -> None:
        """The facilitator maps a declaration that waits, the oldest first."""
        from tui.console.gate import GateDialog
        from tui.console.mapping import DeclaredDialog

        if self.drill is None:
            return
        if why := self.why_not("map"):
            self.say_text(why)
            return
        drill, desk = self.drill, self.desk_of(self.drill)
        if drill.controls or drill.control.pin() is None:
            self.push_screen(DeclaredDialog(desk))
        else:
            self.push_screen(GateDialog(drill, lambda: DeclaredDialog(desk)))

    def action_facilitator(self) -> None:
        """The facilitator's palette, behind the PIN."""
        from tui.console.gate import GateDialog
        from tui.console.palette import PaletteDialog

        if self.drill is not None:
            desk = self.desk_of(self.drill)
            self.push_screen(
                PaletteDialog(desk) if self.drill.controls else GateDialog(self.drill, lambda: PaletteDialog(desk))
            )

    def action_hint(self) -> None:
        """A rung of the ladder."""
        from tui.console.talking import HintDialog

        if self.drill is not None and self.in_play():
            self.push_screen(HintDialog(self.desk_of(self.drill)))

    def action_flag(self) -> None:
        """Somebody disputes the scenario."""
        from tui.console.talking import FlagDialog

        if self.drill is not None:
            self.push_screen(FlagDialog(self.desk_of(self.drill)))

    def action_card(self) -> None:
        """A role card behind its curtain."""
        from tui.dialogs.card import CardDialog

        if self.drill is not None:
            self.push_screen(CardDialog(self.drill))

    def desk_of(self, drill: Drill) -> Performing:
        """Where the facilitator's requests are done."""
        from tui.console.performing import Performing, Room

        return Performing(drill, Room(say=self.say_text, reveal=self._reveal, leave=self._leave_soon))

    def _reveal(self) -> str:
        """Show the debrief, or the hot wash before it; which of them is seen now."""
        from tui.screens.hotwash import washed

        self.action_show_debrief()
        washed_up = self.drill is not None and washed(self.drill)
        return "debrief" if washed_up else keyed("hot wash; once it is over, {console.reveal} shows the debrief")

    def _leave_soon(self) -> None:
        """Leave, once whoever asked for it has its answer."""
        self.set_timer(1.0, lambda: self.exit(0))
