"""The words of the debrief: score, three sets of people, what was seen, duties, the decision log."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.exercise.room.debrief import Debrief, LogLine, Score, Sets
from tui.hints import keyed
from tui.present import SYMBOLS, Line, clean, day
from tui.texts.waterfall import TITLES, waterfall

_SMALLEST = 0.05
"""Harm that rounds to nothing is left off."""
_DUTY = {"met": "done", "met_late": "late", "missed": "late"}


def closed_lines() -> tuple[Line, ...]:
    """Why nothing of it is seen in play."""
    until = "Until then nobody here sees what is true: not who read what, not whose it was, not the score."
    back = keyed("{show_room} goes back to the room; {jump} goes to the next thing that needs you.")
    return ((("The debrief opens at EndEx.", "strong"),), ((until, "plain"),), ((back, "dim"),))


def score_lines(score: Score | None, width: int) -> list[Line]:
    """The waterfall, and under it what each part is made of."""
    lines = list(waterfall(score, width))
    if score is None or score.total is None:
        return lines
    lines.append((("", "plain"),))
    for part, harm, why, entries in sorted(score.atoms, key=lambda atom: -abs(atom[1])):
        if abs(harm) >= _SMALLEST:
            word = "entry" if len(entries) == 1 else "entries"
            shown = f"  ({word} {', '.join(map(str, entries[:6]))})" if entries else ""
            head = f"{harm:>6.1f} harm  {TITLES.get(part, clean(part))}: "
            lines.append(((head, "dim"), (clean(why), "plain"), (shown, "dim")))
    return lines


def set_lines(sets: Sets) -> list[Line]:
    """Read, notifiable and listed by state, and how the list compares."""
    columns: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("read", sets.read),
        ("notifiable", sets.notifiable),
        ("your list", sets.listed),
    )
    lines: list[Line] = [((f"{'':<7}" + "".join(f"{name:>11}" for name, _ in columns), "dim"),)]
    for state in sets.states:
        counts = "".join(f"{one.get(state, 0):>11,}" for _, one in columns)
        off = sets.notifiable.get(state, 0) != sets.listed.get(state, 0)
        lines.append(((f"{state:<7}{counts}", "plain"), (f" {SYMBOLS['watch']}" if off else "", "watch")))
    total = "".join(f"{sum(one.values()):>11,}" for _, one in columns)
    lines.append(((f"{'in all':<7}{total}", "strong"),))
    if sets.precision is None or sets.recall is None:
        lines.append(((f"{SYMBOLS['red']} You made no list.", "red"),))
    else:
        lines.append(((f"Of those who must be told, listed: {sets.recall:.1%}", "plain"),))
        lines.append(((f"Of those listed, must be told:     {sets.precision:.1%}", "plain"),))
    lines.append((("", "plain"),))
    return lines


def seen_lines(found: Debrief) -> list[Line]:
    """What was seen of how many people: each element, with the identifiers of 45 CFR 164.514(b)(2) that it is."""
    lines: list[Line] = [(("What was seen, of so many people at most", "dim"),)]
    for one in found.seen:
        words = "; ".join((*one.identifiers, *one.content)) or "no identifier by itself"
        lines.append(((f"{one.people:>7,}  {clean(one.element)}: ", "plain"), (words, "dim")))
    if not found.seen:
        lines.append((("Nothing: nobody read an unsecured record.", "plain"),))
    lines.append((("", "plain"),))
    return lines


def duty_lines(found: Debrief) -> list[Line]:
    """The duty ledger of the truth side: a list, never averaged."""
    lines: list[Line] = [(("Duties, in truth (no part of the score)", "dim"),)]
    for duty in found.duties:
        if not duty.required and duty.done is None:
            continue
        tone = _DUTY.get(duty.status, "unknown")
        word = str(duty.status).replace("_", " ")
        late = f" {duty.late_days}d" if tone == "late" else ""
        done = f", done {day(duty.done)}" if duty.done else ""
        lines.append(((f"{SYMBOLS[tone]:<2} {word + late:<13} ", tone), (clean(duty.title), "strong")))
        lines.append(((f"   due {day(duty.due)}{done}  {clean(duty.id)}", "dim"),))
        if why := found.differs.get((duty.id, duty.entity)):
            lines.append(((f"   {SYMBOLS['watch']} {clean(why)}", "watch"),))
    return lines


def unnamed_lines(found: Debrief) -> list[Line]:
    """The duties owed in truth that nobody in the room ever named: neither opened, nor prepared, nor sent."""
    lines: list[Line] = [(("", "plain"),), (("Duties that you never named", "strong"),)]
    for duty in found.unnamed:
        lines.append(((f"{SYMBOLS['late']:<2} ", "late"), (clean(duty.title), "strong")))
        lines.append(((f"   to {clean(duty.to)}, due {day(duty.due)}: {clean(duty.citation)}", "dim"),))
    if not found.unnamed:
        lines.append((("None: each duty was opened, prepared or sent.", "plain"),))
    return lines


def log_lines(one: LogLine) -> list[tuple[str, Line]]:
    """A decision, whether it was refused, and what was said."""
    tone = "late" if one.refused else "done"
    key = str(one.entry)
    lines: list[tuple[str, Line]] = [
        (key, ((f"{SYMBOLS[tone]} ", tone), (f"{one.when:%a %d %b %H:%M} ", "dim"), (clean(one.title), "plain"))),
    ]
    if one.refused:
        lines.append(("", ((f"    refused: {clean(one.refused)}", "red"),)))
    for role, text in one.words:
        if text.strip():
            lines.append(("", ((f"    {word_of(role)}: ", "dim"), (clean(text), "plain"))))
    return lines


def word_of(role: str) -> str:
    """What people typed, by its role: an order's own words are what they said."""
    return "said" if role == "answer" else role
