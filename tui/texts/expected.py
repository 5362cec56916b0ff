"""The words of what the team expected: each estimate beside the truth and the naive guess. No weight in the score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.evaluation.records import Estimated
from simulator.exercise.runs.priors import ACQUIRED, PEOPLE, RESTORED, Forecasts, Interval, answered
from tui.present import SYMBOLS, Line

_UNITS: Mapping[str, str] = {PEOPLE: "people to be told", RESTORED: "hours until every service is up"}
HEAD: Line = (("What you expected (no weight in the score)", "strong"),)
WAIT: Line = (("How the same questions are answered on other seeds is being played ...", "dim"),)
NO_GUESS: Line = (("This scenario has no runbooks that give a naive guess; the report has the truth.", "dim"),)
NAIVE: Line = (
    ("The naive guess knows how this scenario goes on other seeds, and nothing of yours. ", "dim"),
    ("Skill: 1 exact, 0 as good as that guess, below 0 further off.", "dim"),
)


def expected_lines(given: Iterable[Estimated], found: Forecasts | None, *, waiting: bool = False) -> list[Line]:
    """Every estimate beside the truth; nothing where nobody gave one. `waiting`: it is still being worked out."""
    said = [one for one in given if answered(one)]
    if not said:
        return []
    lines: list[Line] = [(("", "plain"),), HEAD]
    if found is None:
        return [*lines, WAIT if waiting else NO_GUESS]
    for one in found.given:
        lines += _one(one, found)
    together = found.calibration.skill
    if together is not None:
        lines.append(((f"All together: skill {together:+.2f}. ", "strong"), (found.calibration.verdict, "dim")))
    return [*lines, NAIVE]


def _one(one: Estimated, found: Forecasts) -> list[Line]:
    graded = found.of(one)
    if graded is None:
        return []
    right = graded.inside if graded.inside is not None else abs((one.probability or 0.0) - graded.truth) < 0.5
    tone = "done" if right else "watch"
    naive, skill = found.prior.to(one.question), graded.skill
    how = "" if skill is None else f"; skill {skill:+.2f}"
    return [
        (
            (f"{SYMBOLS[tone]:<2} ", tone),
            (f"{one.moment}: {_said(one)}; ", "plain"),
            (_true(one, graded.truth), "strong"),
        ),
        ((f"   naive guess: {_naive(naive)}{how}", "dim"),),
    ]


def _said(one: Estimated) -> str:
    if one.question == ACQUIRED:
        return f"{one.probability or 0.0:.0%} that data was taken"
    return f"{one.p10:,.0f} to {one.p90:,.0f} {_UNITS.get(one.question, '')}, most likely {one.p50:,.0f}"


def _true(one: Estimated, truth: float) -> str:
    if one.question == ACQUIRED:
        return "it was" if truth else "it was not"
    return f"{truth:,.0f} in truth"


def _naive(prior: Interval | float) -> str:
    if isinstance(prior, Interval):
        return f"{prior.p10:,.0f} to {prior.p90:,.0f}, most likely {prior.p50:,.0f}"
    return f"{prior:.0%}"
