"""Role cards: what one player alone knows and may do, one card a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.domain.actions import ResponseAction
from simulator.domain.playbook import Playbook, Seat
from simulator.report.model import AfterActionReport, Block, Heading, Section, Table
from simulator.report.papers.paper import bullets, grid, paper, said
from simulator.report.text import any_of, listed

HANDLING = ("Cut or print one card a page, and give each to its player alone: the others do not know what is on it.",)


def role_cards(playbook: Playbook) -> AfterActionReport:
    """Every card."""
    cards = tuple(
        Section(id=seat.id, number=str(number), title=seat.title, blocks=tuple(_card(playbook, seat)))
        for number, seat in enumerate(playbook.seats.values(), 1)
    )
    return paper(playbook, "Role cards", cards, handling=HANDLING)


_LONG = 12
"""From so many actions on two stand beside one another, so that the card stays one page."""


def _card(playbook: Playbook, seat: Seat) -> Iterator[Block]:
    yield Heading(text="What you know")
    yield bullets(seat.card)
    yield _actions(tuple(_orders(playbook, seat)))
    if seat.id in playbook.legal_seats:
        yield said("You may decide the legal acts: discovery date, determination, list, notices, answers.")
    yield grid(
        "Whom you can reach, and how often half an hour of calling finds somebody",
        ("Role", "Call", "Decides", *_PARTS),
        _others(playbook, seat),
    )
    yield Heading(text="How to reach you")
    yield said(*_reached(playbook, seat))


_PARTS = ("Office hours", "Evening", "Night", "Weekend")


def _reached(playbook: Playbook, seat: Seat) -> Iterator[str]:
    people = "one person" if seat.staff == 1 else f"{seat.staff} people"
    yield f"You stand for {people}."
    yield (
        f"Within half an hour a call finds somebody {_percent(seat.reach_day)} of the time in office hours, "
        f"{_percent(seat.reach_evening)} in the evening, {_percent(seat.reach_night)} at night, "
        f"{_percent(seat.reach_weekend)} at the weekend."
    )
    if seat.contact:
        yield f"Contact: {seat.contact}."
    if seat.substitutes:
        instead = any_of([playbook.seats[one].title for one in seat.substitutes], "-")
        yield f"When you are away, this role may stand in: {instead}."


def _others(playbook: Playbook, seat: Seat) -> Iterator[tuple[str, ...]]:
    """Every other role: its number, what it may decide for this one, and how often a call finds somebody."""
    for other in playbook.seats.values():
        if other.id != seat.id:
            reach = (other.reach_day, other.reach_evening, other.reach_night, other.reach_weekend)
            number = re.split(r"[;, ]", other.contact)[0] or "-"
            yield other.title, number, _decides(playbook, seat, other), *map(_percent, reach)


def _decides(playbook: Playbook, seat: Seat, other: Seat) -> str:
    """The legal acts, and the second word for what this role may not order alone."""
    seconds = any(
        seat.id in action.authority.seats and other.id in action.authority.second
        for action in playbook.actions.values()
    )
    parts = (("legal acts", other.id in playbook.legal_seats), ("the second word for some of your orders", seconds))
    return listed([text for text, so in parts if so], "-")


def _actions(orders: tuple[tuple[str, str], ...]) -> Table:
    """What the role may order, and how long it usually takes; a long list in two halves."""
    if len(orders) < _LONG:
        return grid("What you may order", ("Action", "Takes"), orders)
    half = (len(orders) + 1) // 2
    beside = (*orders[half:], ("", ""))
    rows = ((*left, *right) for left, right in zip(orders[:half], beside, strict=False))
    return grid("What you may order", ("Action", "Takes", "Action", "Takes"), rows)


def _orders(playbook: Playbook, seat: Seat) -> Iterator[tuple[str, str]]:
    """Each action, with whose second word it needs."""
    for action in playbook.actions.values():
        if seat.id in action.authority.seats:
            others = [playbook.seats[one].title for one in action.authority.second if one in playbook.seats]
            second = f"; needs {any_of(others, '-')}, too" if others else ""
            yield f"{action.title} ({action.code}){second}", _takes(action)


def _takes(action: ResponseAction) -> str:
    """How long it usually takes: `4 h`, and a project in weeks."""
    return f"{action.hours.typical / 168:g} weeks" if action.share else f"{action.hours.typical:g} h"


def _percent(share: float) -> str:
    return f"{share:.0%}"
