"""Section 1.1: the score with its anchors, on a page that may be taken out."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Section, Strip, Tile
from simulator.report.places import place


def standing_section(material: Material) -> Section:
    """The section."""
    score = material.played.score
    if score is None or score.total is None:
        said = score.note if score else ("No score was computed." if material.ended else "A run is scored at EndEx.")
        return _section(Paragraph(lines=(Line(text=f"Not scored. {said}"),)))
    refs = tuple(sorted({ref for atom in score.atoms for ref in atom.refs}))
    text = (
        f"Score {score.total:.1f}: on this seed silence scores 0 and the best response known 100, by definition. "
        f"{place('score').capitalize()} says how it is made, and what it is not."
    )
    return _section(
        Paragraph(lines=(Line(text=text, refs=refs),)),
        Strip(caption="Parts of the score, in points", tiles=tuple(_tiles(material))),
    )


def _section(*blocks: Paragraph | Strip) -> Section:
    return Section(id="standing", number="1.1", title="Score", blocks=blocks, separable=True)


def _tiles(material: Material) -> Iterator[Tile]:
    score = material.played.score
    for name, points in score.parts.items() if score else ():
        refs = {ref for atom in score.atoms if atom.part == name for ref in atom.refs} if score else set()
        yield Tile(label=name, value=f"{points:+.1f}", refs=tuple(sorted(refs)) or material.end_refs)
