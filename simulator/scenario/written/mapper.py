"""How a spreadsheet's columns become a scenario's injects, as a file that is kept beside the spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from simulator.authored import Authored, PlainText, Slug, Wanted, refuse
from simulator.scenario.written.names import LocalTime

SheetField: TypeAlias = Literal[
    "id", "number", "time", "kind", "channel", "from", "to", "title", "message", "expected", "notes", "main", "when",
    "only", "reveals", "options", "suggests",
]  # fmt: skip
"""What a column of a sheet may bring. `id` is the inject's slug, `number` a row number that a slug is made of."""
SheetKind: TypeAlias = Literal["contextual", "ordinary", "contingency", "skip"]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise refuse("a regular expression", f"mend it ({error})") from None
    return text


Pattern: TypeAlias = Annotated[str, AfterValidator(_pattern), Wanted("a regular expression")]


class KindRule(Authored):
    """What rows are whose type fits a regular expression, whole and whatever its case; `skip` leaves them out."""

    like: Pattern
    to: SheetKind = Field(alias="is")


class Mapper(Authored):
    """The columns by our names, the kinds by the sheet's words, the seats by the sheet's names.

    `day_zero` is the date and time from which clock times are counted; without it the scenario's StartEx is.
    """

    columns: Mapping[SheetField, PlainText]
    kinds: tuple[KindRule, ...] = ()
    seats: Mapping[str, tuple[Slug, ...]] = {}
    day_zero: LocalTime | None = None
