"""Annexes: A score and method (separable), B integrity, D the journal entries that the report cites."""

from __future__ import annotations

from simulator.domain.journal import TRUTH
from simulator.report import describe
from simulator.report.charts import WaterfallChart
from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Figure, Line, Paragraph, Row, Score, Section, Table
from simulator.report.text import many

_LIMITS = (
    "The score is a team's, for one run of one scenario on one seed; it rates no person.",
    "It compares two scripted runs on the same seed with this one; both anchors hold by definition and prove nothing.",
    "Weights are authored judgements. A point is no dollar and no patient.",
    "The duty ledger and the evaluator's ratings are not in it, and are not averaged with it.",
)
_TOP_ATOMS = 20


def score_annex(material: Material) -> Section:
    """Annex A."""
    score = material.played.score
    blocks: tuple[Block, ...]
    if score is None:
        blocks = (Paragraph(lines=(Line(text="No score was computed for this run."),)),)
    else:
        blocks = (*_total(score), _atoms(score), _weights(score))
    limits = Bullets(lines=tuple(Line(text=text) for text in _LIMITS))
    return Section(
        id="score",
        number="Annex A",
        title="Score and method",
        blocks=(
            Paragraph(lines=(Line(text="This annex may be removed; nothing else in the report rests on it."),)),
            limits,
            *blocks,
        ),
        separable=True,
    )


def integrity_annex(material: Material) -> Section:
    """Annex B."""
    played, playbook = material.played, material.playbook
    command = f"breachdrill run {playbook.slug} --seed {played.seed}"
    if played.runbook:
        command += f" --runbook {played.runbook}"
        how = "Run again and compare the digests"
    else:
        command, how = "breachdrill replay SAVE --verify", "Replay the save"
    rows = (
        ("Journal digest (SHA-256, chained)", played.journal.digest),
        ("Entries", f"{len(played.journal):,}"),
        ("Scenario digest", playbook.digest),
        ("Rulebook digest", played.rulebook.digest),
        *((f"{name} version", version) for name, version in played.versions.items()),
        (how, command),
    )
    return Section(
        id="integrity",
        number="Annex B",
        title="Integrity",
        blocks=(
            Table(
                caption="The same scenario, seed and decisions give the same journal digest",
                columns=("Item", "Value"),
                rows=tuple(Row(cells=cells) for cells in rows),
                entries=False,
            ),
            Paragraph(
                lines=(
                    Line(
                        text="What people typed lies beside the journal and outside its digest, so that words can be "
                        "struck out without breaking it."
                    ),
                )
            ),
        ),
    )


def entries_annex(material: Material, cited: tuple[int, ...]) -> Section:
    """Annex D."""
    rows = []
    for number in cited:
        entry = material.journal[number]
        truth = entry.seats == TRUTH
        who = "truth (controller only)" if truth else ", ".join(material.seat_title(seat) for seat in entry.seats)
        if set(entry.seats) >= set(material.playbook.seats):
            who = "everybody"
        text = describe.fact(entry.fact, material.playbook)
        rows.append(Row(cells=(f"#{number}", material.when(entry.at), text, who)))
    return Section(
        id="entries",
        number="Annex D",
        title="Journal entries cited",
        blocks=(
            Table(
                caption=f"{many(len(rows), 'entry', 'entries')} of {len(material.entries):,} in the journal",
                columns=("Entry", "When", "What", "Who may know it"),
                rows=tuple(rows),
                entries=False,
            ),
        ),
    )


def _total(score: Score) -> tuple[Block, ...]:
    anchors = ", ".join(f"{name} {value:,.1f}" for name, value in score.anchors.items()) or "none"
    if score.total is None:
        said = f"Not scored. {score.note}".strip()
        return (Paragraph(lines=(Line(text=f"{said} Harm of the anchors on the same seed: {anchors}."),)),)
    parts = tuple(score.parts.items())
    rows = (
        *(Row(cells=(name, f"{value:+.2f}"), refs=_refs(score, name)) for name, value in parts),
        Row(cells=("total", f"{score.total:.2f}")),
    )
    alt = "; ".join(f"{name} {value:+.1f}" for name, value in parts) + f"; total {score.total:.1f}."
    chart = WaterfallChart(parts=parts, total=score.total)
    return (
        Paragraph(lines=(Line(text=f"Total {score.total:.1f}. Harm of the anchors on the same seed: {anchors}."),)),
        Figure(id="score", caption="Chart E. How the parts add up to the total.", alt=alt, chart=chart),
        Table(caption="Parts of the score, in points", columns=("Part", "Points"), rows=rows, numeric=(1,)),
    )


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
