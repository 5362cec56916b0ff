"""Participants' names out of what people typed: each gives way to the title of the role that the person sat in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import record_of, text_of
from simulator.domain.playbook import Playbook
from simulator.domain.words import Words

SOMEBODY, DECIDER, EVALUATOR = "a participant", "the decider", "an evaluator"
_TITLES = {"observer": "an observer", "evaluator": EVALUATOR, "facilitator": "the facilitator"}
_MARKS = "\u0300-\u036f"
_BETWEEN = rf"[^\w{_MARKS}]+"
_EDGES = rf"(?<![\w{_MARKS}])", rf"(?![\w{_MARKS}])"
_ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "ħ": "h"}
"""Letters that no accent is taken off, and as which people type them."""
_TYPED = (
    "action", "by", "cause", "comment", "contact", "impact", "issue", "line", "measure", "name", "organization",
    "owner", "reference", "sponsor", "text", "to", "why",
)  # fmt: skip
"""The fields of a record that people type; the others are ids and choices."""
_NO_NAMES = """
al and bin da de decider der di dos dr du el evaluator facilitator for ii iii jr la le lead leader md miss mr
mrs ms of observer participant phd rn room sr team ten the van von
"""
"""Words of a name, or in its place, that name nobody."""
_ALSO_WORDS = """
angel april art august autumn bill black bob brown chance chase chip christian cook dawn dean drew faith field
frank grace grant green guy hill hope jack jay joy june king law long mark max may miles nick noble norm page
park pat patience penny pierce price ray reed rice rich rob rose royal sandy savage sharp short sky small
sterling stone story strong sue summer underwood victor ward waters wells west white wise wood will wright young
"""
"""Names that are words too: taken for names only where they begin with a capital letter. Assumed."""
_SURE = 4
"""From so many letters on a part of a name is one in small letters too. Assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Which names give way to which titles."""

    titles: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def __call__(self, text: str) -> str:
        """The text with each name replaced; without a name it stays as it is, sign by sign."""
        if self.pattern is None:
            return text
        taken = unicodedata.normalize("NFD", text)
        masked, count = self.pattern.subn(lambda found: self.titles[found.lastgroup or ""], taken)
        return unicodedata.normalize("NFC", masked) if count else text

    def words(self, said: Iterable[Words]) -> tuple[Words, ...]:
        """What was typed, without the names; a record keeps its ids and choices."""
        return tuple(replace(one, text=self._text(one)) for one in said)

    def _text(self, one: Words) -> str:
        if one.redacted or one.role != "record":
            return self(one.text)
        record = record_of(one.text)
        typed = {name: getattr(record, name, None) for name in _TYPED}
        changed = {name: self(value) for name, value in typed.items() if isinstance(value, str)}
        untyped: Any = replace  # a string takes the place of a string
        return text_of(untyped(record, **changed))


def mask_of(said: Iterable[Words], playbook: Playbook) -> Mask:
    """The mask of everybody whom the words name: attendance, deciders, evaluators."""
    known = list(_named(tuple(said), playbook))
    no_names = {*_NO_NAMES.split()} | {part for seat in playbook.seats.values() for part in _parts(seat.title)}
    whole = {name: title for name, title in known if any(_folded(one) not in no_names for one in _parts(name))}
    single: dict[str, str] = {}
    for name, title in whole.items():
        for part in _parts(name):
            if part not in no_names and len(part) > 1:
                single[part] = title if single.get(part, title) == title else SOMEBODY
    titles, patterns = {}, []
    for at, (pattern, title) in enumerate([*_wholes(whole), *_singles(single)]):
        titles[f"n{at}"] = title
        patterns.append(f"(?P<n{at}>{pattern})")
    made = re.compile(f"{_EDGES[0]}(?:{'|'.join(patterns)}){_EDGES[1]}") if patterns else None
    return Mask(titles=titles, pattern=made)


def _named(said: tuple[Words, ...], playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Each name that was typed as one, with its title."""
    for one in said:
        if one.redacted:
            continue
        if one.role == "decider":
            yield one.text, DECIDER
        if one.role == "record":
            record = record_of(one.text)
            match record:
                case r.Seated(how=how, role=role, name=name) if how != "auto":
                    seat = next((seat for key, seat in playbook.seats.items() if key == role), None)
                    yield name, seat.title if seat else _TITLES.get(how, SOMEBODY)
                case r.Noted(by=by) | r.Rated(by=by) | r.Settled(by=by):
                    yield by, EVALUATOR


def _wholes(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Whole names, the longest first, in whatever case; also with the first names as initials."""
    for name in sorted(names, key=lambda one: (-len(one), one)):
        *first, last = _parts(name)
        for shown in (first, [one[0] for one in first]) if first else ():
            yield f"(?i:{_BETWEEN.join(map(_letters, (*shown, last)))})", names[name]


def _singles(parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Parts of names: in whatever case where they can be nothing else, else with a capital letter or in capitals."""
    for part in sorted(parts, key=lambda one: (-len(one), one)):
        if len(part) >= _SURE and part not in _ALSO_WORDS.split():
            yield f"(?i:{_letters(part)})", parts[part]
        else:
            yield f"{_letters(part[0].upper())}(?i:{_letters(part[1:])})", parts[part]


def _letters(word: str) -> str:
    """A pattern of a word in which accents do not count."""
    return "".join(_letter(one) for one in word)


def _letter(sign: str) -> str:
    also = next((more for more, plain in _ALIKE.items() if plain == sign.lower()), "")
    return f"[{re.escape(sign)}{also}{also.upper()}][{_MARKS}]*" if also else f"{re.escape(sign)}[{_MARKS}]*"


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name, in small letters and without accents."""
    return tuple(re.findall(r"\w+", _folded(name)))


def _folded(text: str) -> str:
    bare = re.sub(f"[{_MARKS}]", "", unicodedata.normalize("NFD", text.lower()))
    return "".join(_ALIKE.get(one, one) for one in bare)
