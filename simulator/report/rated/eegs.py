"""Annex F: the exercise evaluation guides, half filled by the journal, and every observer's note as it was written."""

from __future__ import annotations

from simulator.report.describe import task_title
from simulator.report.finding import Finding
from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Heading, Line, Paragraph, Row, Section, Table
from simulator.report.rated.notes import note_line
from simulator.report.rated.ratings import Standing, standings
from simulator.scoring.steps import done


def eegs_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section: a guide for each objective, then all notes in the order of time."""
    guides = tuple(_guide(one, material) for one in standings(material, found))
    notes = sorted(material.evaluation.notes, key=lambda one: (one.at, one.room))
    blocks: tuple[Block, ...] = (
        Paragraph(lines=(Line(text="Empty cells are the evaluator's."),)),
        *guides,
        Heading(text="Observer notes, verbatim"),
        Bullets(lines=tuple(note_line(one, material) for one in notes), empty="No observer wrote a note."),
    )
    return Section(id="eegs", number="Annex F", title="Exercise evaluation guides and observer notes", blocks=blocks)


def _guide(one: Standing, material: Material) -> Table:
    objective = one.objective
    notes = [note for note in material.evaluation.notes if note.objective == objective.id]
    analysis = material.evaluation.analyses.get(objective.id)
    rows: list[Row] = []
    for task in objective.tasks:
        moment = done(material, task)
        seen = f"seen {material.when(moment[0])}" if moment else "not seen"
        rows.append(
            Row(
                cells=("Critical task", task_title(task, material.playbook), seen),
                refs=(moment[1],) if moment else material.end_refs,
            )
        )
    rows.append(Row(cells=("Source plan", analysis.reference if analysis else "", "")))
    rows += [Row(cells=("Observation", note_line(note, material).text, "")) for note in notes]
    rows.append(Row(cells=("Target rating", "P (all critical tasks)", ""), refs=()))
    rows.append(Row(cells=("Final rating", one.words, one.rated.why if one.rated else ""), refs=one.proposal.refs))
    rows.append(Row(cells=("Evaluator", one.rated.by if one.rated else "", "")))
    caption = f"EEG: {objective.title} ({objective.capability}, CSF 2.0 {objective.csf})"
    return Table(caption=caption, columns=("Field", "What", "Record"), rows=tuple(rows))
