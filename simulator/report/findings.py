"""Strengths and gaps, each computed from facts and tied to the entries it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.domain import facts as f
from simulator.domain.state import Dated
from simulator.domain.titles import because
from simulator.law.letterfacts import letter_contents
from simulator.law.letters import review
from simulator.law.model import Obligation, Status
from simulator.report import describe
from simulator.report.finding import (
    CONTAIN,
    COUNT,
    DATED,
    JUDGED,
    LISTED,
    MANAGE,
    PRESERVE,
    RELEASED,
    TELL,
    Finding,
    gap,
    strength,
)
from simulator.report.legal.clocks import STATUS_WORDS, told_share, trigger_refs
from simulator.report.material import Material
from simulator.report.mending import closes, pulls, tells
from simulator.report.model import Refs
from simulator.report.people.growth import growth
from simulator.report.people.sets import precision_recall
from simulator.report.places import place
from simulator.report.text import listed, many
from simulator.scoring.evidence import lost
from simulator.scoring.steps import done


def findings(material: Material) -> tuple[Finding, ...]:
    """Every finding, serious gaps first."""
    found = [
        *_duties(material),
        *_people(material),
        *_access(material),
        *_evidence(material),
        *_legal_acts(material),
        *_letters(material),
        *_tasks(material),
        *_room(material),
    ]
    return tuple(sorted(found, key=lambda one: (one.good, one.weight != "serious")))


def _duties(material: Material) -> Iterator[Finding]:
    for one in material.played.true:
        refs = (*trigger_refs(one, material), *material.notice_refs(one)) or _end(material)
        if one.status.failed:
            late = f"{many(one.late_days, 'day')} past {one.due}" if one.due else "no due date was reached"
            told = f"; what was sent reached {reached}" if (reached := told_share(one)) else ""
            text = f"{one.title} ({one.id}): {STATUS_WORDS[one.status]}, {late}{told}."
            yield gap(TELL, text, refs, tasks=tells(one.audiences, material.playbook))
        elif one.status is Status.NOT_REQUIRED_BUT_DONE:
            text = f"{one.title} ({one.id}) was sent on {one.done} although not required: {' '.join(one.why_not)}"
            yield gap(TELL, text, refs, serious=False, tasks=RELEASED)
    met = [one for one in material.required if one.status is Status.MET]
    if met and not any(one.status.failed for one in material.required):
        text = f"All {len(met)} required duties were met{_tightest(met)}."
        refs = tuple(sorted({ref for one in met for ref in material.notice_refs(one)}))
        yield strength(TELL, text, refs, tasks=RELEASED)


def _tightest(met: Sequence[Obligation]) -> str:
    """Which of the duties that have a last day was met with the fewest days to spare."""
    dated = [(one.margin_days, f"{one.title} ({one.id})") for one in met if one.margin_days is not None]
    days, name = min(dated, key=lambda one: one[0], default=(None, ""))
    return "" if days is None else f"; the smallest margin is {days} days: {name}"


def _people(material: Material) -> Iterator[Finding]:
    both, wrong, missed = precision_recall(material)
    refs = material.list_refs
    if not refs:
        if material.notifiable:
            yield gap(
                COUNT,
                f"No list of affected people was built; {len(material.notifiable):,} are notifiable.",
                _end(material),
                tasks=LISTED,
            )
        return
    if missed:
        text = f"{many(missed, 'notifiable person', 'notifiable people')} are not on the list."
        yield gap(COUNT, text, refs, tasks=LISTED)
    if wrong:
        serious = wrong > both
        text = f"{many(wrong, 'person', 'people')} are on the list without being notifiable."
        yield gap(COUNT, text, refs, serious=serious, tasks=LISTED)
    if both and not (missed or wrong):
        yield strength(COUNT, f"The list names exactly the {both:,} notifiable people.", refs, tasks=LISTED)


def _access(material: Material) -> Iterator[Finding]:
    truth, playbook = material.truth, material.playbook
    for grant in playbook.grants.values():
        if not grant.authorised and grant.id not in truth.closed:
            text = f"The path was never closed: {grant.title}."
            yield gap(CONTAIN, text, _end(material), tasks=closes(grant.id, playbook))
    paths = {one.id for one in playbook.grants.values() if not one.authorised}
    closed = [one for one in material.entries if isinstance(one.fact, f.GrantClosed) and one.fact.grant in paths]
    later = [one for one in truth.reads if one.at >= 0 and not one.fact.secured]
    if later:
        when = material.when(max(one.fact.until for one in later))
        text = f"Records were read after StartEx, in {many(len(later), 'reading')}, until {when}."
        yield gap(CONTAIN, text, tuple(one.number for one in later))
    if closed and not later:
        whole = paths <= truth.closed.keys()
        shut = f"; the last unauthorised path was closed on {material.when(closed[-1].at)}" if whole else ""
        text = f"Nobody read anything after StartEx{shut}."
        yield strength(CONTAIN, text, tuple(one.number for one in closed))


def _evidence(material: Material) -> Iterator[Finding]:
    truth, playbook = material.truth, material.playbook
    for source, refs in lost(material.entries).items():
        text = f"Evidence was lost: {playbook.sources[source].title}."
        yield gap(PRESERVE, text, refs, tasks=pulls(source, playbook))
    grown = [(one, change) for one, change, _ in growth(material) if one.at > 0 and change > 0]
    if grown:
        total = sum(change for _, change in grown)
        causes = "; ".join(dict.fromkeys(because(one.fact.because, playbook) for one, _ in grown))
        more = many(total, "more person", "more people")
        text = f"{more} cannot be excluded than at StartEx (reckoned after {causes})."
        yield gap(PRESERVE, text, tuple(one.number for one, _ in grown), serious=total > len(material.notifiable) // 10)
    pulled = sorted(one.number for one in truth.pulled.values())
    there = [one for one in playbook.sources.values() if one.id not in truth.pulled and one.since is not None]
    unpulled = [one for one in there if pulls(one.id, playbook)]  # of what nobody can ask for nobody is blamed
    if pulled:
        yield strength(PRESERVE, f"{many(len(pulled), 'source')} of evidence were pulled and kept.", tuple(pulled))
    if unpulled:
        text = f"Never pulled: {'; '.join(one.title for one in unpulled)}."
        tasks = tuple(dict.fromkeys(task for one in unpulled for task in pulls(one.id, playbook)))
        yield gap(PRESERVE, text, _end(material), serious=not pulled, tasks=tasks)


def _legal_acts(material: Material) -> Iterator[Finding]:
    truth = material.truth
    signs = [one for one in truth.indicators.values() if one.fact.discovery]
    earliest = min(signs, key=lambda one: (one.fact.day, one.number), default=None)
    if truth.discovery is None:
        yield gap(MANAGE, "The team stated no discovery date.", _end(material), tasks=DATED)
    elif earliest and truth.discovery.fact.day > earliest.fact.day:
        sign = f"{earliest.fact.day}: {earliest.fact.title}"
        text = f"The stated discovery date {truth.discovery.fact.day} lies after a sign of {sign}."
        yield gap(MANAGE, text, (truth.discovery.number, earliest.number), tasks=DATED)
    elif earliest:
        text = f"The stated discovery date {truth.discovery.fact.day} is not later than any sign that the team held."
        yield strength(MANAGE, text, (truth.discovery.number, earliest.number), tasks=DATED)
    made = truth.determination
    if made is None:
        yield gap(MANAGE, "Nobody determined whether it was a breach.", _end(material), tasks=JUDGED)
    elif made.fact.assessment.complete:
        verdict = "a breach" if made.fact.breach else "no breach"
        text = f"It was determined to be {verdict} on {material.when(made.at)}, with all four factors answered."
        yield strength(MANAGE, text, (made.number,), tasks=JUDGED)
    else:
        text = "The determination leaves factors of the risk assessment unanswered."
        yield gap(MANAGE, text, (made.number,), tasks=JUDGED)


def _letters(material: Material) -> Iterator[Finding]:
    checked = [
        (one, review(letter_contents(one.fact.letter, material.truth, material.playbook, truth=True)))
        for one in material.truth.notices
    ]
    poor: dict[str, list[Dated[f.NoticeSent]]] = {}
    for one, found in checked:
        faults = [f"missing: {text}" for text in found.missing] + [f"not true: {text}" for text in found.untrue]
        if faults:
            poor.setdefault("; ".join(faults), []).append(one)
    for faults_said, notices in poor.items():
        titles = material.playbook.audiences
        names = listed(f"\u201c{titles.get(one.fact.audience, one.fact.audience)}\u201d" for one in notices)
        text = f"What was told to {names} falls short; {faults_said}."
        yield gap(TELL, text, tuple(one.number for one in notices), tasks=RELEASED)
    if checked and not poor:
        text = f"All {many(len(checked), 'notice')} carried the five elements of 45 CFR 164.404(c)(1), truthfully."
        yield strength(TELL, text, tuple(one.number for one, _ in checked), tasks=RELEASED)


def _tasks(material: Material) -> Iterator[Finding]:
    """The critical tasks of each objective that nobody was seen to do; until EndEx somebody still may."""
    for one in material.playbook.objectives if material.ended else ():
        undone = tuple(task for task in one.tasks if done(material, task) is None)
        if undone:
            titles = "; ".join(describe.task_title(task, material.playbook) for task in undone)
            text = f"{many(len(undone), 'critical task')} not seen: {titles}."
            yield gap(one.csf, text, _end(material), serious=False, tasks=undone)


def _room(material: Material) -> Iterator[Finding]:
    truth = material.truth
    if truth.refused:
        refs = tuple(one.number for one in truth.refused)
        yield gap(
            MANAGE, f"{many(len(refs), 'decision')} were refused; {place('decisions')} says why.", refs, serious=False
        )
    unmapped = [one for number, one in truth.declared.items() if number not in truth.mapped]
    if unmapped:
        refs = tuple(one.number for one in unmapped)
        text = f"{many(len(refs), 'declaration')} of the team matched no action and were never mapped."
        yield gap(MANAGE, text, refs, serious=False)
    silent = [one for one in truth.unanswered if one.fact.main]
    if silent:
        titles = "; ".join(one.fact.title for one in silent)
        yield gap(
            MANAGE, f"Main injects left unanswered: {titles}.", tuple(one.number for one in silent), serious=False
        )


def _end(material: Material) -> Refs:
    """The last entry: what never happened until then, never happened."""
    return (len(material.entries),)
