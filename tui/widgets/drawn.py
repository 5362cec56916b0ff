"""What lists drawn line by line share: only what is in sight is ever laid out, so 100,000 rows open at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.present import Line, flat

TONES = ("late", "red", "watch", "ok", "done", "info", "unknown", "dim", "strong", "mark", "plain")


class DrawnList(ScrollView, can_focus=True):
    """What both lists share: a cursor, its keys, and drawing one line at a time."""

    DEFAULT_CSS = """
    DrawnList { height: 1fr; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    DrawnList > .tone--late { text-style: bold reverse; }
    DrawnList > .tone--red { color: $error; text-style: bold; }
    DrawnList > .tone--watch { color: $warning; }
    DrawnList > .tone--ok, DrawnList > .tone--info { color: $primary; }
    DrawnList > .tone--done { color: $success; }
    DrawnList > .tone--unknown { text-style: italic; }
    DrawnList > .tone--dim { color: $foreground 60%; }
    DrawnList > .tone--strong { text-style: bold; }
    DrawnList > .tone--mark { text-style: bold reverse; }
    DrawnList > .list--cursor { background: $panel-lighten-2; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"tone--{tone}" for tone in TONES), "list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    HEAD: ClassVar[int] = 0
    """Lines of heading that stay in sight."""

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, sender: DrawnList) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> DrawnList:
            """The list."""
            return self.sender

    class Chosen(Moved):
        """A line was opened, by Enter or a click on the line under the cursor."""

    def __init__(self, name: str, title: str = "") -> None:
        super().__init__(id=name)
        self._sought = ""
        self._found: Sequence[int] = ()
        if title:
            self.border_title = Content(title)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return 0

    def line_at(self, index: int) -> Line:  # noqa: ARG002 - a list without lines has none anywhere
        """One line."""
        return ()

    def heading(self) -> Line:
        """The line that stays in sight, where there is one."""
        return ()

    def can_rest(self, index: int) -> bool:
        """Whether the cursor may stand on a line."""
        return 0 <= index < self.count

    def fit(self, width: int) -> None:
        """The lines changed: scroll over that many cells, and draw anew."""
        self._seek()
        self.virtual_size = Size(width, len(self.shown) + self.HEAD)
        self.cursor = max(0, min(self.cursor, self.count - 1))
        self.refresh()

    @property
    def shown(self) -> Sequence[int]:
        """The lines that are drawn: all of them, or those with the words that are looked for."""
        return self._found if self._sought else range(self.count)

    def text_at(self, index: int) -> str:
        """A line as it is searched and copied; whoever cuts its lines gives all of it."""
        return flat(self.line_at(index)).rstrip()

    def find(self, sought: str, place: int | None) -> None:
        """Show the lines with these words alone, the cursor on that one; without words all lines again."""
        self._sought = sought
        self.fit(self.virtual_size.width)
        if place is not None and self.can_rest(place):
            self.cursor = place
        self._into_sight()

    def _seek(self) -> None:
        if self._sought:
            lines = (self.text_at(index).lower() for index in range(self.count))
            self._found = [index for index, text in enumerate(lines) if self._sought in text]

    def _row(self, index: int) -> int:
        """Where a line is drawn, counted from the first that is."""
        return bisect_left(self.shown, index)

    def render_line(self, y: int) -> Strip:
        """One line on the screen."""
        width, base = self.size.width, self.rich_style
        across, down = self.scroll_offset
        if y < self.HEAD:
            return self._strip(self.heading(), base, "  ").crop_extend(across, across + width, base)
        row = down + y - self.HEAD
        if row >= len(self.shown):
            return Strip.blank(width, base)
        index = self.shown[row]
        on_it = index == self.cursor and self.can_rest(index)
        ground = self.get_component_rich_style("list--cursor", partial=True) if on_it and self.has_focus else Style()
        strip = self._strip(self.line_at(index), base + ground, "▸ " if on_it else "  ")
        seen = self.scrollable_content_region.width
        if not self.allow_horizontal_scroll and strip.cell_length > seen:
            strip = Strip([*strip.crop(0, seen - 1), Segment("…", base + ground)])
        return strip.crop_extend(across, across + width, base + ground)

    def _strip(self, line: Line, base: Style, gutter: str) -> Strip:
        def style(tone: str) -> Style:
            return base if tone == "plain" else base + self.get_component_rich_style(f"tone--{tone}", partial=True)

        styled = [Segment(text, style(tone)) for text, tone in line]
        return Strip([Segment(gutter, base), *styled])

    def watch_cursor(self) -> None:
        """Keep the line under the cursor in sight."""
        if self.is_mounted:
            self._into_sight()
            self.post_message(self.Moved(self))

    def _into_sight(self) -> None:
        row = self._row(self.cursor)
        down, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height - self.HEAD)
        if row < down:
            self.scroll_to(y=row, animate=False)
        elif row >= down + height:
            self.scroll_to(y=row - height + 1, animate=False)
        self.refresh()

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor shows where keys go."""
        super().watch_has_focus(focused)
        self.refresh()

    def action_step(self, by: int) -> None:
        """To the next line that the cursor may stand on."""
        self._go(self._row(self.cursor) + by, by)

    def action_page(self, by: int) -> None:
        """A screenful further."""
        self._land(self._row(self.cursor) + by * max(1, self.size.height - self.HEAD - 1), by)

    def action_edge(self, by: int) -> None:
        """To the first or the last line."""
        self._land(0 if by < 0 else len(self.shown) - 1, -by)

    def _land(self, row: int, by: int) -> None:
        self._go(max(0, min(row, len(self.shown) - 1)), by)

    def _go(self, row: int, by: int) -> None:
        """To that row, or the next one further on where the cursor may stand; nowhere without one."""
        shown = self.shown
        while 0 <= row < len(shown) and not self.can_rest(shown[row]):
            row += by
        if 0 <= row < len(shown):
            self.cursor = shown[row]

    def action_choose(self) -> None:
        """Open the line under the cursor."""
        if self.can_rest(self.cursor) and self.cursor in self.shown:
            self.post_message(self.Chosen(self))

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the cursor's line opens it."""
        row = self.scroll_offset.y + event.y - self.HEAD - self.gutter.top
        if event.y - self.gutter.top < self.HEAD or not 0 <= row < len(self.shown):
            return
        index = self.shown[row]
        if not self.can_rest(index):
            return
        if index == self.cursor:
            self.action_choose()
        self.cursor = index
