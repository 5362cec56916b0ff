"""The words of the report screen: sections and what blocks final, ratings, the plan."""

from __future__ import annotations

from simulator.exercise.evaluating.review import Review, guard_rating, undecided
from simulator.report.model import AfterActionReport
from tui.hints import keyed
from tui.present import SYMBOLS, Line, clean
from tui.texts.wash import plan_details

NEXT = {"draft": "reconciled", "reconciled": "final"}
"""The stage after each."""


def head_line(review: Review | None) -> Line:
    """How far the report is, and how much keeps it from being final."""
    if review is None:
        return ((" REPORT ", "mark"), ("  being made ...", "unknown"))
    count = len(review.blocks)
    blocked = (
        f"  {SYMBOLS['red']} {count} thing{'' if count == 1 else 's'} block final"
        if count
        else "  nothing blocks final"
    )
    handling = clean(review.evaluation.handling)
    return (
        (" REPORT ", "mark"),
        (f"  {review.evaluation.stage.upper()} ", "strong"),
        (blocked, "red" if count else "done"),
        (f"  handling: {handling} (a label creates no privilege)" if handling else "  no handling line", "dim"),
    )


def section_lines(report: AfterActionReport, review: Review) -> list[tuple[str, Line]]:
    """What blocks final, then every section, marked where something is missing in it."""
    lines: list[tuple[str, Line]] = []
    if review.blocks:
        lines.append(("", (("WHAT BLOCKS FINAL", "strong"),)))
        lines += [("", ((f"{SYMBOLS['red']} ", "red"), (clean(text), "plain"))) for text in review.blocks]
    lines.append(("", (("SECTIONS", "strong"),)))
    missing = _missing(review)
    for one in report.sections:
        count = missing.get(one.id, 0)
        mark = (f"{SYMBOLS['watch']} ", "watch") if count else (f"{SYMBOLS['done']} ", "done")
        said = f"  {count} open" if count else ""
        lines.append((one.id, (mark, (f"{one.number:<8} {clean(one.title)}", "plain"), (said, "watch"))))
    return lines


def _missing(review: Review) -> dict[str, int]:
    """How much is missing, by section."""
    unrated = sum(one.rated is None or bool(guard_rating(one, one.rated)) for one in review.standings)
    undecided_rows = sum(bool(undecided(one)) for one in review.evaluation.plan if one.status == "open")
    learned = review.evaluation.learned
    return {
        "objectives": unrated,
        "plan": undecided_rows or int(not review.evaluation.plan),
        "lessons": int(not learned),
        "feedback": int(not review.evaluation.feedback),
        "participants": int(not review.evaluation.seated),
    }


def rating_lines(review: Review) -> list[tuple[str, Line]]:
    """Each objective: the evaluator's rating beside the tool's proposal."""
    lines: list[tuple[str, Line]] = []
    for one in review.standings:
        given = one.rated.rating if one.rated else "-"
        wrong = bool(guard_rating(one, one.rated)) if one.rated else True
        tone = "watch" if wrong else "done"
        pieces = (
            (f"{SYMBOLS[tone]:<2} ", tone),
            (f"{given} ", "strong"),
            (f"proposed {one.proposal.rating or '-'}  ", "dim"),
        )
        lines.append((one.objective.id, (*pieces, (clean(one.objective.title), "plain"))))
    return lines


def plan_rows(review: Review) -> list[tuple[str, Line]]:
    """The plan, what is weak about each row, and how many rows the record proposes besides."""
    lines: list[tuple[str, Line]] = []
    for one in review.evaluation.plan:
        weak = undecided(one) if one.status == "open" else ()
        tone = "watch" if weak else "done"
        head = ((f"{SYMBOLS[tone]:<2} ", tone), (f"{one.id:<6}", "strong"), (clean(one.issue), "plain"))
        lines.append((one.id, (*head, (f"  {one.status}", "dim"))))
        lines.append(("", plan_details(one)))
        lines += [("", ((f"      {SYMBOLS['watch']} {clean(text)}", "watch"),)) for text in weak[:2]]
    if review.proposed:
        count = len(review.proposed)
        rows = f"{count} row{'' if count == 1 else 's'}"
        more = f"{SYMBOLS['info']} The record proposes {rows} more: {keyed('{report.adopt}')} takes them over."
        lines.append(("", ((more, "info"),)))
    for again in review.retested:
        verdict = (f"{again.brought.id} re-tested: {again.verdict}", "strong")
        lines.append(("", (verdict, (f"  {clean(again.brought.source)}", "dim"))))
    return lines or [("", ((keyed("No row yet: {report.add} adds one."), "dim"),))]
