"""What late and missed federal duties may cost, as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.law.penalties import FACTORS, LABEL, SECURITY_PRACTICES, Penalty, TierRange


def penalty_lines(penalties: tuple[Penalty, ...]) -> Iterator[str]:
    """The section of a plan about penalties; nothing where nothing is late."""
    if not penalties:
        return
    yield ""
    yield f"Penalties, in US dollars: {LABEL}."
    for one in penalties:
        counted = one.counted
        yield (
            f"{one.id:28} {one.entity}: {counted.people:,} x up to {counted.days:,} days late, "
            f"{counted.violations:,} violations; 30 days to correct it end {one.cure_until}"
        )
        yield from (f"    {_line(tier)}" for tier in one.tiers)
        yield f"    {one.citation}; confidence {one.confidence}; no action after {one.limitation_until}"
    for text in dict.fromkeys(text for one in penalties for text in one.assumptions):
        yield f"    Assumption: {text}"
    yield f"    Weighed (45 CFR 160.408): {'; '.join(FACTORS)}."
    yield f"    {SECURITY_PRACTICES}"


def _line(tier: TierRange) -> str:
    discretion = ""
    if tier.low_discretion is not None:
        discretion = f"; under the discretion of 2019 {tier.low_discretion:,} to {tier.high_discretion:,}"
    ruled_out = f" [{tier.ruled_out}]" if tier.ruled_out else ""
    return f"{tier.culpability:28} {tier.low:,} to {tier.high:,}{discretion}{ruled_out}"


def plain_penalty(one: Penalty) -> dict[str, Any]:
    """One penalty as JSON: dates as `YYYY-MM-DD`, amounts in whole US dollars."""
    return {
        "id": one.id,
        "entity": one.entity,
        "provision": one.provision,
        "counted": {
            "people": one.counted.people,
            "days": one.counted.days,
            "violations": one.counted.violations,
            "by_year": {str(year): number for year, number in one.counted.by_year.items()},
        },
        "tiers": [_plain(tier) for tier in one.tiers],
        "assessed": str(one.assessed),
        "cure_until": str(one.cure_until),
        "limitation_until": str(one.limitation_until),
        "factors": list(FACTORS),
        "security_practices": SECURITY_PRACTICES,
        "assumptions": list(one.assumptions),
        "citation": one.citation,
        "confidence": one.confidence,
        "label": one.label,
    }


def _plain(tier: TierRange) -> dict[str, Any]:
    return {
        "tier": tier.tier,
        "culpability": tier.culpability,
        "low": tier.low,
        "high": tier.high,
        "cap_regulation": tier.cap_regulation,
        "low_discretion": tier.low_discretion,
        "high_discretion": tier.high_discretion,
        "cap_discretion": tier.cap_discretion,
        "ruled_out": tier.ruled_out,
    }
