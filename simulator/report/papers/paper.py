"""What every paper before the day shares: its cover, its sections, how it writes moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.report.model import MARK, AfterActionReport, Block, Bullets, Cover, Line, Paragraph, Row, Section, Table

GROUND_TRUTH = "CONTAINS GROUND TRUTH - for facilitators and evaluators only, never for players"
"""Stands on the cover, and on each page, of what no player may read."""


def paper(
    playbook: Playbook, title: str, sections: Sequence[Section], *, handling: Iterable[str] = (), truth: bool = False
) -> AfterActionReport:
    """A paper of these sections; `truth` marks it as one that no player may read."""
    start = playbook.calendar.start
    control = (
        ("Exercise", playbook.title),
        ("Scenario", f"{playbook.slug}, version {playbook.version}"),
        ("StartEx", f"{start:%A %d %B %Y, %H:%M} ({playbook.calendar.zone})"),
        ("Length", f"{playbook.room_minutes} room minutes"),
    )
    rows = tuple(Row(cells=cells) for cells in control)
    cover = Cover(
        title=f"{title}: {playbook.title}",
        subtitle=playbook.entity,
        status=GROUND_TRUTH if truth else "For players",
        handling=(f"{MARK}.", *handling),
        control=Table(caption="Exercise", columns=("Item", "Value"), rows=rows, entries=False),
        signatures=(),
        day=start.date(),
    )
    return AfterActionReport(cover=cover, sections=tuple(sections))


def section(number: int, title: str, *blocks: Block) -> Section:
    """A numbered section."""
    return Section(id=f"s{number}", number=str(number), title=title, blocks=blocks)


def bullets(texts: Iterable[str], empty: str = "None.") -> Bullets:
    """A list of sentences."""
    return Bullets(lines=tuple(Line(text=text) for text in texts), empty=empty)


def said(*texts: str) -> Paragraph:
    """Sentences that belong together."""
    return Paragraph(lines=tuple(Line(text=text) for text in texts))


def grid(caption: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str = "None.") -> Table:
    """A table without references."""
    made = tuple(Row(cells=cells) for cells in rows)
    return Table(caption=caption, columns=columns, rows=made, entries=False, empty=empty)


def moment(playbook: Playbook, at: Seconds) -> str:
    """A moment in local time: `Tue 15 Sep 09:00`."""
    return f"{playbook.calendar.at(at):%a %d %b %H:%M}"
