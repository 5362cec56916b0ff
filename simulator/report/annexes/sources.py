"""Annex H: the sources of evidence, what each can answer, where it misleads, and whether anybody pulled it."""

from __future__ import annotations

from simulator.domain.questions import QUESTIONS
from simulator.domain.sources import LogSource
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Row, Section, Table
from simulator.report.text import plain


def sources_section(material: Material) -> Section:
    """What could have been known from where, and what looked decisive and was not."""
    pulled = material.truth.pulled
    sources = tuple(material.playbook.sources.values())
    listed = tuple(
        Row(
            cells=(
                f"{one.code} {one.title}",
                " ".join(one.answers),
                material.when(pulled[one.id].at) if one.id in pulled else "not pulled",
                _gaps(one),
            ),
            refs=(pulled[one.id].number,) if one.id in pulled else material.end_refs,
            tone="" if one.id in pulled else "watch",
        )
        for one in sources
    )
    tempting = tuple(Row(cells=(one.title, question, plain(why))) for one in sources for question, why in one.misleads)
    blocks = (
        Paragraph(lines=(Line(text="; ".join(f"{key} {asked}" for key, asked in QUESTIONS.items()) + "."),)),
        Table(caption="Sources", columns=("Source", "Answers", "Pulled", "Gaps"), rows=listed),
        Table(
            caption="What looked decisive and was not",
            columns=("Source", "Question", "Why not"),
            rows=tempting,
            entries=False,
        ),
    )
    return Section(id="sources", number="Annex H", title="Sources of evidence", blocks=blocks)


def _gaps(source: LogSource) -> str:
    said = [plain(source.gaps)] if source.gaps else []
    said += ["Whoever has the right can delete it."] * source.deletable
    said.append(plain(source.proves_absence) if source.proves_absence else "Silence proves nothing.")
    return " ".join(said)
