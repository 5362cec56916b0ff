"""Why one duty falls due on different days for the truth and for a team."""

from __future__ import annotations

from simulator.law.model import Obligation

_COUNTED_FROM = {
    "facts_in_hand": "the day the facts for a determination were in hand, determined or not",
    "diligence": "the day by which diligence is assumed to have had the facts for a determination in hand",
    "determined": "the day of the determination",
    "stated": "the discovery date that was stated",
    "actual": "actual knowledge",
    "constructive": "what reasonable diligence would have known",
    "imputed": "the knowledge of an agent",
}


def why_due_differs(was: Obligation | None, saw: Obligation | None) -> str:
    """One sentence where the due dates of the truth and of the team differ; empty where they are the same."""
    true, seen = (one.due if one else None for one in (was, saw))
    if true == seen:
        return ""
    if was is None or true is None:
        return f"In truth nothing falls due; the team's {seen} counts from {_start(saw)}."
    if saw is None or seen is None:
        return f"The team saw no due date; {true} counts from {_start(was)}."
    if _start(was) == _start(saw):
        play, truth = f"In play, due {seen}: {_own(saw, was)}", f"In truth, due {true}: {_own(was, saw)}"
        return f"Both count from {_start(was)}. {play} {truth}"
    return f"In play it was due {seen}, from {_start(saw)}; in truth {true}, from {_start(was)}."


def _own(one: Obligation, other: Obligation) -> str:
    """The first reason of one that the other does not have: what the count, or a hold, made of the same start."""
    return next((reason for reason in one.why if reason not in other.why), "no other reason.")


def _start(one: Obligation | None) -> str:
    """What a clock counts from, with its day."""
    if one is None or one.trigger_date is None:
        return "nothing"
    theory = one.theory or one.trigger
    return f"{_COUNTED_FROM.get(theory, theory.replace('_', ' '))} ({one.trigger_date})"
