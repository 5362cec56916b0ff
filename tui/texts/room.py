"""What the war room shows: what happened, what waits, systems, staff, people as known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.hints import keyed
from tui.present import SYMBOLS, Line, Piece, clean, length

if TYPE_CHECKING:
    from simulator.exercise.room.feed import FeedLine
    from simulator.exercise.room.pending import OpenDecision
from simulator.exercise.room.picture import ListRow, SystemRow
from simulator.exercise.room.view import SeatView
from simulator.exercise.room.work import StaffRow, Work


def feed_line(line: FeedLine) -> Line:
    """One thing that happened, as a line."""
    body: list[Piece] = [
        (f"{line.when:%a %d %H:%M} ", "dim"),
        (f"{SYMBOLS[line.tone]:<2} ", line.tone),
        (f"{clean(line.sender)}: ", "plain"),
        (clean(line.title), "strong" if line.main else "plain"),
    ]
    if line.text:
        body.append((f"  {clean(line.text)}", "plain" if line.tone in {"red", "watch"} else "dim"))
    return tuple(body)


def feed_text(line: FeedLine) -> str:
    """One thing that happened, as a sentence for a screen reader."""
    words = {"red": "needs you", "watch": "news", "late": "late", "done": "done", "unknown": "not known"}
    mark = f"{words[line.tone]}, " if line.tone in words else ""
    text = f" {clean(line.text)}" if line.text else ""
    title = clean(line.title)
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return f"{line.when:%a %d %b %H:%M}, {mark}{clean(line.sender)}: {title}{stop}{text}"


def open_line(one: OpenDecision) -> Line:
    """A decision that waits, as a line."""
    tone = "red" if one.main else "watch" if one.kind == "inject" else "info"
    word = "answer" if one.kind == "inject" else "waits" if one.kind == "declared" else "legal act"
    return ((f"{SYMBOLS[tone]:<2} ", tone), (clean(one.title), "strong" if one.main else "plain"), (f"  {word}", "dim"))


def work_line(work: Work) -> Line:
    """An action under way, or one that waits for people."""
    if work.remaining is None:
        waits = f"{work.owner} paged, not answering yet" if work.paged else f"waits for {work.owner}"
        return ((f"{SYMBOLS['unknown']} {clean(work.title)}", "unknown"), (f"  {waits}", "dim"))
    left = f"about {length(work.remaining)} left" if work.remaining else "longer than usual"
    return ((f"{SYMBOLS['ok']} {clean(work.title)}", "plain"), (f"  {left}", "dim"))


def system_line(row: SystemRow) -> Line:
    """A system as known."""
    return ((f"{SYMBOLS[row.tone]:<2} {clean(row.word):<12} ", row.tone), (clean(row.title), "plain"))


def staff_line(row: StaffRow, width: int = 22) -> Line:
    """A role's load as a bar and in numbers."""
    full = row.busy >= row.people
    bar = "█" * min(row.busy, row.people) + "░" * max(row.people - row.busy, 0)
    tone = "watch" if full or row.waiting else "plain"
    waits = f" +{row.waiting} waiting" if full else " paged, not answering yet"
    waits = waits if row.waiting else ""
    title = clean(row.title)[:width]
    return ((f"{title:<{width}} ", "plain"), (f"{bar} {row.busy}/{row.people}{' full' if full else ''}{waits}", tone))


def list_line(row: ListRow) -> Line:
    """One version of the list."""
    states = ", ".join(f"{state} {count:,}" for state, count in row.by_state)
    frozen: Line = ((f" {SYMBOLS['done']} frozen", "done"),) if row.frozen else ()
    return ((f"v{row.version} {row.people:,} ", "strong"), (f"({row.scope}) {states}", "plain"), *frozen)


def people_lines(view: SeatView) -> tuple[Line, ...]:
    """People as known."""
    known = view.exposure
    unknown: Line = ((f"{SYMBOLS['unknown']} not known: nothing pulled shows it", "unknown"),)
    read: Line = unknown if known.shown_read is None else ((f"{known.shown_read:,} records", "strong"),)
    reach: Line = unknown if known.in_reach is None else ((f"{known.in_reach:,} records", "strong"),)
    if known.in_reach is not None and known.in_reach > known.presumed:
        cleared = f"; evidence clears {known.in_reach - known.presumed:,}, presumed are {known.presumed:,}"
        reach = (*reach, (cleared, "plain"))
    lists = tuple(list_line(row) for row in reversed(known.lists)) or ((("no list yet", "dim"),),)
    return ((("Shown as read   ", "plain"), *read), (("Lay in reach    ", "plain"), *reach), *lists)


def decide_lines(view: SeatView, hint: str = "{answer} answers it, {decide} decides.") -> tuple[Line, ...]:
    """What waits: the newest main message in full, the other decisions, the work under way."""
    lines: list[Line] = []
    for one in view.open[:1]:
        if one.main:
            lines += [open_line(one), ((clean(one.text), "plain"),)]
            lines += [((f"For: {clean(', '.join(one.to))}", "strong"),)] if one.to else []
            lines += [((keyed(hint), "dim"),), ()]
    lines += [open_line(one) for place, one in enumerate(view.open) if place or not one.main]
    if not view.open:
        lines.append((("No decision waits.", "dim"),))
    running = [*view.running, *view.waiting]
    lines += [(), ((f"RUNNING ({len(running)})", "strong"),)]
    lines += [work_line(work) for work in running] or [(("nothing", "dim"),)]
    return tuple(lines)
