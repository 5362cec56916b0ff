"""What is said of leaving messages out of a room that runs late."""

from __future__ import annotations

from simulator.exercise.room.console.trim import Trim, TrimPlan


def trim_words(plan: TrimPlan) -> str:
    """How late the room is, and whether leaving messages out is enough."""
    if plan.late > 0:
        enough = "" if plan.enough else " They are not enough: end a discussion, or run longer."
        return f"{plan.late} min late: those marked ! bring it back.{enough}"
    stands = "On pace" if plan.late == 0 else f"{-plan.late} min in hand"
    return f"{stands}: nothing has to go."


def step_words(step: Trim) -> str:
    """What one message gives back."""
    marked = "! " if step.needed else ""
    authored = "; the scenario's shorter cut leaves it out too" if step.authored else ""
    return f"{marked}gives back {step.minutes} min{authored}"


def trim_reason(plan: TrimPlan) -> str:
    """Why a message was left out, as it is kept."""
    return f"Trimmed: the room was {f'{plan.late} min late' if plan.late > 0 else 'on its plan'}."
