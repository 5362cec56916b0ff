"""Sections 4 and 5: objectives with ratings to fill, and the analysis by capability."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.playbook import Objective
from simulator.report.describe import task_title
from simulator.report.findings import Finding, objective_of
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Heading, Line, Paragraph, Refs, Row, Section, Table
from simulator.scoring.steps import done

RATINGS = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
}
"""Source: HSEEP, performance ratings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the tool proposes for one objective; `rating` empty: it has no evidence."""

    rating: str
    why: str
    refs: Refs


def objectives_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """Section 4."""
    rows = []
    for one in material.playbook.objectives:
        proposal = propose(one, material, found)
        words = f"{proposal.rating} ({RATINGS[proposal.rating]})" if proposal.rating else "not proposed"
        rows.append(
            Row(
                cells=(one.title, one.capability, one.csf, "", words),
                refs=proposal.refs,
                notes=(f"Basis of the proposal: {proposal.why}",),
            )
        )
    legend = "; ".join(f"{letter}: {text}" for letter, text in RATINGS.items())
    return Section(
        id="objectives",
        number="4",
        title="Objectives and capability ratings",
        blocks=(
            Table(
                caption="Ratings are the evaluator's. The tool proposes only where the journal holds evidence",
                columns=("Objective", "Core capability", "CSF 2.0", "Evaluator's rating", "Tool proposes"),
                rows=tuple(rows),
            ),
            Paragraph(lines=(Line(text=f"{legend}. A rating is never converted to points."),)),
            Blank(label="Evaluator's reasons where the rating differs from the proposal", lines=3),
        ),
    )


def analysis_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """Section 5."""
    objectives = material.playbook.objectives
    blocks: list[Block] = []
    for objective in objectives:
        own = [one for one in found if objective_of(one, objectives) is objective]
        blocks += _capability(f"{objective.capability}: {objective.title}", own)
    if rest := [one for one in found if objective_of(one, objectives) is None]:
        blocks += _capability("Outside the objectives", rest)
    return Section(id="analysis", number="5", title="Analysis by capability", blocks=tuple(blocks))


def propose(objective: Objective, material: Material, found: tuple[Finding, ...]) -> Proposal:
    """A rating from tasks seen and gaps found.

    Assumed: P all tasks and no gap; S no serious gap; M a serious gap and at least half of the tasks; else U.
    """
    seen = {task: done(material, task) for task in objective.tasks}
    refs = tuple(sorted({moment[1] for moment in seen.values() if moment}))
    gaps = [one for one in found if not one.good and objective_of(one, material.playbook.objectives) is objective]
    serious = [one for one in gaps if one.weight == "serious"]
    undone = [task for task, moment in seen.items() if moment is None]
    why = f"{len(seen) - len(undone)} of {len(seen)} critical tasks seen"
    names = (task_title(task, material.playbook) for task in undone)
    why += f" (not seen: {'; '.join(names)})" if undone else ""
    why += f"; {len(serious)} serious and {len(gaps) - len(serious)} minor gaps."
    if not refs and not gaps:
        return Proposal(rating="", why="No critical task was seen, and no gap is on record.", refs=())
    all_refs = tuple(sorted({*refs, *(ref for one in gaps for ref in one.refs)}))
    half = len(undone) * 2 <= len(seen)
    rating = ("M" if half else "U") if serious else ("S" if gaps or undone else "P")
    return Proposal(rating=rating, why=why, refs=all_refs)


def _capability(title: str, own: list[Finding]) -> tuple[Block, ...]:
    strengths = tuple(Line(text=one.text, refs=one.refs) for one in own if one.good)
    gaps = tuple(Line(text=one.text, refs=one.refs) for one in own if not one.good)
    return (
        Heading(text=title),
        Paragraph(lines=(Line(text="Strengths"),)),
        Bullets(lines=strengths, empty="None on record."),
        Paragraph(lines=(Line(text="Areas for improvement"),)),
        Bullets(lines=gaps, empty="None on record."),
        Blank(label="Evaluator's observations and reference (plan section, policy)", lines=2),
        Blank(label="Analysis (root cause) and impact", lines=2),
    )
