"""The words of the turning points: ten decisions, and what the world would have done otherwise. Model, not fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.time import ExerciseCalendar
from simulator.exercise.whatif.calls import Judged, in_words
from simulator.exercise.whatif.pricing import Price, TurningPoints
from simulator.report.text import many
from tui.hints import keyed
from tui.present import SYMBOLS, Line, clean, day_and_time
from tui.reckoner import Stage
from tui.texts.luck import square_lines
from tui.texts.waterfall import TITLES

PLAY_ON: Line = (("Enter plays on from just before it, three room minutes; nothing of it is kept.", "plain"),)
_SMALLEST = 0.05
"""Harm that rounds to nothing is left off."""


_DOING: Mapping[Stage, str] = {
    "prices": "playing it again, one change at a time",
    "calls": "call and luck: what was known then, played on",
}
_STANDS: Mapping[Stage, str] = {
    "waiting": "",
    "done": "Model, not fact: the same run on the same seed, one thing changed.",
    "stopped": "Stopped. What was worked out is kept; {turning.stop} goes on.",
}


def coming_lines() -> tuple[Line, ...]:
    """What stands there until the first price is known."""
    weighed = "Then each is weighed on what you knew at the time, apart from how it came out: some minutes more."
    goes_on = "It goes on while you look at other screens. {turning.stop} stops it; what was played is kept."
    return (
        (("The program plays your exercise again, each time with one decision left out or earlier.", "plain"),),
        (("The ten that made most difference then stand here: some minutes.", "plain"),),
        ((weighed, "plain"),),
        (("", "plain"),),
        ((keyed(goes_on), "dim"),),
    )


def progress_line(stage: Stage, thousandths: int, problem: str = "") -> Line:
    """How far the reckoning is; it goes on beside whatever else is looked at."""
    doing = _DOING.get(stage)
    if doing is None:
        return ((" WHAT IF ", "mark"), (f"  {clean(problem) or keyed(_STANDS.get(stage, ''))}", "dim"))
    bar = "█" * (thousandths * 20 // 1000)
    return (
        (" WHAT IF ", "mark"),
        (f"  ● {bar:░<20} {thousandths // 10}%", "strong"),
        (f"  {doing}", "dim"),
    )


def waiting_words(stage: Stage) -> str:
    """Why a decision has no call yet."""
    if stage == "calls":
        return "being worked out, the weightiest decisions first; it takes some minutes."
    stopped = keyed("not worked out; {turning.stop} goes on.")
    return {"stopped": stopped, "prices": "comes after the prices."}.get(stage, "not worked out.")


def turning_lines(found: TurningPoints, judged: Mapping[int, Judged]) -> list[tuple[str, Line]]:
    """The five costliest and the five best, each with its price and call; the key is the decision's number."""
    lines: list[tuple[str, Line]] = [("", (("COSTLIEST: what would have helped most", "strong"),))]
    lines += _rows(found.costliest, "watch", judged)
    lines.append(("", (("BEST: what leaving it out would have cost", "strong"),)))
    lines += _rows(found.best, "done", judged)
    square = square_lines(judged[number] for number in sorted(judged))
    return [*lines, *(("", line) for line in ([(("", "plain"),), *square] if square else ()))]


def _rows(prices: Iterable[Price], tone: str, judged: Mapping[int, Judged]) -> list[tuple[str, Line]]:
    rows: list[tuple[str, Line]] = []
    for one in prices:
        rows.append(_row(one, tone))
        if one.number in judged:
            rows.append(("", ((f"{'':<11}{in_words(judged[one.number].call)}", "dim"),)))
    return rows or [("", (("  none", "dim"),))]


def _row(one: Price, tone: str) -> tuple[str, Line]:
    return (
        str(one.number),
        ((f"{SYMBOLS[tone]:<2} {one.points or 0.0:>+6.1f}  ", tone), (f"D{one.number} {clean(one.title)}", "plain")),
    )


def price_lines(one: Price, calendar: ExerciseCalendar) -> list[Line]:
    """One change of one decision: what would have been otherwise, in people, duties, hours and harm."""
    lines: list[Line] = [
        ((f"D{one.number} ", "dim"), (clean(one.title), "strong")),
        ((f"{day_and_time(calendar.at(one.at))}, entry {one.entry}", "dim"),),
        _change(one.change),
        (("", "plain"),),
    ]
    lines += [((text, "plain"),) for text in _figures(one)]
    for duty in one.duties:
        was, now = duty.played.replace("_", " "), duty.fork.replace("_", " ")
        lines.append(((f"{clean(duty.title)}: ", "plain"), (f"{was} > {now}", "strong")))
    harm = [f"{TITLES.get(part, part)} {amount:+.1f}" for part, amount in one.harm if abs(amount) >= _SMALLEST]
    if harm:
        lines.append(((f"Harm: {'; '.join(harm)}", "dim"),))
    if one.refused:
        lines.append(((f"{many(len(one.refused), 'later decision')} could not have been taken so.", "dim"),))
    return lines


def _change(change: str) -> Line:
    instead = change.removeprefix("instead: ")
    return ("Had it been: " if instead == change else "Instead: ", "dim"), (clean(instead), "strong")


def _figures(one: Price) -> list[str]:
    points = "" if one.points is None else f"{one.points:+.1f} points of the score"
    counted = (
        (one.people_read, "people read"),
        (one.notifiable, "people to be told"),
        (one.missed, "people not told"),
        (one.told_wrongly, "people told wrongly"),
    )
    figures = [points, *(f"{count:+,} {what}" for count, what in counted if count)]
    figures += [f"{one.care_hours:+,.1f} h with a service down"] if one.care_hours else []
    figures += [f"{one.staff_hours:+,.1f} h of staff work"] if one.staff_hours else []
    return [text for text in figures if text] or ["No figure changes."]
