"""What may follow an ended exercise: consequences, each with its reasons and the entries that they rest on.

Pure. Nothing is a forecast: every figure is a parameter of the library that says whose it is, and no consequence is
part of the score.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scoring import costs, enforcement
from simulator.scoring.following import Consequence, Ended, Look
from simulator.scoring.remedies import DecisionLog, Finding, Project

CAVEAT = "What may follow, under stated assumptions: no forecast, no advice, and no part of the score."


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """Everything that may follow, and what it rests on."""

    consequences: tuple[Consequence, ...]
    findings: tuple[Finding, ...]
    projects: tuple[Project, ...]
    log: DecisionLog


def aftermath(ended: Ended) -> Aftermath:
    """What may follow, in the order of a debrief."""
    look = Look(ended=ended)
    return Aftermath(
        consequences=(
            enforcement.inquiry(look),
            enforcement.penalty(look),
            enforcement.action_plan(look),
            enforcement.systematic(look),
            costs.settlement(look),
            costs.market_access(look),
            costs.trust(look),
            *costs.running_cost(look),
        ),
        findings=look.findings,
        projects=look.projects,
        log=look.log,
    )
