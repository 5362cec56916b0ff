"""The words of the console's panels: the master list, the pace, notes, objectives, the truth, help for the room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.domain.evaluation.fold import Evaluation
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.evaluating.review import Standing
from simulator.exercise.room.console.masterlist import Listed
from simulator.exercise.room.console.trim import TrimPlan
from tui.console.seen import Seen
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day_and_time, minutes
from tui.texts.pace import halt_words, pace_words

_HALTS = {
    "start": "Nothing runs yet: {console.pause} starts.",
    "last": "Nothing more comes before EndEx; {console.next} ends it.",
    "end": "EndEx. {console.reveal} shows the room its hot wash, then the debrief.",
}
"""Why time stands, where the room's words name keys that the console does not have."""
_KEYS = (
    "{console.pause} runs   {console.slower} {console.faster} gear   {console.next} next",
    "{console.goto} to a time   {console.talk} discuss   {console.break} break",
    "{console.stop} NO DUFF   {console.end} end   {command_palette} every control",
)


def halted(drill: Drill) -> str:
    """Why time stands, by the facilitator's keys."""
    halt = drill.halt
    return keyed(_HALTS.get(halt.kind, "")) or halt_words(halt.kind, halt.subject) if halt else ""


def late_words(late: int) -> str:
    """Whether the room is on its plan."""
    return f"ends {late} min late" if late > 0 else "on pace" if late == 0 else f"{-late} min in hand"


