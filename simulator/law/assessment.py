"""Was it a breach: secured information, the three exceptions, and the four factors of the risk assessment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Rating: TypeAlias = Literal["low", "not_low"]
"""What one factor says about the probability that the information was compromised."""
ExceptionName: TypeAlias = Literal["unintentional_workforce", "inadvertent_between_authorised", "not_retained"]

# Source: 45 CFR 164.402 "Breach" (1)(i)-(iii).
CONDITIONS: dict[ExceptionName, dict[str, str]] = {
    "unintentional_workforce": {
        "unintentional": "unintentional",
        "not-disclosed": "acquired, accessed or used (not disclosed)",
        "under-authority": "under authority",
        "good-faith": "in good faith",
        "within-scope": "within the scope of authority",
        "no-further-use": "no further impermissible use",
    },
    "inadvertent_between_authorised": {
        "inadvertent": "inadvertent",
        "discloser-authorised": "discloser authorised",
        "recipient-authorised": "recipient authorised at the same entity or arrangement",
        "no-further-use": "no further impermissible use",
    },
    "not_retained": {"good-faith": "good-faith belief that the recipient could not have retained it"},
}
"""What each exception needs, by the word for it; all of its conditions, not some."""

# Source: 45 CFR 164.402 "Breach" (2)(i)-(iv).
FACTORS = {
    "nature": "the nature and extent of the information",
    "recipient": "who used it or to whom it was disclosed",
    "acquired": "whether it was actually acquired or viewed",
    "mitigated": "how far the risk has been mitigated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """What protected the copy that was reached.

    `opened`: a running session or an application account decrypted it for whoever came, so that encryption gave
    nothing. `destroyed`: cleared, purged or shredded; redaction is no destruction.
    """

    encrypted: bool = False
    key_breached: bool = False
    opened: bool = False
    destroyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment:
    """What a team put on paper: factor by factor, None where it said nothing."""

    nature: Rating | None = None
    recipient: Rating | None = None
    acquired: Rating | None = None
    mitigated: Rating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What the question "was it a breach?" is asked of; `claimed` lists the conditions shown for each exception.

    `phi`: the information was protected health information. `impermissible`: Subpart E did not permit what was done.
    """

    phi: bool = True
    impermissible: bool = True
    safeguard: Safeguard = field(default_factory=Safeguard)
    claimed: tuple[tuple[ExceptionName, frozenset[str]], ...] = ()
    assessment: RiskAssessment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The answer and its reasons; `outcome` says which part of the definition gave it, `exception` which exception."""

    outcome: Literal["no_phi", "permitted", "secured", "excepted", "low_probability", "breach"]
    reasons: tuple[str, ...]
    exception: ExceptionName | Literal[""] = ""

    @property
    def notifiable(self) -> bool:
        """Whether people must be told."""
        return self.outcome == "breach"


def conclude(incident: Incident) -> Conclusion:
    """Whether an impermissible use or disclosure is a notifiable breach: it is, unless the entity shows otherwise.

    Source: 45 CFR 164.402, 164.414(b); law.md B1-B11.
    """
    if not incident.phi:
        return Conclusion(outcome="no_phi", reasons=("The information was no protected health information.",))
    if not incident.impermissible:
        return Conclusion(outcome="permitted", reasons=("The use or disclosure was permitted.",))
    if is_secured(incident.safeguard):
        return Conclusion(outcome="secured", reasons=("The information was not unsecured PHI.",))
    reasons = ["The information was unsecured PHI."]
    for name, shown in incident.claimed:
        missing = [needed for condition, needed in CONDITIONS[name].items() if condition not in shown]
        if not missing:
            holds = f"The exception {name} holds: every condition is shown."
            return Conclusion(outcome="excepted", reasons=(holds,), exception=name)
        reasons.append(f"The exception {name} fails: {', '.join(missing)} not shown.")
    if incident.assessment is None:
        reasons.append("Without a risk assessment the presumption of a breach stands.")
        return Conclusion(outcome="breach", reasons=tuple(reasons))
    demonstrated, said = low_probability(incident.assessment)
    return Conclusion(outcome="low_probability" if demonstrated else "breach", reasons=(*reasons, *said))


def is_secured(safeguard: Safeguard) -> bool:
    """Whether the copy was unusable to whoever reached it. Source: 74 FR 19006; law.md B9-B11."""
    sealed = safeguard.encrypted and not safeguard.key_breached and not safeguard.opened
    return sealed or safeguard.destroyed


def low_probability(assessment: RiskAssessment) -> tuple[bool, tuple[str, ...]]:
    """Whether an assessment rebuts the presumption, and why: a missing factor cannot.

    Source: 45 CFR 164.402(2)(i)-(iv). That every factor must be low is assumed; the rule leaves the weighing open.
    """
    ratings: dict[str, Rating | None] = {name: getattr(assessment, name) for name in FACTORS}
    missing = tuple(f"Factor missing: {FACTORS[name]}." for name, rating in ratings.items() if rating is None)
    high = tuple(f"Not low: {FACTORS[name]}." for name, rating in ratings.items() if rating == "not_low")
    if missing or high:
        return False, (*missing, *high, "The presumption of a breach is not rebutted.")
    return True, ("All four factors are assessed and show a low probability of compromise.",)
