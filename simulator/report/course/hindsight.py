"""Section 10.1: how each decision is judged on what was known then, and what the world would have done otherwise."""

from __future__ import annotations

from simulator.report import describe
from simulator.report.material import Material
from simulator.report.model import Block, Line, Paragraph, Row, Section, Table

_TOLD = "Call: judged on what was known then. Luck: what happened beyond it. The figures are a model's, and no facts."


def hindsight_section(material: Material) -> Section:
    """The section: separable, for it holds what nobody could know in the room."""
    played = material.played
    blocks: tuple[Block, ...]
    if played.otherwise or played.calls:
        blocks = (Paragraph(lines=(Line(text=_TOLD),)), _table(material))
    else:
        text = "Nobody worked out calls, luck and what would have happened otherwise: breachdrill whatif SAVE does."
        blocks = (Paragraph(lines=(Line(text=text),)),)
    title = "Calls, luck and counterfactuals"
    return Section(id="hindsight", number="10.1", title=title, blocks=blocks, separable=True)


def _table(material: Material) -> Table:
    prices, calls = material.played.otherwise, material.played.calls
    rows = tuple(
        Row(
            cells=(
                str(one.fact.number),
                describe.decision(one.fact.decision, material.playbook),
                calls.get(one.fact.number, "not judged"),
                " ".join(prices.get(one.fact.number, ())) or "-",
            ),
            refs=(one.number,),
        )
        for one in material.truth.decisions
        if one.fact.number in prices or one.fact.number in calls
    )
    return Table(
        caption="Decisions in hindsight",
        columns=("No.", "Decision", "Call and luck", "What the world would have done otherwise"),
        rows=rows,
        numeric=(0,),
    )
