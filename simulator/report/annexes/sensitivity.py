"""Part of section 12: what the score would be if the weights of a part were half, or half as much again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from simulator.report.model import Block, Line, Paragraph, Row, Score, Table

FACTORS = (0.5, 1.0, 1.5)
"""Each part's weights down and up by a half. Source: practice.md 3.2."""


def sensitivity(score: Score) -> Iterator[Block]:
    """The table; nothing where the run is not scored or the anchors' parts are not known."""
    if score.total is None or not score.anchor_parts:
        return
    rows = []
    for part in score.parts:
        moved = [rescored(score, part, factor) for factor in FACTORS]
        refs = tuple(sorted({ref for atom in score.atoms for ref in atom.refs if atom.part == part}))
        rows.append(Row(cells=(part, *map(_said, moved)), refs=refs or _all(score)))
    yield Table(
        caption="The total if every weight of one part were 50 % lower or higher, for this run and both its anchors",
        columns=("Part", "-50 %", "As it is", "+50 %"),
        rows=tuple(rows),
        numeric=(1, 2, 3),
    )
    spread = [
        total for part in score.parts for factor in FACTORS if (total := rescored(score, part, factor)) is not None
    ]
    text = f"Over all of these the total lies between {min(spread):.1f} and {max(spread):.1f}."
    yield Paragraph(lines=(Line(text=text, refs=_all(score)),))


def rescored(score: Score, part: str, factor: float) -> float | None:
    """The total with the harm of one part times `factor`; None: the anchors no longer differ.

    Harm is a sum over atoms, each a weight times a count, so a part's harm scales with its weights.
    """
    team = {name: fsum(atom.harm for atom in score.atoms if atom.part == name) for name in score.parts}
    silent = {name: both[0] for name, both in score.anchor_parts.items()}
    reference = {name: both[1] for name, both in score.anchor_parts.items()}

    def weighed(harm: Mapping[str, float]) -> float:
        return fsum(amount * (factor if name == part else 1.0) for name, amount in harm.items())

    spread = weighed(silent) - weighed(reference)
    return 100 * (weighed(silent) - weighed(team)) / spread if spread > 0 else None


def _said(total: float | None) -> str:
    return "not scored" if total is None else f"{total:.1f}"


def _all(score: Score) -> tuple[int, ...]:
    return tuple(sorted({ref for atom in score.atoms for ref in atom.refs}))
