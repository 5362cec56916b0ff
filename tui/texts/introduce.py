"""The words of the lobby and the briefing: what a scenario is, what each role knows, how the score works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.domain.ids import SeatId
from tui.hints import keyed
from tui.present import Line, clean

if TYPE_CHECKING:
    from simulator.domain.direction import Chance
    from simulator.domain.playbook import Playbook, Seat


def offer_lines(playbook: Playbook) -> tuple[Line, ...]:
    """A scenario in the lobby."""
    roles = ", ".join(clean(seat.title) for seat in playbook.seats.values())
    moves = ", ".join(f"{clean(move.title)} {move.room_minutes}m" for move in playbook.moves)
    last = playbook.calendar.number(playbook.ends)
    return (
        ((clean(playbook.title).upper(), "strong"), (f"  seed {playbook.seed}, version {playbook.version}", "dim")),
        (),
        ((clean(playbook.summary), "plain"),),
        (),
        (("Objectives", "strong"),),
        *(((f"  {n} {clean(one.title)}", "plain"),) for n, one in enumerate(playbook.objectives, start=1)),
        (),
        ((f"{playbook.room_minutes} room minutes to day {last}: {moves}", "plain"),),
        ((f"Roles: {roles}", "dim"),),
    )


def briefing_lines(text: str) -> tuple[Line, ...]:
    """A briefing as paragraphs: headings strong, bullets as bullets, lines joined; nothing else is markup."""
    blocks: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith(("#", "- ")) or not blocks or not blocks[-1] or blocks[-1].startswith("#"):
            blocks.append(line)
        else:
            blocks[-1] += f" {line}"
    return tuple(_briefing_line(clean(block)) for block in blocks)


def _briefing_line(block: str) -> Line:
    if block.startswith("#"):
        return ((block.lstrip("# ").upper(), "strong"),)
    return ((f"· {block[2:]}" if block.startswith("- ") else block, "plain"),)


def card_lines(playbook: Playbook, seat: str, how: str = "{card} uncovers") -> tuple[Line, ...]:
    """The role cards that this seat may read: its own; in the room all are covered, for the others sit there too."""
    if seat in playbook.seats:
        return card_of(playbook, SeatId(seat))
    roles = tuple((("· ", "plain"), (clean(one.title), "strong"), (_about(playbook, one), "dim"))
                  for one in playbook.seats.values())  # fmt: skip
    covered: Line = (("Covered: what a role knows is for its player alone.", "plain"),)
    ways: Line = ((f"{keyed(how)} one card at a time, or print them: breachdrill brief.", "dim"),)
    return (covered, ways, (), *roles)


def card_of(playbook: Playbook, seat: SeatId) -> tuple[Line, ...]:
    """One role's card: what it alone knows, and how to reach it."""
    one = playbook.seats[seat]
    contact: tuple[Line, ...] = (((f"Contact: {clean(one.contact)}", "dim"),),) if one.contact else ()
    facts = tuple(((f"· {clean(text)}", "plain"),) for text in one.card)
    return (((clean(one.title), "strong"), (_about(playbook, one), "dim")), *facts, *contact)


def _about(playbook: Playbook, seat: Seat) -> str:
    legal = " (may decide legal acts)" if seat.id in playbook.legal_seats else ""
    people = "1 person" if seat.staff == 1 else f"{seat.staff} people"
    return f"  {people}{legal}"


def lead_line(pace: str, chance: Chance) -> Line:
    """What the facilitator does now; what was arranged otherwise than usual comes first."""
    otherwise = [f"Pace {pace}"] if pace != "x60" else []
    otherwise += [f"Chance: {_LUCK[chance]}"] if chance in _LUCK else []
    begins = f"{'. '.join(otherwise)}." if otherwise else "Nothing runs yet."
    return ((keyed(f"{begins} Read the rules aloud; {{pause}} opens the room."), "strong"),)


_LUCK: dict[Chance, str] = {"off": "off", "table": "a d20 an order"}


def objective_lines(playbook: Playbook) -> tuple[Line, ...]:
    """What is tested."""
    return tuple(
        ((f"{n} {clean(one.title)}", "plain"), (f"  {clean(one.capability)}, {one.csf}", "dim"))
        for n, one in enumerate(playbook.objectives, start=1)
    )


SCORE_RULES: tuple[Line, ...] = tuple(
    ((text, "plain"),)
    for text in (
        "100 is the best response known on this seed, 0 is doing nothing; below 0 is worse than doing nothing.",
        "Every point links to what happened, and you are judged on what you knew at the time.",
        "Legal duties stand in a list of their own, met or missed, never averaged.",
        "The score is hidden in play and explained after.",
    )
)
