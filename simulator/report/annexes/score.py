"""Section 12, separable: the score, how its parts add up, how it hangs on the weights, and what it is not."""

from __future__ import annotations

from simulator.report.annexes.sensitivity import sensitivity
from simulator.report.charts import WaterfallChart
from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Figure, Line, Paragraph, Row, Score, Section, Table
from simulator.report.places import place
from simulator.report.text import many

_LIMITS = (
    "The score is a team's, for one run of one scenario on one seed; it rates no person.",
    "It compares two scripted runs on the same seed with this one; both anchors hold by definition and prove nothing.",
    "Weights are authored judgements. A point is no dollar and no patient.",
    "The duty ledger and the evaluator's ratings are not in it, and are not averaged with it.",
)
_SEPARABLE = (
    f"This section and {place('standing')} may be taken out: no number elsewhere comes from them. What "
    f"{place('objectives')} proposes looks at harm to other activities too, and says so in words."
)
_TOP_ATOMS = 20


def score_section(material: Material) -> Section:
    """The section."""
    score = material.played.score
    blocks: tuple[Block, ...]
    if score is None:
        blocks = (Paragraph(lines=(Line(text="No score was computed for this run."),)),)
    else:
        blocks = (*_total(score), *sensitivity(score), _atoms(score), _weights(score))
    limits = Bullets(lines=tuple(Line(text=text) for text in _LIMITS))
    return Section(
        id="score",
        number="12",
        title="Score and method",
        blocks=(
            Paragraph(lines=(Line(text=_SEPARABLE),)),
            limits,
            *blocks,
        ),
        separable=True,
    )


def _total(score: Score) -> tuple[Block, ...]:
    anchors = ", ".join(f"{name} {value:,.1f}" for name, value in score.anchors.items()) or "none"
    if score.total is None:
        said = f"Not scored. {score.note}".strip()
        return (Paragraph(lines=(Line(text=f"{said} Harm of the anchors on the same seed: {anchors}."),)),)
    parts = tuple(score.parts.items())
    rows = (
        *(Row(cells=(name, f"{value:+.2f}"), refs=_refs(score, name) or _all_refs(score)) for name, value in parts),
        Row(cells=("total", f"{score.total:.2f}"), refs=_all_refs(score)),
    )
    alt = "; ".join(f"{name} {value:+.1f}" for name, value in parts) + f"; total {score.total:.1f}."
    chart = WaterfallChart(parts=parts, total=score.total)
    caption = "Chart E. How the parts add up to the total."
    return (
        Paragraph(
            lines=(
                Line(
                    text=f"Total {score.total:.1f}. Harm of the anchors on the same seed: {anchors}.",
                    refs=_all_refs(score),
                ),
            )
        ),
        Figure(
            id="score",
            caption=caption,
            alt=alt,
            chart=chart,
            refs=_all_refs(score),
        ),
        Table(caption="Parts of the score, in points", columns=("Part", "Points"), rows=rows, numeric=(1,)),
    )


def _all_refs(score: Score) -> tuple[int, ...]:
    return tuple(sorted({ref for atom in score.atoms for ref in atom.refs}))


def _refs(score: Score, part: str) -> tuple[int, ...]:
    return tuple(sorted({ref for atom in score.atoms if atom.part == part for ref in atom.refs}))


def _weights(score: Score) -> Table:
    return Table(
        caption="Weights, with the author's reasons",
        columns=("Weight", "Value", "Reason"),
        rows=tuple(
            Row(cells=(name, f"{value:.6f}".rstrip("0").rstrip("."), reason)) for name, value, reason in score.weights
        ),
        numeric=(1,),
        empty="No weights were handed in.",
        entries=False,
    )


def _atoms(score: Score) -> Table:
    heaviest = sorted(score.atoms, key=lambda atom: (-abs(atom.harm), atom.part, atom.why))[:_TOP_ATOMS]
    return Table(
        caption=f"The {len(heaviest)} heaviest of {many(len(score.atoms), 'piece')} of harm",
        columns=("Part", "Harm", "Why"),
        rows=tuple(Row(cells=(atom.part, f"{atom.harm:,.3g}", atom.why), refs=atom.refs) for atom in heaviest),
        numeric=(1,),
    )
