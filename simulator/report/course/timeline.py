"""Section 3: what was true, what was known and what was done, on one chart; and the turning points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.domain import facts as f
from simulator.domain.journal import Entry
from simulator.domain.time import Seconds
from simulator.law.incident import due_at
from simulator.law.model import Obligation
from simulator.report import describe
from simulator.report.charts import Clock, Lane, Mark, TimelineChart
from simulator.report.course.metrics import metrics_table
from simulator.report.legal.clocks import trigger_refs
from simulator.report.material import Material
from simulator.report.model import Figure, Line, Paragraph, Refs, Row, Section, Table
from simulator.report.places import place
from simulator.report.text import many
from simulator.scoring.evidence import lost

LANE_TITLES: dict[Lane, str] = {"truth": "True", "known": "Known", "done": "Done"}
_READS_SHOWN = 3
"""Readings after StartEx that are told one by one; the others are summed up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """Something without which the exercise would have gone another way."""

    at: Seconds
    lane: Lane
    text: str
    refs: Refs


def timeline_section(material: Material) -> Section:
    """The section."""
    points = turning_points(material)
    marks = tuple(
        Mark(number=number, lane=point.lane, day=material.fraction(point.at), text=point.text)
        for number, point in enumerate(points, 1)
    )
    clocks = tuple(clock for one in material.required if (clock := _clock(one, material)))
    chart = TimelineChart(marks=marks, clocks=clocks, ends=material.fraction(material.playbook.ends))
    rows = tuple(
        Row(cells=(str(number), material.when(point.at), LANE_TITLES[point.lane], point.text), refs=point.refs)
        for number, point in enumerate(points, 1)
    )
    alt = (
        f"{many(len(points), 'numbered turning point')} in three lanes, true, known and done, from "
        f"{material.day(min((point.at for point in points), default=0))} to EndEx, and "
        f"{many(len(clocks), 'legal clock')} below them. The table after the chart lists every point, "
        f"{place('duties')} every clock."
    )
    started = (ref for one in material.required for ref in trigger_refs(one, material))
    refs = tuple(sorted({*started, *(ref for point in points for ref in point.refs)}))
    caption = "Chart A. Truth, knowledge and action, with the legal clocks. Numbers are those of the table below."
    return Section(
        id="timeline",
        number="3",
        title="Timeline",
        blocks=(
            Figure(id="timeline", caption=caption, alt=alt, chart=chart, refs=refs),
            Paragraph(
                lines=(
                    Line(text=f"All times are local time of {material.playbook.calendar.zone}."),
                    Line(text=f"{place('entries')} has the full log, entry by entry."),
                )
            ),
            Table(
                caption="Turning points",
                columns=("No.", "When", "Lane", "What"),
                rows=rows,
                numeric=(0,),
            ),
            metrics_table(material),
        ),
    )


def turning_points(material: Material) -> tuple[TurningPoint, ...]:
    """The turning points in the order of time."""
    found = [*_truth(material), *_known(material), *_done(material), *_missed(material)]
    order: tuple[Lane, ...] = ("truth", "known", "done")
    return tuple(sorted(found, key=lambda point: (point.at, order.index(point.lane), point.refs)))


def _point(entry: Entry, lane: Lane, material: Material) -> TurningPoint:
    text = describe.fact(entry.fact, material.playbook)
    return TurningPoint(at=entry.at, lane=lane, text=text, refs=(entry.number,))


def _truth(material: Material) -> Iterator[TurningPoint]:
    reads = [one for one in material.entries if isinstance(one.fact, f.RecordsRead)]
    later = [one for one in reads if one.at >= 0]
    for one in [*(one for one in reads if one.at < 0), *later[:_READS_SHOWN]]:
        yield _point(one, "truth", material)
    if rest := later[_READS_SHOWN:]:
        text = f"{many(len(rest), 'more reading')} until {material.when(rest[-1].at)}"
        yield TurningPoint(at=rest[0].at, lane="truth", text=text, refs=tuple(one.number for one in rest))
    kinds = (f.ReaderLockedOut, f.ExerciseStarted, f.ExerciseEnded)
    for kind in kinds:
        first = next((one for one in material.entries if isinstance(one.fact, kind)), None)
        if first:
            yield _point(first, "truth", material)


def _known(material: Material) -> Iterator[TurningPoint]:
    for one in material.entries:
        match one.fact:
            case f.IndicatorNoticed(discovery=discovery) if discovery:
                yield _point(one, "known", material)
            case f.InjectDelivered(main=True):
                yield _point(one, "known", material)
            case f.EvidencePulled(pull=1, read=read, held=held) if read or held:
                yield _point(one, "known", material)
    returned = [one for one in material.entries if isinstance(one.fact, f.MailReturned)]
    if returned:
        letters = many(len(material.truth.returned), "letter")
        refs = tuple(one.number for one in returned)
        yield TurningPoint(
            at=returned[0].at, lane="known", text=f"Mail begins to come back: {letters} in all", refs=refs
        )


def _done(material: Material) -> Iterator[TurningPoint]:
    systems = (f.GrantClosed, f.GrantOpened, f.StoreChanged, f.FlowChanged)
    kinds = (*systems, f.DiscoveryStated, f.BreachDetermined, f.HoldRecorded, f.ListFrozen)
    released: dict[int, list[Entry]] = {}
    gone = {number for numbers in lost(material.entries).values() for number in numbers}
    for one in material.entries:
        if isinstance(one.fact, kinds) or one.number in gone:
            yield _point(one, "done", material)
        elif isinstance(one.fact, f.NoticeSent):
            released.setdefault(material.playbook.calendar.number(one.at), []).append(one)
    for batch in released.values():
        sent = dict.fromkeys(one.fact.audience for one in batch if isinstance(one.fact, f.NoticeSent))
        audiences = "; ".join(material.playbook.audiences.get(one, one) for one in sent)
        refs = tuple(one.number for one in batch)
        yield TurningPoint(at=batch[0].at, lane="done", text=f"Notices sent: {audiences}", refs=refs)


def _missed(material: Material) -> Iterator[TurningPoint]:
    by_due: dict[Seconds, list[str]] = {}
    for one in material.required:
        due = due_at(one, material.playbook)
        if one.status.failed and due is not None:
            by_due.setdefault(due, []).append(one.id)
    ended = len(material.entries)
    for at, duties in by_due.items():
        if at <= material.playbook.ends:
            text = f"Due, and not done by then: {', '.join(duties)}"
            yield TurningPoint(at=at, lane="truth", text=text, refs=(ended,))


def _clock(one: Obligation, material: Material) -> Clock | None:
    due = due_at(one, material.playbook)
    if one.trigger_date is None or due is None:
        return None
    calendar = material.playbook.calendar
    done = material.fraction(calendar.ends(one.done)) if one.done else None
    return Clock(
        duty=one.id,
        starts=material.fraction(calendar.starts(one.trigger_date)),
        due=material.fraction(due),
        done=done,
        status=one.status.value,
    )