def pace_lines(drill: Drill, trim: TrimPlan) -> Iterator[Line]:
    """How time runs, what is left, and whether the plan holds."""
    view, late = drill.view, drill.late
    halt = halted(drill)
    yield ((f"{drill.run_state.upper()}  x{drill.gear}", "strong"), (f"  {pace_words(drill.gear)}", "dim"))
    if halt and drill.run_state not in {"live", "jump"}:
        yield ((halt, "plain"),)
    share = min(max(drill.room_seconds / max(view.room_minutes * 60, 1), 0.0), 1.0)
    bar = "▓" * round(share * 14) + "░" * (14 - round(share * 14))
    yield ((f"Room {minutes(drill.room_seconds)} of {minutes(view.room_minutes * 60)}  {bar}", "plain"),)
    if view.move is not None:
        spent = int(drill.move_seconds // 60)
        over = spent > view.move.room_minutes
        yield ((f"{clean(view.move.title)}: {spent} of {view.move.room_minutes} min", "watch" if over else "plain"),)
    yield ((f"{SYMBOLS['watch' if late > 0 else 'ok']} {late_words(late)}", "watch" if late > 0 else "ok"),)
    needed = [one for one in trim.steps if one.needed]
    if late > 0 and needed:
        give = "message gives" if len(needed) == 1 else "messages give"
        yield ((f"{keyed('{console.trim}')} trims: {len(needed)} {give} back {trim.gives_back} min", "dim"),)
    off = [name for name in ("clock", "move") if name not in drill.watch.pauses]
    if off:
        yield ((f"auto-pause off: {', '.join(off)}", "dim"),)
    yield from (((keyed(keys), "dim"),) for keys in _KEYS)


def note_lines(evaluation: Evaluation, playbook: Playbook) -> list[Line]:
    """Notes, flags and hints, the newest first."""
    numbers = {one.id: place for place, one in enumerate(playbook.objectives, 1)}
    rows: list[tuple[Seconds, float, Line]] = []
    for note in evaluation.notes:
        about = f"  obj {numbers[note.objective]}" if note.objective in numbers else ""
        tag = f"[{note.tag}] " if note.tag else ""
        rows.append((note.at, note.room, ((f"{tag}{clean(note.text)}", "plain"), (about, "dim"))))
    rows += [(one.at, one.room, (("[flag] ", "watch"), (clean(one.text), "plain"))) for one in evaluation.flags]
    rows += [
        (one.at, one.room, ((f"[hint {one.level}] ", "info"), (clean(one.text), "dim"))) for one in evaluation.hints
    ]
    calendar = playbook.calendar
    ordered = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
    lines: list[Line] = [
        ((f"D{calendar.number(at)} {calendar.at(at):%H:%M} room {minutes(room)}  ", "dim"), *line)
        for at, room, line in ordered
    ]
    return lines or [
        ((keyed("No note yet. {console.note}: + strength, - gap, ! critical, ? question; obj 2."), "dim"),)
    ]


def objective_lines(rows: Iterable[Listed], standings: Iterable[Standing]) -> list[Line]:
    """What shows each objective so far, what the report would propose now, and the evaluator's own rating."""
    by_task = {one.ref: one for one in rows if one.type == "expected"}
    lines: list[Line] = []
    for place, one in enumerate(standings, 1):
        found = [by_task[task] for task in one.objective.tasks if task in by_task]
        done = sum(task.standing == "done" for task in found)
        late = sum(task.standing == "late" for task in found)
        draft = f"you: {one.rated.rating}" if one.rated else f"draft {one.proposal.rating or '-'}"
        tone = "late" if late else "done" if found and done == len(found) else "info"
        evidence = f"{done}/{len(found)} done" + (f", {late} late" if late else "")
        lines.append(
            (
                (f"{place} {SYMBOLS[tone]:<2}", tone),
                (f"{evidence:<17}", "plain"),
                (f"{draft:<9}", "strong"),
                (clean(one.objective.title), "plain"),
            )
        )
    return [*lines, ((keyed("{console.rate} rates one, with why"), "dim"),)]


def truth_lines(seen: Seen, playbook: Playbook) -> list[Line]:
    """What is true, what comes next, and the best move that the room has not made; narrow enough for a third."""
    truth = seen.truth
    coming = truth.next
    named = (("really read", truth.read), ("must be told", truth.notifiable), ("on the list", truth.listed))
    lines: list[Line] = [
        ((f"{name:<13}", "dim"), (f"{sum(sets.values()):>7,} people", "strong")) for name, sets in named
    ]
    since = truth.locked_out_at
    if since is None:
        lines.append(((f"{SYMBOLS['red']} Somebody can still get in.", "red"),))
    else:
        lines.append(((f"{SYMBOLS['done']} Locked out since {day_and_time(playbook.calendar.at(since))}.", "done"),))
    if coming is not None and coming.at is not None:
        lines.append((("next by itself: ", "dim"), (clean(coming.title), "plain")))
    if seen.hints:
        lines.append((("best next: ", "dim"), (clean(seen.hints[-1].text), "plain")))
    for name, sets in named:
        states = ", ".join(f"{state} {count:,}" for state, count in sets.items())
        lines.append(((f"{name}: {clean(states) or 'nobody'}", "dim"),))
    return lines


def declared(drill: Drill) -> dict[int, str]:
    """The declarations that wait for the facilitator, by number, in the team's words."""
    waiting = [int(one.ref) for one in drill.view.open if one.kind == "declared"]
    said = {number: " ".join(text for about, _, text in drill.words if about == number) for number in waiting}
    return {number: clean(text) or "(no words)" for number, text in said.items()}


def help_lines(seen: Seen, waiting: Mapping[int, str]) -> list[Line]:
    """What waits to be mapped, a stuck room, the ladder, who is quiet: for the facilitator's eyes alone."""
    lines: list[Line] = [
        ((f"{SYMBOLS['watch']} DECLARED ", "watch"), (f"“{words}”", "plain"), (keyed("  {console.map} maps it"), "dim"))
        for words in waiting.values()
    ]
    if seen.stall is not None:
        lines.append(((f"{SYMBOLS['watch']} STUCK? {seen.stall.minutes:.0f} min without a decision", "watch"),))
        if seen.stall.duties:
            lines.append(((f"Open: {clean('; '.join(seen.stall.duties[:3]))}", "plain"),))
    names = {1: "Ask", 2: "Show", 3: "Move"}
    lines += [((f"{one.level} {names[one.level]}: ", "strong"), (clean(one.text), "plain")) for one in seen.hints]
    quiet = ", ".join(f"{clean(one.title)} {one.minutes:.0f} min" for one in seen.quiet[:5])
    if quiet:
        lines.append((("QUIET  ", "watch"), (quiet, "plain")))
    return lines or [(("The room needs no help just now.", "dim"),)]
