"""A scenario's checked sources to the values that the core plays: texts become cells of their column's type. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from simulator.domain.ids import IndicatorId, PoolId, SourceId, StoreId
from simulator.domain.nouns import Triangle
from simulator.domain.sources import Cell, ColumnType, Fill, Fills, LogSource, RowKind, SourceKind, Trace
from simulator.domain.time import ExerciseCalendar, Seconds
from simulator.scenario.written.names import Moment
from simulator.scenario.written.sources import Form, Rows, Source, TraceRows, typed


def build_source(name: str, it: Source, calendar: ExerciseCalendar, licences: tuple[str, ...]) -> LogSource:
    """The source that a checked model stands for; one whose licence is not on is not recording."""
    columns = tuple((column, cast("ColumnType", kind)) for column, kind in map(typed, it.columns))
    recording = it.since is not None and (it.licence is None or it.licence in licences)
    return LogSource(
        id=SourceId(name),
        code=it.code,
        title=it.title,
        kind=it.kind or SourceKind.LOG,
        stores=tuple(map(StoreId, it.stores)),
        since=_seconds(it.since, calendar) if recording else None,
        keep=it.keep,
        latency_hours=_triangle(it.latency_hours),
        completeness=it.completeness,
        proves_absence=it.proves_absence,
        reveals=tuple(map(IndicatorId, it.reveals)),
        answer_hours=None if it.answer_hours is None else _triangle(it.answer_hours),
        duplicates=it.duplicates,
        skew=it.skew,
        skew_share=it.skew_share,
        clock=it.clock,
        stamp=it.stamp,
        drops=tuple(it.drops.items()),
        blank=it.blank,
        files=it.files,
        licence=it.licence,
        forward_only=it.forward_only,
        deletable=it.deletable,
        rolls=it.rolls,
        twin_of=it.twin_of or "",
        columns=columns,
        rows=tuple(_rows(one, it, dict(columns)) for one in it.rows),
        traces=tuple(_trace(one, dict(columns), calendar) for one in it.traces),
        answers=tuple(it.answers),
        misleads=tuple(it.misleads.items()),
        gaps=it.gaps,
        pull_hours=None if it.pull is None else _triangle(it.pull.hours),
        pull_staff_hours=0.0 if it.pull is None else it.pull.staff_hours,
        citation=it.source,
        until=_seconds(it.until, calendar),
        pools=tuple(map(PoolId, it.pools)),
    )


def _rows(it: Rows, source: Source, columns: Mapping[str, ColumnType]) -> RowKind:
    return RowKind(
        of=it.of,
        per_day=it.per_day * source.volume,
        profile=it.profile,
        times=it.times,
        batch=it.batch,
        fill=_fills({**source.fill, **it.fill}, columns),
    )


def _trace(it: TraceRows, columns: Mapping[str, ColumnType], calendar: ExerciseCalendar) -> Trace:
    since = it.at if it.since is None else it.since
    return Trace(
        since=_seconds(since, calendar) or 0,
        every=it.every,
        until=_seconds(it.until, calendar),
        fill=_fills(it.fill, columns),
    )


def _fills(forms: Mapping[str, Form], columns: Mapping[str, ColumnType]) -> Fills:
    return tuple((column, _fill(form, columns[column])) for column, form in forms.items())


def _fill(form: Form, kind: ColumnType) -> Fill:
    return Fill(
        word=form.of or form.mask or form.map or "",
        constant=cell(form.constant, kind),
        picks=tuple((cell(value, kind), weight) for value, weight in (form.pick or {}).items()),
        number=None if form.number is None else _triangle(form.number),
        texts=tuple((form.text or {}).items()),
        lookup=tuple((value, cell(answer, kind)) for value, answer in form.to.items()),
        prefix=form.id or "",
        masked=form.mask is not None,
        stamp=form.stamp,
        otherwise=cell(form.otherwise, kind),
        drop=form.drop,
        instead=cell(form.instead, kind),
        like=form.like or "",
    )


def cell(text: str | None, kind: ColumnType) -> Cell:
    """A text as a value of a column's type; None and the empty text are none.

    Raises:
        ValueError: it is no number, and the column holds numbers.
    """
    if not text:
        return None
    return text if kind == "TEXT" else int(text) if kind == "INTEGER" else float(text)


def _triangle(three: tuple[float, ...]) -> Triangle:
    low, typical, high = three
    return Triangle(low=low, typical=typical, high=high)


def _seconds(moment: Moment | None, calendar: ExerciseCalendar) -> Seconds | None:
    return calendar.seconds(moment) if isinstance(moment, datetime) else moment
