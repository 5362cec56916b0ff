"""Section 1: the page that leaders read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain import facts as f
from simulator.law.model import Obligation, Status
from simulator.law.people import by_residence
from simulator.report.course.care import disturbed, spent
from simulator.report.finding import Finding
from simulator.report.legal.clocks import STATUS_WORDS, tone, trigger_refs
from simulator.report.material import Material
from simulator.report.model import Bullets, Heading, Line, Paragraph, Refs, Row, Section, Strip, Table, Tile
from simulator.report.places import place
from simulator.report.rated.ratings import standings
from simulator.report.text import counts, days, many

_TOP = 3


def summary_section(material: Material, found: tuple[Finding, ...]) -> Section:
    """The section."""
    strengths = _top(one for one in found if one.good)
    gaps = tuple(one for one in found if not one.good)
    return Section(
        id="summary",
        number="1",
        title="Executive summary",
        blocks=(
            Bullets(lines=tuple(_sentences(material))),
            _strip(material),
            _ratings(material, found),
            Heading(text="Top strengths"),
            Bullets(lines=strengths, empty="None on record."),
            Heading(text="Top gaps"),
            Bullets(lines=_top(gaps), empty="None on record."),
            Paragraph(
                lines=(
                    Line(
                        text=f"{many(len(gaps), 'gap')} in all; each is an issue of {place('plan')}.",
                        refs=_behind(gaps, material),
                    ),
                )
            ),
            Heading(text="Decisions that leaders must take"),
            Bullets(lines=tuple(_asks(material, gaps))),
        ),
    )


def _top(found: Iterable[Finding]) -> tuple[Line, ...]:
    """The first findings, one of each kind before a second one of any."""
    seen: dict[str, int] = {}
    ranked: list[tuple[int, Finding]] = []
    for one in found:
        ranked.append((seen.setdefault(one.csf, 0), one))
        seen[one.csf] += 1
    ranked.sort(key=lambda pair: pair[0])
    return tuple(Line(text=one.text, refs=one.refs) for _, one in ranked[:_TOP])


def _sentences(material: Material) -> Iterator[Line]:
    playbook, truth = material.playbook, material.truth
    start = tuple(one.number for one in material.entries if isinstance(one.fact, f.ExerciseStarted))
    yield Line(
        text=f"{playbook.entity} played “{playbook.title}” from {material.day(0)} to {material.day(truth.at)}.",
        refs=start,
    )
    unsecured = [one for one in truth.reads if not one.fact.secured]
    if unsecured:
        yield Line(
            text=f"In truth, unsecured records of {many(len(material.read), 'person', 'people')} were read in "
            f"{many(len(unsecured), 'reading')} between {material.when(min(one.fact.since for one in unsecured))} and "
            f"{material.when(max(one.fact.until for one in unsecured))}.",
            refs=tuple(one.number for one in unsecured),
        )
    else:
        yield Line(text="In truth, nobody's unsecured records were read.", refs=material.end_refs)
    yield _people_sentence(material)
    yield _duty_sentence(material)
    hurt, visits = disturbed(material)
    hours, dollars = spent(material)
    yield Line(
        text=f"About {hurt:,.0f} of {many(visits, 'visit')} were disturbed; the response took {hours:,.0f} staff-hours "
        f"and {dollars:,.0f} US dollars.",
        refs=(*(one.number for one in truth.care), *(one.number for one in truth.completed)),
    )


def _people_sentence(material: Material) -> Line:
    owed = by_residence(material.notifiable, material.people)
    told = f"the team listed {len(material.listed):,}" if material.truth.lists else "the team built no list"
    changes = tuple(one.number for one in material.entries if isinstance(one.fact, f.NotifiableChanged))
    text = f"{many(len(material.notifiable), 'person', 'people')} could not be excluded ({counts(owed)}); {told}."
    return Line(text=text, refs=(*changes, *material.list_refs))


def _duty_sentence(material: Material) -> Line:
    required = material.required
    number = {status: sum(1 for one in required if one.status is status) for status in Status}
    said = [f"{count} {STATUS_WORDS[status]}" for status, count in number.items() if count]
    extra = sum(1 for one in material.played.true if one.status is Status.NOT_REQUIRED_BUT_DONE)
    text = f"The facts gave rise to {many(len(required), 'duty', 'duties')}: {', '.join(said) or 'none'}"
    text += f"; {many(extra, 'notice')} went out without being required." if extra else "."
    refs = {ref for one in required for ref in (*trigger_refs(one, material), *material.notice_refs(one))}
    return Line(text=text, refs=tuple(sorted(refs)))


def _strip(material: Material) -> Strip:
    tiles = tuple(
        Tile(
            label=one.title,
            value=STATUS_WORDS[one.status] + (f" {days(one.margin_days)}" if one.margin_days is not None else ""),
            tone=tone(one.status),
            refs=material.notice_refs(one) or material.end_refs,
        )
        for one in material.played.true
        if one.status is not Status.NOT_REQUIRED
    )
    return Strip(caption="Duty ledger: status, and days of margin", tiles=tiles)


def _ratings(material: Material, found: tuple[Finding, ...]) -> Table:
    return Table(
        caption="Ratings: performed without challenges (P), with some (S), with major ones (M), unable (U)",
        columns=("Objective", "Rating"),
        rows=tuple(
            Row(cells=(one.objective.title, one.words), refs=one.proposal.refs, tone="bad" if one.above else "")
            for one in standings(material, found)
        ),
        empty="The scenario states no objective.",
    )


def _asks(material: Material, gaps: tuple[Finding, ...]) -> Iterator[Line]:
    failed = [one for one in material.required if one.status.failed]
    if failed:
        yield Line(
            text=f"Who owns what was missed or late: {many(len(failed), 'duty', 'duties')} of {place('duties')}.",
            refs=_triggers(failed, material),
        )
    unsure = [one for one in material.required if one.confidence != "high" or one.assumptions]
    if unsure:
        rules = many(len(unsure), "duty", "duties")
        text = f"Which readings counsel confirms: {rules} of {place('duties')} rest on assumptions."
        yield Line(text=text, refs=_triggers(unsure, material))
    unowned = [one for one in material.evaluation.plan if not (one.owner and one.due)]
    if unowned or (gaps and not material.evaluation.plan):
        count = len(unowned) or len(gaps)
        text = f"An owner and a date for {many(count, 'issue')} in {place('plan')}."
        yield Line(text=text, refs=_behind(gaps, material))
    unrated = [one for one in material.playbook.objectives if one.id not in material.evaluation.ratings]
    if unrated:
        text = f"The rating of {many(len(unrated), 'objective')} in {place('objectives')}."
        yield Line(text=text, refs=material.end_refs)
    yield Line(text="When this scenario is played again, to test what was changed.")


def _triggers(duties: list[Obligation], material: Material) -> Refs:
    return tuple(sorted({ref for one in duties for ref in trigger_refs(one, material)})) or material.end_refs


def _behind(gaps: tuple[Finding, ...], material: Material) -> Refs:
    return tuple(sorted({ref for one in gaps for ref in one.refs})) or material.end_refs
