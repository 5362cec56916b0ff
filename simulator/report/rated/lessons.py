"""Section 14: what the hot wash keeps and changes, and what management was told at once."""

from __future__ import annotations

from simulator.domain.evaluation.records import Noted, Washed
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Heading, Line, Paragraph, Section
from simulator.report.rated.notes import note_line
from simulator.report.text import many, plain, room_clock

ASKED = 3
"""How many a hot wash asks for, each to keep and to change. Source: practice.md 1.4."""


def lessons_section(material: Material) -> Section:
    """The section; what nobody said is left open for the room."""
    learned = material.evaluation.learned
    blocks = (
        _talk(material.evaluation.wash),
        *_said("Keep", [one.text for one in learned if one.keep]),
        *_said("Change", [one.text for one in learned if not one.keep]),
        Heading(text="Critical findings, told to management at once"),
        _escalated(material),
        *_waiting(material),
    )
    return Section(id="lessons", number="14", title="Lessons and quick wins", blocks=blocks)


def _talk(wash: Washed | None) -> Paragraph:
    """Whether the room talked straight after play, how long, and why not longer."""
    if wash is None:
        text = "No hot wash was held in the tool."
    else:
        minutes = many(wash.seconds // 60, "minute")
        ways = {"begun": "has begun", "ended": "was held", "skipped": "was cut short"}
        why = f" Reason: {plain(wash.why)}" if wash.why else ""
        text = f"The hot wash {ways[wash.stage]}: {minutes} of talk.{why}"
    return Paragraph(lines=(Line(text=text),))


def _said(title: str, texts: list[str]) -> tuple[Block, ...]:
    missing = max(0, ASKED - len(texts))
    label = f"{title}: {missing}{' more' if texts else ''}, from the hot wash"
    blank = (Blank(label=label, lines=missing),) if missing else ()
    said = (Bullets(lines=tuple(Line(text=plain(text)) for text in texts)),) if texts else ()
    return (Heading(text=title), *said, *blank)


def _escalated(material: Material) -> Bullets:
    lines = tuple(
        Line(
            text=f"{material.when(one.at)} (room {room_clock(one.room)}), to {plain(one.to) or 'nobody named'}: "
            f"{plain(one.text)}"
        )
        for one in material.evaluation.escalated
    )
    return Bullets(lines=lines, empty="None was escalated during the exercise (NIST SP 800-84 asks for it).")


def _waiting(material: Material) -> tuple[Block, ...]:
    """Notes marked critical, which nobody escalated yet."""
    told = {one.text for one in material.evaluation.escalated}
    critical: list[Noted] = [one for one in material.evaluation.notes if one.tag == "!" and one.text not in told]
    if not critical:
        return ()
    lines = tuple(note_line(one, material) for one in critical)
    return (Paragraph(lines=(Line(text="Marked critical by observers, and not escalated:"),)), Bullets(lines=lines))
