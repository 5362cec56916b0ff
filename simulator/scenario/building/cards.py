"""Whether a source's card can be played: its columns, its kinds of rows, and what it says stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from simulator.authored import Document, Location, Problems, show, suggest
from simulator.domain.rowwords import MOMENTS, NAMES_A_RECORD, NEEDS, WORDS
from simulator.domain.sources import ColumnType, RowOf, SourceKind
from simulator.scenario.building.buildsources import cell
from simulator.scenario.checking.references import Sources
from simulator.scenario.written.model import ScenarioFile
from simulator.scenario.written.sources import Form, Recorded, Rows, Source, typed

_FORMS = ("of", "constant", "pick", "number", "text", "mask", "map", "id")
_TYPES: Mapping[str, ColumnType] = {"TEXT": "TEXT", "INTEGER": "INTEGER", "REAL": "REAL"}
_BRACED = re.compile(r"\{([^{}]*)\}")


def note_cards(sources: Sources, written: ScenarioFile, problems: Problems) -> None:
    """Add a problem for all that cannot be played in the library's cards, and in what the scenario says besides."""
    for name, entry in sources.cards.items():
        place = entry.location(name)
        _note_columns(entry.document, place, entry.card, problems)
        for found, message in _about(entry.card):
            problems.add(entry.document, (*place, *found), message)
    for name, source in sources.scenario.sources.items():
        if source.use is None or source.use in sources.cards:
            _note_source(sources, name, written.sources[name], source, problems)


def _note_source(sources: Sources, name: str, own: Source, source: Source, problems: Problems) -> None:
    place: Location = ("sources", name)
    document = sources.scenario_document
    missing = [key for key in ("code", "title", "kind") if not getattr(source, key)]
    for key in missing:
        problems.add(
            document, place, f"given a source without {key}, expected one; write it, or use: a card.", key=True
        )
    if missing:
        return
    entry = sources.cards.get(source.use or "")
    needs = entry is not None and entry.card.stores_needed and source.kind is entry.card.kind
    _note_pools(document, place, source, problems)
    if not source.stores and not source.pools and (needs or source.kind in _OF_STORES):
        message = "given a source of no store, expected stores; name those that it records."
        problems.add(document, place, message, key=True)
    if {"columns", "rows", "kind", "drops"} & own.model_fields_set or source.use is None:
        _note_columns(document, place, source, problems)
        for found, message in _about(source):
            problems.add(document, (*place, *found), message)
    columns = dict(map(typed, source.columns))
    for index, trace in enumerate(source.traces):
        if (trace.at is None) == (trace.since is None):
            message = "given a trace with both or none of at and from, expected one of them; remove or add one."
            problems.add(document, (*place, "traces", index), message)
        for column, form in trace.fill.items():
            for message in _fill(column, form, RowOf.TRACE, columns):
                problems.add(document, (*place, "traces", index, "fill", column), message)


def _note_pools(document: Document, place: Location, source: Source, problems: Problems) -> None:
    """A list that is handed over is of kind content, of no store, and has the rows of a register."""
    rows = {one.of for one in source.rows}
    if source.pools and (source.kind is not SourceKind.CONTENT or source.stores):
        message = "given pools beside stores or another kind, expected them with kind content alone; remove one."
        problems.add(document, (*place, "pools"), message)
    elif source.kind is SourceKind.CONTENT and rows and (RowOf.PERSON in rows) is not bool(source.pools):
        message = "given rows that do not fit, expected person rows with pools, copy rows with stores; change them."
        problems.add(document, place, message, key=True)


_OF_STORES = {SourceKind.READS, SourceKind.COUNTS, SourceKind.CONTENT, SourceKind.METER}


def _note_columns(document: Document, place: Location, it: Recorded, problems: Problems) -> None:
    seen: set[str] = set()
    for index, (column, kind) in enumerate(map(typed, it.columns)):
        here = (*place, "columns", index)
        if kind not in _TYPES:
            problems.add(document, here, f"given the type {show(kind)}, expected a known one. {suggest(kind, _TYPES)}")
        if column.lower() in seen or column.lower() == "pull":
            message = f"given the column {show(column)} a second time, expected each once; rename one."
            problems.add(document, here, message)
        seen.add(column.lower())


