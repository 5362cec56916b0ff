"""The facilitator's palette over the projected screen: every control, and nothing that players may not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from simulator.exercise.room.console.wire import Asks, Request
from tui.console.forms import ConsoleDialog, Desk
from tui.console.mapping import DeclaredDialog
from tui.console.messaging import ImproviseDialog, MessageDialog, TrimDialog
from tui.console.talking import FlagDialog, HintDialog, ObserverNote
from tui.console.timing import AutoDialog, AwayDialog, GotoDialog, SureDialog
from tui.present import pace_words
from tui.widgets.fields import Choices

STOP_WORDS = (
    "Something real needs the room? The exercise stops for good: it is kept, and this run gets no score. "
    "Say NO DUFF aloud."
)


def _no_duff(desk: Desk) -> ConsoleDialog:
    return SureDialog(desk, Request(asks="stop"), "NO DUFF", STOP_WORDS)


def _end(desk: Desk) -> ConsoleDialog:
    words = "EndEx now: what would still come does not, and duties still open are missed."
    return SureDialog(desk, Request(asks="end"), "End the exercise", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Does:
    """One row: its key, its words, and what it asks at once or opens."""

    key: str
    title: str
    asks: Asks | None = None
    opens: Callable[[Desk], ConsoleDialog] | None = None


CONTROLS: tuple[Does, ...] = (
    Does(key="space", title="Stop time, or let it run", asks="toggle"),
    Does(key="minus", title="Slower", asks="slower"),
    Does(key="plus", title="Faster", asks="faster"),
    Does(key="j", title="Next: to what needs the team", asks="next"),
    Does(key="J", title="Go to a time", opens=GotoDialog),
    Does(key="D", title="Freeze for a discussion", asks="talk"),
    Does(key="B", title="Break: room time stands too", asks="break"),
    Does(key="A", title="What stops time by itself", opens=AutoDialog),
    Does(key="r", title="Message: release, hold, skip, later", opens=MessageDialog),
    Does(key="i", title="Improvise a message", opens=ImproviseDialog),
    Does(key="t", title="Trim the list when late", opens=TrimDialog),
    Does(key="m", title="Map a declaration, or its outcome", opens=DeclaredDialog),
    Does(key="w", title="A role is away, or back", opens=AwayDialog),
    Does(key="question_mark", title="Hint, or a stuck room", opens=HintDialog),
    Does(key="n", title="Observer note", opens=ObserverNote),
    Does(key="f", title="Flag the scenario", opens=FlagDialog),
    Does(key="v", title="Reveal: the debrief, after EndEx", asks="reveal"),
    Does(key="E", title="End the exercise", opens=_end),
    Does(key="N", title="NO DUFF: a real emergency", opens=_no_duff),
)
_SHOWN: Mapping[str, str] = {"space": "Space", "minus": "-", "plus": "+", "question_mark": "?"}


def shown_key(key: str) -> str:
    """A key as people read it."""
    return _SHOWN.get(key, key)


class PaletteDialog(ConsoleDialog):
    """Every control as a row and as a key; Esc closes, and the next opening asks for the PIN again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(one.key, f"does({place})", one.title, show=False) for place, one in enumerate(CONTROLS)
    ]

    DEFAULT_CSS = "PaletteDialog #controls { max-height: 60vh; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Facilitator: nothing here that players may not see. Esc closes and locks")

    def compose_box(self) -> Iterable[Widget]:
        """How time stands, and the rows."""
        yield Static("", id="pace", markup=False)
        yield Choices(id="controls", markup=False)
        yield Static("", id="fault", markup=False)

    def on_mount(self) -> None:
        """Everything that there is."""
        choices = self.query_one("#controls", Choices)
        choices.offer([(str(place), f"{shown_key(one.key):<6}{one.title}") for place, one in enumerate(CONTROLS)])
        choices.focus()
        self.redraw()
        self.set_interval(0.5, self.redraw)

    def redraw(self) -> None:
        """How fast time runs, and whether the room is late."""
        drill = self.drill
        late = drill.late
        pace = f"ends {late} min late" if late > 0 else "on pace" if late == 0 else f"{-late} min in hand"
        self.query_one("#pace", Static).update(
            f"{drill.run_state.upper()}  gear x{drill.gear}: {pace_words(drill.gear)}  {pace}"
        )

    async def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        """Enter does what the key does."""
        await self.action_does(int(chosen.option.id or 0))

    async def action_does(self, place: int) -> None:
        """Do it at once, or open its question; the palette stays."""
        one = CONTROLS[place]
        if one.opens is not None:
            self.app.push_screen(one.opens(self.desk))
        elif one.asks is not None:
            answer = await self.desk.ask(Request(asks=one.asks))
            self.clear_fault()
            if not answer.ok:
                self.complain(answer.text)
            elif one.asks == "reveal":
                self.dismiss()
            else:
                self.redraw()
