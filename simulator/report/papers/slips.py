"""Inject slips: every message as a slip to cut out and hand over, so that the room can go on when the laptop cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.domain import msel as m
from simulator.domain.playbook import Playbook
from simulator.report.model import AfterActionReport, Block, Section
from simulator.report.papers.paper import GROUND_TRUTH, grid, moment, paper, said
from simulator.report.text import listed

CUT = "- - - - - - - - - - - - - - - - - - - - - - - cut here - - - - - - - - - - - - - - - - - - - - - - -"
_FIGURE = re.compile(r"\{\w+\}")
HANDLING = (
    f"{GROUND_TRUTH}, until a slip is handed over.",
    "Cut along the lines; hand each to its role at its time, or when what it waits for has happened.",
)


def inject_slips(playbook: Playbook) -> AfterActionReport:
    """Every slip: those with a time first, in its order; then those that wait for something."""
    ordered = sorted(playbook.injects.values(), key=_order)
    sections = tuple(
        Section(id=f"slip-{number}", number=str(number), title=one.title, blocks=tuple(_slip(one, playbook)))
        for number, one in enumerate(ordered, 1)
    )
    return paper(playbook, "Inject slips", sections, handling=HANDLING, truth=True)


def _order(one: m.Inject) -> tuple[bool, int]:
    at = one.trigger.at if isinstance(one.trigger, m.At) else None
    return at is None, at or 0


def _slip(one: m.Inject, playbook: Playbook) -> Iterator[Block]:
    when, minute = playbook.released_by(one.trigger), ""
    if isinstance(one.trigger, m.At):
        when = moment(playbook, one.trigger.at)
        planned = playbook.room_minute(one.trigger.at)
        minute = "before StartEx" if planned is None else f"room minute {planned}"
    to = listed([playbook.seats[seat].title for seat in one.to if seat in playbook.seats], "the room")
    rows = [("When", f"{when}{f' ({minute})' if minute else ''}"), ("To", to), ("From", one.sender)]
    if one.conditions:
        rows.append(("Only if", "it still fits: it has conditions (see the handbook)"))
    rows.append(("Message", _FIGURE.sub("____", one.text)))
    rows += [("Answer", f"[ ] {option.title}") for option in one.options]
    yield grid(f"EXERCISE {one.id}", ("Slip", one.title), rows)
    yield said(CUT)
