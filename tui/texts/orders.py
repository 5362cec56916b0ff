"""An action before it is ordered: what it does, costs and destroys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from simulator.domain.ids import SeatId
from simulator.domain.permit import barred
from tui.present import SYMBOLS, Line, clean

if TYPE_CHECKING:
    from simulator.domain.actions import ResponseAction
    from simulator.domain.playbook import Playbook
    from simulator.domain.state import State


def staff_hours(hours: float) -> str:
    """So much work."""
    return f"{hours:g} staff-hour{'' if hours == 1 else 's'}"


def action_lines(action: ResponseAction, playbook: Playbook, state: State, target: str | None) -> tuple[Line, ...]:
    """An action before it is ordered: what it does, what it risks, how long it takes, who may, or why nobody may."""

    def titles(seats: Iterable[str]) -> str:
        return ", ".join(clean(playbook.seats[SeatId(seat)].title) for seat in seats)

    cost = staff_hours(action.staff_hours) + (f", ${action.dollars:,.0f}" if action.dollars else "")
    lines: list[Line] = [((clean(action.help), "plain"),)]
    if action.risk:
        lines.append((("Risk: ", "strong"), (clean(action.risk), "plain")))
    unit, of = ("weeks", 168.0) if action.share else ("hours", 1.0)
    low, typical, high = (hours / of for hours in (action.hours.low, action.hours.typical, action.hours.high))
    lines.append(((f"Takes {low:g} to {high:g} {unit}, usually {typical:g}. {cost}.", "dim"),))
    if action.share:
        lines.append(((f"A project: it takes {action.share:.0%} of one person until then.", "dim"),))
    second = f" A second role must agree: {titles(action.authority.second)}." if action.authority.second else ""
    lines.append(((f"May decide: {titles(action.authority.seats)}.{second}", "dim"),))
    if action.irreversible:
        lines.append(((f"{SYMBOLS['red']} This cannot be undone.", "red"),))
    if (why_not := barred(state, action, target, playbook)) is not None:
        lines.append(((f"{SYMBOLS['watch']} Not now: {clean(why_not.reason)}", "watch"),))
    return tuple(lines)


def losing_line(people: int | None) -> Line:
    """How many people could no longer be excluded; None: nothing pulled says so."""
    if people is None:
        return ((f"{SYMBOLS['unknown']} Nothing you have pulled says whom these copies could still clear.", "unknown"),)
    who = "person" if people == 1 else "people"
    tone = "red" if people else "plain"
    symbol = SYMBOLS["red"] if people else SYMBOLS["info"]
    return ((f"{symbol} If you do this now, {people:,} {who} can no longer be excluded.", tone),)
