"""Who a report is for: which of its sections each audience gets, said once, here.

A selection leaves sections out and changes no word of those it keeps; section numbers stay those of the whole report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from simulator.report.model import AfterActionReport, Block, Row, Section, Table
from simulator.report.text import listed, many, plain

Audience: TypeAlias = Literal["leaders", "counsel", "auditor"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
ENTRIES = "entries"
"""The annex that lists the entries which the others cite."""
NO_PRIVILEGE = "The handling line above was chosen by whoever made this file; a label creates no privilege."

_NOBODY: frozenset[Audience] = frozenset()
_LEGAL: frozenset[Audience] = frozenset({"counsel", "auditor"})
PLACES: Mapping[str, frozenset[Audience]] = {
    "summary": frozenset({"leaders"}),
    "standing": _NOBODY,
    "overview": _LEGAL,
    "timeline": frozenset({"counsel"}),
    "objectives": frozenset({"leaders"}),
    "analysis": _NOBODY,
    "duties": _LEGAL,
    "determination": _LEGAL,
    "people": _LEGAL,
    "notices": _LEGAL,
    "decisions": _LEGAL,
    "counterfactuals": _NOBODY,
    "care": _NOBODY,
    "score": _NOBODY,
    "feedback": _NOBODY,
    "lessons": frozenset({"leaders"}),
    "retest": frozenset({"leaders", "auditor"}),
    "aftermath": frozenset({"counsel"}),
    "made-of": _NOBODY,
    "plan": frozenset({"leaders", "auditor"}),
    "participants": frozenset({"auditor"}),
    "msel": frozenset({"auditor"}),
    "crosswalk": frozenset({"auditor"}),
    "test-record": frozenset({"auditor"}),
    "eegs": _NOBODY,
    "integrity": _LEGAL,
    "sources": _LEGAL,
    "letters": _LEGAL,
    ENTRIES: _LEGAL,
}
"""By the section's id, who gets it beside the readers of the whole report. What is separable (score, call and luck,
what would have been) goes to none of them. A section that is not named here goes to nobody: omission leaks nothing."""


def selected(report: AfterActionReport, audience: Audience) -> AfterActionReport:
    """The report for an audience; its cover says for whom, and which sections it leaves out."""
    kept = [one for one in report.sections if not one.separable and audience in PLACES.get(one.id, _NOBODY)]
    left = [one.number for one in report.sections if one not in kept]
    chosen = AfterActionReport(cover=report.cover, sections=tuple(one for one in kept if one.id != ENTRIES))
    sections = tuple(_cited(one, chosen.refs) if one.id == ENTRIES else one for one in kept)
    control = report.cover.control
    rows = (("Prepared for", audience), ("Sections left out", listed(left, "none")))
    told = replace(control, rows=(*control.rows, *(Row(cells=cells) for cells in rows)))
    return AfterActionReport(cover=replace(report.cover, control=told), sections=sections)


def handled(report: AfterActionReport, banner: str) -> AfterActionReport:
    """The report with a handling line on each page, and the note that a label creates no privilege."""
    line = plain(banner)
    if not line:
        return report
    cover = replace(report.cover, banner=line, handling=(NO_PRIVILEGE, *report.cover.handling))
    return replace(report, cover=cover)


def _cited(section: Section, refs: tuple[int, ...]) -> Section:
    """The annex of entries with those that are cited elsewhere in the selection."""
    names = {f"#{ref}" for ref in refs}
    return replace(section, blocks=tuple(_shortened(block, names) for block in section.blocks))


def _shortened(block: Block, names: set[str]) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(row for row in block.rows if row.cells[0] in names)
    return replace(block, rows=rows, caption=f"{many(len(rows), 'entry', 'entries')} that this selection cites")
