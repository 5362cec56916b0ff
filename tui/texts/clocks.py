"""The notification clocks as text: one line for all of them, one block for each with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.present import SYMBOLS, Line, Piece, clean, day, length

if TYPE_CHECKING:
    from simulator.exercise.room.clocks import ClockRow

_SHORT = {
    "us.hipaa.individual": "LETTERS",
    "us.hipaa.hhs": "HHS",
    "us.hipaa.media": "MEDIA",
    "us.hipaa.ba": "BA",
    "us.hipaa.substitute": "SUBSTITUTE",
    "us.ny.state_police": "NY POLICE",
}


def clock_name(row: ClockRow) -> str:
    """A duty, short enough for one of the two docked lines."""
    known = _SHORT.get(row.id)
    if known is None:
        *_, where, what = row.id.split(".")
        whose = row.entity if row.id.startswith("contract.") else where
        known = f"{whose} {'LETTERS' if what == 'individual' else what.replace('_', ' ')}".upper()
    return clean(known)


def clock_word(row: ClockRow) -> str:
    """How a clock stands, in one or two words."""
    match row.status:
        case "overdue" | "missed":
            return f"LATE {row.late_days}d" if row.status == "overdue" else "MISSED"
        case "due_today":
            return "TODAY"
        case "met" | "not_required_but_done":
            return "sent" if row.status == "met" else "sent, not owed"
        case "met_late":
            return f"sent {row.late_days}d late"
        case "waiting":
            if row.left is None:
                return "waits"
            return f"{length(row.left)} {'past, ' if row.left < 0 else ''}if owed"
        case _:
            return "no number" if row.left is None else length(row.left)


def clocks_line(rows: tuple[ClockRow, ...], width: int) -> Line:
    """The clocks in one line, worst first; those that read alike together; `+n` for what has no room."""
    if not rows:
        return (("No clock is running as far as you know.", "dim"),)
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row.tone, clock_word(row)), []).append(clock_name(row))
    pieces: list[Piece] = []
    room, left = width - 4, len(rows)
    for (tone, word), names in groups.items():
        shown = list(names)
        while len(_group(tone, word, shown)) > room and len(shown) > 1:
            shown.pop()
        text = _group(tone, word, shown)
        if len(text) > room and pieces:
            break
        pieces += [(text[:room], tone), ("  ", "plain")]
        room, left = room - len(text) - 2, left - len(shown)
        if len(shown) < len(names):
            break
    return (*pieces[:-1], (f" +{left}", "strong")) if left else tuple(pieces[:-1])


def _group(tone: str, word: str, names: list[str]) -> str:
    """`NY AG`, `NY DOS` and `CA LETTERS` read `NY AG/DOS, CA LETTERS: 30d`."""
    told, where = "", ""
    for name in names:
        state, _, what = name.rpartition(" ")
        same = bool(state) and state == where
        told += f"/{what}" if same else f"{told and ', '}{name}"
        where = state
    return f"{SYMBOLS[tone]} {told}{':' if len(names) > 1 else ''} {word}"


MOVES_SHOWN = 3
"""The newest changes of a clock that are shown beside it; the report has all of them."""


COUNSEL = "; confirm with counsel"
"""What stands beside a rule that nobody could verify."""


def clock_block(row: ClockRow) -> tuple[Line, ...]:
    """One clock with its reasons, and what moved it last."""
    head: Line = (
        (f"{SYMBOLS[row.tone]} {clock_word(row):<12}  ", row.tone),
        (clean(row.title), "strong"),
        (f"  due {day(row.due)}", "plain"),
    )
    why = tuple(((f"    {clean(text)}", "dim"),) for text in row.why)
    other = tuple(
        ((f"    If counted from {theory} ({day(since)}): {day(due)}", "dim"),)
        for theory, since, due in row.alternatives
    )
    moved = tuple(
        (
            (f"    {one.day:%d %b}: {one.status.replace('_', ' ')}, due {day(one.due)}  ", "dim"),
            (clean("; ".join(one.because)), "dim"),
        )
        for one in row.moved[-MOVES_SHOWN:]
    )
    return (head, *why, *other, ((f"    {clean(row.citation)}{COUNSEL if row.unverified else ''}", "dim"),), *moved)
