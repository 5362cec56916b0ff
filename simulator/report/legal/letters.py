"""Annex I: what each notice said, put into words, so that counsel can read it as its reader would."""

from __future__ import annotations

from dataclasses import replace

from simulator.domain import facts as f
from simulator.domain.decisions import Letter
from simulator.domain.elements import in_words
from simulator.domain.state import Dated
from simulator.law.lettercheck import GRADE
from simulator.law.lettertext import grade
from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Heading, Line, Paragraph, Section
from simulator.report.places import place
from simulator.report.text import listed, many, plain

MISSING = "[MISSING]"
"""Stands where a notice lacks an element that the rule asks for."""
_STEPS = "Look at the bills and statements that you get. Ask for a free credit report. Call us with what seems wrong."
_DOING = "We closed the way in. We are finding out what happened, and we are changing what let it happen."


def letters_section(material: Material) -> Section:
    """The section: one sample for each wording, with the notices that carried it."""
    sent: dict[Letter, list[Dated[f.NoticeSent]]] = {}
    for one in material.truth.notices:
        sent.setdefault(_as_typed(one, material), []).append(one)
    blocks: list[Block] = [
        Paragraph(
            lines=(
                Line(
                    text="The team decides what a notice says (its dates, kinds of information, contact and which of "
                    "the five elements it has); the sentences around that are the tool's. A minor's letter goes to a "
                    "parent or guardian, that of somebody who died to the next of kin."
                ),
            )
        )
    ]
    for number, (letter, notices) in enumerate(sent.items(), 1):
        blocks += _sample(number, letter, notices, material)
    if not sent:
        blocks.append(Paragraph(lines=(Line(text="No notice was sent.", refs=material.end_refs),)))
    return Section(id="letters", number="Annex I", title="Sample letters", blocks=tuple(blocks))


def readability(material: Material) -> tuple[Line, ...]:
    """How hard each wording reads as the samples print it: the team's facts in the tool's sentences."""
    sent: dict[Letter, list[int]] = {}
    for one in material.truth.notices:
        sent.setdefault(_as_typed(one, material), []).append(one.number)
    return tuple(
        Line(
            text=f"Wording {number} ({many(len(refs), 'notice')}): its sample in {place('letters')} reads at school "
            f"grade {grade(said(letter)):.0f} (aim: {GRADE:.0f} at most; 45 CFR 164.404(c)(2) asks for plain words). "
            "The sentences are the tool's: the words of a real letter are judged apart.",
            refs=tuple(refs),
        )
        for number, (letter, refs) in enumerate(sent.items(), 1)
    )


def _as_typed(one: Dated[f.NoticeSent], material: Material) -> Letter:
    """The letter with its contact as it was typed."""
    letter = one.fact.letter
    return replace(letter, contact=letter.contact and material.typed_with(one.number, "contact", letter.contact))


def said(letter: Letter) -> str:
    """The letter as one text."""
    return "\n".join(sentences for _, sentences in _elements(letter))


def _sample(number: int, letter: Letter, notices: list[Dated[f.NoticeSent]], material: Material) -> tuple[Block, ...]:
    titles = (material.playbook.audiences.get(one.fact.audience, one.fact.audience) for one in notices)
    to = "; ".join(dict.fromkeys(titles))
    refs = tuple(one.number for one in notices)
    return (
        Heading(text=f"Wording {number}"),
        Paragraph(lines=(Line(text=f"Sent to: {to}.", refs=refs),)),
        Bullets(lines=tuple(Line(text=f"{head}: {text}", refs=refs) for head, text in _elements(letter))),
    )


def _elements(letter: Letter) -> tuple[tuple[str, str], ...]:
    happened = (
        f"Somebody without the right could read records of our patients from {letter.breach_from or MISSING} on. "
        f"We found out on {letter.discovered or MISSING}."
    )
    kinds = (
        f"These kinds of information were there: {listed(plain(in_words(kind)) for kind in letter.kinds)}."
        if letter.kinds
        else MISSING
    )
    doing = _DOING if letter.doing else MISSING
    if letter.claims_no_misuse:
        doing += " We have no evidence of misuse."
    return (
        ("What happened", happened),
        ("What information was involved", kinds),
        ("What you can do", _STEPS if letter.steps else MISSING),
        ("What we are doing", doing),
        ("How to reach us", plain(letter.contact) if letter.contact else MISSING),
    )
