"""EndEx: play is over, and the hot wash comes next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.pacing import Drill
from tui.texts.wash import LENGTH
from tui.widgets.frame import DrillDialog


class EndedDialog(DrillDialog):
    """Enter goes on to the hot wash; Esc stays, and F7 goes there later."""

    def __init__(self, drill: Drill) -> None:
        super().__init__(drill, "EndEx")

    def compose_box(self) -> Iterable[Widget]:
        """What is over, and what comes next."""
        yield Static(
            "EndEx: play is over and the clocks stand. Thank the room. Next comes the hot wash, "
            f"{LENGTH // 60} minutes of talk before anything is revealed.",
            markup=False,
        )
        with Horizontal(classes="buttons"):
            yield Button(Content("Open the hot wash"), id="wash", variant="primary")
            yield Button(Content("Stay here"), id="stay")

    def on_mount(self) -> None:
        """Enter is enough."""
        self.query_one("#wash").focus()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """On to the talk, past whatever question was still open; or stay."""
        if pressed.button.id != "wash":
            self.dismiss()
            return
        self.app.call_later(self.app.run_action, "open_hot_wash")
