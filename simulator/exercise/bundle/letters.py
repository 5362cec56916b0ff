"""Notices and determinations of a run as text: what was recorded, and plainly what was not."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import facts as f
from simulator.domain.elements import in_words
from simulator.domain.state import Dated
from simulator.law.worksheet import FactorFinding
from simulator.report.layout import cells, columns
from simulator.report.legal.worksheets import said_with, source_title, versions_of, versions_table
from simulator.report.material import Material
from simulator.report.model import MARK
from simulator.report.text import listed, plain

_FEDERAL = frozenset({"individual", "substitute", "hhs", "media", "ba", "ftc", "sec"})
"""Audiences that a federal rule names; the others are a state's own."""
_ABSENT = "[not in this notice]"


def letters(material: Material) -> Iterator[tuple[str, bytes]]:
    """Each notice that was sent as a text file: its name in the bundle, its content."""
    for name, one in zip(letter_names(material), material.truth.notices, strict=True):
        yield name, _text(_letter(one, material))


def letter_names(material: Material) -> dict[str, str]:
    """The name of each letter's file, and for whom it is: `individual`, `hhs`, `media`, ..., or `state`."""
    return {
        _name(number, one): _kind(one.fact.audience.split(".")[0])
        for number, one in enumerate(material.truth.notices, 1)
    }


def _name(number: int, one: Dated[f.NoticeSent]) -> str:
    audience = "".join(sign if sign.isalnum() else "-" for sign in one.fact.audience)
    return f"letters/{number:02d}-{audience}-list-v{one.fact.version}.txt"


def _kind(audience: str) -> str:
    return audience if audience in _FEDERAL else "state"


def determinations(material: Material) -> Iterator[tuple[str, bytes]]:
    """Each version of the assessment, with what was known when it was made."""
    versions = versions_of(material)
    rows = versions_table(versions, material)
    for (made, sheet), row in zip(versions, rows.rows, strict=True):
        lines = [f"{MARK}", f"Determination, version {sheet.version} (entry #{made.number})", ""]
        lines += [f"{name}: {cell}" for name, cell in zip(columns(rows), cells(rows, row), strict=True)]
        lines += ["", f"Counsel consulted: {'yes' if sheet.counsel else 'no'}"]
        for name, factor in sheet.factors.items():
            finding = material.typed_with(made.number, name, factor.finding) if factor else ""
            lines.append(f"Factor {name}: {_factor(factor, finding, material)}")
        lines += ["", f"Reason, in the decider's words: {said_with(made, material, 'reason') or 'none recorded'}"]
        lines += [f"Changed since the version before: {note}" for note in row.notes]
        yield f"determination/version-{sheet.version}.txt", _text(lines)


def _factor(one: FactorFinding | None, finding: str, material: Material) -> str:
    if one is None:
        return "not answered"
    confidence = "not stated" if one.confidence is None else f"{one.confidence:g}"
    return (
        f"{finding or 'no finding written'}; weight {one.weight}; confidence {confidence}; "
        f"evidence {listed(source_title(each, material) for each in one.evidence)}; cited, but not pulled by then: "
        f"{listed(source_title(each, material) for each in one.not_pulled)}"
    )


def _letter(one: Dated[f.NoticeSent], material: Material) -> list[str]:
    letter, playbook = one.fact.letter, material.playbook
    version = material.truth.list_version(one.fact.version)
    people = f"{len(version.people):,} on list v{one.fact.version}" if version else "no list"
    return [
        MARK,
        "Written from what the exercise recorded of this notice; the run keeps its elements, not its wording.",
        "",
        f"From: {playbook.entity}",
        f"To: {plain(playbook.audiences.get(one.fact.audience, one.fact.audience))} ({people})",
        f"Sent: {material.when(one.at)} (entry #{one.number})",
        "",
        f"What happened: a breach that began {letter.breach_from or _ABSENT}.",
        f"When it was discovered: {letter.discovered or _ABSENT}.",
        f"Types of information: {listed((plain(in_words(kind)) for kind in letter.kinds), _ABSENT)}.",
        f"What you should do: {'steps to protect yourself' if letter.steps else _ABSENT}.",
        f"What we are doing: {'investigation, mitigation and protection' if letter.doing else _ABSENT}.",
        f"Contact: {material.typed_with(one.number, 'contact', letter.contact) if letter.contact else _ABSENT}.",
        *(["It says that there is no evidence of misuse."] if letter.claims_no_misuse else []),
    ]


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
