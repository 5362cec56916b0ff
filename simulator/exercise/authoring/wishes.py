"""What an author is asked before a skeleton is written, each answer checked by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simulator.authored import suggest
from simulator.errors import InputError
from simulator.exercise.authoring.fromcard import cards
from simulator.exercise.authoring.patterns import patterns
from simulator.law.load import load_rulebook
from simulator.law.rulebook import FEDERAL
from simulator.scenario.checking.texts import faults
from simulator.scenario.load import find_scenarios

Length: TypeAlias = Literal[45, 90, 180]
MOST_STATES = 6
"""Assumed: more states make more regulators' notices than a first scenario needs."""
MOST_TITLE = 60
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_STATE = re.compile(r"[A-Z]{2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A scenario that somebody wants to write. `states` are the patients' residences, the largest first.

    A failure `card` stands in the place of the pattern.
    """

    title: str
    slug: str
    pattern: str
    start: date
    zone: str
    states: tuple[str, ...]
    length: Length
    card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, and its answer when none is given; `{title}` and the like stand for earlier answers."""

    name: str
    ask: str
    otherwise: str


def questions() -> tuple[Question, ...]:
    """What is asked, in order. The start is no holiday and a working day: rotas are fullest then."""
    known = patterns()
    told = "".join(f"\n  {name}: {one.told}" for name, one in known.items())
    told += f"\nor a failure card: {', '.join(cards())}"
    return (
        Question(name="title", ask="Title", otherwise="Open bucket"),
        Question(name="slug", ask="Folder's name (small letters and hyphens)", otherwise=""),
        Question(name="pattern", ask=f"Pattern or failure card to start from{told}\n", otherwise=next(iter(known))),
        Question(name="start", ask="Day on which play starts", otherwise="2026-09-15"),
        Question(name="zone", ask="Time zone", otherwise="America/Chicago"),
        Question(name="states", ask="States where patients live, the largest first", otherwise="TX NY"),
        Question(name="length", ask="Room minutes (45, 90 or 180)", otherwise="90"),
    )


def slug_of(title: str) -> str:
    """The folder's name that a title suggests."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())) or "my-scenario"


def wish(answers: Mapping[str, str]) -> Wish:
    """The wish that the answers make; what is left out is the question's own answer.

    Raises:
        InputError: an answer cannot be used; the first one that cannot, with what is expected.
    """
    given = {one.name: answers.get(one.name, "").strip() or one.otherwise for one in questions()}
    given["slug"] = given["slug"] or slug_of(given["title"])
    checked = {name: check(name, text) for name, text in given.items()}
    chosen = str(checked["pattern"])
    return Wish(
        title=str(checked["title"]),
        slug=str(checked["slug"]),
        pattern=chosen,
        start=cast("date", checked["start"]),
        zone=str(checked["zone"]),
        states=cast("tuple[str, ...]", checked["states"]),
        length=cast("Length", checked["length"]),
        card=answers.get("card", "") or (chosen if chosen not in patterns() else ""),
    )


def check(name: str, text: str) -> object:
    """The value that an answer stands for.

    Raises:
        InputError: it cannot be used.
    """
    return _CHECKS[name](text)


def _title(text: str) -> str:
    if not text or len(text) > MOST_TITLE or _CONTROL.search(text):
        raise InputError(f'given the title "{text[:MOST_TITLE]}", expected one line of 1 to {MOST_TITLE} characters.')
    for fault in faults(text):
        raise InputError(f"title: {fault}")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > MOST_TITLE:
        raise InputError(f'given the folder "{text}", expected small letters and hyphens, like open-bucket.')
    if text in {folder.name for folder in find_scenarios()}:
        raise InputError(f'given the folder "{text}", expected one that no scenario of the program has.', "Change it.")
    return text


def _pattern(text: str) -> str:
    known = (*patterns(), *cards())
    if text not in known:
        raise InputError(f'given the pattern "{text}", expected a known one, or a failure card.', suggest(text, known))
    return text


def _start(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f'given the start "{text}", expected a day that exists, like 2026-09-15.') from None


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f'given the time zone "{text}", expected one like America/Chicago.') from None
    return text


def _states(text: str) -> tuple[str, ...]:
    states = tuple(re.split(r"[\s,]+", text.strip().upper()))
    known = [key.upper() for key in load_rulebook().shelves if key not in FEDERAL]
    if len(states) > MOST_STATES or len(set(states)) < len(states):
        raise InputError(f'given the states "{text}", expected 1 to {MOST_STATES} different ones, like TX NY.')
    for state in states:
        if not _STATE.fullmatch(state) or state not in known:
            raise InputError(f'given the state "{state}", expected one of the rulebook.', suggest(state, known))
    return states


def _length(text: str) -> Length:
    lengths: Mapping[str, Length] = {"45": 45, "90": 90, "180": 180}
    if text not in lengths:
        raise InputError(f'given the length "{text}", expected 45, 90 or 180 room minutes.')
    return lengths[text]


_CHECKS: Mapping[str, Callable[[str], object]] = {
    "title": _title,
    "slug": _slug,
    "pattern": _pattern,
    "start": _start,
    "zone": _zone,
    "states": _states,
    "length": _length,
}
