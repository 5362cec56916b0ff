"""Part of section 6: for each notice how long it took, how much of that was idle, and the reason that was given."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.law.model import Obligation
from simulator.report.legal.clocks import in_hand_refs, in_hand_words, shown, trigger_refs
from simulator.report.material import Material
from simulator.report.model import Block, Line, Paragraph, Row, Table


def delay_blocks(asked: list[Obligation], material: Material) -> Iterator[Block]:
    """Every duty that has a clock, with its days, and with the team's reason for them."""
    yield Paragraph(
        lines=(
            Line(
                text="Idle days are counted from the day the facts for a determination were in hand "
                f"({in_hand_words(material)}) to the notice (or EndEx), outside holds. They are shown apart from "
                "lateness: a notice may be on time and still idle.",
                refs=in_hand_refs(material) or material.end_refs,
            ),
        )
    )
    yield Table(
        caption="Days from the trigger to each notice (or to EndEx), and the reason for them in the team's words",
        columns=("Duty", "Triggered", "Notice", "Days", "Idle days", "Late days", "Reason"),
        rows=tuple(_row(one, material) for one in asked if one.trigger_date is not None),
        numeric=(3, 4, 5),
        empty="No clock ran.",
    )


def reasons(one: Obligation, material: Material) -> tuple[str, ...]:
    """Why a notice went when it did, as was typed with the decision to send it."""
    return tuple(dict.fromkeys(text for sent in material.notice_refs(one) for text in _typed(sent, material)))


def _row(one: Obligation, material: Material) -> Row:
    until = one.done or material.facts.as_of
    took = (until - one.trigger_date).days if one.trigger_date else 0
    return Row(
        cells=(
            one.id,
            shown(one.trigger_date),
            shown(one.done),
            str(took),
            "-" if one.idle_days is None else str(one.idle_days),
            str(one.late_days),
            "; ".join(reasons(one, material)) or "none recorded",
        ),
        refs=(*trigger_refs(one, material), *material.notice_refs(one)) or material.end_refs,
        tone="bad" if one.late_days else "",
    )


def _typed(entry: int, material: Material) -> tuple[str, ...]:
    made = material.decision_behind(entry)
    return material.said(made.fact.number, "reason") if made else ()
