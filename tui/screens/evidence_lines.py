"""The lines of the evidence screen: a source and what there is to know of it, a pull, a remark."""

from __future__ import annotations

from simulator.exercise.room.desk.sourceline import SourceLine
from simulator.exercise.room.desk.vaultline import VaultLine
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean
from tui.texts.orders import staff_hours

_TONES = {
    "pulled": "done",
    "under way": "info",
    "not pulled": "unknown",
    "not recording": "watch",
    "expired": "late",
    "lost": "late",
}


def counted(rows: int) -> str:
    """So many rows."""
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def source_line(line: SourceLine, loading: tuple[int, int] | None = None) -> Line:
    """A source and how it stands: a symbol, a word or its rows, its name; `loading`: rows so far, and in all."""
    tone = _TONES[line.standing]
    word = counted(line.rows) if line.rows is not None else line.standing
    if loading is not None:
        word = f"loading {loading[0] / max(1, loading[1]):.0%}"
    if line.held and line.standing == "not pulled":
        word = "held"
    quiet = "plain" if line.standing == "pulled" else "dim"
    return (
        (f"{SYMBOLS[tone]:<2} ", tone),
        (f"{word:<14}", tone if tone == "late" else quiet),
        (clean(line.title), "plain"),
    )


def about_lines(line: SourceLine) -> tuple[Line, ...]:
    """What there is to know of a source."""
    cost = f", {staff_hours(line.staff_hours)}" if line.staff_hours else ""
    keeps = f"{line.keeps}; {line.until}" if line.until else line.keeps
    facts = (
        ("table ", line.table + (f"  answers {' '.join(line.answers)}" if line.answers else "")),
        ("pull  ", f"{clean(line.owner)}, {line.takes}{cost}"),
        ("keeps ", keeps),
        ("needs ", clean(line.licence)),
        ("gaps  ", clean(line.gaps)),
    )
    return (
        ((f"{line.code} ", "dim"), (clean(line.title), "strong")),
        *(((name, "dim"), (said, "plain")) for name, said in facts if said),
        *(((clean(said), "plain"),) for said in line.remarks),
    )


def vault_line(line: VaultLine, drill: Drill) -> Line:
    """One pull: when, what, how much, who took it and its digest."""
    when = drill.playbook.calendar.at(line.at)
    short = f" ({line.left_off:,} left off)" if line.left_off else ""
    return (
        (f"{when:%a %d %H:%M}  ", "dim"),
        (f"{line.table} #{line.pull}  ", "strong"),
        (f"{counted(line.rows)}{short}  ", "plain"),
        (f"by {clean(line.collector)}  ", "plain"),
        (f"sha256 {line.sha256[:12]}…  ", "dim"),
        (clean(line.note), "dim"),
    )


def remark_line(role: str, text: str) -> Line:
    """An exhibit, or a note, as it begins."""
    return ((f"{'pin ' if role == 'exhibit' else 'note'}  ", "dim"), (clean(text), "plain"))
