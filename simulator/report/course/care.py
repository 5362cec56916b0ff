"""Section 11: what the incident and the response did to care, and what the response cost in work and money."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.ids import ActionId, SeatId
from simulator.domain.state import Dated
from simulator.domain.time import MINUTE, format_duration
from simulator.report.course.downtime import downtime_table
from simulator.report.course.load import load_figure
from simulator.report.course.vendors import vendor_tables
from simulator.report.material import Material
from simulator.report.model import Blank, Row, Section, Table


def care_section(material: Material) -> Section:
    """The section."""
    return Section(
        id="care",
        number="11",
        title="Care and operations",
        blocks=(
            _care(material),
            downtime_table(material),
            _work(material),
            load_figure(material),
            *vendor_tables(material),
            Blank(label="Observations of clinical operations", lines=3),
        ),
    )


def disturbed(material: Material) -> tuple[float, int]:
    """Visits disturbed, and visits in all: those of a side effect are among the visits of that hour."""
    milli = sum(one.fact.disturbed_milli for one in material.truth.care)
    return milli / 1000, sum(one.fact.visits for one in material.truth.care if not _at_once(one.fact))


def spent(material: Material) -> tuple[float, float]:
    """Staff-hours and US dollars of the completed actions."""
    done = material.truth.completed
    return sum(one.fact.staff_hours for one in done), sum(one.fact.dollars for one in done)


def _care(material: Material) -> Table:
    order = {service: place for place, service in enumerate(material.playbook.services)}
    rows = tuple(
        Row(
            cells=(
                material.playbook.services[one.fact.service].title,
                material.when(one.fact.since),
                material.when(one.fact.until),
                one.fact.why,
                "-" if _at_once(one.fact) else f"{one.fact.visits:,}",
                f"{one.fact.disturbed_milli / 1000:,.1f}",
            ),
            refs=(one.number,),
        )
        for one in sorted(material.truth.care, key=lambda one: (order[one.fact.service], one.fact.since))
    )
    hurt, visits = disturbed(material)
    refs = tuple(one.number for one in material.truth.care)
    total = Row(cells=("All", "", "", "", f"{visits:,}", f"{hurt:,.1f}"), refs=refs)
    return Table(
        caption="Services by state of the flows they need; disturbed visits are expected values",
        columns=("Service", "From", "To", "State", "Visits", "Disturbed"),
        rows=(*rows, total) if rows else (),
        numeric=(4, 5),
        empty="No service was recorded.",
    )


def _at_once(fact: f.CareDisturbed) -> bool:
    """Whether a side effect disturbed visits in a moment, which lies in a span of its own service."""
    return fact.since == fact.until


def _work(material: Material) -> Table:
    owners: dict[SeatId, list[Dated[f.ActionCompleted]]] = {}
    actions = material.playbook.actions
    for one in material.truth.completed:
        owners.setdefault(actions[ActionId(one.fact.action)].owner, []).append(one)
    rows = []
    for owner, done in sorted(owners.items()):
        again = sum(1 for one in material.truth.repeated if actions[ActionId(one.fact.action)].owner == owner)
        waited = [one.fact.waited for one in material.truth.started_actions.values() if one.fact.owner == owner]
        rows.append(
            Row(
                cells=(
                    material.seat_title(owner),
                    str(len(done)),
                    f"{sum(one.fact.staff_hours for one in done):,.1f}",
                    f"{sum(one.fact.dollars for one in done):,.0f}",
                    format_duration(max(waited, default=0) // MINUTE * MINUTE),
                    f"{max(one.fact.fatigue for one in done):.2f}",
                    str(sum(one.fact.handovers for one in done)),
                    str(again),
                ),
                refs=tuple(one.number for one in done),
            )
        )
    hours, dollars = spent(material)
    if rows:
        refs = tuple(one.number for one in material.truth.completed)
        cells = ("All", str(len(material.truth.completed)), f"{hours:,.1f}", f"{dollars:,.0f}", *[""] * 4)
        rows.append(Row(cells=cells, refs=refs))
    return Table(
        caption=(
            "Work by owner. Longest wait: from decision until somebody began. Fatigue: slowest factor on duration. "
            "Handovers: shift changes in the work. Begun again: found wrong, or lost at a handover"
        ),
        columns=(
            *("Owner", "Actions", "Staff-hours", "US dollars", "Longest wait", "Fatigue"),
            *("Handovers", "Begun again"),
        ),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4, 5, 6, 7),
        empty="No action was completed.",
    )
