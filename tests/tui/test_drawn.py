"""Lists and tables that are drawn line by line: what is drawn, where the cursor stands, what a cell is."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.tui.drills import BIG, SMALL
from tui.present import Line
from tui.widgets.rows import Lines, Rows


class _OneList(App[None]):
    """An app with one long table."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self.rows


class _Counting(Rows):
    """A table that counts the lines it draws."""

    drawn = 0

    def line_at(self, index: int) -> Line:
        """One row; one more drawn."""
        self.drawn += 1
        return super().line_at(index)


async def test_a_hundred_thousand_rows_draw_a_screenful() -> None:
    """Of 100,000 rows only those in sight are laid out, also at the end and after an append."""
    rows = _Counting("rows")
    app = _OneList(rows)
    async with app.run_test(size=BIG) as pilot:
        many = [(number, f"row {number}") for number in range(100_000)]
        rows.show(("number", "text"), many)
        rows.focus()
        await pilot.press("end")
        await pilot.pause()
        assert rows.cursor == 99_999
        assert rows.scroll_offset.y == 100_000 + rows.HEAD - rows.size.height
        many.append((100_000, "the last"))
        rows.grow()
        await pilot.press("end")
        await pilot.pause()
        assert rows.count == 100_001
        assert rows.drawn < 100 * BIG[1]


async def test_the_cursor_is_never_under_a_scroll_bar() -> None:
    """In a table wider than the screen the line under the cursor stands above the scroll bar, also at the end."""
    rows = Rows("rows")
    app = _OneList(rows)
    async with app.run_test(size=SMALL) as pilot:
        rows.show([f"column {number}" for number in range(9)], [("x" * 40,) * 8 + (line,) for line in range(90)])
        rows.focus()
        await pilot.pause()
        for key in ("end", "home", *["down"] * 30):
            await pilot.press(key)
            shown = rows.cursor - rows.scroll_offset.y + rows.HEAD
            assert rows.HEAD <= shown < rows.scrollable_content_region.height


@pytest.mark.parametrize("text", ["[red]x[/red]", "<script>", "=cmd()", "\x1b[31mred"])
async def test_cells_are_text(text: str) -> None:
    """A cell is shown as it was written, less its control characters."""
    rows = Rows("rows")
    app = _OneList(rows)
    async with app.run_test(size=BIG) as pilot:
        rows.show((f"name {text}",), [(text,), (None,), (b"\x00\xff",), (1234567,)])
        await pilot.pause()
        drawn = "\n".join(rows.render_line(y).text for y in range(5))
        assert text.replace("\x1b", "") in drawn
        assert "\x1b" not in drawn
        assert "NULL" in drawn
        assert "00ff" in drawn
        assert "1,234,567" in drawn


async def test_the_cursor_passes_over_headings() -> None:
    """Headings take no cursor, and showing other lines keeps it on its key."""
    lines = Lines("lines")
    lines.show([("", (("head", "dim"),)), ("a", (("a", "plain"),)), ("", (("head", "dim"),)), ("b", (("b", "plain"),))])
    assert lines.key == "a"
    lines.action_step(1)
    assert lines.key == "b"
    lines.show([("b", (("b", "plain"),)), ("a", (("a", "plain"),))])
    assert lines.key == "b"
