"""Section 12: the master scenario events list as played."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import msel as m
from simulator.domain.directing import direction_words
from simulator.domain.direction import ON_CHANCE, UNTOLD, Improvise, SubstituteRole
from simulator.domain.facts import InjectDelivered
from simulator.domain.ids import InjectId
from simulator.domain.state import Dated
from simulator.domain.time import Seconds, format_duration
from simulator.report.material import Material
from simulator.report.model import Row, Section, Table


def msel_section(material: Material) -> Section:
    """The section."""
    rows = tuple(_row(inject, material) for inject in _played_order(material))
    table = Table(
        caption="Each inject: planned and actual release, and the team's answer",
        columns=("Inject", "Kind", "From", "Planned", "Released", "Answer"),
        rows=rows,
    )
    directed = tuple(_directed(material))
    changes = Table(
        caption="What the facilitator changed: held, put off, left out, fired by hand, improvised, stood in for",
        columns=("No.", "When", "What", "Touches the world", "Why"),
        rows=directed,
        numeric=(0,),
    )
    return Section(id="msel", number="12", title="MSEL as played", blocks=(table, changes) if directed else (table,))


def _directed(material: Material) -> Iterator[Row]:
    """Each direction that was taken, with the words typed about it."""
    for one in material.truth.decisions:
        made, number = one.fact.decision, one.fact.number
        if not isinstance(made, (*UNTOLD, SubstituteRole, *ON_CHANCE)):
            continue
        said = tuple(f"Said: {text}" for text in material.said(number, "inject"))
        yield Row(
            cells=(
                str(number),
                material.when(one.at),
                direction_words(made, material.playbook),
                "yes" if isinstance(made, Improvise) and made.touches is not None else "no",
                "; ".join(material.said(number, "reason")) or "-",
            ),
            refs=(one.number,),
            notes=said,
        )


def _played_order(material: Material) -> list[m.Inject]:
    never = material.playbook.ends + 1
    order = {name: index for index, name in enumerate(material.playbook.injects)}
    delivered = material.truth.injects

    def key(one: m.Inject) -> tuple[Seconds, int]:
        came = delivered.get(one.id)
        return (came.at if came else never, order[one.id])

    return sorted(material.playbook.injects.values(), key=key)


def _row(inject: m.Inject, material: Material) -> Row:
    came, answered = material.truth.injects.get(inject.id), material.truth.answers.get(inject.id)
    options = {one.id: one.title for one in inject.options}
    if answered:
        answer = f"{material.when(answered.at)}: {options.get(answered.fact.option, answered.fact.option)}"
    else:
        answer = "UNANSWERED" if came and options else "-"
    refs = tuple(one.number for one in (came, answered) if one)
    return Row(
        cells=(
            f"{inject.title} ({inject.id})",
            inject.kind + (", main" if inject.main else ""),
            inject.sender,
            _planned(inject.trigger, material) + (", on condition" if inject.conditions else ""),
            _released(inject.id, came, material),
            answer,
        ),
        refs=refs,
        notes=(f"Effect: {answered.fact.effect}",) if answered else (),
    )


def _released(inject: InjectId, came: Dated[InjectDelivered] | None, material: Material) -> str:
    """When it came and how, or why not."""
    directed = material.truth.directed
    if came is not None:
        later = f", put off by {format_duration(directed.later[inject])}" if inject in directed.later else ""
        return material.when(came.at) + (", fired by hand" if came.fact.fired else later)
    if inject in directed.skipped:
        return f"left out by hand, {material.when(directed.skipped[inject])}"
    return "held to the end" if inject in directed.held else "not released"


def _planned(trigger: m.Trigger, material: Material) -> str:
    return material.when(trigger.at) if isinstance(trigger, m.At) else material.playbook.released_by(trigger)
