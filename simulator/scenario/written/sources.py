"""Evidence sources as authors write them: a card of the library says how a product keeps its log, a scenario uses it.

A source of a scenario says what it uses and overrides what it likes; it may also be written whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from simulator.authored import Authored, Duration, PlainText, Slug, Wanted, refuse
from simulator.domain import nouns as domain
from simulator.domain.sources import Clock, Files, RowOf, SourceKind, Stamp
from simulator.scenario.written.names import (
    Amount,
    CardRef,
    IndicatorRef,
    Keep,
    Moment,
    PoolRef,
    Share,
    StoreRef,
    Three,
)

_FORM_LIKE = (
    "a word like time or {of: word}, {constant: text}, {pick: {a: 3, b: 1}}, {number: [1, 2, 9]}, {text: ...}, "
    "{mask: word}, {map: word, to: {...}} or {id: 00P}"
)
Question: TypeAlias = Literal["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12"]
"""The questions that evidence answers. Source: domain.md 2.2."""


class Form(Authored):
    """How a column is filled; exactly one of the first eight."""

    of: str | None = None
    constant: str | None = None
    pick: Mapping[str, Amount] | None = None
    number: Three | None = None
    text: Mapping[str, Amount] | None = None
    mask: str | None = None
    map: str | None = None
    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{3}$")] | None = None
    to: Mapping[str, str] = {}
    stamp: Stamp | None = None
    otherwise: str | None = None
    drop: Share = 0.0
    instead: str | None = None
    like: str | None = None


def _form(given: object) -> object:
    """A plain word stands for itself."""
    given = {"of": given} if isinstance(given, str) else given
    return _weighted(given)


def _constant(given: object) -> object:
    """In a trace a plain value stands for itself."""
    given = {"constant": given} if isinstance(given, str) else given
    return _weighted(given)


def _weighted(given: object) -> object:
    """One template alone has all the weight."""
    if isinstance(given, Mapping) and isinstance(given.get("text"), str):
        return {**given, "text": {given["text"]: "1"}}
    if given is None:
        raise refuse(_FORM_LIKE, "write one, or leave the column out")
    return given


_SCHEMA = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}], "description": _FORM_LIKE})
FillForm: TypeAlias = Annotated[Form, BeforeValidator(_form), _SCHEMA, Wanted(_FORM_LIKE)]
TraceForm: TypeAlias = Annotated[Form, BeforeValidator(_constant), _SCHEMA, Wanted(_FORM_LIKE)]


class Rows(Authored):
    """One kind of rows."""

    of: RowOf
    per_day: Amount = 0.0
    profile: domain.Profile = "clinic-week"
    times: Annotated[int, Field(ge=1, le=1000)] = 1
    batch: Annotated[int, Field(ge=1, le=1000)] = 1
    fill: Mapping[str, FillForm] = {}


class TraceRows(Authored):
    """Rows that a scenario adds: one `at` a moment, or one `every` so often `from` a moment `until` another."""

    at: Moment | None = None
    since: Moment | None = Field(default=None, alias="from")
    every: Duration | None = None
    until: Moment | None = None
    fill: Mapping[str, TraceForm] = Field(min_length=1)


class PullCost(Authored):
    """What a pull takes: hours elapsed, and hours of staff. Source: domain.md 2.1."""

    hours: Three
    staff_hours: Amount


class Recorded(Authored):
    """What a card and a source of a scenario may both say; `fill` holds for all its kinds of rows."""

    code: str = ""
    title: PlainText = ""
    kind: SourceKind | None = None
    keep: Keep = None
    latency_hours: Three = (0.0, 0.0, 0.0)
    completeness: Share = 1.0
    answer_hours: Three | None = None
    duplicates: Share = 0.0
    skew: Duration = 0
    skew_share: Share = 0.0
    clock: Clock = "utc"
    stamp: Stamp = "iso"
    drops: Mapping[str, Share] = {}
    blank: str | None = None
    files: Files = "none"
    licence: PlainText | None = None
    forward_only: bool = True
    deletable: bool = False
    rolls: Annotated[int, Field(ge=1)] | None = None
    twin_of: CardRef | None = None
    proves_absence: PlainText | None = None
    answers: tuple[Question, ...] = ()
    misleads: Mapping[Question, PlainText] = {}
    gaps: PlainText = ""
    pull: PullCost | None = None
    source: PlainText = ""
    columns: tuple[str, ...] = ()
    fill: Mapping[str, FillForm] = {}
    rows: tuple[Rows, ...] = ()


class Card(Recorded):
    """How one product keeps one log, wherever it is used."""

    code: Annotated[str, Field(pattern=r"^E\d\d[a-z]?$")]
    title: PlainText
    kind: SourceKind
    stores_needed: bool = False
    source: PlainText
    columns: tuple[str, ...] = Field(min_length=1)


class CardFile(Authored):
    """One file of the source library: the sources of one system."""

    system: Slug
    sources: Mapping[Slug, Card] = Field(min_length=1)


class Source(Recorded):
    """A source of a scenario; an empty `since` is not recording yet.

    `volume` is how much ordinary traffic there is, times the card's. What happens from `until` on is not in it.
    `pools`: a list that somebody hands over from `since` on, of those pools' record numbers.
    """

    use: CardRef | None = None
    stores: tuple[StoreRef, ...] = ()
    pools: tuple[PoolRef, ...] = ()
    since: Moment | None
    until: Moment | None = None
    volume: Amount = 1.0
    reveals: tuple[IndicatorRef, ...] = ()
    traces: tuple[TraceRows, ...] = ()


def whole(source: Source, cards: Mapping[str, Card]) -> Source:
    """The source with what it takes over from its card; itself when it uses none, or one that nobody knows."""
    card = cards.get(source.use or "")
    if card is None:
        return source
    own = source.model_fields_set
    taken = {name: getattr(card, name) for name in Recorded.model_fields if name not in own}
    return source.model_copy(update={**taken, "twin_of": source.twin_of or card.twin_of or source.use})


def typed(column: str) -> tuple[str, str]:
    """A column's name and type, out of `name` or `name:TYPE`."""
    name, _, kind = column.rpartition(":")
    return (name, kind) if name else (column, "TEXT")