def _about(it: Recorded) -> Iterator[tuple[Location, str]]:
    """What is wrong with a card's kinds of rows: where, and the message."""
    columns = dict(map(typed, it.columns))
    for column in it.drops:
        if column not in columns:
            yield ("drops", column), f"given {show(column)}, expected a column. {suggest(column, columns)}"
    if it.rolls is not None and it.kind is not SourceKind.LOG:
        yield ("rolls",), "given a log that rolls by rows, expected one of kind log alone; remove it."
    needed = NEEDS.get(it.kind) if it.kind else None
    given = {RowOf.COPY if rows.of is RowOf.PERSON and it.kind is SourceKind.CONTENT else rows.of for rows in it.rows}
    if it.rows and needed is not None and needed not in given:
        message = f"given no {needed} rows, expected some: a source of kind {it.kind} shows them; add one kind of rows."
        yield ("rows",), message
    for column, form in it.fill.items():
        for of in dict.fromkeys(rows.of for rows in it.rows if column not in rows.fill):
            yield from ((("fill", column), message) for message in _fill(column, form, of, columns))
    for index, rows in enumerate(it.rows):
        for found, message in _rows(rows, it):
            yield ("rows", index, *found), message


def _rows(rows: Rows, it: Recorded) -> Iterator[tuple[Location, str]]:
    """What is wrong with one kind of rows."""
    columns = dict(map(typed, it.columns))
    if rows.of is RowOf.TRACE:
        yield ("of",), "given trace rows, expected them under traces; move them there."
    if rows.of is RowOf.BACKGROUND and not rows.per_day:
        yield ("of",), "given ordinary traffic without per_day, expected how much of it; add it."
    if rows.times > 1 and rows.of is not RowOf.REJECT:
        yield ("times",), "given several rows for one happening, expected them in reject rows alone; remove it."
    if rows.batch > 1 and (it.kind is not SourceKind.LOG or rows.of not in {RowOf.READ, RowOf.WRITE}):
        yield ("batch",), "given a batch, expected one in read or write rows of kind log alone; remove it."
    said = {word for form in {**it.fill, **rows.fill}.values() for word in _words(form)}
    if rows.of is RowOf.READ and it.kind is SourceKind.READS and not said & NAMES_A_RECORD:
        wanted = ", ".join(sorted(NAMES_A_RECORD))
        yield ("fill",), f"given reads that name no record, expected one of {wanted}; add a column of it."
    for column, form in rows.fill.items():
        for message in _fill(column, form, rows.of, columns):
            yield ("fill", column), message


def _fill(column: str, form: Form, of: RowOf, columns: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with what stands in one column."""
    if column not in columns:
        yield f"given {show(column)}, expected a column of the source. {suggest(column, columns)}"
        return
    given = [name for name in _FORMS if getattr(form, name) is not None]
    if len(given) != 1:
        said = ", ".join(given) or "nothing"
        yield f"given {said}, expected exactly one of {', '.join(_FORMS)}; write one."
    if bool(form.to) != (form.map is not None):
        yield "given only one of map and to, expected both; add the other."
    for word in _words(form):
        if word not in WORDS[of]:
            yield f"given {show(word)}, expected a word of {of} rows. {suggest(word, sorted(WORDS[of]))}"
    if form.like is not None and (form.like not in columns or (form.pick is None and form.text is None)):
        yield f"given like {show(form.like)}, expected it beside a pick, naming a column. {suggest(form.like, columns)}"
    if form.stamp is not None and form.of not in MOMENTS:
        yield "given a stamp for what is no moment, expected one of time and the like; remove it."
    kind = columns[column]
    if kind not in _TYPES:
        return
    values = [form.constant, form.otherwise, form.instead, *(form.pick or ()), *form.to.values()]
    for value in values:
        try:
            cell(value, _TYPES[kind])
        except ValueError:
            yield f"given {show(value)} in a column of {kind}, expected a number; write one, or change the type."
    if form.pick is not None and not sum(form.pick.values()) > 0:
        yield "given nothing to pick from, expected values with weights; add one."


def _words(form: Form) -> tuple[str, ...]:
    plain = (form.of, form.mask, form.map)
    braced = (word for text in form.text or () for word in _BRACED.findall(text))
    return (*(word for word in plain if word is not None), *braced)
