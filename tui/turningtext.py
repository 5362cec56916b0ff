"""The words of the turning points: ten decisions, and what the world would have done otherwise. Model, not fact."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.time import ExerciseCalendar
from simulator.exercise.whatif.pricing import Price, TurningPoints
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.widgets.waterfall import TITLES

_SMALLEST = 0.05
"""Harm that rounds to nothing is left off."""


def progress_line(thousandths: int | None) -> Line:
    """How far the reckoning is; it goes on beside whatever else is looked at."""
    if thousandths is None:
        return ((" WHAT IF ", "mark"), ("  Model, not fact: the same run on the same seed, one thing changed.", "dim"))
    bar = "█" * (thousandths * 20 // 1000)
    return (
        (" WHAT IF ", "mark"),
        (f"  ● {bar:░<20} {thousandths // 10}%", "strong"),
        ("  playing it again, one change at a time", "dim"),
    )


def turning_lines(found: TurningPoints) -> list[tuple[str, Line]]:
    """The five costliest and the five best, each with its price; the key is the decision's number."""
    lines: list[tuple[str, Line]] = [("", (("COSTLIEST: what would have helped most", "strong"),))]
    lines += [_row(one, "watch") for one in found.costliest] or [("", (("  none", "dim"),))]
    lines.append(("", (("BEST: what leaving it out would have cost", "strong"),)))
    lines += [_row(one, "done") for one in found.best] or [("", (("  none", "dim"),))]
    return lines


def _row(one: Price, tone: str) -> tuple[str, Line]:
    return (
        str(one.number),
        ((f"{SYMBOLS[tone]:<2} {one.points or 0.0:>+6.1f}  ", tone), (f"D{one.number} {clean(one.title)}", "plain")),
    )


def price_lines(one: Price, calendar: ExerciseCalendar, names: Mapping[str, str]) -> list[Line]:
    """One change of one decision: what would have been otherwise, in people, duties, hours and harm."""
    lines: list[Line] = [
        ((f"D{one.number} ", "dim"), (clean(one.title), "strong")),
        ((f"{day_and_time(calendar.at(one.at))}, entry {one.entry}", "dim"),),
        (("Had it been: ", "dim"), (clean(one.change), "strong")),
        (("", "plain"),),
    ]
    lines += [((text, "plain"),) for text in _figures(one)]
    for duty in one.duties:
        was, now = duty.played.replace("_", " "), duty.fork.replace("_", " ")
        lines.append(
            ((f"{clean(names.get(duty.id.partition('@')[0], duty.id))}: ", "plain"), (f"{was} > {now}", "strong"))
        )
    harm = [f"{TITLES.get(part, part)} {amount:+.1f}" for part, amount in one.harm if abs(amount) >= _SMALLEST]
    if harm:
        lines.append(((f"Harm: {'; '.join(harm)}", "dim"),))
    if one.refused:
        lines.append(((f"{len(one.refused)} later decisions could not have been taken so.", "dim"),))
    lines.append((("", "plain"),))
    lines.append((("Enter plays on from just before it, three room minutes; nothing of it is kept.", "plain"),))
    return lines


def _figures(one: Price) -> list[str]:
    points = "" if one.points is None else f"{one.points:+.1f} points"
    counted = (
        (one.people_read, "people read"),
        (one.notifiable, "people to be told"),
        (one.missed, "people not told"),
        (one.told_wrongly, "people told wrongly"),
    )
    figures = [points, *(f"{count:+,} {what}" for count, what in counted if count)]
    figures += [f"{one.care_hours:+.1f} h with a service down"] if one.care_hours else []
    figures += [f"{one.staff_hours:+.1f} h of work"] if one.staff_hours else []
    return [text for text in figures if text] or ["No figure changes."]
