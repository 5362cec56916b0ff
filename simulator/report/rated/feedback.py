"""Section 13: what participants say, and how good the exercise itself was: its method, its people, its mission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from simulator.domain.evaluation.records import Felt
from simulator.report.finding import Finding
from simulator.report.material import Material
from simulator.report.model import Blank, Block, Bullets, Heading, Line, Paragraph, Row, Section, Table
from simulator.report.rated.participants import attended
from simulator.report.rated.ratings import standings
from simulator.report.text import counts, many, plain, room_clock

Part: TypeAlias = Literal["method", "participants", "mission"]
_ABOUT: tuple[tuple[Part, str], ...] = (
    ("method", "Method: was it a good exercise?"),
    ("participants", "Participants: were the right people there, able to act?"),
    ("mission", "Mission: did the response do what it is for?"),
)
"""Three things that are evaluated apart. Source: practice.md 1.2 (CEN workshop agreement)."""
_WORDS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    ("participants", ("my role", "in the room", "take part", "participants")),
    ("mission", ("mission", "objective", "patients", "response")),
)
"""How a statement of the form is sorted that does not begin with the name of its part. Assumed."""


def feedback_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section; without answers it says so and leaves room."""
    felt = material.evaluation.feedback
    blocks: list[Block] = [Paragraph(lines=(Line(text=_heard(felt)),))]
    for part, title in _ABOUT:
        blocks.append(Heading(text=title))
        blocks.append(Bullets(lines=tuple(_seen(part, material, found))))
        own = [one for one in felt if part_of(one.item) == part]
        if own:
            blocks.append(_answers(own, part))
    comments = tuple(Line(text=f"{plain(one.item)}: {plain(one.comment)}") for one in felt if one.comment)
    if comments:
        blocks += [Heading(text="In the participants' words"), Bullets(lines=comments)]
    if not felt:
        blocks.append(Blank(label="Feedback of participants", lines=4))
    return Section(id="feedback", number="13", title="Participant feedback and exercise quality", blocks=tuple(blocks))


def part_of(item: str) -> Part:
    """Which of the three things an item of the form is about: by its prefix (`mission.told`), else by its words."""
    for part, _ in _ABOUT:
        if item.startswith((f"{part}.", f"{part}:")):
            return part
    lowered = item.lower()
    return next((part for part, words in _WORDS if any(word in lowered for word in words)), "method")


def _heard(felt: tuple[Felt, ...]) -> str:
    if not felt:
        return "Nobody handed in a feedback form."
    forms = len({one.role for one in felt})
    return f"{many(len(felt), 'answer')} from {many(forms, 'role')}, 1 (not at all) to 5 (fully)."


def _answers(felt: list[Felt], part: str) -> Table:
    items: dict[str, list[int]] = {}
    for one in felt:
        items.setdefault(one.item, []).extend([one.score] if one.score is not None else [])
    return Table(
        caption=f"Answers about the {part}",
        columns=("Statement", "Answers", "Middle answer", "Lowest to highest"),
        rows=tuple(
            Row(cells=(plain(item), str(len(scores)), _middle(scores), _span(scores))) for item, scores in items.items()
        ),
        numeric=(1, 2),
        entries=False,
    )


def _middle(scores: list[int]) -> str:
    ordered = sorted(scores)
    if not ordered:
        return "-"
    half = len(ordered) // 2
    return f"{ordered[half]}" if len(ordered) % 2 else f"{(ordered[half - 1] + ordered[half]) / 2:g}"


def _span(scores: list[int]) -> str:
    return f"{min(scores)} to {max(scores)}" if scores else "-"


def _seen(part: Part, material: Material, found: tuple[Finding, ...]) -> Iterator[Line]:
    """What the record itself says about each of the three."""
    if part == "method":
        yield from _method(material)
    elif part == "participants":
        yield from _participants(material)
    else:
        for one in standings(material, found):
            yield Line(text=f"{one.objective.title}: {one.words}.", refs=one.proposal.refs)


def _method(material: Material) -> Iterator[Line]:
    truth = material.truth
    came = tuple(one.number for one in truth.injects.values())
    main = [one for one in truth.injects.values() if one.fact.main]
    planned = sum(one.main for one in material.playbook.injects.values())
    yield Line(text=f"{len(main)} of {many(planned, 'main inject')} were released, {len(came)} in all.", refs=came)
    hints = material.evaluation.hints
    levels = counts({name: sum(one.level == level for one in hints) for level, name in _LEVELS if hints})
    yield Line(
        text=f"{many(len(hints), 'hint')} given ({levels}); they cost nothing." if hints else "No hint was given."
    )
    flags = material.evaluation.flags
    if not flags:
        yield Line(text="Nobody disputed the scenario.")
    for one in flags:
        yield Line(
            text=f"Disputed at {material.when(one.at)} (room {room_clock(one.room)}): {plain(one.text)} - answer: ____"
        )
    if truth.declared:
        unmapped = [one for number, one in truth.declared.items() if number not in truth.mapped]
        text = f"{many(len(truth.declared), 'answer')} matched no action; {len(unmapped)} of them had no effect."
        yield Line(text=text, refs=tuple(one.number for one in truth.declared.values()))


def _participants(material: Material) -> Iterator[Line]:
    if material.runbook:
        yield Line(text=f"Nobody took part: the runbook “{material.runbook}” decided.")
    elif material.evaluation.seated:
        away = [material.seat_title(one.role) for one in material.evaluation.seated.values() if one.how == "away"]
        said = f"; away: {', '.join(away)}" if away else ""
        yield Line(text=f"{many(attended(material), 'role')} of {len(material.playbook.seats)} were filled{said}.")
    else:
        yield Line(text="Nobody wrote down who sat where.")
    refused = tuple(one.number for one in material.truth.refused)
    yield Line(
        text=f"{many(len(refused), 'decision')} refused for want of authority or ground.",
        refs=refused or material.end_refs,
    )


_LEVELS = ((1, "questions"), (2, "where to look"), (3, "moves"))
