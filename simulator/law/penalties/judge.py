"""What one late or missed federal duty may cost, tier by tier, under the cap of the regulation and under discretion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from simulator.law.calendars import years_later
from simulator.law.cases import Case, cases
from simulator.law.facts import IncidentFacts
from simulator.law.model import Obligation
from simulator.law.penalties.count import count
from simulator.law.penalties.model import (
    CULPABILITIES,
    LIMITATION_YEARS,
    Counted,
    Penalty,
    Table,
    Tables,
    TierRange,
    cure_until,
)
from simulator.law.rulebook import Rulebook

# Source: the duties' own sections of 45 CFR part 164; violations of one provision share one yearly cap.
_PROVISIONS = {
    "individual": "45 CFR 164.404",
    "substitute": "45 CFR 164.404",
    "media": "45 CFR 164.406",
    "hhs": "45 CFR 164.408",
    "ba": "45 CFR 164.410",
}


def penalties(
    rulebook: Rulebook, facts: IncidentFacts, rows: Iterable[Obligation], tables: Tables
) -> tuple[Penalty, ...]:
    """The range for each of an incident's obligations that is late, in their order."""
    by_id = {case.id: case for case in cases(rulebook, facts)}
    found = (penalty_for(by_id[row.id], row, tables) for row in rows if row.id in by_id)
    return tuple(penalty for penalty in found if penalty is not None)


def penalty_for(case: Case, row: Obligation, tables: Tables) -> Penalty | None:
    """The range for one obligation as it stands, as if assessed on the day of the facts; None where nothing is late.

    Source: 45 CFR 160.404-160.414; 84 FR 18151; law.md 11. For HIPAA's breach duties, and Part 2's, which take HIPAA's
    penalties (42 CFR 2.3).
    """
    shelf, _, name = case.duty.id.removeprefix("us.").partition(".")
    if shelf not in {"hipaa", "part2"} or not row.status.failed or row.due is None:
        return None
    assessed, first = case.facts.as_of, row.due + timedelta(days=1)
    earliest = years_later(assessed, -LIMITATION_YEARS)
    counted = count(case, row.due, earliest)
    table = tables.for_assessment(assessed, first)
    last = row.done or assessed
    cure = cure_until(first)
    discretion = tables.discretion_of(table, assessed)
    return Penalty(
        id=row.id,
        entity=row.entity,
        provision=_PROVISIONS[name] if shelf == "hipaa" else f"42 CFR 2.16(b) with {_PROVISIONS[name]}",
        counted=counted,
        tiers=tuple(_tier(i, table, discretion, counted, _ruled_out(i, cure, row.done, assessed)) for i in range(4)),
        cure_until=cure,
        limitation_until=years_later(last, LIMITATION_YEARS),
        assessed=assessed,
        assumptions=(
            *_assumptions(case, table, counted, tables),
            *(
                (f"Days before {earliest} are left out: six years limit an action (45 CFR 160.414).",)
                * (first < earliest)
            ),
        ),
        citation=f"45 CFR 160.404(b)(2), 160.406, 160.410(c); {table.citation}",
        confidence=table.confidence,
    )


def _tier(i: int, table: Table, discretion: tuple[int, ...] | None, counted: Counted, ruled_out: str) -> TierRange:
    least, most = table.tiers[i]
    limit = None if discretion is None else min(discretion[i], table.cap)
    return TierRange(
        tier=i + 1,
        culpability=CULPABILITIES[i],
        low=_capped(least, counted, table.cap),
        high=_capped(most, counted, table.cap),
        cap_regulation=table.cap * len(counted.by_year),
        low_discretion=None if limit is None else _capped(least, counted, limit),
        high_discretion=None if limit is None else _capped(most, counted, limit),
        cap_discretion=None if limit is None else limit * len(counted.by_year),
        ruled_out=ruled_out,
    )


def _capped(amount: int, counted: Counted, cap: int) -> int:
    """So much for each violation, at most the cap in each calendar year."""
    return sum(min(cap, amount * violations) for violations in counted.by_year.values())


def _ruled_out(i: int, cure: date, done: date | None, assessed: date) -> str:
    """Why a tier cannot apply: the defence of 160.410(c), and the line between the two tiers of willful neglect."""
    cured = done is not None and done <= cure
    if cured and i < 2:
        return f"no penalty: corrected by {cure} (45 CFR 160.410(c))"
    if cured and i == 3:
        return f"corrected by {cure}"
    if not cured and i == 2 and assessed > cure:
        return f"not corrected by {cure}"
    return ""


def _assumptions(case: Case, table: Table, counted: Counted, tables: Tables) -> Iterator[str]:
    facts = case.facts
    yield f"Assessed on {facts.as_of}; the amounts of that day hold, not those of the violation."
    if case.duty.reaches == "people":
        yield f"One violation for each person and each late day; by days alone HHS would count {counted.days:,}."
    else:
        yield "Owed to one recipient: one violation for each late day."
    yield "The violation is known from its first day on, which is day 0 of the 30 days to correct it."
    yield "The yearly cap holds for all violations of one provision together, by calendar year."
    yield f"The limits by tier are HHS's discretion ({tables.discretion_citation}), not the regulation."
    if table.discretion is None and tables.discretion_of(table, facts.as_of) is not None:
        yield "Nobody published the indexed limits of this table: they are scaled with its cap."
    if table.read is None:
        yield f"The amounts of {table.citation} are from memory, checked against the yearly multipliers."
    partner = facts.business_associate
    if case.duty.owed_by == "business_associate" and partner is not None and partner.agent:
        yield "A covered entity answers for an agent's acts within the agency (45 CFR 160.402(c))."
    if case.duty.owed_by == "part2_program":
        yield "Whether one lateness is penalised under HIPAA and under Part 2 is open; do not add the two."
