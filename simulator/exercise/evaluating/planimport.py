"""An improvement plan that was edited in a spreadsheet, taken back: what would change is told before anything does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from simulator.domain.evaluation.records import Planned
from simulator.domain.time import Seconds
from simulator.exercise.evaluating.planfile import COLUMNS, cell
from simulator.exercise.evaluating.planrow import DROPPED, Bounds, PlanRow, read_action, read_plan
from simulator.exercise.evaluating.review import Review
from simulator.exercise.room.scoping.listfile import Problems
from simulator.report.improving.proposed import numbered

_COLUMN_OF = {field: column for column, field in COLUMNS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a row does to an action: `fields` are name, before, after."""

    what: str
    action: Planned
    fields: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        """In one line."""
        said = "; ".join(f'{name}: "{before}" -> "{after}"' for name, before, after in self.fields)
        return f"{self.action.id} {self.what}" + (f": {said}" if said else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImport:
    """What an import does: the changes, the ids of what stays as it is, and the columns that the sheet lacks.

    `absent` are actions without a row in the sheet: they stay, too.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]
    absent: tuple[str, ...]
    missing_columns: tuple[str, ...]

    @property
    def records(self) -> tuple[Planned, ...]:
        """The actions as they are to be written down."""
        return tuple(one.action for one in self.changes)


def plan_import(path: Path, review: Review, *, entries: int, at: Seconds) -> PlanImport:
    """What bringing an edited plan in would do; nothing is written. `entries`: how many the journal has.

    Raises:
        InputError: every problem of the sheet, each with its line, what was given and what to do.
    """
    problems = Problems(path)
    sheet = read_plan(path, problems)
    playbook = review.playbook
    tasks = {*playbook.actions, *(task for one in playbook.objectives for task in one.tasks)}
    changes = tuple(_changes(sheet.rows, review, at, Bounds(tasks=tasks, entries=entries)))
    problems.raise_if_any()
    named, touched = {row.text("ID") for row in sheet.rows}, {one.action.id for one in changes}
    plan = [one.id for one in review.evaluation.plan]
    return PlanImport(
        changes=changes,
        unchanged=tuple(one for one in plan if one in named and one not in touched),
        absent=tuple(one for one in plan if one not in named),
        missing_columns=sheet.missing,
    )


def _changes(rows: Sequence[PlanRow], review: Review, at: Seconds, bounds: Bounds) -> Iterator[Change]:
    plan = {one.id: one for one in review.evaluation.plan}
    known = {one.id: one for one in review.proposed} | plan
    seen: dict[str, int] = {}
    new = []
    for row in rows:
        name = row.text("ID")
        if not name:
            new.append(read_action(row, Planned(at=at, room=0.0, id="", issue=""), at, bounds))
        elif name not in known:
            of = ", ".join(known) or "none yet"
            row.refuse("ID", f"one of the plan's: {of}", "correct it, or empty the cell for a new action")
        elif name in seen:
            row.refuse("ID", f"it once; it stands on line {seen[name]} too", "take one out")
        else:
            seen[name] = row.line
            yield from _change(row, known[name], read_action(row, known[name], at, bounds), decided=name in plan)
    given = replace(review.evaluation, revisions=(*review.evaluation.revisions, *review.proposed))
    for one in numbered(new, given):
        yield Change(what="new", action=one, fields=_differences(Planned(at=0, room=0.0, id="", issue=""), one))


def _change(row: PlanRow, before: Planned, after: Planned, *, decided: bool) -> Iterator[Change]:
    changed = _differences(before, after)
    status = row.text("Status").casefold()
    if status == DROPPED:
        yield Change(what=DROPPED, action=replace(after, dropped=True), fields=changed)
    elif decided and changed:
        yield Change(what="changed", action=after, fields=changed)
    elif not decided and (changed or status in {"open", "closed"}):
        yield Change(what="taken over from what is proposed", action=after, fields=changed)


def _differences(before: Planned, after: Planned) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (_COLUMN_OF[one.name], cell(getattr(before, one.name)), cell(getattr(after, one.name)))
        for one in fields(Planned)
        if one.name in _COLUMN_OF and one.name != "id" and getattr(before, one.name) != getattr(after, one.name)
    )
