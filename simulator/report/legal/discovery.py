"""Part of section 6: when the breach was discovered, under each theory, and what that does to the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simulator.domain import facts as f
from simulator.report.legal.clocks import due_words, lay_with, shown, trigger_refs
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Line, Paragraph, Row, Table


def discovery_blocks(material: Material) -> tuple[Block, ...]:
    """The theories with their dates, what each does to the clocks, and why the team chose its date."""
    stated = material.truth.discovery
    found = material.facts.discovery
    rows = [
        Row(
            cells=("Stated by the team", shown(stated.fact.day if stated else None), _stated_by(material)),
            refs=(stated.number,) if stated else material.end_refs,
        )
    ]
    rows.append(_theory("Actual knowledge", found.actual, "actual", material))
    rows += _told(material)
    rows.append(_theory("Constructive knowledge (reasonable diligence)", found.constructive, "constructive", material))
    if found.imputed:
        knew = (one.title for one in material.playbook.vendors.values() if one.contract.agent and one.knew is not None)
        cells = ("Imputed from an agent", str(found.imputed), f"{', '.join(knew)} knew that day.")
        rows.append(Row(cells=cells, refs=material.end_refs))
    table = Table(
        caption="Discovery: the theories, and what the team learned of each",
        columns=("Theory", "Date", "Basis"),
        rows=tuple(rows),
    )
    return table, *_discovery_effect(material), _rationale(material)


def _rationale(material: Material) -> Block:
    """Why that date, as far as the record says; room for counsel where it says nothing."""
    stated = material.truth.discovery
    made = material.decision_behind(stated.number) if stated else None
    reasons = material.said(made.fact.number, "reason") if made else ()
    if not stated or not made or not reasons:
        return Blank(label="Discovery-date rationale (for counsel)", lines=3)
    signs = sorted(
        (one for one in material.known_until(stated.number).indicators.values() if one.fact.discovery),
        key=lambda one: (one.fact.day, one.number),
    )
    held = f" Signs held by then: {'; '.join(f'{one.fact.day} {one.fact.title}' for one in signs)}." if signs else ""
    text = f"Rationale: the team stated {stated.fact.day}, because: {'; '.join(reasons)}.{held}"
    return Paragraph(lines=(Line(text=text, refs=(stated.number, *(one.number for one in signs))),))


def _stated_by(material: Material) -> str:
    stated = material.truth.discovery
    if stated is None:
        return "The team stated no date."
    cause = material.journal[stated.number].cause
    recorded = material.journal[cause].fact if cause else None
    if not isinstance(recorded, f.DecisionRecorded):
        return f"Stated {material.when(stated.at)}."
    decision = recorded.decision
    who = material.seat_title(getattr(decision, "by", None) or decision.seat)
    reasons = "; ".join(material.said(recorded.number, "reason", "dissent"))
    return f"{who}, {material.when(stated.at)}. In their words: {reasons or 'no reason recorded'}"


def _theory(title: str, day: date | None, name: str, material: Material) -> Row:
    signs = sorted(
        (sign for sign in material.truth.indicators.values() if sign.fact.discovery == name),
        key=lambda sign: (sign.fact.day, sign.number),
    )
    learned = "; ".join(f"{sign.fact.title} (learned {material.when(sign.at)})" for sign in signs)
    vendor, read = lay_with(material) if name == "actual" else (None, ())
    notice = f"notice of {vendor.title} lay with the entity that day" if vendor else ""
    hidden = "Nothing that the team learned supports it." if day else "No sign supports it."
    return Row(
        cells=(title, shown(day), "; ".join(filter(None, (notice, learned))) or hidden),
        refs=(*read, *(sign.number for sign in signs)) or material.end_refs,
    )


def _told(material: Material) -> Iterator[Row]:
    """Each vendor whose notice lay with the entity, and when somebody read it."""
    for one in material.playbook.vendors.values():
        if one.told is not None:
            sign = material.truth.indicators.get(one.told_by) if one.told_by else None
            read = f"read {material.when(sign.at)}" if sign else "nobody read it"
            cells = (
                f"Notice of {one.title}",
                shown(material.playbook.calendar.day(one.told)),
                f"Lay with the entity from that day; {read}.",
            )
            yield Row(cells=cells, refs=(sign.number,) if sign else material.end_refs)


def _said(theory: str | None) -> str:
    """A theory in words; HHS is a name."""
    return (theory or "no theory").replace("_", " ").replace("hhs", "HHS")


def _discovery_effect(material: Material) -> Iterator[Block]:
    lines = []
    for one in material.required:
        if one.trigger == "discovery" and one.alternatives and one.trigger_date:
            others = "; ".join(
                f"{_said(other.theory)} {other.trigger_date}: {due_words(other.due)}" for other in one.alternatives
            )
            text = f"{one.id}: {due_words(one.due)}, discovered {one.trigger_date} ({_said(one.theory)}); {others}."
            lines.append(Line(text=text, refs=trigger_refs(one, material)))
    if lines:
        yield Paragraph(lines=(Line(text="What each theory does to the clocks:"),))
        yield Bullets(lines=tuple(lines))
