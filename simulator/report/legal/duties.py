"""Section 6: legal clocks and duties, as they were and as the team saw them; discovery; unreasonable delay."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.law.compare import why_due_differs
from simulator.law.model import Obligation, Status
from simulator.report.charts import MarginChart
from simulator.report.legal.clocks import STATUS_WORDS, due_words, shown, tone, trigger_refs
from simulator.report.legal.delay import delay_blocks, reasons
from simulator.report.legal.discovery import discovery_blocks
from simulator.report.material import Material
from simulator.report.model import Block, Figure, Heading, Line, Paragraph, Refs, Row, Section, Table
from simulator.report.text import days, many


def duties_section(material: Material) -> Section:
    """The section."""
    asked = [one for one in material.played.true if one.status is not Status.NOT_REQUIRED]
    not_asked = [one for one in material.played.true if one.status is Status.NOT_REQUIRED]
    blocks: tuple[Block, ...] = (
        Paragraph(
            lines=(
                Line(
                    text="The ledger is a list: nothing in it is averaged or made into points. It states what the "
                    "rules in the exercise's rulebook compute from the facts; it is no legal advice."
                ),
            )
        ),
        _ledger(asked, material),
        _figure(asked, material),
        Heading(text="As it was, and as the team saw it"),
        _beside(material),
        Heading(text="How each clock moved"),
        _moves(material),
        Heading(text="Discovery date"),
        *discovery_blocks(material),
        Heading(text="Unreasonable delay"),
        *delay_blocks(asked, material),
        Heading(text="What was not required"),
        _unasked(not_asked),
    )
    return Section(id="duties", number="6", title="Legal clocks and duties", blocks=blocks)


def _ledger(asked: list[Obligation], material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                f"{one.title} ({one.id}). To: {one.to}",
                one.citation,
                _trigger(one),
                str(one.due or "-"),
                str(one.done or "-"),
                days(one.margin_days) if one.margin_days is not None else "-",
                STATUS_WORDS[one.status],
            ),
            refs=(*trigger_refs(one, material), *material.notice_refs(one)) or material.end_refs,
            tone=tone(one.status),
            notes=tuple(_notes(one, material)),
        )
        for one in asked
    )
    return Table(
        caption="Duty ledger, as it was. Margin: days between notice (or EndEx) and the due date; negative is late",
        columns=("Duty", "Authority", "Trigger and theory", "Due", "Done", "Margin", "Status"),
        rows=rows,
        numeric=(5,),
        empty="No duty arose.",
    )


def _trigger(one: Obligation) -> str:
    if one.trigger_date is None:
        return one.trigger.replace("_", " ") if one.required else "-"
    theory = f", {one.theory.replace('_', ' ')}" if one.theory and one.theory != one.trigger else ""
    return f"{one.trigger.replace('_', ' ')}{theory}: {one.trigger_date}"


def _notes(one: Obligation, material: Material) -> Iterator[str]:
    if why := (*one.why, *one.why_not):
        yield "Why: " + " ".join(why)
    others = [
        f"{other.theory.replace('_', ' ')} {other.trigger_date}, {due_words(other.due)}" for other in one.alternatives
    ]
    if others:
        yield f"Other theories: {'; '.join(others)}."
    if one.not_contemporaneous:
        yield "Not contemporaneous with the letters."
    if one.status.failed:
        yield f"Reason for delay, in the team's words: {'; '.join(reasons(one, material)) or 'none recorded'}."
    yield from (f"Assumption: {text}" for text in one.assumptions)
    if one.confidence != "high":
        yield f"Confidence in this rule is {one.confidence}: confirm with counsel."


def _figure(asked: list[Obligation], material: Material) -> Figure:
    bars = tuple((one.id, one.margin_days, one.status.value) for one in asked if one.margin_days is not None)
    late = sum(1 for _, margin, _ in bars if margin < 0)
    alt = (
        f"One bar for each of {many(len(bars), 'duty', 'duties')}, from its due date; {late} of them negative, that is "
        "late or missed. The ledger above gives each margin."
    )
    refs = {ref for one in asked for ref in (*trigger_refs(one, material), *material.notice_refs(one))}
    return Figure(
        id="margins",
        caption="Chart B. Margin of each duty in days.",
        alt=alt,
        chart=MarginChart(bars=bars),
        refs=tuple(sorted(refs)) or material.end_refs,
    )


def _beside(material: Material) -> Table:
    seen = {one.id: one for one in material.played.seen}
    rows = []
    for name in dict.fromkeys((*material.true, *seen)):
        was, saw = material.true.get(name), seen.get(name)
        if not any(one and one.status is not Status.NOT_REQUIRED for one in (was, saw)):
            continue
        cells = (*_side(was), *_side(saw))
        same = cells[:2] == cells[2:]
        rows.append(
            Row(
                cells=(name, *cells, "same" if same else "differs"),
                refs=_side_refs(was or saw, material),
                tone="" if same else "watch",
                notes=tuple(filter(None, (why_due_differs(was, saw),))),
            )
        )
    return Table(
        caption="Each clock at the end, on the truth and on what the team knew",
        columns=("Duty", "As it was", "Due", "As the team saw it", "Due as seen", "Compared"),
        rows=tuple(rows),
    )


def _moves(material: Material) -> Table:
    """What each clock told the team when: only what facts moved, not that days passed."""
    rows = tuple(
        Row(cells=(name, str(one.day), STATUS_WORDS[one.status], shown(one.due), "; ".join(one.because)))
        for name, changes in material.played.history.items()
        if any(one.status is not Status.NOT_REQUIRED for one in changes)
        for one in changes
    )
    return Table(
        caption="What each clock told the team, from which day on, and what changed it",
        columns=("Duty", "From", "Status", "Due", "Changed by"),
        rows=rows,
        entries=False,
        empty="No clock was known to the team.",
    )


def _side_refs(one: Obligation | None, material: Material) -> Refs:
    return (trigger_refs(one, material) if one else ()) or material.end_refs


def _side(one: Obligation | None) -> tuple[str, str]:
    return (STATUS_WORDS[one.status], shown(one.due)) if one else ("unknown to this side", "-")


def _unasked(rows: list[Obligation]) -> Table:
    return Table(
        caption="Duties that were held against the facts and did not arise",
        columns=("Duty", "To", "Why not"),
        rows=tuple(Row(cells=(one.id, one.to, " ".join(one.why_not) or "-")) for one in rows),
        entries=False,
    )
