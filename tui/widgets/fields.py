"""Fields to type in and to choose from; what is typed stays text, and nothing blinks."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from tui.present import clean

LONGEST = 2_000
"""Characters in one answer; assumed, a long paragraph."""


class Words(Input):
    """One line of somebody's own words."""

    def __init__(self, placeholder: str, name: str, value: str = "") -> None:
        super().__init__(value=value, placeholder=placeholder, id=name, max_length=LONGEST, select_on_focus=False)
        self.cursor_blink = False

    @property
    def said(self) -> str:
        """What was typed, without control characters."""
        return clean(self.value).strip()


class Labelled(Horizontal):
    """A field with its name before it, which stays when the field is filled in."""

    DEFAULT_CSS = """
    Labelled { height: auto; }
    Labelled > Static { width: 14; padding: 0 1; }
    Labelled > Words { width: 1fr; }
    """

    def __init__(self, label: str, field: Words) -> None:
        super().__init__(Static(label, markup=False), field)


def hidden(name: str, placeholder: str) -> Input:
    """A field whose text nobody in the room can read."""
    field = Input(placeholder=placeholder, password=True, id=name, select_on_focus=False)
    field.cursor_blink = False
    return field


class Choice(Select[str]):
    """A field to choose one of (value, title); the prompt stands before what is chosen, and on no row of the list."""

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, prompt: str, chosen: str | None, blank: str
    ) -> None:
        self.asked = prompt
        rows = _rows(options)
        if chosen is None:
            super().__init__(rows, prompt=blank or prompt, id=name)
        else:
            super().__init__(rows, prompt=prompt, id=name, allow_blank=False, value=chosen)

    def offer(self, options: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Replace what is offered."""
        self.set_options(_rows(options))
        if chosen is not None:
            self.value = chosen

    @on(Select.Changed)
    def _say_what_for(self) -> None:
        title = next((title for title, value in self._options if value == self.value), None)
        if title is not None and not self.is_blank():
            self.query_one("SelectCurrent #label", Static).update(Content(f"{self.asked} {title}"))


def _rows(options: Sequence[tuple[str, str]]) -> list[tuple[Content, str]]:
    return [(Content(clean(title)), value) for value, title in options]


def choice(
    options: Sequence[tuple[str, str]], name: str, prompt: str, chosen: str | None = None, *, blank: str = ""
) -> Choice:
    """A field to choose one of (value, title); `blank` stands there while nothing is chosen."""
    return Choice(options, name, prompt, chosen, blank)


class Choices(OptionList):
    """A list to choose from with the arrow keys and Enter; the chosen row is marked in text, not by colour alone."""

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace what is offered: (id, title)."""
        self.clear_options()
        self.add_options([Option(Content(f"  {clean(title)}"), id=key) for key, title in options])
        if options:
            self.highlighted = 0

    def add(self, key: str, title: str) -> None:
        """One more, at the end; what is highlighted stays so."""
        self.add_option(Option(Content(f"  {clean(title)}"), id=key))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark along."""
        for place, option in enumerate(self.options):
            marked = f"{'▸' if place == highlighted else ' '}{str(option.prompt)[1:]}"
            if marked != str(option.prompt):
                self.replace_option_prompt_at_index(place, Content(marked))
        super().watch_highlighted(highlighted)


class Shelf(Choices):
    """The same to look through: a click marks a row, and a click on the marked row takes it."""

    def _on_click(self, event: Click) -> None:  # type: ignore[override]  # nothing here is waited for
        place = event.style.meta.get("option")
        if place is not None and place != self.highlighted:
            event.prevent_default()
            self.highlighted = place
