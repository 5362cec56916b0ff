"""The scenarios that can be played here."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authored import suggest
from simulator.domain.ids import CONTROLLER, ROOM, SeatId
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import find_scenarios, load_playbook

FIRST = "leaky-sync-queue"
"""The scenario to begin with: README and briefing lead through it."""


def playbooks() -> tuple[Playbook, ...]:
    """Every scenario that came with the program: the one to begin with, then by name.

    Raises:
        ScenarioError: a file of one of them is wrong; every problem, one a line.
    """
    return tuple(one_by_one())


def one_by_one() -> Iterator[Playbook]:
    """The same, each read when it is asked for.

    Raises:
        ScenarioError: a file of the next one is wrong.
    """
    for folder in sorted(find_scenarios(), key=lambda one: one.name != FIRST):
        yield load_playbook(folder)


def describe(scenario: str) -> str:
    """What a scenario offers its players, as text; nothing of its truth.

    Raises:
        InputError: there is no such scenario.
        ScenarioError: a file of it is wrong.
    """
    book = load_playbook(scenario)
    start = book.calendar.start
    parts = [
        f"{book.title} ({book.slug}, version {book.version}, seed {book.seed})",
        book.summary,
        f"StartEx {start:%a %d %b %Y %H:%M} {book.calendar.zone}; {book.room_minutes} room minutes",
        "",
        "Seats:",
        *(f"  {seat.id}\t{seat.title}" for seat in book.seats.values()),
        "Actions:",
        *(f"  {action.id}\t{action.code}\t{action.title}" for action in book.actions.values()),
        "Sources:",
        *(f"  {source.id}\t{source.code}\t{source.title}" for source in book.sources.values()),
        f"Runbooks: {', '.join(book.runbooks)}",
    ]
    return "\n".join(parts)


def in_length(playbook: Playbook, minutes: int) -> Playbook:
    """A scenario that came with the program, in so many room minutes.

    Raises:
        InputError: it has no such length.
    """
    if minutes == playbook.room_minutes:
        return playbook
    return load_playbook(playbook.slug, Tailoring(length=minutes, profile=playbook.profile))


def default_scenario() -> str:
    """The scenario that is played when none is named.

    Raises:
        InputError: no scenario came with the program.
    """
    found = find_scenarios()
    if not found:
        raise InputError("No scenario came with this program.", "Install it again.")
    return next((one.name for one in found if one.name == FIRST), found[0].name)


def seat_of(playbook: Playbook, seat: str) -> SeatId:
    """The seat of that name.

    Raises:
        InputError: the scenario has none.
    """
    seats = [ROOM, CONTROLLER, *playbook.seats]
    if seat not in seats:
        raise InputError(f'{playbook.slug} has no seat "{seat}".', suggest(seat, seats))
    return SeatId(seat)
