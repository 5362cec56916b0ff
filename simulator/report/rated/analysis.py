"""Section 5: for each objective its strengths and gaps with their evidence, and what the evaluator makes of them."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation.records import Noted
from simulator.report.describe import task_title
from simulator.report.finding import Finding, objective_of
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Heading, Line, Paragraph, Row, Section, Table
from simulator.report.rated.notes import note_line
from simulator.scoring.steps import done


def analysis_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    objectives = material.playbook.objectives
    blocks: list[Block] = []
    for objective in objectives:
        own = [one for one in found if objective_of(one, objectives) is objective]
        blocks.append(Heading(text=f"{objective.capability}: {objective.title}"))
        blocks.append(_tasks(objective.tasks, material))
        blocks += _findings(own)
        blocks += _notes([one for one in material.evaluation.notes if one.objective == objective.id], material)
        blocks += _judged(objective.id, material)
    if rest := [one for one in found if objective_of(one, objectives) is None]:
        blocks += [Heading(text="Outside the objectives"), *_findings(rest)]
    if not blocks:
        blocks.append(Paragraph(lines=(Line(text="The scenario states no objective, and nothing was found."),)))
    return Section(id="analysis", number="5", title="Analysis by capability", blocks=tuple(blocks))


def _tasks(tasks: tuple[str, ...], material: Material) -> Table:
    rows = []
    for task in tasks:
        moment = done(material, task)
        rows.append(
            Row(
                cells=(task_title(task, material.playbook), material.when(moment[0]) if moment else "NOT SEEN"),
                refs=(moment[1],) if moment else material.end_refs,
                tone="" if moment else "watch",
            )
        )
    return Table(caption="Critical tasks", columns=("Task", "First seen"), rows=tuple(rows))


def _findings(own: list[Finding]) -> tuple[Block, ...]:
    strengths = tuple(Line(text=one.text, refs=one.refs) for one in own if one.good)
    gaps = tuple(Line(text=one.text, refs=one.refs) for one in own if not one.good)
    return (
        Paragraph(lines=(Line(text="Strengths"),)),
        Bullets(lines=strengths, empty="None on record."),
        Paragraph(lines=(Line(text="Areas for improvement"),)),
        Bullets(lines=gaps, empty="None on record."),
    )


def _notes(notes: list[Noted], material: Material) -> Iterator[Block]:
    if notes:
        yield Paragraph(lines=(Line(text="Observer notes"),))
        yield Bullets(lines=tuple(note_line(one, material) for one in notes))


def _judged(objective: str, material: Material) -> Iterator[Block]:
    """The evaluator's reference, root cause and impact; room to write where nobody did."""
    found = material.evaluation.analyses.get(objective)
    fields = (
        ("Reference (plan section, policy, rule)", found.reference if found else ""),
        ("Root cause", found.cause if found else ""),
        ("Impact", found.impact if found else ""),
    )
    said = tuple(Line(text=f"{label}: {text}") for label, text in fields if text)
    if said:
        yield Bullets(lines=said)
    yield from (Blank(label=label, lines=2) for label, text in fields if not text)
