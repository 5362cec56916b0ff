"""One row of evidence in full."""

from __future__ import annotations

from tests.tui.drills import BIG, DrillHost, a_tiny_drill, text_of, until
from tui.dialogs.evidence import RowDialog
from tui.screens.evidence import EvidenceScreen


async def test_a_message_is_shown_segment_by_segment() -> None:
    """A cell of several lines is shown line by line under its name, and nothing of it reaches the terminal raw."""
    drill = a_tiny_drill()
    app = DrillHost(drill, EvidenceScreen)
    async with app.run_test(size=BIG) as pilot:
        body = "MSH|^~\\&|NBEHR\rPID|1||SIM-0000001\x1b[2J\rZEX|EXERCISE: SYNTHETIC\r"
        app.push_screen(RowDialog(drill, [("Body", body), ("pull", 1)]))
        await until(pilot, lambda: "ZEX|" in text_of(app), "the row")
        lines = text_of(app).splitlines()
        first = next(number for number, line in enumerate(lines) if "Body  MSH|^~\\&|NBEHR " in line)
        assert "      PID|1||SIM-0000001[2J " in lines[first + 1]
        assert "      ZEX|EXERCISE: SYNTHETIC " in lines[first + 2]
