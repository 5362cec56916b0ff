"""The feedback form: what participants say of the exercise itself, so that blame can point at it.

Source: practice.md 1.2 (ISO 22398's successor evaluates method, participants and mission apart) and 2.4.
"""

from __future__ import annotations

from simulator.domain.playbook import Playbook
from simulator.report.model import AfterActionReport, Blank
from simulator.report.papers.paper import grid, paper, said, section

STATEMENTS = (
    "The scenario could happen to us.",
    "I knew what my role was allowed to decide.",
    "The pace left time to think, and no time to be bored.",
    "The clocks and numbers were explained well enough to act on.",
    "Everybody who should have been in the room was there.",
    "I would take part again.",
)
SCALE = "1 2 3 4 5"


def feedback_form(playbook: Playbook) -> AfterActionReport:
    """The form."""
    rated = grid("1: not at all, 5: fully", ("Statement", "Circle one"), ((text, SCALE) for text in STATEMENTS))
    reached = grid(
        "Objectives, as you saw them",
        ("Objective", "Performed / some challenges / major challenges / unable"),
        ((one.title, "P   S   M   U") for one in playbook.objectives),
    )
    sections = (
        section(1, "You", Blank(label="Role played (no name needed)", lines=1)),
        section(2, "The exercise", rated),
        section(3, "The response", reached),
        section(
            4,
            "In your words",
            Blank(label="What should we keep?"),
            Blank(label="What should we change, and who should own it?"),
            Blank(label="What did the tool get wrong?"),
        ),
        section(5, "Handing in", said("Give this to the facilitator before you leave. It becomes part of the report.")),
    )
    return paper(playbook, "Participant feedback", sections)
