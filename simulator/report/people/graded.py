"""Part of section 8: the list graded against each set, and what would have decided about those it got wrong."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.time import Seconds
from simulator.report.material import Material
from simulator.report.model import Block, Heading, Line, Paragraph, Row, Table
from simulator.report.text import counts, many, share
from simulator.scoring.listing import Decider, Fault, Group, ListGrade

SHOWN = 20
"""People that a report lists for each set; the CSV beside it has all of them. Assumed."""
_WORDS = {
    "messages": "copies of a record: messages, charts, accounts; one person may have several",
    "rows": "lines in the logs; one copy has several",
    "records": "medical record numbers; one person may have two",
    "individuals": "people after merges and tests: these get letters",
}
_SETS = {
    "notifiable": "those who had to be told (the duty)",
    "read": "those who were read (the harm)",
}
PERSON_COLUMNS = (
    "graded_against", "mrn", "state", "fault", "reason", "source", "shows", "staff_hours", "elapsed_hours",
    "to_be_had_from", "until", "ended_by", "shown_in_this_run",
)  # fmt: skip


def four_numbers(material: Material) -> Iterator[Block]:
    """Messages, rows, records and individuals of the list that counts, which are four numbers."""
    if not material.played.numbers:
        return
    yield Table(
        caption="Four numbers of the list that counts, often taken for one another",
        columns=("What", "How many", "Is"),
        rows=tuple(
            Row(cells=(name, "not known" if count is None else f"{count:,}", _WORDS[name]), refs=material.graded_refs)
            for name, count in material.played.numbers
        ),
        numeric=(1,),
    )


def grades(material: Material) -> Iterator[Block]:
    """The list against each set apart: shares, the error by state, and what would have decided."""
    for one in material.played.grades:
        yield Heading(text=f"The list against {_SETS[one.target]}")
        yield Paragraph(lines=(Line(text=_shares(one), refs=material.graded_refs),))
        yield _states(one, material)
        yield _groups(one, material)
        if one.people:
            yield _people(one, material)


def person_rows(material: Material) -> Iterator[tuple[str | float, ...]]:
    """Everybody whom the list got wrong, against each set; a row for each, in the order of `PERSON_COLUMNS`."""
    for one in material.played.grades:
        for person in one.people:
            decider = person.decider
            yield (
                one.target, person.mrn, person.state, person.fault, person.reason,
                *(
                    ("", "", "", "", "", "", "", "")
                    if decider is None
                    else (
                        decider.source, decider.way, decider.staff_hours, decider.hours,
                        _from(decider, material), _until(decider.until, material), decider.gone,
                        "never" if decider.had is None else material.when(decider.had),
                    )
                ),
            )  # fmt: skip


_READ = "read"
_NO_FAULT = (
    " Somebody listed and not read is no fault of the list where nothing could exclude them: those had to be told. "
    "This compares the list with the harm, not with the duty."
)


def _fault(one: ListGrade, fault: Fault) -> str:
    """What a difference is called: against those who were read it is no fault by itself."""
    if one.target != _READ:
        return fault
    return "listed, not read" if fault == "wrongly listed" else "read, not listed"


def _shares(one: ListGrade) -> str:
    moved = f" {many(one.moved, 'person', 'people')} counted in another state." if one.moved else ""
    if one.target == _READ:
        return (
            f"{many(one.lines, 'line')}: {one.right:,} of people who were read "
            f"(precision {share(one.right, one.lines)}), {one.wrong:,} of people who were not; "
            f"{one.missed:,} who were read are not listed "
            f"(recall {share(one.right, one.right + one.missed)}).{moved}{_NO_FAULT if one.wrong else ''}"
        )
    return (
        f"{many(one.lines, 'line')}: {one.right:,} right (precision {share(one.right, one.lines)}), {one.wrong:,} "
        f"wrongly listed; {one.missed:,} missed (recall {share(one.right, one.right + one.missed)}).{moved}"
    )


def _states(one: ListGrade, material: Material) -> Table:
    return Table(
        caption=f"Error by state against {_SETS[one.target]}",
        columns=("State", "In the set", "Listed", "Error"),
        rows=tuple(
            Row(cells=(state, f"{true:,}", f"{listed:,}", f"{error:+,}"), refs=material.graded_refs)
            for state, (true, listed, error) in one.by_state.items()
        ),
        numeric=(1, 2, 3),
    )


def _groups(one: ListGrade, material: Material) -> Table:
    return Table(
        caption=f"{_difference(one)}, against {_SETS[one.target]}, and what would have decided it",
        columns=("Difference", "People", "Reason", "Evidence", "Cost", "To be had", "By state"),
        rows=tuple(_group(one, group, material) for group in one.groups),
        numeric=(1,),
        empty="Nobody.",
    )


def _difference(one: ListGrade) -> str:
    if one.target == _READ:
        return "Who was listed and not read, or read and not listed"
    return "Who was wrongly listed or missed"


def _group(one: ListGrade, group: Group, material: Material) -> Row:
    decider = group.decider
    return Row(
        cells=(
            _fault(one, group.fault),
            f"{group.people:,}",
            group.reason,
            "nothing that was recorded" if decider is None else f"{decider.code} {decider.source}: {decider.way}",
            "-" if decider is None else _cost(decider),
            "-" if decider is None else _window(group, decider, material),
            counts(group.by_state),
        ),
        refs=material.graded_refs,
        tone="bad" if group.fault == "missed" else "watch",
    )


def _people(one: ListGrade, material: Material) -> Table:
    shown = one.people[:SHOWN]
    return Table(
        caption=f"Person by person: {len(shown)} of {len(one.people):,}; the CSV beside the report has everybody",
        columns=("Record", "State", "Difference", "Reason", "Evidence", "Until"),
        rows=tuple(
            Row(
                cells=(
                    person.mrn,
                    person.state,
                    _fault(one, person.fault),
                    person.reason,
                    person.decider.source if person.decider else "nothing that was recorded",
                    _until(person.decider.until, material) if person.decider else "-",
                )
            )
            for person in shown
        ),
        entries=False,
    )


def _cost(decider: Decider) -> str:
    return f"{decider.action}: {decider.staff_hours:g} staff-hours, {decider.hours:g} h"


def _window(group: Group, decider: Decider, material: Material) -> str:
    first, last = group.until
    if first is None:
        return f"from {_from(decider, material)}, to the end"
    ended = f"until {_until(first, material)}"
    if last != first:
        ended += f" for the first, {_until(last, material)} for the last"
    return f"{ended} ({decider.gone})" if decider.gone else ended


def _from(decider: Decider, material: Material) -> str:
    return "before the exercise" if decider.since < 0 else material.when(decider.since)


def _until(until: Seconds | None, material: Material) -> str:
    return "to the end" if until is None else material.when(until)
