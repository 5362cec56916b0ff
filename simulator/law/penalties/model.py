"""What a table of penalties says, and what one late or missed duty may cost: pure values, in whole US dollars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal, TypeAlias

LABEL = "a range under stated assumptions, not advice"
CURE_DAYS = 30
"""Source: 45 CFR 160.410(c)."""
LIMITATION_YEARS = 6
"""Source: 45 CFR 160.414."""

# Source: 45 CFR 160.404(b)(2)(i)-(iv), 160.401.
Culpability: TypeAlias = Literal["did not know", "reasonable cause", "willful neglect, corrected", "willful neglect"]
CULPABILITIES: tuple[Culpability, ...] = (
    "did not know",
    "reasonable cause",
    "willful neglect, corrected",
    "willful neglect",
)
"""The four tiers, mildest first; the last is willful neglect that was not corrected within 30 days."""

# Source: 45 CFR 160.408(a)-(e).
FACTORS = (
    "nature and extent of the violation: number of people, time",
    "harm: physical, financial, to reputation, to getting care",
    "history of compliance, and the response to technical assistance and earlier complaints",
    "financial condition and size, and whether a penalty would endanger care",
    "other matters as justice requires",
)
SECURITY_PRACTICES = (
    "Recognized security practices of the 12 months before are considered in Security Rule matters only; they do not "
    "help a late notice (42 USC 17941; that they do not help is our reading)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The amounts for penalties assessed from a day on.

    `tiers`: least and most for one violation, mildest tier first. `discretion`: the tiers' yearly limits of the
    notification of 2019, None where no figures are known. `read` None: told from memory.
    """

    assessed_from: date
    tiers: tuple[tuple[int, int], ...]
    cap: int
    discretion: tuple[int, ...] | None
    citation: str
    read: date | None
    confidence: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table, oldest first. Violations before `adjusted_violations_from` keep the amounts of the first one."""

    tables: tuple[Table, ...]
    adjusted_violations_from: date
    discretion_since: date
    discretion_citation: str

    def for_assessment(self, assessed: date, violated: date) -> Table:
        """The table for a penalty assessed on a day, for violations that began on another."""
        if violated < self.adjusted_violations_from:
            return self.tables[0]
        return list(takewhile(lambda table: table.assessed_from <= assessed, self.tables))[-1]

    def discretion_of(self, table: Table, assessed: date) -> tuple[int, ...] | None:
        """The yearly limits of the tiers that HHS applies; None before the notification of 2019.

        Where nobody published the indexed limits, the first ones grow with the table's own cap (assumed).
        """
        if assessed < self.discretion_since:
            return None
        first = self.tables[0]
        if table.discretion is not None or first.discretion is None:
            return table.discretion
        return tuple(limit * table.cap // first.cap for limit in first.discretion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many violations: by calendar year, and of how many people (1 for a single recipient) over how many days."""

    people: int
    days: int
    by_year: Mapping[int, int]

    @property
    def violations(self) -> int:
        """All of them; one for each person and each late day."""
        return sum(self.by_year.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRange:
    """What one tier allows: under the regulation's yearly cap, and under the discretion of 2019 (None before it).

    The caps are those of all calendar years touched together. `ruled_out` says why the tier cannot apply, or is empty.
    """

    tier: int
    culpability: Culpability
    low: int
    high: int
    cap_regulation: int
    low_discretion: int | None
    high_discretion: int | None
    cap_discretion: int | None
    ruled_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """What one late or missed duty may cost whoever owes it.

    `cure_until`: the last day on which sending the notice is a defence without willful neglect, and the milder tier
    with it. `limitation_until`: the last day to begin an action for the latest of the violations so far.
    """

    id: str
    entity: str
    provision: str
    counted: Counted
    tiers: tuple[TierRange, ...]
    cure_until: date
    limitation_until: date
    assessed: date
    assumptions: tuple[str, ...]
    citation: str
    confidence: str
    label: str = LABEL


def cure_until(first_day: date) -> date:
    """The last day to correct a violation known from its first day on, which is day 0. Source: 45 CFR 160.410(c)."""
    return first_day + timedelta(days=CURE_DAYS)
