"""Part of section 8: how the sets of people grew, in truth, on the evidence that was pulled, and on the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain import facts as f
from simulator.domain.fold import apply
from simulator.domain.ids import ROOM, RecordId
from simulator.domain.lists import in_scope
from simulator.domain.state import Dated, State
from simulator.domain.titles import because
from simulator.law.people import people_of
from simulator.report.charts import PeopleChart
from simulator.report.material import Material
from simulator.report.model import Figure, Row, Table
from simulator.report.people.estimates import over_time


def people_figure(material: Material) -> Figure:
    """Chart C."""
    steps = (*_steps(material), *_known_steps(material))
    last = {name: number for name, _, number in steps}
    alt = (
        f"Step lines from the first reading to EndEx. At the end {last.get('read', 0):,} people are read, "
        f"{last.get('notifiable', 0):,} notifiable and {last.get('listed', 0):,} listed; the evidence that was pulled "
        f"shows {last.get('confirmed', 0):,} as read by whomever and leaves {last.get('possible', 0):,} possible. "
        "The tables of this section give the figures."
    )
    chart = PeopleChart(steps=steps, ends=material.fraction(material.playbook.ends), estimates=over_time(material))
    kinds = (f.RecordsRead, f.NotifiableChanged, f.ListBuilt, f.EvidencePulled)
    return Figure(
        id="people",
        caption=(
            "Chart C. People over time. Truth: read, and notifiable. The team: listed; confirmed (read by whomever, "
            "with the right or without) and possible on the evidence that it had pulled; and its own estimates, where "
            "it gave any."
        ),
        alt=alt,
        chart=chart,
        refs=tuple(one.number for one in material.entries if isinstance(one.fact, kinds)) or material.end_refs,
    )


def _steps(material: Material) -> Iterator[tuple[str, float, int]]:
    read: set[RecordId] = set()
    notifiable: set[RecordId] = set()
    for one in material.entries:
        day = material.fraction(one.at)
        match one.fact:
            case f.RecordsRead(secured=False, records=records):
                read |= set(records)
                yield "read", day, _people(read, material)
            case f.NotifiableChanged(added=added, removed=removed):
                notifiable = (notifiable | set(added)) - set(removed)
                yield "notifiable", day, _people(notifiable, material)
            case f.ListBuilt(people=people):
                yield "listed", day, _people(people, material)
    ends = material.fraction(min(material.truth.at, material.playbook.ends))
    yield from (("read", ends, len(material.read)), ("notifiable", ends, len(material.notifiable)))
    if material.truth.lists:
        yield "listed", ends, len(material.listed)


def _known_steps(material: Material) -> Iterator[tuple[str, float, int]]:
    """Whom the pulled evidence shows as read (confirmed), and whom it cannot exclude (possible), pull by pull."""
    known, counts = State(), (0, 0)
    for one in material.journal.seen_by(ROOM):
        known = apply(known, one)
        if isinstance(one.fact, f.EvidencePulled):
            shown = tuple(known.shown.values())
            counts = (_people(in_scope("narrow", shown), material), _people(in_scope("presumed", shown), material))
            day = material.fraction(one.at)
            yield from (("confirmed", day, counts[0]), ("possible", day, counts[1]))
    ends = material.fraction(min(material.truth.at, material.playbook.ends))
    if known.pulled:
        yield from (("confirmed", ends, counts[0]), ("possible", ends, counts[1]))


def _people(records: Iterable[RecordId], material: Material) -> int:
    return len(people_of(records, material.people))


def growth(material: Material) -> Iterator[tuple[Dated[f.NotifiableChanged], int, int]]:
    """Each change of the notifiable set: the fact, its change in people, and the total after it."""
    notifiable: set[RecordId] = set()
    before = 0
    for one in material.entries:
        if isinstance(one.fact, f.NotifiableChanged):
            notifiable = (notifiable | set(one.fact.added)) - set(one.fact.removed)
            after = _people(notifiable, material)
            yield Dated(number=one.number, at=one.at, fact=one.fact), after - before, after
            before = after


def growth_table(material: Material) -> Table:
    """Each change of the notifiable set, with that after which it was reckoned."""
    rows = tuple(
        Row(
            cells=(
                material.when(one.at),
                because(one.fact.because, material.playbook),
                f"{change:+,}",
                f"{total:,}",
            ),
            refs=(one.number,),
        )
        for one, change, total in growth(material)
        if change
    )
    return Table(
        caption="How many people could not be excluded, reckoned anew after each of these (merged, without tests)",
        columns=("When", "Reckoned after", "Change", "Notifiable people"),
        rows=rows,
        numeric=(2, 3),
    )
