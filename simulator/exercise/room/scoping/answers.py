"""What a guided answer is made of: questions, the SQL behind each, what the evidence says, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.errors import InputError

Verdict: TypeAlias = Literal["test patient", "read", "cannot be excluded", "excluded", "not seen"]
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question: what was asked of the evidence, and the answer in words."""

    question: str
    sql: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """The four questions about somebody, or about a store, answered. `verdict` None: it is about many people."""

    about: str
    steps: tuple[Step, ...]
    verdict: Verdict | None
    conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time in question, as logs write it in UTC; empty: open on that side. `until` is not in it."""

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for given in (self.since, self.until):
            if given and not _DAY.fullmatch(given):
                raise InputError(f'given "{given}", expected a time such as 2026-09-06 or 2026-09-06T14:00.', "In UTC.")

    def where(self, column: str) -> str:
        """The condition in SQL; empty where nothing is asked."""
        said = [f"{column} >= '{self.since}'"] * bool(self.since) + [f"{column} < '{self.until}'"] * bool(self.until)
        return "".join(f" AND {one}" for one in said)


CONCLUSIONS: Mapping[Verdict, str] = {
    "test patient": "No person: off the list.",
    "read": "On the list: the record was read.",
    "cannot be excluded": "On the list: it lay in reach, and nothing that is here shows that nobody read it.",
    "excluded": "Off the list as far as the evidence reaches: a source whose silence proves something clears it.",
    "not seen": "Not on the list; that is no proof until every source for the stores is pulled.",
}
"""What a verdict means for the list."""
