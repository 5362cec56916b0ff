"""Section 7: the file of the breach determination, with what was known when it was made."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.state import Dated, State
from simulator.law.assessment import FACTORS
from simulator.law.worksheet import FactorFinding, Worksheet, flags, judge_worksheet
from simulator.report import describe
from simulator.report.legal.clocks import in_hand_words
from simulator.report.legal.threshold import exceptions, threshold_table
from simulator.report.legal.worksheets import (
    Versions,
    said_with,
    source_title,
    versions_of,
    versions_table,
    with_titles,
)
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Heading, Line, Paragraph, Refs, Row, Section, Table
from simulator.report.text import counts, listed, many, plain


def determination_section(material: Material) -> Section:
    """The section: 7.1 facts, 7.2 threshold and exceptions, 7.3 four factors, 7.4 conclusion, 7.5 what changed it."""
    versions = versions_of(material)
    blocks = _made(versions, material) if versions else _never(material)
    return Section(
        id="determination",
        number="7",
        title="Breach determination file",
        blocks=(
            Paragraph(
                lines=(
                    Line(
                        text="An impermissible use or disclosure is presumed to be a breach unless a low probability "
                        "of compromise is demonstrated (45 CFR 164.402(2)); the burden lies on the entity (164.414(b))."
                    ),
                )
            ),
            *blocks,
        ),
    )


def _never(material: Material) -> tuple[Block, ...]:
    text = f"Nobody determined whether it was a breach. The facts for it were in hand since: {in_hand_words(material)}."
    return (
        Paragraph(lines=(Line(text=text, refs=material.end_refs),)),
        Heading(text="7.1 Incident facts"),
        _known_then(material.known, len(material.entries), material),
        _sources(material.known, len(material.entries), material),
        Heading(text="7.2 Threshold questions and exceptions"),
        Blank(label="Exception analysis (45 CFR 164.402(1)(i)-(iii)), if any was relied on", lines=2),
        Heading(text="7.3 Four factors"),
        Blank(label="Four factors", lines=4),
        Heading(text="7.4 Conclusion"),
        Blank(label="Conclusion, decider, date, counsel", lines=2),
    )


def _made(versions: Versions, material: Material) -> tuple[Block, ...]:
    made, sheet = versions[-1]
    then = material.known_until(made.number)
    return (
        Heading(text="7.1 Incident facts, as known at the determination"),
        _known_then(then, made.number, material),
        _sources(then, made.number, material),
        Heading(text="7.2 Threshold questions and exceptions"),
        threshold_table(made, sheet),
        exceptions(sheet, made),
        Heading(text="7.3 Four-factor risk assessment"),
        *(_factors(one, its, material) for one, its in versions),
        Heading(text="7.4 Conclusion"),
        _conclusion(made, sheet, material),
        _shown(made, sheet),
        Heading(text="7.5 What changed it, and when"),
        versions_table(versions, material),
        _afterwards(made, material),
    )


def _conclusion(made: Dated[f.BreachDetermined], sheet: Worksheet, material: Material) -> Table:
    shown = judge_worksheet(sheet)
    awaited = [source_title(one, material) for one in sheet.review_on]
    rows = (
        ("Conclusion", "A breach" if made.fact.breach else "Not a breach"),
        ("What the worksheet shows", "the presumption stands" if shown.notifiable else shown.outcome.replace("_", " ")),
        ("Decided by", sheet.decider),
        ("Date and time", material.when(made.at)),
        ("Version", f"{sheet.version}"),
        ("Facts in hand since", in_hand_words(material)),
        ("Factors answered", f"{sum(one is not None for one in sheet.factors.values())} of {len(FACTORS)}"),
        ("Counsel consulted", "yes" if sheet.counsel else "not recorded"),
        ("Reopened when this is pulled", listed(awaited, "not stated")),
        ("Reason, in the decider's words", said_with(made, material, "reason") or "none recorded"),
        ("Dissent", said_with(made, material, "dissent") or "none recorded"),
    )
    return Table(
        caption="Conclusion",
        columns=("Item", "Record"),
        rows=tuple(Row(cells=cells, refs=(made.number,)) for cells in rows),
    )


def _factors(made: Dated[f.BreachDetermined], sheet: Worksheet, material: Material) -> Table:
    then = material.known_until(made.number)
    rows = []
    for number, (name, answer) in enumerate(sheet.factors.items(), 1):
        title = f"({number}) {FACTORS[name]}"
        if answer is None:
            blank = (title, "not answered", *["-"] * 5)
            rows.append(Row(cells=blank, refs=(made.number,), tone="bad"))
            continue
        cited = [then.pulled[source].number for source in then.pulled if source in answer.evidence]
        notes = tuple(with_titles(one.text, answer.not_pulled, material) for one in flags(sheet) if one.factor == name)
        refs: Refs = (made.number, *sorted(cited))
        rows.append(
            Row(
                cells=(title, *_answer(answer, material.typed_with(made.number, name, answer.finding), material)),
                refs=refs,
                notes=notes,
                tone="watch" if notes else "",
            )
        )
    return Table(
        caption=f"Version {sheet.version}, {material.when(made.at)}, as the team wrote it",
        columns=("Factor", "Finding", "Weight", "Confidence", "Evidence", "Cited, but not pulled by then", "Author"),
        rows=tuple(rows),
    )


def _answer(answer: FactorFinding, finding: str, material: Material) -> tuple[str, ...]:
    return (
        finding,
        plain(answer.weight),
        "-" if answer.confidence is None else f"{answer.confidence:g}",
        "; ".join(source_title(one, material) for one in answer.evidence) or "none",
        "; ".join(source_title(one, material) for one in answer.not_pulled) or "-",
        f"{answer.author or 'nobody named'}, {answer.on or 'undated'}",
    )


def _shown(made: Dated[f.BreachDetermined], sheet: Worksheet) -> Bullets:
    said = [*judge_worksheet(sheet).reasons, *(f"{one.text} ({one.cite})" for one in flags(sheet) if not one.factor)]
    return Bullets(lines=tuple(Line(text=text, refs=(made.number,)) for text in said))


def _known_then(then: State, number: int, material: Material) -> Table:
    shown = frozenset().union(*(one.read for one in then.shown.values()))
    held = frozenset().union(*(one.held for one in then.shown.values()))
    latest = then.lists[-1].fact if then.lists else None
    signs = "; ".join(one.fact.title for one in then.indicators.values())
    rows = (
        ("Records that pulled evidence showed as read, by whomever", f"{len(shown):,} record numbers"),
        ("Records that it showed within reach", f"{len(held):,} record numbers"),
        (
            "Newest list",
            f"v{latest.version}: {many(len(latest.people), 'person', 'people')} ({counts(latest.by_state)})"
            if latest
            else "none",
        ),
        ("Signs noticed", signs),
        ("Paths closed", "; ".join(material.playbook.grants[one].title for one in then.closed) or "none"),
    )
    refs = tuple(sorted(one.number for one in then.pulled.values()))
    return Table(
        caption=f"Known to the room at entry {number}; nothing that came later is in this table",
        columns=("Item", "Known then"),
        rows=tuple(
            Row(cells=cells, refs=refs if index < 2 and refs else (number,)) for index, cells in enumerate(rows)
        ),
    )


def _sources(then: State, number: int, material: Material) -> Table:
    rows = []
    for source in material.playbook.sources.values():
        pulled = then.pulled.get(source.id)
        proves = f"yes: {plain(source.proves_absence)}" if source.proves_absence else "no"
        rows.append(
            Row(
                cells=(source.title, material.when(pulled.at) if pulled else "NOT PULLED", proves),
                refs=(pulled.number if pulled else number,),
                tone="" if pulled else "watch",
            )
        )
    return Table(
        caption="Sources pulled and not pulled by then",
        columns=("Source", "Pulled", "Does its silence prove absence?"),
        rows=tuple(rows),
    )


def _afterwards(made: Dated[f.BreachDetermined], material: Material) -> Table:
    rows = tuple(
        Row(cells=(material.when(one.at), describe.fact(one.fact, material.playbook)), refs=(one.number,))
        for one in material.entries
        if one.number > made.number and isinstance(one.fact, f.EvidencePulled | f.IndicatorNoticed)
    )
    return Table(caption="Pulled or noticed after the determination", columns=("When", "What"), rows=rows)
