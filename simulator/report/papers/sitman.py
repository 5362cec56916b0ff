"""The situation manual: what every player may read before and during play. Nothing of the truth.

Source of the sections: practice.md 1.1 (SitMan), after HSEEP's template.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.playbook import Playbook
from simulator.report.model import AfterActionReport, Block, Heading
from simulator.report.papers.paper import bullets, grid, moment, paper, said, section

GROUND_RULES = (
    "This is a no-fault exercise: we look at plans, not at people.",
    "Work with what you have; a source that nobody pulled is unknown, not empty.",
    "Every patient, address, number and vendor is synthetic. Do not type a real person's data.",
    'Say "no duff" if something real needs the room: play stops at once.',
)


def situation_manual(playbook: Playbook) -> AfterActionReport:
    """The manual."""
    sections = (
        section(1, "Purpose and scope", said(playbook.summary)),
        section(2, "Objectives and core capabilities", _objectives(playbook)),
        section(3, "Agenda", _agenda(playbook)),
        section(4, "Roles at the table", _roles(playbook)),
        section(5, "The situation at StartEx", *_briefing(playbook)),
        section(6, "Questions for each move", *_questions(playbook)),
        section(7, "Ground rules", bullets(GROUND_RULES)),
    )
    return paper(playbook, "Situation manual", sections)


def _objectives(playbook: Playbook) -> Block:
    rows = ((one.title, one.capability, one.csf) for one in playbook.objectives)
    return grid("What the exercise tests", ("Objective", "Core capability", "CSF 2.0 outcome"), rows)


def _agenda(playbook: Playbook) -> Block:
    begun, rows = 0, []
    for move in playbook.moves:
        begins = f"minute {begun}"
        rows.append((begins, move.title, f"{move.room_minutes} min", f"from {moment(playbook, move.starts)}"))
        begun += move.room_minutes
    rows.append((f"minute {begun}", "Hot wash", "20 min", "three to keep, three to change, who and by when"))
    return grid("Moves", ("Begins", "Move", "Length", "Scenario time"), rows)


def _roles(playbook: Playbook) -> Block:
    rows = ((seat.title, str(seat.staff), _legal(playbook, seat.id)) for seat in playbook.seats.values())
    return grid("Who sits where", ("Role", "People it stands for", "Legal acts"), rows)


def _legal(playbook: Playbook, seat: str) -> str:
    return "may decide them" if seat in playbook.legal_seats else "-"


def _briefing(playbook: Playbook) -> Iterator[Block]:
    """The briefing's headings, lists and paragraphs; its own title is the cover's."""
    items: list[str] = []
    words: list[str] = []
    for line in [*playbook.briefing.replace("`", "").splitlines(), ""]:
        if line.startswith("  ") and items and not words:
            items[-1] += " " + line.strip()
            continue
        if not line.startswith("- ") and items:
            yield bullets(items)
            items = []
        if line.startswith("- "):
            items.append(line[2:])
        elif line.startswith("#") or not line.strip():
            if words:
                yield said(" ".join(words))
                words = []
            if line.startswith("##"):
                yield Heading(text=line.lstrip("# "))
        else:
            words.append(line.strip())


def _questions(playbook: Playbook) -> Iterator[Block]:
    for move in playbook.moves:
        yield Heading(text=move.title)
        yield bullets(f"{question.strip()}?" for question in move.asks.split("?") if question.strip())
