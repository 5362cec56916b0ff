"""What the library knows of the time after: remedies, operational considerations, consequences, public cases.

Every figure says where it comes from; `seed estimate` is a dossier's figure that nobody else confirms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from simulator.authored import Authored, PlainText, Slug, Wanted, load_model, refuse
from simulator.authored.model import AuthoredModel
from simulator.scenario.load import scenarios_root
from simulator.scenario.written.names import SeatRef, Share, Three

SEED_ESTIMATE = "seed estimate"
"""The source of a figure that one of the two dossiers gives and nobody else confirms (domain.md 0.2)."""
_FAILURE_LIKE = "a failure's code like F08"


def _failure(code: str) -> str:
    if not (code[:1] == "F" and len(code) == 3 and code[1:].isdigit() and 1 <= int(code[1:]) <= 27):
        raise refuse(_FAILURE_LIKE, "write F01 to F27")
    return code


FailureCode: TypeAlias = Annotated[str, AfterValidator(_failure), Wanted(_FAILURE_LIKE)]
FigureSource: TypeAlias = Literal["seed estimate", "assumed"]


class Takes(Authored):
    """The share of one of a seat's people that a project takes while it lasts."""

    seat: SeatRef
    share: Share


class Closing(Authored):
    """A failure that a remedy closes: only together with `needs`, or in `part`."""

    failure: FailureCode
    needs: tuple[Slug, ...] = ()
    part: bool = False


class SideEffect(Authored):
    """What a remedy does besides; `verb` is the effect that plays it, where one does."""

    text: PlainText
    verb: Slug | None = None
    source: PlainText


class Remedy(Authored):
    """A remedy as a project, in weeks; `action` orders it. `seed` names the dossier's item."""

    code: str
    seed: str
    title: PlainText
    action: Slug
    weeks: Three
    weeks_from: FigureSource
    takes: Takes
    closes: tuple[Closing, ...]
    does_not_close: tuple[PlainText, ...] = Field(min_length=1)
    side_effects: tuple[SideEffect, ...] = Field(min_length=1)
    considerations: tuple[Slug, ...]
    note: PlainText = ""


Mechanism: TypeAlias = Literal[
    "verb", "action", "action-field", "decision-field", "seat", "inject", "duty", "engine", "remediation", "aftermath"
]


class Mechanic(Authored):
    """Where a consideration happens in the program: the kind of thing, its name, and what it does."""

    in_: Mechanism = Field(alias="in")
    name: str
    does: PlainText


class Consideration(Authored):
    """An operational consideration of the dossiers, as what happens in play."""

    code: str
    seed: str
    title: PlainText
    mechanics: tuple[Mechanic, ...] = Field(min_length=1)
    note: PlainText = ""


class PublicCase(Authored):
    """A public incident in our own words, with dates as reported. `primary`: told by whom it happened to."""

    title: PlainText
    year: int
    kinds: tuple[FailureCode, ...] = ()
    considerations: tuple[Slug, ...] = ()
    when: PlainText
    scale: PlainText = ""
    lesson: PlainText
    source: PlainText
    primary: bool


class Parameter(Authored):
    """A number that a consequence takes, why so much, and whose it is."""

    value: float
    why: PlainText
    source: PlainText


class Parameters(Authored):
    """Lowest, typical and highest of what a consequence takes, why, and whose they are."""

    value: Three
    why: PlainText
    source: PlainText


class Named(Authored):
    """A consequence by its code, the dossier that names it, and its title."""

    code: str
    title: PlainText
    seed: Literal["A", "B"] | None = None


class Inquiry(Named):
    """When an inquiry by OCR is certain."""

    certain_from: Parameter


class MarketAccess(Named):
    """How many days a launch or partnership slips."""

    slip_days: Parameters


class Trust(Named):
    """How many portal bookings are lost, in percent, and for how many weeks."""

    bookings_percent: Parameters
    weeks: Parameters


class Settlement(Named):
    """The multiplier of a settlement: from `least`, step by step, to `most`."""

    label: Literal["seed estimate"]
    least: Parameter
    most: Parameter
    steps: Mapping[Slug, Parameter]


class TwoTracks(Named):
    """How many years a corrective action plan lasts."""

    plan_years: Parameters


class Systematic(Named):
    """How many distinct failures, known before with a date, read as a pattern."""

    from_failures: Parameter


class DecisionLog(Authored):
    """What share of explained decisions is a complete log."""

    complete_from: Parameter


class RunningCost(Named):
    """What monitoring adds to the maintenance of integrations, in percent."""

    percent: Parameters


class OpenFindings(Authored):
    """How many days there are to correct a violation once it is known."""

    cure_days: Parameter


class Consequences(Authored):
    """Every parameter of what may follow."""

    version: Literal["1"]
    inquiry: Inquiry
    market_access: MarketAccess
    trust: Trust
    settlement: Settlement
    two_tracks: TwoTracks
    systematic: Systematic
    log: DecisionLog
    running_cost: RunningCost
    findings: OpenFindings


class RemediationFile(Authored):
    """remediation.yaml."""

    version: Literal["1"]
    remediation: Mapping[Slug, Remedy]


class ConsiderationsFile(Authored):
    """considerations.yaml."""

    version: Literal["1"]
    considerations: Mapping[Slug, Consideration]


class CasesFile(Authored):
    """cases.yaml."""

    version: Literal["1"]
    cases: Mapping[Slug, PublicCase]


@lru_cache(maxsize=1)
def load_remediation() -> Mapping[str, Remedy]:
    """The fifteen remedies, by slug (`r01` to `r15`).

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return _load("remediation.yaml", RemediationFile).remediation


@lru_cache(maxsize=1)
def load_considerations() -> Mapping[str, Consideration]:
    """The twelve operational considerations, by slug (`o01` to `o12`).

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return _load("considerations.yaml", ConsiderationsFile).considerations


@lru_cache(maxsize=1)
def load_cases() -> Mapping[str, PublicCase]:
    """The public incidents, by slug (`n01` to `n26`, without `n05`).

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return _load("cases.yaml", CasesFile).cases


@lru_cache(maxsize=1)
def load_consequences() -> Consequences:
    """The parameters of what may follow an exercise.

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    return _load("consequences.yaml", Consequences)


def _load(name: str, model: type[AuthoredModel]) -> AuthoredModel:
    return load_model(Path(scenarios_root() / "_library" / name), model)
