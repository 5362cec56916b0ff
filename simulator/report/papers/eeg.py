"""Exercise evaluation guides, a page for each objective, and as the rows of one sheet.

Source of the fields: practice.md 1.1 (EEG).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.model import AfterActionReport, Blank, Row, Section, Table
from simulator.report.papers.after import Day, after
from simulator.report.rated.eegs import eegs_section
from simulator.report.rated.ratings import RATINGS, Standing, standings

SHEET_COLUMNS = ("Objective", "Core capability", "Field", "What", "Record", "Entries")


def evaluation_guides(day: Day) -> AfterActionReport:
    """Every guide."""
    sections = tuple(
        Section(
            id=one.objective.id,
            number=str(number),
            title=one.objective.title,
            blocks=(
                Table(caption="Guide", columns=table.columns, rows=(*_head(one), *table.rows)),
                Blank(label="Observation notes of the evaluator", lines=4),
                Blank(label="Evaluator, date", lines=1),
            ),
        )
        for number, (one, table) in enumerate(_guides(day), 1)
    )
    return after(day, "Exercise evaluation guides", sections)


def guide_rows(day: Day) -> tuple[tuple[str, ...], ...]:
    """The guides as the rows of a sheet."""
    return tuple(
        (
            one.objective.title,
            one.objective.capability,
            *row.cells,
            " ".join(f"#{number}" for number in dict.fromkeys(row.refs)),
        )
        for one, table in _guides(day)
        for row in (*_head(one), *table.rows)
    )


def _guides(day: Day) -> Iterator[tuple[Standing, Table]]:
    """Each objective with its guide, as annex F of the report has it."""
    tables = (one for one in eegs_section(day.material, day.found).blocks if isinstance(one, Table))
    yield from zip(standings(day.material, day.found), tables, strict=True)


def _head(one: Standing) -> tuple[Row, ...]:
    objective, proposal = one.objective, one.proposal
    proposed = f"{proposal.rating} ({RATINGS[proposal.rating]})" if proposal.rating else "none: no evidence"
    return (
        Row(cells=("Objective", objective.title, "")),
        Row(cells=("Core capability", objective.capability, f"CSF 2.0 {objective.csf}")),
        Row(cells=("Capability target", f"{objective.title}, in every critical task", "")),
        Row(cells=("Rating that the evidence allows", proposed, proposal.why), refs=proposal.refs),
    )
