"""Part 7.2: was there anything to assess at all: PHI, impermissible, unsecured; and the three exceptions."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.state import Dated
from simulator.law.assessment import CONDITIONS, ExceptionName, Safeguard
from simulator.law.worksheet import Worksheet, judge_worksheet
from simulator.report.model import Block, Bullets, Line, Row, Table
from simulator.report.text import listed

EXCEPTIONS: dict[ExceptionName, str] = {
    "unintentional_workforce": "Unintentional access by workforce, in good faith (164.402(1)(i))",
    "inadvertent_between_authorised": "Inadvertent disclosure between authorised persons (164.402(1)(ii))",
    "not_retained": "The recipient could not have retained it (164.402(1)(iii))",
}
"""The three exceptions in words. Source: 45 CFR 164.402 "Breach" (1)."""


def threshold_table(made: Dated[f.BreachDetermined], sheet: Worksheet) -> Table:
    """What must be so before four factors are asked at all."""
    rows = (
        ("Is it protected health information?", "yes" if sheet.phi else "no"),
        ("Was the use or disclosure impermissible?", "yes" if sheet.impermissible else "no"),
        ("Was it unsecured (45 CFR 164.402)?", _unsecured(sheet.safeguard)),
    )
    return Table(
        caption="Threshold questions. Where the tool asks nobody, the drill's own premise answers",
        columns=("Question", "Answer"),
        rows=tuple(Row(cells=cells, refs=(made.number,)) for cells in rows),
    )


def exceptions(sheet: Worksheet, made: Dated[f.BreachDetermined]) -> Block:
    """Each exception with the conditions that were shown; all of them must be."""
    if not sheet.claimed:
        return Bullets(lines=(), empty="No exception was relied on.")
    claimed = dict(sheet.claimed)
    lines = [Line(text=f"{title}: {_claim(name, claimed)}", refs=(made.number,)) for name, title in EXCEPTIONS.items()]
    lines += [Line(text=text, refs=(made.number,)) for text in judge_worksheet(sheet).reasons]
    return Bullets(lines=tuple(lines))


def _claim(name: ExceptionName, claimed: dict[ExceptionName, frozenset[str]]) -> str:
    if name not in claimed:
        return "not relied on."
    shown, needed = claimed[name], CONDITIONS[name]
    missing = [words for condition, words in needed.items() if condition not in shown]
    return f"relied on; {len(needed) - len(missing)} of {len(needed)} conditions shown; missing: {listed(missing)}."


def _unsecured(guard: Safeguard) -> str:
    if guard.destroyed:
        return "no: destroyed"
    if guard.encrypted and not (guard.key_breached or guard.opened):
        return "no: encrypted, and the key was not reached"
    return "yes" + (": encrypted, but opened or with its key" if guard.encrypted else ": no valid encryption claimed")
