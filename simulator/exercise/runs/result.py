"""The result of a run as data: `result.json`, its published schema, and how an outcome becomes one."""

from __future__ import annotations

from datetime import date
from typing import Literal

from simulator import __version__
from simulator.domain.ids import ActionId
from simulator.domain.lists import People
from simulator.domain.time import Seconds
from simulator.exercise.runs.aftermath import AftermathResult, Published, aftermath_result
from simulator.exercise.runs.gates import Verdict
from simulator.exercise.runs.outcome import Outcome, PeopleSet
from simulator.law.model import Obligation
from simulator.scoring.grading import grade


class ScenarioRef(Published):
    """Which scenario, exactly: its cut in room minutes (0: as written), and its branch on this seed."""

    id: str
    version: str
    digest: str
    length: int = 0
    branch: str = ""
    profiled: bool = False


class Anchors(Published):
    """Total harm of the two runbooks that span the scale."""

    silent: float
    reference: float


class ScoreResult(Published):
    """Points from 0 (silent) to 100 (reference); null where the scenario's spread is too small to score."""

    total: float | None
    parts: dict[str, float]
    anchors: Anchors


class DutyResult(Published):
    """One duty at EndEx, on the truth side."""

    id: str
    entity: str
    to: str
    status: str
    trigger: str
    trigger_date: date | None
    due: date | None
    done: date | None
    late_days: int
    margin_days: int | None
    coverage: float | None
    not_contemporaneous: bool
    why: tuple[str, ...]


class PeopleResult(Published):
    """A set of people by state of residence."""

    people: int
    by_state: dict[str, int]


class ListedResult(PeopleResult):
    """The team's list, and how it compares with `notifiable`."""

    precision: float | None
    recall: float | None


class GradedResult(Published):
    """The list against one set. `wrong` lines are too many, `missed` people too few; Errors: list less set."""

    lines: int
    right: int
    wrong: int
    missed: int
    precision: float | None
    recall: float | None
    error_by_state: dict[str, int]


class GradedLists(Published):
    """The list graded against each set apart: the harm done, and the duty owed."""

    read: GradedResult
    notifiable: GradedResult


class ExposureResult(Published):
    """The three sets, and what was read: copies and records."""

    read: PeopleResult
    read_at_start: PeopleResult
    notifiable: PeopleResult
    listed: ListedResult
    graded: GradedLists
    messages: int
    records: int


class AssertResult(Published):
    """One gate."""

    id: str
    kind: str
    passed: bool
    allowed: bool
    wanted: str
    actual: str


class RunResult(Published):
    """One run of one scenario on one seed."""

    schema_version: Literal[1] = 1
    marking: Literal["EXERCISE: all patients are synthetic"] = "EXERCISE: all patients are synthetic"
    scenario: ScenarioRef
    seed: int
    runbook: str
    engine: str
    mode: str
    score: ScoreResult
    duties: tuple[DutyResult, ...]
    exposure: ExposureResult
    times: dict[str, Seconds | None]
    asserts: tuple[AssertResult, ...]
    facts: int
    journal_digest: str
    aftermath: AftermathResult


class Statistics(Published):
    """Over several seeds."""

    runs: int
    passed: int
    total: dict[str, float] | None


class RunsResult(Published):
    """Several seeds of one scenario."""

    schema_version: Literal[1] = 1
    marking: Literal["EXERCISE: all patients are synthetic"] = "EXERCISE: all patients are synthetic"
    runs: tuple[RunResult, ...]
    statistics: Statistics


def result_of(outcome: Outcome, verdicts: tuple[Verdict, ...], *, runbook: str, mode: str) -> RunResult:
    """A run's result."""
    playbook, score = outcome.playbook, outcome.score
    return RunResult(
        scenario=ScenarioRef(
            id=playbook.slug,
            version=playbook.version,
            digest=playbook.digest,
            length=playbook.length,
            branch=playbook.branch,
            profiled=bool(playbook.profile),
        ),
        seed=outcome.seed,
        runbook=runbook,
        engine=__version__,
        mode=mode,
        score=ScoreResult(
            total=None if score.total is None else round(score.total, 3),
            parts={part: round(points, 3) for part, points in score.parts.items()},
            anchors=Anchors(silent=round(score.anchors.silent, 3), reference=round(score.anchors.reference, 3)),
        ),
        duties=tuple(_duty(one) for one in outcome.duties),
        exposure=_exposure(outcome),
        times=_times(outcome),
        asserts=tuple(
            AssertResult(
                id=one.id, kind=one.kind, passed=one.passed, allowed=one.allowed, wanted=one.wanted, actual=one.actual
            )
            for one in verdicts
        ),
        facts=len(outcome.journal),
        journal_digest=outcome.journal.digest,
        aftermath=aftermath_result(outcome),
    )


def _duty(one: Obligation) -> DutyResult:
    return DutyResult(**{name: getattr(one, name) for name in DutyResult.model_fields})


def _people(those: PeopleSet) -> PeopleResult:
    return PeopleResult(people=len(those.people), by_state=dict(those.by_state))


def _exposure(outcome: Outcome) -> ExposureResult:
    listed = outcome.listed
    return ExposureResult(
        read=_people(outcome.read),
        read_at_start=_people(outcome.read_at_start),
        notifiable=_people(outcome.notifiable),
        listed=ListedResult(
            people=listed.people, by_state=dict(listed.by_state), precision=listed.precision, recall=listed.recall
        ),
        graded=GradedLists(read=_graded(outcome, outcome.read), notifiable=_graded(outcome, outcome.notifiable)),
        messages=sum(one.fact.messages for one in outcome.truth.reads),
        records=len(outcome.truth.read),
    )


def _graded(outcome: Outcome, those: PeopleSet) -> GradedResult:
    compared = grade(outcome.truth.chosen_list, those.people, outcome.truth.truth or People())
    counted = outcome.listed.by_state
    states = sorted({*those.by_state, *counted})
    return GradedResult(
        lines=compared.lines,
        right=compared.right,
        wrong=compared.wrong,
        missed=compared.missed,
        precision=compared.precision,
        recall=compared.recall,
        error_by_state={one: counted.get(one, 0) - those.by_state.get(one, 0) for one in states},
    )


def _times(outcome: Outcome) -> dict[str, Seconds | None]:
    """Moments in seconds after StartEx, null where it never came to it (practice.md 3.3)."""
    state = outcome.truth
    closed = [at for grant, at in state.closed.items() if not outcome.playbook.grants[grant].authorised]
    open_paths = sum(not grant.authorised for grant in outcome.playbook.grants.values())
    sent = [one.at for one in state.notices if one.fact.audience == "individual"]
    return {
        "declared": state.first_done(ActionId("declare-incident")),
        "contained": max(closed, default=None) if len(closed) == open_paths else None,
        "listed": state.lists[0].at if state.lists else None,
        "discovery_stated": state.discovery.at if state.discovery else None,
        "determined": state.determination.at if state.determination else None,
        "individuals_told": min(sent, default=None),
    }
