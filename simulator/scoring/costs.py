"""What an exercise may cost besides: settlement, market access, patients' trust, monitoring. Pure.

Source: domain.md 3.5 (C01-C03) and 3.4 (O11). The percentages are parameters, most of them nobody's but the dossiers'.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import facts as f
from simulator.scoring.evidence import lost
from simulator.scoring.following import Consequence, Figure, Look, Reason, figure, known
from simulator.scoring.remedies import Project

MONITORING = "r13"


def settlement(look: Look) -> Consequence:
    """By how much a settlement would be multiplied: step by step, from what the evidence backs."""
    it = look.ended.parameters.settlement
    steps = tuple(_steps(look))
    raw = it.least.value + sum(it.steps[name].value for name, _ in steps)
    factor = round(min(it.most.value, max(it.least.value, raw)), 2)
    return Consequence(
        id="settlement",
        code=it.code,
        title=it.title,
        says=f"A settlement would be multiplied by {factor:.2f} ({it.label}; no independent source was found).",
        label=it.label,
        figures=(Figure("multiplier", factor, factor, "times", it.label),),
        reasons=tuple(Reason(f"{it.steps[name].value:+.2f}: {why.text}", why.entries) for name, why in steps),
    )


def market_access(look: Look) -> Consequence:
    """How long a launch or partnership waits: the less the log explains, the longer."""
    it = look.ended.parameters.market_access
    low, _, high = it.slip_days.value
    reportable = look.inquiry()[0] in {"certain", "likely"}
    days = round(low + (high - low) * (1 - look.log.share))
    says = "Nothing that a partner's review would wait for."
    if reportable:
        says = f"One launch or partnership may wait {days} days longer."
    return Consequence(
        id="market-access",
        code=it.code,
        title=it.title,
        says=says,
        label=it.slip_days.source,
        figures=(Figure("delay", days, days, "days", it.slip_days.source),) if reportable else (),
        reasons=(look.log_reason(),) if reportable else (),
    )


def trust(look: Look) -> Consequence:
    """How many portal bookings are lost: worse where letters were late, missing, or revised twice."""
    it = look.ended.parameters.trust
    told = tuple(one.number for one in look.ended.state.notices if one.fact.audience == "individual")
    percent, weeks = it.bookings_percent, it.weeks
    if not told and not look.owed:
        says = "Nobody was told, and nobody had to be: bookings stay as they are."
        return Consequence(id="trust", code=it.code, title=it.title, says=says, label=percent.source)
    worse = tuple(_distrust(look))
    level = 2 if not told else min(2, len(worse))
    says = f"Portal bookings may fall by {percent.value[level]:g} % for {weeks.value[level]:g} weeks."
    return Consequence(
        id="trust",
        code=it.code,
        title=it.title,
        says=says,
        label=percent.source,
        figures=(figure("bookings lost", percent, "percent"), figure("for so long", weeks, "weeks")),
        reasons=worse or (Reason("Letters left in time, and were not revised twice.", told),),
    )


def running_cost(look: Look) -> Iterator[Consequence]:
    """What monitoring costs from now on, if it was ordered."""
    it = look.ended.parameters.running_cost
    for one in (one for one in look.projects if one.item == MONITORING):
        low, _, high = it.percent.value
        yield Consequence(
            id="running-cost",
            code=it.code,
            title=it.title,
            says=f"Integration maintenance may cost {low:g} to {high:g} % more each month ({it.percent.source}).",
            label=it.percent.source,
            figures=(figure("more maintenance", it.percent, "percent"),),
            reasons=(Reason(f"{one.code} {one.title}: ordered {one.ordered}.", one.entries),),
        )


def dates(project: Project) -> str:
    """When a project was, or will be, done."""
    if project.done:
        return f"done {project.done}"
    promised = f"promised for {project.promised}" if project.promised else "promised for no day"
    return f"{promised}, usually done by {project.typical}"


def _steps(look: Look) -> Iterator[tuple[str, Reason]]:
    """Every step of the multiplier with what it rests on; none where nobody had to be told."""
    if not look.owed:
        return
    for one in look.findings:
        yield ("failure-known" if one.prior or one in look.overdue else "failure-shown"), known(one)
    yield from (("duty-broken", why) for why in look.duty_reasons())
    if lost := tuple(_lost(look)):
        yield "evidence-lost", Reason("Evidence was lost that could have excluded people.", lost)
    if look.log.share < look.ended.parameters.log.complete_from.value:
        yield "log-thin", look.log_reason()
    for project in look.projects:
        if project.done or project.promised:
            yield "remedied", Reason(f"{project.code} {project.title}: {dates(project)}.", project.entries)


def _lost(look: Look) -> Iterator[int]:
    """Entries by which proof was lost that nobody had copied, or the team left more people who cannot be excluded."""
    playbook = look.ended.playbook
    proof = {key for key, source in playbook.sources.items() if source.proves_absence is not None}
    gone = {number for source, numbers in lost(look.ended.entries).items() if source in proof for number in numbers}
    for entry in look.ended.entries:
        fact = entry.fact
        grown = isinstance(fact, f.NotifiableChanged) and fact.added and fact.because in playbook.actions
        if entry.at > 0 and (entry.number in gone or grown):
            yield entry.number


def _distrust(look: Look) -> Iterator[Reason]:
    letters = [one for one in look.ended.state.notices if one.fact.audience == "individual"]
    numbers = tuple(one.number for one in letters)
    late = [one.id for one in look.broken if one.id.endswith(".individual")]
    if not letters:
        yield Reason(f"{look.owed:,} people had to be told; no letter left, and they hear of it from others.", look.end)
    elif late:
        yield Reason(f"Letters were late, or not to all: {', '.join(late)}.", numbers)
    revised = len({one.fact.version for one in letters}) - 1
    if revised > 1:
        yield Reason(f"The letters were revised {revised} times.", numbers)
