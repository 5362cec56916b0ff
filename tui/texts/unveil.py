"""The words of the truth, for the controller's screen and line: three sets, two sides' clocks, what comes next."""

from __future__ import annotations

from simulator.domain.time import ExerciseCalendar
from simulator.exercise.room.clocks import ClockRow
from simulator.exercise.room.truth import Planned, TruthView
from tui.present import SYMBOLS, Line, clean, day, day_and_time
from tui.texts.clocks import clock_word

BANNER: Line = (
    (" PLAYERS CAN'T SEE THIS ", "mark"),
    ("  The truth: keep it off the projector.", "plain"),
)
_STANDING = {
    "answered": "done",
    "unanswered": "watch",
    "released": "info",
    "planned": "ok",
    "waits": "unknown",
    "held": "watch",
    "skipped": "dim",
    "left out": "dim",
}


def people_lines(view: TruthView, calendar: ExerciseCalendar) -> list[Line]:
    """Read, notifiable and listed by state, and whether they can still be read."""
    columns = (("read", view.read), ("notifiable", view.notifiable), ("listed", view.listed))
    lines: list[Line] = [((f"{'':<7}" + "".join(f"{name:>11}" for name, _ in columns), "dim"),)]
    for state in sorted({*view.read, *view.notifiable, *view.listed}):
        counts = "".join(f"{one.get(state, 0):>11,}" for _, one in columns)
        off = view.notifiable.get(state, 0) != view.listed.get(state, 0)
        lines.append(((f"{clean(state):<7}{counts}", "plain"), (f" {SYMBOLS['watch']}" if off else "", "watch")))
    lines.append(((f"{'in all':<7}" + "".join(f"{sum(one.values()):>11,}" for _, one in columns), "strong"),))
    for name, one in view.graded.items():
        lines.append(((f"list against {name}: {one.wrong:,} wrongly on it, {one.missed:,} missed", "plain"),))
    if view.locked_out_at is None:
        lines.append(((f"{SYMBOLS['red']} Somebody can still get in.", "red"),))
    else:
        when = day_and_time(calendar.at(view.locked_out_at))
        lines.append(((f"{SYMBOLS['done']} Locked out since {when}.", "done"),))
    return lines


def clock_lines(view: TruthView) -> list[Line]:
    """Each duty as it is in truth, and as the room's facts make it."""
    lines: list[Line] = []
    for truth, room in view.clocks:
        named = truth or room
        if named is not None:
            lines.append(((clean(named.title), "strong"), (f"  {clean(named.id)}", "dim")))
            lines += [_side("truth", truth), _side("room", room)]
    return lines or [(("No clock runs on either side.", "dim"),)]


def _side(name: str, row: ClockRow | None) -> Line:
    if row is None:
        return ((f"  {name:<6} ", "dim"), (f"{SYMBOLS['unknown']} no clock", "unknown"))
    return (
        (f"  {name:<6} ", "dim"),
        (f"{SYMBOLS[row.tone]} {clock_word(row):<12}  ", row.tone),
        (f"due {day(row.due)}", "plain"),
    )


def msel_lines(view: TruthView, calendar: ExerciseCalendar) -> list[Line]:
    """The list by time; what comes next by itself is marked, what only waits stands last."""
    return [_planned(one, calendar, comes=one == view.next) for one in view.msel]


def _planned(one: Planned, calendar: ExerciseCalendar, *, comes: bool) -> Line:
    tone = _STANDING[one.standing]
    when = day_and_time(calendar.at(one.at)) if one.at is not None else ""
    waits = f", {clean(one.trigger)}" if one.at is None else ""
    condition = ", on condition" if one.conditional and one.standing in {"planned", "waits"} else ""
    return (
        ("▸ " if comes else "  ", "strong"),
        (f"{SYMBOLS.get(tone, ' '):<2} {'NEXT' if comes else one.standing:<11}", tone),
        (f"{when:<17}", "dim"),
        (clean(one.title), "strong" if one.main else "plain"),
        (f"  {clean(one.sender)}{waits}{condition}", "dim"),
    )
