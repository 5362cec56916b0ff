"""The words of the hot wash: its questions, its timer, what was said, the plan so far. Nothing here is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.evaluation.fold import Evaluation
from simulator.domain.evaluation.records import Planned
from tui.hints import keyed
from tui.present import SYMBOLS, Line, clean

LENGTH = 20 * 60
"""Seconds that a hot wash is given. Source: practice.md 1.1 (20 to 30 minutes)."""
WANTED = 3
"""How many things to keep, and how many to change. Source: practice.md 1.4."""
QUESTIONS: Mapping[str, str] = {
    "surprise": "What surprised you?",
    "keep": "What would you keep?",
    "change": "What one rule would you change?",
    "missing": "Who should have been here?",
}
"""Source: practice.md 4.6."""
ASIDE = "hot wash: "
"""Begins who wrote a note that answers a question; the question's id follows."""


def clock(seconds: int) -> str:
    """Minutes and seconds."""
    return f"{abs(seconds) // 60}:{abs(seconds) % 60:02}"


def timer_line(spent: int, evaluation: Evaluation, *, runs: bool) -> Line:
    """How much of the hot wash is left, and what is still wanted."""
    left = LENGTH - spent
    word = f"{clock(left)} left" if left >= 0 else f"{clock(left)} over"
    tone = "strong" if left > 60 else "late"
    kept = sum(one.keep for one in evaluation.learned)
    changed = len(evaluation.learned) - kept
    state: Line = ((" ● TALK ", "strong"),) if runs else ((" ‖ STANDS ", "strong"),)
    return (
        (" HOT WASH ", "mark"),
        *state,
        (f" {word} ", tone),
        (
            f" keep {kept} of {WANTED}, change {changed} of {WANTED}",
            "done" if min(kept, changed) >= WANTED else "plain",
        ),
    )


def question_lines(evaluation: Evaluation) -> list[tuple[str, Line]]:
    """The four questions, and under each what was said."""
    lines: list[tuple[str, Line]] = []
    for number, (key, title) in enumerate(QUESTIONS.items(), start=1):
        lines.append((key, ((f"{number} {title}", "strong"),)))
        lines += [("", ((f"   {clean(text)}", "plain"),)) for text in _said(key, evaluation)]
    return lines


def _said(key: str, evaluation: Evaluation) -> Iterable[str]:
    if key in {"keep", "change"}:
        return [one.text for one in evaluation.learned if one.keep == (key == "keep")]
    return [one.text for one in evaluation.notes if one.by == ASIDE + key]


def plan_lines(
    evaluation: Evaluation, empty: str = "Nothing yet: {hotwash.change} writes a change down."
) -> list[tuple[str, Line]]:
    """The improvement plan, two lines a row; what is missing is marked."""
    lines: list[tuple[str, Line]] = []
    for one in evaluation.plan:
        lines.append((one.id, ((f"{one.id:<6}", "strong"), (clean(one.issue), "plain"))))
        lines.append(("", plan_details(one)))
    return lines or [("", ((keyed(empty), "dim"),))]


def plan_details(one: Planned) -> Line:
    """What is done about an issue, by whom, by when."""

    def said(text: str, missing: str) -> tuple[str, str]:
        return (clean(text), "plain") if text else (f"{SYMBOLS['watch']} {missing}", "watch")

    return (
        ("      ", "plain"),
        said(one.action, "no action"),
        ("  owner ", "dim"),
        said(one.owner, "nobody"),
        ("  by ", "dim"),
        said(f"{one.due:%Y-%m-%d}" if one.due else "", "no date"),
        (f"  {one.priority}", "dim"),
    )


def feedback_lines(evaluation: Evaluation, roles: Mapping[str, str]) -> list[Line]:
    """Who has handed in the form, and the middle of the answers, item by item."""
    felt = [one for one in evaluation.feedback if one.score is not None]
    who = ", ".join(dict.fromkeys(clean(roles.get(one.role, one.role)) for one in evaluation.feedback))
    lines: list[Line] = [((f"Handed in: {who or 'nobody yet'}", "plain"),)]
    for item in dict.fromkeys(one.item for one in felt):
        scores = sorted(one.score or 0 for one in felt if one.item == item)
        lines.append(((f" {scores[len(scores) // 2]} of 5 ", "strong"), (f"({len(scores)}) {clean(item)}", "plain")))
    lines.append(((keyed("{hotwash.feedback} hands the form round: one role after the other."), "dim"),))
    return lines
