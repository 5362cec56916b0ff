"""The player sheet: what every player holds in the hand, on one page. Nothing of the truth."""

from __future__ import annotations

from simulator.domain.playbook import Playbook
from simulator.report.model import AfterActionReport
from simulator.report.papers.paper import bullets, moment, paper, said, section
from simulator.report.papers.sitman import GROUND_RULES
from simulator.report.text import listed

DECIDING = (
    "Say what you want done, in your own words; the person at the keys finds the action for it.",
    "Say who decides, and why: both stand in the decision log. Say so when you disagree.",
    "Who lacks the authority is told who has it. Some actions need a second role.",
    "Ask for evidence: what nobody pulled, nobody knows. Some of it ends by itself.",
    "A hint is free, and is written down.",
)


def player_sheet(playbook: Playbook) -> AfterActionReport:
    """The sheet."""
    objectives = bullets(one.title for one in playbook.objectives)
    roles = f"At the table: {listed(one.title for one in playbook.seats.values())}."
    begun = f"It begins on {moment(playbook, 0)} and takes {playbook.room_minutes} minutes of this room."
    sections = (
        section(1, "Where we are", said(playbook.summary, begun, roles)),
        section(2, "What we want to see", objectives),
        section(3, "How to decide", bullets(DECIDING)),
        section(4, "Ground rules", bullets(GROUND_RULES)),
    )
    return paper(playbook, "Player sheet", sections)
