"""A notification calendar as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from simulator.exercise.planning.penalties import penalty_lines, plain_penalty
from simulator.exercise.planning.plan import Plan
from simulator.law.history import Change
from simulator.law.model import Obligation, Status
from simulator.law.records import papers

COUNSEL = "confirm with counsel"
"""What stands beside every rule that nobody could verify."""
NOT_ADVICE = "A planning aid, not legal advice."


def json_of(plan: Plan) -> str:
    """The calendar as JSON: dates as `YYYY-MM-DD`, sentences joined."""
    rows = [_plain(row, plan) for row in plan.obligations]
    whole = {
        "as_of": str(plan.as_of),
        "entity": plan.entity,
        "obligations": rows,
        "keep": [
            {
                "entity": facts.entity,
                "what": one.what,
                "made": str(one.made),
                "until": str(one.until),
                "citation": one.citation,
            }
            for facts in plan.incidents
            for one in papers(facts)
        ],
        "penalties": [plain_penalty(one) for one in plan.penalties],
        "unheard": list(plan.unheard),
        "note": NOT_ADVICE,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def as_text(plan: Plan) -> str:
    """The plan for reading: every deadline in one table, then the why of each, then what does not apply and why not."""
    rows = sorted(plan.obligations, key=_urgency)
    asked = [row for row in rows if row.status not in _IDLE]
    lines = [f"{plan.entity}, as of {plan.as_of}. {NOT_ADVICE}", "", _HEAD]
    lines += [_line(row, plan) for row in asked]
    for row in asked:
        lines += ["", f"{row.id}: {row.title}{_whose(row, plan)}", *_why(row, plan)]
    lines += ["", "Not required, or not covered:"]
    lines += [f"  {row.id:26} {row.status:21} {' '.join(row.why_not)}" for row in rows if row.status in _IDLE]
    lines += ["", *(f"Heard by no duty that we know: {one}." for one in plan.unheard)] if plan.unheard else []
    return "\n".join((*lines, *_kept(plan), *penalty_lines(plan.penalties)))


def _kept(plan: Plan) -> Iterator[str]:
    """What to keep as proof, by the last day of keeping it."""
    found = [(one.until, one.what, one.citation) for facts in plan.incidents for one in papers(facts)]
    if found:
        yield ""
        yield "Keep as proof, at least until:"
    yield from (f"  {until}  {what} ({cited})" for until, what, cited in sorted(set(found)))


_IDLE = frozenset({Status.NOT_REQUIRED, Status.NOT_COVERED})
_HEAD = f"{'DUE':12} {'DAYS':>5}  {'STATUS':22} {'DUTY':26} TO"


def _line(row: Obligation, plan: Plan) -> str:
    days = "" if row.due is None else str((row.due - (row.done or plan.as_of)).days)
    due = str(row.due or "no number")
    return f"{due:12} {days:>5}  {row.status:22} {row.id:26} {row.to}{_whose(row, plan)}{_counsel(row, '; ')}"


def _why(row: Obligation, plan: Plan) -> Iterator[str]:
    yield from (f"    {reason}" for reason in (row.why or row.why_not))
    if row.not_contemporaneous and row.late_days == 0:
        yield "    On time, and yet not contemporaneous: a finding of its own."
    if row.idle_days is not None:
        delay = row.delay.replace("_", " ")
        yield f"    {row.idle_days} idle days since the facts were in hand: unreasonable delay {delay}."
    yield from (
        f"    If {other.theory} ({other.trigger_date}): due {other.due or 'as the standard says'}."
        for other in row.alternatives
    )
    yield from (f"    {_told(change)}" for change in plan.history.get((row.entity, row.id), ())[1:])
    yield from (f"    Assumed: {text}" for text in row.assumptions)
    yield f"    {row.citation or 'no rule'}; confidence {row.confidence}{_counsel(row, '; ')}"


def _whose(row: Obligation, plan: Plan) -> str:
    return "" if row.entity == plan.entity else f" [{row.entity}]"


def _urgency(row: Obligation) -> tuple[bool, date, str, str]:
    return not row.required, row.due or date.max, row.id, row.entity


def _counsel(row: Obligation, before: str = "") -> str:
    return f"{before}{COUNSEL}" if row.unverified else ""


def _told(change: Change) -> str:
    return f"Since {change.day} {change.status}, due {change.due or '-'}: {', '.join(change.because)}"


def _plain(row: Obligation, plan: Plan) -> dict[str, Any]:
    return {
        "id": row.id,
        "entity": row.entity,
        "jurisdiction": row.jurisdiction,
        "to": row.to,
        "title": row.title,
        "status": str(row.status),
        "trigger": row.trigger,
        "theory": row.theory,
        "trigger_date": _day(row.trigger_date),
        "due": _day(row.due),
        "alternatives": [
            {"theory": one.theory, "trigger_date": _day(one.trigger_date), "due": _day(one.due)}
            for one in row.alternatives
        ],
        "done": _day(row.done),
        "elapsed_days": row.elapsed_days,
        "late_days": row.late_days,
        "margin_days": row.margin_days,
        "hard_late": row.late_days > 0,
        "not_contemporaneous": row.not_contemporaneous,
        "unreasonable_delay": {"judgement": row.delay, "idle_days": row.idle_days},
        "coverage": row.coverage,
        "content": row.content,
        "why": " ".join(row.why),
        "why_not": " ".join(row.why_not),
        "history": [
            {"as_of": str(one.day), "status": str(one.status), "due": _day(one.due), "because": list(one.because)}
            for one in plan.history.get((row.entity, row.id), ())
        ],
        "citation": row.citation,
        "confidence": row.confidence,
        "counsel": _counsel(row),
        "assumptions": list(row.assumptions),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
