"""Section 7: the file of the breach determination, with what was known when it was made."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.decisions import Factor
from simulator.domain.state import Dated, State
from simulator.law.assessment import FACTORS
from simulator.report import describe
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Heading, Line, Paragraph, Refs, Row, Section, Table
from simulator.report.text import counts, listed, many, plain


def determination_section(material: Material) -> Section:
    """The section."""
    made = material.truth.determination
    blocks = _made(made, material) if made else _never(material)
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
            Heading(text="Exceptions"),
            Blank(label="Exception analysis (45 CFR 164.402(1)(i)-(iii)), if any was relied on", lines=2),
        ),
    )


def _never(material: Material) -> tuple[Block, ...]:
    in_hand = material.facts.facts_in_hand
    text = (
        f"Nobody determined whether it was a breach. The facts for it were in hand on {in_hand or 'no day of the run'}."
    )
    return (Paragraph(lines=(Line(text=text, refs=(len(material.entries),)),)), Blank(label="Four factors", lines=4))


def _made(made: Dated[f.BreachDetermined], material: Material) -> tuple[Block, ...]:
    then = material.known_until(made.number)
    return (
        _conclusion(made, material),
        _factors(made, then),
        Heading(text="What was known then"),
        _known_then(then, made.number, material),
        _sources(then, made.number, material),
        Heading(text="What came to light afterwards"),
        _afterwards(made, material),
    )


def _conclusion(made: Dated[f.BreachDetermined], material: Material) -> Table:
    cause = material.journal[made.number].cause
    recorded = material.journal[cause].fact if cause else None
    who, reasons, dissent = "not recorded", "none recorded", "none recorded"
    if isinstance(recorded, f.DecisionRecorded):
        decision = recorded.decision
        who = material.seat_title(getattr(decision, "by", None) or decision.seat)
        reasons = "; ".join(material.said(recorded.number, "reason")) or reasons
        dissent = "; ".join(material.said(recorded.number, "dissent")) or dissent
    in_hand = material.facts.facts_in_hand
    rows = (
        ("Conclusion", "A breach" if made.fact.breach else "Not a breach"),
        ("Decided by", who),
        ("Date and time", material.when(made.at)),
        ("Facts in hand since", str(in_hand or "-")),
        ("Factors answered", f"{sum(one is not None for one in _answers(made).values())} of {len(FACTORS)}"),
        ("Reason, in the decider's words", reasons),
        ("Dissent", dissent),
    )
    return Table(
        caption="Conclusion",
        columns=("Item", "Record"),
        rows=tuple(Row(cells=cells, refs=(made.number,)) for cells in rows),
    )


def _answers(made: Dated[f.BreachDetermined]) -> dict[str, Factor | None]:
    paper = made.fact.assessment
    return dict(zip(FACTORS, (paper.nature, paper.recipient, paper.acquired, paper.mitigation), strict=True))


def _factors(made: Dated[f.BreachDetermined], then: State) -> Table:
    rows = []
    for number, (name, answer) in enumerate(_answers(made).items(), 1):
        title = f"({number}) {FACTORS[name]}"
        if answer is None:
            rows.append(Row(cells=(title, "not answered", "-", "-"), refs=(made.number,), tone="bad"))
            continue
        cited = [then.pulled[source] for source in then.pulled if source in answer.sources]
        missing = [source for source in answer.sources if source not in {str(one) for one in then.pulled}]
        notes = (f"Cited, but not pulled by then: {', '.join(map(plain, missing))}.",) if missing else ()
        sources = ", ".join(map(plain, answer.sources)) or "none"
        refs: Refs = (made.number, *sorted(one.number for one in cited))
        rows.append(Row(cells=(title, plain(answer.finding), plain(answer.weight), sources), refs=refs, notes=notes))
    return Table(
        caption="Four-factor risk assessment, as the team wrote it",
        columns=("Factor", "Finding", "Weight", "Sources cited"),
        rows=tuple(rows),
    )


def _known_then(then: State, number: int, material: Material) -> Table:
    shown = frozenset().union(*(one.read for one in then.shown.values()))
    held = frozenset().union(*(one.held for one in then.shown.values()))
    latest = then.lists[-1].fact if then.lists else None
    signs = listed([one.fact.title for one in then.indicators.values()])
    rows = (
        ("Records that pulled evidence showed as read", f"{len(shown):,} record numbers"),
        ("Records that it showed within reach", f"{len(held):,} record numbers"),
        (
            "Newest list",
            f"v{latest.version}: {many(len(latest.people), 'person', 'people')} ({counts(latest.by_state)})"
            if latest
            else "none",
        ),
        ("Signs noticed", signs),
        ("Paths closed", listed([material.playbook.grants[one].title for one in then.closed])),
    )
    refs = tuple(sorted(one.number for one in then.pulled.values()))
    return Table(
        caption=f"Known to the room at entry {number}; nothing that came later is in this table",
        columns=("Item", "Known then"),
        rows=tuple(Row(cells=cells, refs=refs if index < 2 else (number,)) for index, cells in enumerate(rows)),
    )


def _sources(then: State, number: int, material: Material) -> Table:
    rows = []
    for source in material.playbook.sources.values():
        pulled = then.pulled.get(source.id)
        proves = plain(source.proves_absence) if source.proves_absence else "silence proves nothing"
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
