"""A sheet back into a scenario's injects: rows become what msel.yaml says, by a mapper; nothing is guessed silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from simulator.authored import AuthoredError, Data, read_document, suggest
from simulator.domain.playbook import Playbook
from simulator.domain.time import DAY, HOUR, MINUTE, format_duration
from simulator.exercise.room.scoping.listfile import Problems
from simulator.exercise.sheets.files import Sheet
from simulator.scenario.written.mapper import Mapper, SheetField

_RELATIVE = re.compile(r"(?:D\+(\d+))?[\s,]*(?:H\+(\d+))?[\s,]*(?:M\+(\d+))?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})?[T ]?(\d{1,2}:\d{2})(?::\d{2})?")
_SLUG_BREAK = re.compile(r"[^a-z0-9]+")
_YAML: tuple[SheetField, ...] = ("when", "only", "options", "reveals", "suggests")
_TEXTS: Mapping[SheetField, str] = {"title": "title", "message": "text", "from": "sender", "notes": "notes"}
_YES = {"yes", "true", "x", "1", "y"}
SENDER = "Exercise control"
"""Who sends a message whose row names nobody."""


@dataclass(slots=True)
class Incoming:
    """What a sheet says: injects by slug as msel.yaml would have them, the rows that were left out, what is wrong."""

    problems: Problems
    injects: dict[str, dict[str, Data]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    skipped: int = 0


def read_injects(sheet: Sheet, mapper: Mapper, playbook: Playbook, before: Mapping[str, Data]) -> Incoming:
    """The injects of a sheet; what a row does not say stays as `before` has it under the same slug."""
    incoming = Incoming(problems=Problems(sheet.path))
    places = _places(sheet, mapper, incoming.problems)
    if incoming.problems:
        return incoming
    for line, cells in sheet.rows:
        row = {what: cells[place].strip() for what, place in places.items()}
        _row(line, row, mapper, playbook, before, incoming)
    return incoming


def _places(sheet: Sheet, mapper: Mapper, problems: Problems) -> dict[SheetField, int]:
    places: dict[SheetField, int] = {}
    for what, name in mapper.columns.items():
        if name in sheet.header:
            places[what] = sheet.header.index(name)
        else:
            near = suggest(name, sheet.header)
            problems.add(1, f'no column "{name}"', f"the column that the mapper takes {what} from", near or "name it")
    if not {"title", "message"} & places.keys():
        problems.add(1, "no column of titles or messages", "one", "map title or message to it (--map)")
    return places


def _row(
    line: int,
    row: Mapping[SheetField, str],
    mapper: Mapper,
    playbook: Playbook,
    before: Mapping[str, Data],
    incoming: Incoming,
) -> None:
    kind = _kind(row.get("kind", ""), mapper)
    if kind == "skip":
        incoming.skipped += 1
        return
    slug = _slug(row)
    if slug in incoming.injects:
        incoming.problems.add(
            line, f'"{slug}" a second time (first on line {incoming.lines[slug]})', "it once", "rename one"
        )
        return
    old = before.get(slug)
    inject: dict[str, Data] = dict(old) if isinstance(old, dict) else {}
    inject |= {ours: row[what] for what, ours in _TEXTS.items() if row.get(what)}
    if row.get("kind") and kind != inject.get("kind", "ordinary"):
        inject["kind"] = kind
    main = "true" if row.get("main", "").casefold() in _YES else "false"
    if row.get("main") and main != inject.get("main", "false"):
        inject["main"] = main
    if row.get("channel"):
        inject["channel"] = row["channel"].casefold()
    if row.get("expected") and not old:
        inject["expect"] = row["expected"]
    _seats(line, row, mapper, playbook, inject, incoming.problems)
    _yaml(line, row, inject, incoming.problems)
    if not row.get("when"):
        _time(line, row.get("time", ""), mapper, playbook, inject, incoming.problems)
    title = inject.get("title") or str(inject.get("text", "")).split(". ")[0]
    whole: dict[str, Data] = {"title": title, "text": inject.get("text") or title, "sender": SENDER}
    incoming.injects[slug] = whole | inject
    incoming.lines[slug] = line


def _kind(given: str, mapper: Mapper) -> str:
    return next((rule.to for rule in mapper.kinds if re.fullmatch(rule.like, given, re.IGNORECASE)), "ordinary")


def _slug(row: Mapping[SheetField, str]) -> str:
    named = _SLUG_BREAK.sub("-", (row.get("id") or "").casefold()).strip("-")
    if named:
        return named
    said = row.get("title") or " ".join((row.get("message") or "").split()[:6])
    number = row.get("number", "")
    return _SLUG_BREAK.sub("-", f"{said} {number}".casefold()).strip("-") or "inject"


def _seats(
    line: int,
    row: Mapping[SheetField, str],
    mapper: Mapper,
    playbook: Playbook,
    inject: dict[str, Data],
    problems: Problems,
) -> None:
    known = {seat.title.casefold(): seat.id for seat in playbook.seats.values()} | {one: one for one in playbook.seats}
    named = [one.strip() for one in re.split(r"[,;/\n]", row.get("to", "")) if one.strip()]
    found: list[Data] = []
    for name in named:
        mapped = mapper.seats.get(name) or ((known[name.casefold()],) if name.casefold() in known else ())
        if not mapped:
            titles = [seat.title for seat in playbook.seats.values()]
            near = suggest(name, [*playbook.seats, *titles])
            problems.add(line, f'"{name}" in the column To', "a seat of the scenario", near or "map it under seats")
        found += [seat for seat in mapped if seat not in found]
    if found:
        inject["to"] = found
    elif "to" not in inject and not named:
        inject["to"] = list(playbook.seats)


def _yaml(line: int, row: Mapping[SheetField, str], inject: dict[str, Data], problems: Problems) -> None:
    sheet = Path("cell")
    for what in _YAML:
        if not row.get(what):
            continue
        try:
            said = read_document(sheet, text=row[what]).data
        except AuthoredError:
            problems.add(
                line, f"a cell in {what} that is not YAML", "what msel.yaml says there", "copy it from an export"
            )
            continue
        inject[what] = said


def _time(
    line: int, given: str, mapper: Mapper, playbook: Playbook, inject: dict[str, Data], problems: Problems
) -> None:
    """`D+2 H+3 M+45`, or a clock time with or without its date, counted from day zero."""
    if not given or given.casefold() == "on condition":
        if "when" not in inject:
            problems.add(line, "no time", "a time like D+2 H+3 M+45 or 2026-09-15 09:30", "write one")
        return
    relative = _RELATIVE.fullmatch(given.strip())
    if relative and any(relative.groups()):
        days, hours, minutes = (int(part or 0) for part in relative.groups())
        inject["when"] = {"at": format_duration(days * DAY + hours * HOUR + minutes * MINUTE)}
        return
    clock = _CLOCK.fullmatch(given.strip())
    zero = mapper.day_zero or playbook.calendar.start.replace(tzinfo=None)
    try:
        moment = datetime.fromisoformat(
            f"{(clock[1] or zero.date()) if clock else ''}T{clock[2]:0>5}" if clock else given
        )
    except ValueError:
        problems.add(line, f'the time "{given}"', "a time like D+2 H+3 M+45 or 2026-09-15 09:30", "write it so")
        return
    inject["when"] = {"at": format_duration(int((moment - zero).total_seconds()))}
