"""Annex J: the journal, entry by entry: the full log of section 3, and what every reference points to."""

from __future__ import annotations

from simulator.domain.journal import TRUTH
from simulator.report import describe
from simulator.report.material import Material
from simulator.report.model import Row, Section, Table
from simulator.report.text import many

WHOLE = 2_000
"""Entries up to which the whole journal is printed; of a longer one only what is cited. Assumed: forty pages."""


def entries_section(material: Material, cited: tuple[int, ...]) -> Section:
    """The section."""
    count = len(material.entries)
    numbers = tuple(range(1, count + 1)) if count <= WHOLE else cited
    said = "the whole journal" if count <= WHOLE else f"those that are cited, of {count:,} in the journal"
    return Section(
        id="entries",
        number="Annex J",
        title="Journal, entry by entry",
        blocks=(
            Table(
                caption=f"{many(len(numbers), 'entry', 'entries')}: {said}",
                columns=("Entry", "When", "What", "Who may know it"),
                rows=tuple(_row(number, material) for number in numbers),
                entries=False,
            ),
        ),
    )


def _row(number: int, material: Material) -> Row:
    entry = material.journal[number]
    who = ", ".join(material.seat_title(seat) for seat in entry.seats)
    if entry.seats == TRUTH:
        who = "truth (controller only)"
    elif set(entry.seats) >= set(material.playbook.seats):
        who = "everybody"
    text = describe.fact(entry.fact, material.playbook)
    return Row(cells=(f"#{number}", material.when(entry.at), text, who))
