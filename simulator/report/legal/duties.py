"""Section 6: legal clocks and duties, as they were and as the team saw them; discovery; unreasonable delay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simulator.domain import facts as f
from simulator.law.compare import why_due_differs
from simulator.law.model import Obligation, Status
from simulator.report.charts import MarginChart
from simulator.report.material import FAILED, Material
from simulator.report.model import (
    Blank,
    Block,
    Bullets,
    Figure,
    Heading,
    Line,
    Paragraph,
    Refs,
    Row,
    Section,
    Table,
    Tone,
)
from simulator.report.text import days, many

STATUS_WORDS: dict[Status, str] = {
    Status.NOT_REQUIRED: "not required",
    Status.WAITING: "waiting",
    Status.RUNNING: "running",
    Status.DUE_TODAY: "due today",
    Status.OVERDUE: "OVERDUE",
    Status.MET: "met",
    Status.MET_LATE: "MET LATE",
    Status.MISSED: "MISSED",
    Status.NOT_REQUIRED_BUT_DONE: "not required, but done",
    Status.NOT_COVERED: "not covered by the rulebook",
}


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
        _figure(asked),
        Heading(text="As it was, and as the team saw it"),
        _beside(material),
        Heading(text="How each clock moved"),
        _moves(material),
        Heading(text="Discovery date"),
        *_discovery(material),
        Heading(text="Unreasonable delay"),
        *_delay(asked, material),
        Heading(text="What was not required"),
        _unasked(not_asked),
    )
    return Section(id="duties", number="6", title="Legal clocks and duties", blocks=blocks)


def tone(status: Status) -> Tone:
    """How a status is coloured."""
    if status in FAILED:
        return "bad"
    return "good" if status is Status.MET else "watch"


def trigger_refs(one: Obligation, material: Material) -> Refs:
    """The entries that started a clock."""
    truth = material.truth
    pulled = sorted(sign.number for sign in truth.pulled.values() if sign.fact.read or sign.fact.held)
    told = {"individual_notice_sent": "individual", "hhs_notified": "hhs"}
    theory = one.theory or one.trigger
    if theory in told:
        return tuple(sent.number for sent in truth.notices if sent.fact.audience == told[theory])[:1]
    if theory == "stated":
        return (truth.discovery.number,) if truth.discovery else ()
    if theory == "determined":
        return (truth.determination.number,) if truth.determination else ()
    if theory == "facts_in_hand":
        return tuple(pulled[:1])
    known = "constructive" if theory == "constructive" else "actual"
    return tuple(sorted(sign.number for sign in truth.indicators.values() if sign.fact.discovery == known)[:1])


def _ledger(asked: list[Obligation], material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                f"{one.title} ({one.id}) to {one.to}",
                one.citation,
                _trigger(one),
                str(one.due or "-"),
                str(one.done or "-"),
                days(one.margin_days) if one.margin_days is not None else "-",
                STATUS_WORDS[one.status],
            ),
            refs=(*trigger_refs(one, material), *material.notice_refs(one)),
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
    others = [f"{other.theory.replace('_', ' ')} {other.trigger_date}, due {other.due}" for other in one.alternatives]
    if others:
        yield f"Other theories: {'; '.join(others)}."
    if one.not_contemporaneous:
        yield "Not contemporaneous with the letters."
    if one.status in FAILED:
        said = [text for sent in material.notice_refs(one) for text in _reasons(sent, material)]
        yield f"Reason for delay, in the team's words: {'; '.join(said) or 'none recorded'}."
    yield from (f"Assumption: {text}" for text in one.assumptions)
    if one.confidence != "high":
        yield f"Confidence in this rule is {one.confidence}: confirm with counsel."


def _reasons(entry: int, material: Material) -> tuple[str, ...]:
    cause = material.journal[entry].cause
    fact = material.journal[cause].fact if cause else None
    return material.said(fact.number, "reason") if isinstance(fact, f.DecisionRecorded) else ()


def _figure(asked: list[Obligation]) -> Figure:
    bars = tuple((one.id, one.margin_days, one.status.value) for one in asked if one.margin_days is not None)
    late = sum(1 for _, margin, _ in bars if margin < 0)
    alt = (
        f"One bar for each of {many(len(bars), 'duty', 'duties')}, from its due date; {late} of them negative, that is "
        "late or missed. The ledger above gives each margin."
    )
    return Figure(id="margins", caption="Chart B. Margin of each duty in days.", alt=alt, chart=MarginChart(bars=bars))


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
        Row(cells=(name, str(one.day), STATUS_WORDS[one.status], _date(one.due), "; ".join(one.because)))
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
    return trigger_refs(one, material) if one else ()


def _side(one: Obligation | None) -> tuple[str, str]:
    return (STATUS_WORDS[one.status], _date(one.due)) if one else ("unknown to this side", "-")


def _date(day: date | None) -> str:
    return str(day or "-")


def _discovery(material: Material) -> tuple[Block, ...]:
    stated = material.truth.discovery
    found = material.facts.discovery
    rows = [
        Row(
            cells=("Stated by the team", _date(stated.fact.day if stated else None), _stated_by(material)),
            refs=(stated.number,) if stated else (),
        )
    ]
    rows.append(_theory("Actual knowledge", found.actual, "actual", material))
    rows += _told(material)
    rows.append(_theory("Constructive knowledge (reasonable diligence)", found.constructive, "constructive", material))
    if found.imputed:
        knew = (one.title for one in material.playbook.vendors.values() if one.contract.agent and one.knew is not None)
        rows.append(Row(cells=("Imputed from an agent", str(found.imputed), f"{', '.join(knew)} knew that day.")))
    table = Table(
        caption="Discovery: the theories, and what the team learned of each",
        columns=("Theory", "Date", "Basis"),
        rows=tuple(rows),
    )
    return table, *_discovery_effect(material), Blank(label="Discovery-date rationale (for counsel)", lines=3)


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
    hidden = "Nothing that the team learned supports it." if day else "No sign supports it."
    return Row(cells=(title, _date(day), learned or hidden), refs=tuple(sign.number for sign in signs))


def _told(material: Material) -> Iterator[Row]:
    """Each vendor whose notice lay with the entity, and when somebody read it."""
    for one in material.playbook.vendors.values():
        if one.told is not None:
            sign = material.truth.indicators.get(one.told_by) if one.told_by else None
            read = f"read {material.when(sign.at)}" if sign else "nobody read it"
            cells = (
                f"Notice of {one.title}",
                _date(material.playbook.calendar.day(one.told)),
                f"Lay with the entity; {read}.",
            )
            yield Row(cells=cells, refs=(sign.number,) if sign else ())


def _discovery_effect(material: Material) -> Iterator[Block]:
    lines = []
    for one in material.required:
        if one.trigger == "discovery" and one.alternatives and one.trigger_date:
            others = "; ".join(f"{other.theory} {other.trigger_date}: due {other.due}" for other in one.alternatives)
            text = f"{one.id}: due {one.due} under {one.theory} knowledge of {one.trigger_date}; {others}."
            lines.append(Line(text=text, refs=trigger_refs(one, material)))
    if lines:
        yield Paragraph(lines=(Line(text="What each theory does to the clocks:"),))
        yield Bullets(lines=tuple(lines))


def _delay(asked: list[Obligation], material: Material) -> Iterator[Block]:
    in_hand = material.facts.facts_in_hand
    yield Paragraph(
        lines=(
            Line(
                text="Idle days are counted from the day the facts for a determination were in hand "
                f"({in_hand or 'never'}) to the notice (or EndEx), outside holds. They are shown apart from "
                "lateness: a notice may be on time and still idle."
            ),
        )
    )
    yield Table(
        caption="Idle days, where the law forbids unreasonable delay",
        columns=("Duty", "Notice", "Idle days", "Late days"),
        rows=tuple(
            Row(
                cells=(one.id, _date(one.done), str(one.idle_days), str(one.late_days)),
                refs=material.notice_refs(one) or trigger_refs(one, material),
            )
            for one in asked
            if one.idle_days is not None
        ),
        numeric=(2, 3),
    )


def _unasked(rows: list[Obligation]) -> Table:
    return Table(
        caption="Duties that were held against the facts and did not arise",
        columns=("Duty", "To", "Why not"),
        rows=tuple(Row(cells=(one.id, one.to, " ".join(one.why_not) or "-")) for one in rows),
        entries=False,
    )
