"""Whether the file's incident was a breach: what protected the copy, the exceptions relied on, the four factors."""

from __future__ import annotations

from simulator.law.assessment import CONDITIONS, Safeguard, is_secured
from simulator.law.factsfile.known import Known
from simulator.law.factsfile.model import Phi
from simulator.law.factsfile.paper import Excepted
from simulator.law.worksheet import FactorFinding, Worksheet


def worksheet_on(known: Known) -> Worksheet:
    """The file's worksheet as it stood on a day; a factor that was rated later is not in it yet."""
    file = known.file
    rated = file.assessment.rated if file.assessment else {}
    factors = {
        name: FactorFinding(
            finding=one.finding or "",
            weight=one.rating,
            evidence=one.evidence,
            not_pulled=one.not_pulled,
            confidence=one.confidence,
            author=one.by or "",
            on=known.day(one.on),
        )
        for name, one in rated.items()
        if one.on is None or known.day(one.on) is not None
    }
    claimed = tuple((one.name, frozenset(map(condition, one.shown))) for one in file.exceptions)
    return Worksheet(
        safeguard=safeguard_of(file.phi),
        claimed=claimed,
        nature=factors.get("nature"),
        recipient=factors.get("recipient"),
        acquired=factors.get("acquired"),
        mitigated=factors.get("mitigated"),
        known_on=known.as_of,
    )


def safeguard_of(phi: Phi) -> Safeguard:
    """What protected the copy, as the assessment takes it."""
    return Safeguard(**dict(phi.safeguard)) if phi.safeguard else Safeguard()


def unsecured(phi: Phi) -> bool:
    """Whether the information was unsecured PHI: as the file says, else as its safeguard leaves it."""
    return not is_secured(safeguard_of(phi)) if phi.unsecured is None else phi.unsecured


def condition(given: str) -> str:
    """The word for a condition of an exception, however it is written."""
    return given.strip().lower().replace("_", "-").replace(" ", "-")


def strange(claim: Excepted) -> tuple[int, ...]:
    """The places of the conditions that the exception does not have."""
    return tuple(k for k, given in enumerate(claim.shown) if condition(given) not in CONDITIONS[claim.name])
