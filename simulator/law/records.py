"""The proof that an entity must be able to show, and for how long it must keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.law.calendars import years_later
from simulator.law.facts import IncidentFacts

YEARS = 6
"""Years that documentation is kept from its creation or last effect. Source: 45 CFR 164.530(j)(2), 164.316(b)(2)(i)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing to keep: what, of which day, until when, and why."""

    what: str
    made: date
    until: date
    citation: str


def papers(facts: IncidentFacts) -> tuple[Paper, ...]:
    """What the entity has to keep of this incident so far, oldest first; the burden of proof is its own.

    Source: 45 CFR 164.414(b), 164.530(j), 164.412(b), 164.528 (that an impermissible disclosure belongs into the
    accounting follows from the list of exclusions: law.md P5).
    """
    made: list[tuple[date, str, str]] = []
    if facts.determined is not None:
        proof = "the determination, with its risk assessment or the reason for none"
        made.append((facts.determined, proof, "45 CFR 164.414(b); 45 CFR 164.402(2)"))
    for hold in facts.holds:
        who = "what was stated orally, when and by whom" if hold.form == "oral" else "the written statement"
        who += f" ({hold.official})" if hold.official else ""
        made.append((hold.stated, f"the law-enforcement delay: {who}", "45 CFR 164.412"))
    made += [
        (notice.sent, f"the notice to {notice.audience}, with proof of sending", "45 CFR 164.414(b)")
        for notice in facts.notices
        if notice.sent <= facts.as_of
    ]
    found = facts.discovery.actual or facts.discovery.imputed
    if found is not None and facts.role == "covered_entity":
        kept = "the entry in each person's accounting of disclosures"
        made.append((found, kept, "45 CFR 164.528(a)(1)"))
    return tuple(
        Paper(what=what, made=day, until=years_later(day, YEARS), citation=f"{cited}; 45 CFR 164.530(j)(2)")
        for day, what, cited in sorted(set(made))
    )
