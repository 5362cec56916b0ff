"""The four-factor worksheet: what a team found, on what evidence, how sure it was, and what it had not looked at.

A worksheet is never changed: a later one follows it, and each says what was known when it was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from simulator.errors import EngineError
from simulator.law.assessment import (
    FACTORS,
    Conclusion,
    ExceptionName,
    Incident,
    Rating,
    RiskAssessment,
    Safeguard,
    conclude,
)

Weight: TypeAlias = Literal["low", "medium", "high", "not_low"]
"""What a factor says about the probability of compromise; `not_low` where nobody said how far above low."""
SURE = 0.5
"""The confidence below which a low factor is flagged; assumed: as likely wrong as right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpulled:
    """A source that nobody had pulled. `proves`: why its silence would prove absence. `obtainable`: it is not lost."""

    id: str
    title: str
    proves: str | None = None
    obtainable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorFinding:
    """One factor: finding, weight, the evidence it rests on by id, and the sources on it that nobody had pulled.

    `confidence`, 0 to 1, in the finding. `author` and `on`: who wrote it, and when.
    """

    finding: str = ""
    weight: Weight
    evidence: tuple[str, ...] = ()
    not_pulled: tuple[str, ...] = ()
    confidence: float | None = None
    author: str = ""
    on: date | None = None

    @property
    def rating(self) -> Rating:
        """Low, or not: what the presumption is rebutted by."""
        return "low" if self.weight == "low" else "not_low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """One version of the assessment.

    `known`: ids of the evidence that had been pulled by `known_on`; `unpulled`: what else could tell. `reasoning`
    refers to where the combined reasoning is written. `breach`: what was concluded, None where nobody has.
    `review_on`: what reopens it.
    """

    version: int = 1
    phi: bool = True
    impermissible: bool = True
    safeguard: Safeguard = field(default_factory=Safeguard)
    claimed: tuple[tuple[ExceptionName, frozenset[str]], ...] = ()
    nature: FactorFinding | None = None
    recipient: FactorFinding | None = None
    acquired: FactorFinding | None = None
    mitigated: FactorFinding | None = None
    known_on: date | None = None
    known: tuple[str, ...] = ()
    unpulled: tuple[Unpulled, ...] = ()
    reasoning: str = ""
    breach: bool | None = None
    decider: str = ""
    decided: date | None = None
    counsel: bool = False
    review_on: tuple[str, ...] = ()

    @property
    def factors(self) -> dict[str, FactorFinding | None]:
        """The four factors in the rule's order."""
        return {name: getattr(self, name) for name in FACTORS}

    @property
    def assessment(self) -> RiskAssessment | None:
        """The four ratings; None where no factor is answered at all."""
        ratings = {name: one.rating for name, one in self.factors.items() if one is not None}
        return RiskAssessment(**ratings) if ratings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something in a worksheet that will not bear its weight; `factor` empty: the worksheet as a whole."""

    factor: str
    text: str
    cite: str


def judge_worksheet(sheet: Worksheet) -> Conclusion:
    """What the worksheet shows, whatever was concluded from it: a missing factor cannot rebut the presumption.

    Source: 45 CFR 164.402, 164.414(b).
    """
    return conclude(
        Incident(
            phi=sheet.phi,
            impermissible=sheet.impermissible,
            safeguard=sheet.safeguard,
            claimed=sheet.claimed,
            assessment=sheet.assessment,
        )
    )


def flags(sheet: Worksheet) -> tuple[Flag, ...]:
    """What will not bear its weight: conclusions without a ground, findings without evidence, sources not pulled.

    Source: 45 CFR 164.402(2), 164.414(b); practice.md 1.4 for what goes beyond the rule.
    """
    return (*_overall(sheet), *(flag for name, one in sheet.factors.items() if one for flag in _weak(name, one, sheet)))


def _overall(sheet: Worksheet) -> Iterator[Flag]:
    if sheet.breach is not False:
        return
    shown = judge_worksheet(sheet)
    if shown.notifiable:
        text = "It was concluded that there is no breach, and the worksheet does not show it."
        yield Flag(factor="", text=text, cite="45 CFR 164.402(2), 164.414(b)")
    if shown.outcome == "excepted":
        text = "An exception is relied on: its conditions must be documented."
        yield Flag(factor="", text=text, cite="45 CFR 164.402(1), 164.414(b)")
    if not sheet.counsel:
        text = "Nobody says that counsel was consulted before it was concluded that there is no breach."
        yield Flag(factor="", text=text, cite="good practice, beyond the rule")


def _weak(name: str, one: FactorFinding, sheet: Worksheet) -> Iterator[Flag]:
    telling = [source.title for source in sheet.unpulled if source.proves and source.obtainable]
    if not one.evidence and telling:
        text = f"It rests on no evidence, while these could prove absence and were not pulled: {', '.join(telling)}."
        yield Flag(factor=name, text=text, cite="45 CFR 164.414(b)")
    if one.not_pulled:
        head = "Of what bears on it" if one.evidence else "It rests on no evidence; of what bears on it"
        text = f"{head}, these were not pulled: {', '.join(one.not_pulled)}."
        yield Flag(factor=name, text=text, cite="45 CFR 164.414(b)")
    if one.rating == "low" and one.confidence is not None and one.confidence < SURE:
        text = f"It is called low with a confidence of {one.confidence:g}."
        yield Flag(factor=name, text=text, cite="45 CFR 164.402(2)")


def follow(versions: tuple[Worksheet, ...], later: Worksheet) -> tuple[Worksheet, ...]:
    """The versions with one more at their end, numbered; those before it stay what they were.

    Raises:
        EngineError: the later one knows less, or is older, than the one it follows.
    """
    if versions:
        last = versions[-1]
        if last.known_on and later.known_on and later.known_on < last.known_on:
            raise EngineError(f"a worksheet of {later.known_on} cannot follow one of {last.known_on}")
        if forgotten := [one for one in last.known if one not in later.known]:
            raise EngineError(f"a later worksheet cannot know less: {', '.join(forgotten)}")
    return (*versions, replace(later, version=len(versions) + 1))


def changed(before: Worksheet, after: Worksheet) -> tuple[str, ...]:
    """What differs between two versions, in words: findings, evidence that came in, and the conclusion."""
    return (*_new_evidence(before, after), *_new_findings(before, after), *_new_conclusion(before, after))


def _new_evidence(before: Worksheet, after: Worksheet) -> Iterator[str]:
    if fresh := [one for one in after.known if one not in before.known]:
        yield f"Pulled since: {', '.join(fresh)}."
    wanted = [one for one in before.review_on if one in fresh]
    if wanted:
        yield f"The review that version {before.version} asked for was due: {', '.join(wanted)} came in."


def _new_findings(before: Worksheet, after: Worksheet) -> Iterator[str]:
    for name, words in FACTORS.items():
        old, new = before.factors[name], after.factors[name]
        if old == new:
            continue
        if old is None or new is None:
            yield f"{_cap(words)}: {'answered' if old is None else 'withdrawn'}."
        elif old.weight != new.weight:
            yield f"{_cap(words)}: {old.weight} became {new.weight}."
        else:
            yield f"{_cap(words)}: another finding, evidence or confidence; still {new.weight}."


def _new_conclusion(before: Worksheet, after: Worksheet) -> Iterator[str]:
    threshold = ("phi", "impermissible", "safeguard", "claimed")
    if any(getattr(before, name) != getattr(after, name) for name in threshold):
        yield "The threshold questions are answered otherwise."
    if before.breach != after.breach:
        words = {None: "no conclusion", True: "a breach", False: "not a breach"}
        yield f"Concluded: {words[before.breach]} became {words[after.breach]}."


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
