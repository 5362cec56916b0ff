"""The determinations of a played exercise as worksheets: one version each, with who made it and what was known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from simulator.domain import facts as f
from simulator.domain.ids import SourceId
from simulator.domain.state import Dated
from simulator.domain.words import Role
from simulator.law.determination import worksheet_of
from simulator.law.worksheet import Worksheet, changed, follow
from simulator.report.material import Material
from simulator.report.model import Row, Table
from simulator.report.text import plain

Versions: TypeAlias = tuple[tuple[Dated[f.BreachDetermined], Worksheet], ...]
"""Each determination with its worksheet, oldest first."""


def versions_of(material: Material) -> Versions:
    """Every determination that was made with its worksheet, oldest first: each on what was known at its entry."""
    made = [
        Dated(number=one.number, at=one.at, fact=one.fact)
        for one in material.entries
        if isinstance(one.fact, f.BreachDetermined)
    ]
    sheets: tuple[Worksheet, ...] = ()
    for one in made:
        then = material.known_until(one.number)
        sheet = worksheet_of(
            one.fact.assessment, then, material.playbook, breach=one.fact.breach, decider=decider(one, material)
        )
        reasoning = (
            f"in the decider's words at entry {one.number}" if said_with(one, material, "reason") else "not written"
        )
        sheets = follow(sheets, replace(sheet, reasoning=reasoning))
    return tuple(zip(made, sheets, strict=True))


def versions_table(versions: Versions, material: Material) -> Table:
    """Each version of the worksheet, and what changed it."""
    rows = []
    before: Worksheet | None = None
    for made, sheet in versions:
        missing = [source.title for source in sheet.unpulled if source.obtainable]
        cells = (
            f"v{sheet.version}",
            material.when(made.at),
            sheet.decider,
            "a breach" if sheet.breach else "not a breach",
            "; ".join(source_title(one, material) for one in sheet.known) or "none",
            "; ".join(missing) or "none",
        )
        rows.append(Row(cells=cells, refs=(made.number,), notes=changed(before, sheet) if before else ()))
        before = sheet
    return Table(
        caption="Versions of the worksheet, each with what was known when it was made",
        columns=(
            "Version",
            "Made",
            "By",
            "Concluded",
            "Evidence pulled by then",
            "Could tell who was read, and not pulled",
        ),
        rows=tuple(rows),
    )


def source_title(source: str, material: Material) -> str:
    """How a source is called."""
    known = material.playbook.sources.get(SourceId(source))
    return known.title if known else plain(source)


def with_titles(text: str, sources: Iterable[str], material: Material) -> str:
    """A sentence with the titles of sources in the place of their ids."""
    for one in sources:
        text = text.replace(one, source_title(one, material))
    return text


def decider(made: Dated[f.BreachDetermined], material: Material) -> str:
    """Who carried the judgement."""
    recorded = material.recorded(made.number)
    if recorded is None:
        return "not recorded"
    decision = recorded.decision
    return material.seat_title(getattr(decision, "by", None) or decision.seat)


def said_with(made: Dated[f.BreachDetermined], material: Material, role: Role) -> str:
    """What was typed with the judgement, in that role."""
    recorded = material.recorded(made.number)
    return "; ".join(material.said(recorded.number, role)) if recorded else ""
