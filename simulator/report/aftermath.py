"""Sections 14 and 15: what may follow, and what the scenario was made of, with remedies and public cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.domain.failures import Failure
from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Heading, Line, Paragraph, Row, Section, Table
from simulator.report.text import cited, listed
from simulator.scenario.aftermath import PublicCase, Remedy
from simulator.scoring.aftermath import CAVEAT, Aftermath
from simulator.scoring.costs import dates
from simulator.scoring.following import Consequence, Figure
from simulator.scoring.remedies import closing

_ONCE = "Shown once the exercise has ended."
_NOTES = (
    "Study notes are this project's own, made from public reports. Look a case up at its source before you quote it."
)


def aftermath_section(material: Material) -> Section:
    """Section 14."""
    found = material.played.aftermath
    blocks: tuple[Block, ...] = (Paragraph(lines=(Line(text=_ONCE),)),)
    if found is not None:
        said = [block for one in found.consequences for block in _consequence(one)]
        blocks = (
            Paragraph(lines=(Line(text=CAVEAT),)),
            _overview(found),
            *said,
            _figures(found),
            _findings(found),
            _projects(found),
        )
    return Section(id="aftermath", number="14", title="What may follow", blocks=blocks)


def made_of_section(material: Material) -> Section:
    """Section 15."""
    blocks: tuple[Block, ...] = (Paragraph(lines=(Line(text="This scenario names no failure card."),)),)
    if not material.ended:
        blocks = (Paragraph(lines=(Line(text=_ONCE),)),)
    elif material.playbook.failures:
        cards = (block for one in material.playbook.failures for block in _failure(one, material))
        blocks = (Paragraph(lines=(Line(text=_NOTES),)), *cards, _considerations(material))
    return Section(id="made-of", number="15", title="What this was made of", blocks=blocks)


def figure_words(one: Figure) -> str:
    """A range with its unit: `145 to 73,011 US dollars`."""
    low, high = (f"{round(value, 2):,}".removesuffix(".0") for value in (one.low, one.high))
    return f"{low} {one.unit}" if low == high else f"{low} to {high} {one.unit}"


def _overview(found: Aftermath) -> Table:
    return Table(
        caption="Consequences; whose figures they rest on stands beside each",
        columns=("Code", "Consequence", "What may follow", "Source"),
        rows=tuple(Row(cells=(one.code, one.title, one.says, cited(one.label))) for one in found.consequences),
        entries=False,
    )


def _consequence(one: Consequence) -> Iterator[Block]:
    if one.reasons:
        yield Heading(text=f"{one.code} {one.title}: why")
        yield Bullets(lines=tuple(Line(text=reason.text, refs=reason.entries) for reason in one.reasons))


def _figures(found: Aftermath) -> Table:
    return Table(
        caption="Figures, each a range under its assumptions",
        columns=("Consequence", "Figure", "Range", "Source"),
        rows=tuple(
            Row(cells=(one.code, figure.name, figure_words(figure), cited(figure.source)))
            for one in found.consequences
            for figure in one.figures
        ),
        entries=False,
    )


def _findings(found: Aftermath) -> Table:
    return Table(
        caption="Findings: since when each was known, or could have been, and whether it is closed",
        columns=("Failure", "Known since", "Closed", "Days open"),
        rows=tuple(
            Row(
                cells=(
                    f"{one.code} {one.title}",
                    f"{one.since}{' (before the response)' if one.prior else ''}",
                    f"{one.closed}, {one.how}" if one.closed else "open at EndEx",
                    f"{one.open_days}",
                ),
                refs=one.entries,
                tone="" if one.closed else "bad",
            )
            for one in found.findings
        ),
        numeric=(3,),
        empty="No failure of the library was shown by the evidence.",
    )


def _projects(found: Aftermath) -> Table:
    return Table(
        caption="Remedies that were ordered",
        columns=("Remedy", "Ordered", "Promised", "Usually done", "Done"),
        rows=tuple(
            Row(
                cells=(
                    f"{one.code} {one.title}",
                    f"{one.ordered}",
                    f"{one.promised or 'no day'}",
                    f"{one.typical}",
                    f"{one.done or 'running at EndEx'}",
                ),
                refs=one.entries,
                tone="" if one.done else "watch",
            )
            for one in found.projects
        ),
        empty="No remedy was ordered.",
    )


def _failure(one: Failure, material: Material) -> Iterator[Block]:
    yield Heading(text=f"{one.code} {one.title}")
    contained = listed(material.playbook.actions[step].title for step in one.contains)
    yield Paragraph(
        lines=(
            Line(text=one.mechanism),
            Line(text=f"Who could see it: {one.visible_to}"),
            Line(text=f"What contains it: {contained}."),
            Line(
                text=f"Rules: {listed(f'45 CFR {rule}' for rule in one.cfr)}. From: {one.seed} ({cited(one.source)})."
            ),
        )
    )
    looked = tuple(Line(text=f"{material.playbook.actions[it.action].title}: {it.why}") for it in one.placebo)
    yield Paragraph(lines=(Line(text="What looks as if it helped:"),))
    yield Bullets(lines=looked)
    yield _remedies(one, material)
    cases = material.played.cases
    known = [cases[name] for name in one.cases if name in cases]
    yield Bullets(lines=tuple(Line(text=_case(case)) for case in known), empty="No public case of that kind.")


def _remedies(one: Failure, material: Material) -> Table:
    ordered = {it.item: it for it in material.played.aftermath.projects} if material.played.aftermath else {}
    remedies = material.played.remedies
    partly = {item: part for item, part, _ in closing(one.code, remedies)}
    needs = {item: needed for item, _, needed in closing(one.code, remedies)}
    return Table(
        caption=f"Remedies of {one.code}",
        columns=("Remedy", "Closes it", "Does not close", "Weeks", "In this exercise"),
        rows=tuple(
            Row(
                cells=(
                    f"{remedies[item].code} {remedies[item].title}",
                    _closes(item, partly, needs, remedies),
                    " ".join(remedies[item].does_not_close),
                    _weeks(one, item, remedies[item]),
                    dates(ordered[item]) if item in ordered else "nobody ordered it",
                ),
                refs=ordered[item].entries if item in ordered else material.end_refs,
                notes=(remedies[item].note,) if remedies[item].note else (),
            )
            for item in _items(one, remedies)
        ),
    )


def _considerations(material: Material) -> Table:
    """What the remedies of these failures have to reckon with, and what it did in play."""
    remedies, found = material.played.remedies, material.played.considerations
    fit = {item for failure in material.playbook.failures for item in _items(failure, remedies)}
    named = [
        (name, [it.code for item, it in remedies.items() if item in fit and name in it.considerations])
        for name in found
    ]
    return Table(
        caption="What these remedies have to reckon with",
        columns=("Consideration", "In play", "Remedies"),
        rows=tuple(
            Row(
                cells=(
                    f"{found[name].code} {found[name].title}",
                    " ".join(it.does for it in found[name].mechanics),
                    listed(codes),
                ),
                notes=(found[name].note,) if found[name].note else (),
            )
            for name, codes in named
            if codes
        ),
        empty="No remedy of these failures names one.",
        entries=False,
    )


def _items(failure: Failure, remedies: Mapping[str, Remedy]) -> tuple[str, ...]:
    """The remedies of a failure: its card's, and whatever else closes it."""
    closers = (item for item, _, _ in closing(failure.code, remedies))
    return tuple(it for it in dict.fromkeys((*(it.item for it in failure.remediation), *closers)) if it in remedies)


def _closes(
    item: str, partly: dict[str, bool], needs: dict[str, tuple[str, ...]], remedies: Mapping[str, Remedy]
) -> str:
    if item not in partly:
        return "no: it helps, it does not close"
    said = "in part" if partly[item] else "yes"
    return f"{said}, together with {listed(remedies[one].code for one in needs[item])}" if needs[item] else said


def _weeks(one: Failure, item: str, remedy: Remedy) -> str:
    """Lowest, typical and highest: the card's own, else the library's with their source."""
    own = next((it.weeks for it in one.remediation if it.item == item), None)
    low, typical, high = (own.low, own.typical, own.high) if own else remedy.weeks
    return f"{low:g} / {typical:g} / {high:g} ({remedy.weeks_from})"


def _case(case: PublicCase) -> str:
    scale = f" {case.scale}" if case.scale else ""
    told = "" if case.primary else "; secondary report"
    return f"{case.title}. {case.when}{scale} {case.lesson} (Source: {cited(case.source)}{told}.)"
