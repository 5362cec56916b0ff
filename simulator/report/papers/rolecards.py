"""Role cards: what one player alone knows and may do, one card a page."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.actions import ResponseAction
from simulator.domain.playbook import Playbook, Seat
from simulator.report.model import AfterActionReport, Block, Heading, Section
from simulator.report.papers.paper import bullets, grid, paper, said
from simulator.report.text import any_of

HANDLING = ("Cut or print one card a page, and give each to its player alone: the others do not know what is on it.",)


def role_cards(playbook: Playbook) -> AfterActionReport:
    """Every card."""
    cards = tuple(
        Section(id=seat.id, number=str(number), title=seat.title, blocks=tuple(_card(playbook, seat)))
        for number, seat in enumerate(playbook.seats.values(), 1)
    )
    return paper(playbook, "Role cards", cards, handling=HANDLING)


def _card(playbook: Playbook, seat: Seat) -> Iterator[Block]:
    yield Heading(text="What you know")
    yield bullets(seat.card)
    yield Heading(text="What you may order")
    yield grid("Your actions", ("Action", "Takes typically", "Needs a second role"), _orders(playbook, seat))
    if seat.id in playbook.legal_seats:
        yield said("You may decide the legal acts: discovery date, determination, list, notices, answers.")
    yield Heading(text="How to reach you")
    people = "one person" if seat.staff == 1 else f"{seat.staff} people"
    yield said(
        f"You stand for {people}. Within half an hour a call finds somebody {_percent(seat.reach_day)} of the time in "
        f"office hours, {_percent(seat.reach_evening)} in the evening, {_percent(seat.reach_night)} at night, "
        f"{_percent(seat.reach_weekend)} at the weekend."
    )
    if seat.contact:
        yield said(f"Contact: {seat.contact}.")
    if seat.substitutes:
        yield said(f"When you are away: {any_of([playbook.seats[one].title for one in seat.substitutes], '-')}.")


def _orders(playbook: Playbook, seat: Seat) -> Iterator[tuple[str, ...]]:
    for action in playbook.actions.values():
        if seat.id in action.authority.seats:
            second = [playbook.seats[one].title for one in action.authority.second if one in playbook.seats]
            yield f"{action.title} ({action.code})", _takes(action), any_of(second, "-")


def _takes(action: ResponseAction) -> str:
    """How long it usually takes: `4 h`, and a project in weeks."""
    return f"{action.hours.typical / 168:g} weeks" if action.share else f"{action.hours.typical:g} h"


def _percent(share: float) -> str:
    return f"{share:.0%}"
