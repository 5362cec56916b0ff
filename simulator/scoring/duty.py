"""The harm of duties not done, done late, or done without what makes them valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.law.incident import kept_by
from simulator.law.model import Obligation
from simulator.scoring.atoms import Atom, Case, last_entry

Kind = Literal["individual", "media", "regulator", "bureaus", "substitute"]


def duties(case: Case) -> Iterator[Atom]:
    """Per required duty: base x (1 - valid) + lateness x valid, valid = coverage x content; not done is the whole base.

    Source: practice.md 3.2 (layer 2).
    """
    for one in case.duties:
        if one.required:
            yield _atom(case, one)


def kind_of(duty: str) -> Kind:
    """What kind of duty an id names, for its weight."""
    if ".substitute" in duty:
        return "substitute"
    if ".media" in duty:
        return "media"
    if duty.endswith(".cra"):
        return "bureaus"
    return "individual" if duty.endswith((".individual", ".patient")) else "regulator"


def lateness(case: Case, late_days: int) -> float:
    """The share of the base that lateness costs, 0 to 1."""
    if late_days <= 0:
        return 0.0
    at_once, full = case.weights.duty.late_at_once.value, case.weights.duty.late_full_days.value
    return at_once + (1 - at_once) * min(1.0, late_days / full)


def _atom(case: Case, one: Obligation) -> Atom:
    kind = kind_of(one.id)
    weight = getattr(case.weights.duty, kind).value
    if one.done is None:
        how = "not done in full" if one.coverage else "never done"
        return Atom("duty", weight, f"“{one.title}” was {how}: the whole {weight:g} ({kind})", last_entry(case))
    coverage = 1.0 if one.coverage is None else one.coverage
    content = 1.0 if one.content is None else one.content
    valid = coverage * content
    late = lateness(case, one.late_days)
    apart = case.weights.duty.not_contemporaneous.value if one.not_contemporaneous else 0.0
    share = min(1.0, (1 - valid) + valid * min(1.0, late + apart))
    why = (
        f"“{one.title}” done {one.late_days} days late: {weight:g} x ((1 - {coverage:.2f} covered x {content:.2f} true)"
        f" + {valid:.2f} x lateness {min(1.0, late + apart):.2f})"
    )
    return Atom("duty", weight * share, why, _entries(case, one))


def _entries(case: Case, one: Obligation) -> tuple[int, ...]:
    calendar = case.playbook.calendar
    sent = [note for note in case.state.notices if calendar.day(note.at) <= (one.done or calendar.day(0))]
    audience = one.id.removeprefix("us.").removeprefix("hipaa.")
    heard = [note for note in sent if note.fact.audience == audience or kind_of(one.id) == note.fact.audience]
    told = tuple(note.number for note in heard) or kept_by(one.id, case.state, case.playbook)
    return told or last_entry(case)
