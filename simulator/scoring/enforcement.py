"""What the authorities may do after an exercise: inquiry, penalty, corrective action plan; one failure or many. Pure.

Source: domain.md 3.5 (C04, C05) and 3.4 (O03, O12); law.md 11.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.law.penalties.model import LABEL, Penalty, TierRange
from simulator.scoring.following import ANSWER, Consequence, Figure, Look, Reason


def inquiry(look: Look) -> Consequence:
    """Whether OCR asks, and what it would find in the log."""
    it = look.ended.parameters.inquiry
    likelihood, why = look.inquiry()
    return Consequence(
        id="inquiry",
        code=it.code,
        title=it.title,
        says=f"An inquiry is {likelihood}.",
        label=it.certain_from.source,
        reasons=(why, look.log_reason(), *_answers(look)),
    )


def penalty(look: Look) -> Consequence:
    """The tier that would be argued for each late federal duty, with its range."""
    opened = [(one, tier) for one in look.ended.penalties if (tier := _argued(look, one)) is not None]
    says = "No late federal notice opens a penalty."
    if opened:
        says = f"Late federal duties that open a penalty: {len(opened)}. Those of one provision share a yearly cap."
    return Consequence(
        id="penalty",
        code="C04",
        title="A civil money penalty",
        says=says,
        label=LABEL,
        figures=tuple(one for pair in opened for one in _ranges(*pair)),
        reasons=(*(_counted(look, one) for one in look.ended.penalties), *_neglect(look)),
    )


def action_plan(look: Look) -> Consequence:
    """Whether a corrective action plan may run beside a penalty."""
    it = look.ended.parameters.two_tracks
    why = (*look.duty_reasons(), *look.finding_reasons())
    likely = look.inquiry()[0] in {"certain", "likely"} and bool(why)
    says = "Nothing on record asks for a corrective action plan."
    if likely:
        says = "A corrective action plan may run beside a penalty, on a track of its own."
    low, _, high = it.plan_years.value
    return Consequence(
        id="action-plan",
        code=it.code,
        title=it.title,
        says=says,
        label=it.plan_years.source,
        figures=(Figure("length of the plan", low, high, "years", it.plan_years.source),) if likely else (),
        reasons=why if likely else (),
    )


def systematic(look: Look) -> Consequence:
    """Whether what is shown reads as a pattern."""
    it = look.ended.parameters.systematic
    prior = sum(1 for one in look.findings if one.prior)
    pattern = prior >= it.from_failures.value
    says = (
        f"Distinct failures shown: {len(look.findings)}; known, or to be known, before the response: {prior}. "
        f"That reads as {'systematic' if pattern else 'isolated'}."
    )
    return Consequence(
        id="systematic",
        code=it.code,
        title=it.title,
        says=says,
        label=it.from_failures.source,
        reasons=tuple(look.finding_reasons()),
    )


def _answers(look: Look) -> Iterator[Reason]:
    """The items of a data request that were answered, each by two roles."""
    action = look.ended.playbook.actions.get(ANSWER)
    done = {one.fact.target: one.number for one in look.ended.state.completed if one.fact.action == ANSWER}
    if action is not None and done:
        text = f"{len(done)} of {len(action.targets)} items of OCR's data request were answered, each by two roles."
        yield Reason(text, tuple(sorted(done.values())))


def _argued(look: Look, one: Penalty) -> TierRange | None:
    """Reasonable cause; willful neglect where a finding stayed open too long. None: corrected in time, no penalty."""
    _, reasonable, corrected, neglect = one.tiers
    wanted = (corrected, neglect) if look.overdue else (reasonable,)
    return next((tier for tier in wanted if not tier.ruled_out), None)


def _ranges(one: Penalty, tier: TierRange) -> Iterator[Figure]:
    name = f"{one.id}, {tier.culpability}"
    yield Figure(name, tier.low, tier.high, "US dollars", one.citation)
    if tier.low_discretion is not None and tier.high_discretion is not None:
        name = f"{name}, under the discretion of 2019"
        yield Figure(name, tier.low_discretion, tier.high_discretion, "US dollars", "84 FR 18151")


def _counted(look: Look, one: Penalty) -> Reason:
    duty = next((duty for duty in look.broken if (duty.id, duty.entity) == (one.id, one.entity)), None)
    numbers = look.heard(duty) if duty else ()
    text = f"{one.id}: {one.counted.violations:,} violations; the 30 days to correct it end {one.cure_until}."
    if _argued(look, one) is None:
        text += " It was corrected by then: no penalty without willful neglect."
    return Reason(text, numbers or look.end)


def _neglect(look: Look) -> Iterator[Reason]:
    for one in look.overdue:
        still = "" if one.closed else " and still"
        text = (
            f"{one.code} {one.title}: known since {one.since}, {one.open_days} days{still} open. Past 30 days it can "
        )
        yield Reason(f"{text}be called willful neglect, and the tier changes.", one.entries)
