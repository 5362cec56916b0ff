"""What may follow an exercise, as data: the part `aftermath` of `result.json`."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from simulator.exercise.aftermath import aftermath_of
from simulator.exercise.runs.outcome import Outcome
from simulator.scoring.aftermath import CAVEAT


class Published(BaseModel):
    """What every part of a result is: frozen, and without keys that its schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FigureResult(Published):
    """A range, its unit, and whose figure it is: `seed estimate` and `assumed` are nobody's but ours."""

    name: str
    low: float
    high: float
    unit: str
    source: str


class ReasonResult(Published):
    """A sentence, and the numbers of the journal entries that it rests on."""

    text: str
    entries: tuple[int, ...]


class ConsequenceResult(Published):
    """One thing that may follow; `label` says whose figures it rests on."""

    id: str
    code: str
    title: str
    says: str
    label: str
    figures: tuple[FigureResult, ...]
    reasons: tuple[ReasonResult, ...]


class FindingResult(Published):
    """A failure that the evidence shows; `prior`: known, or to be known, before StartEx."""

    failure: str
    code: str
    since: date
    prior: bool
    closed: date | None
    how: str
    open_days: int


class ProjectResult(Published):
    """A remedy that was ordered; `done` null: it was running at EndEx."""

    item: str
    code: str
    ordered: date
    promised: date | None
    typical: date
    done: date | None


class AftermathResult(Published):
    """What may follow: no forecast, no advice, and no part of the score."""

    caveat: str
    consequences: tuple[ConsequenceResult, ...]
    findings: tuple[FindingResult, ...]
    projects: tuple[ProjectResult, ...]
    orders: int
    explained: int


def aftermath_result(outcome: Outcome) -> AftermathResult:
    """What may follow a run."""
    found = aftermath_of(outcome.journal, outcome.truth, outcome.playbook, outcome.duties)
    return AftermathResult(
        caveat=CAVEAT,
        consequences=tuple(
            ConsequenceResult(
                id=one.id,
                code=one.code,
                title=one.title,
                says=one.says,
                label=one.label,
                figures=tuple(FigureResult(**figure._asdict()) for figure in one.figures),
                reasons=tuple(ReasonResult(**reason._asdict()) for reason in one.reasons),
            )
            for one in found.consequences
        ),
        findings=tuple(
            FindingResult(**{name: getattr(one, name) for name in FindingResult.model_fields}) for one in found.findings
        ),
        projects=tuple(
            ProjectResult(**{name: getattr(one, name) for name in ProjectResult.model_fields}) for one in found.projects
        ),
        orders=found.log.orders,
        explained=found.log.explained,
    )
