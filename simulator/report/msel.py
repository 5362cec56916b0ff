"""Section 12: the master scenario events list as played."""

from __future__ import annotations

from simulator.domain import msel as m
from simulator.domain.time import Seconds
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
    return Section(id="msel", number="12", title="MSEL as played", blocks=(table,))


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
            material.when(came.at) if came else "not released",
            answer,
        ),
        refs=refs,
        notes=(f"Effect: {answered.fact.effect}",) if answered else (),
    )


def _planned(trigger: m.Trigger, material: Material) -> str:
    return material.when(trigger.at) if isinstance(trigger, m.At) else material.playbook.released_by(trigger)
