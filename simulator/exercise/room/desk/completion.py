"""What a half-written word of SQL may become: tables that were collected, their columns, functions, keywords."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.world.sql.text import FUNCTIONS, KEYWORDS, Token, sources_of, tokens, written

_OFFERED = 30
"""Words that are offered at most; assumed."""
_TABLE_AFTER = frozenset({"FROM", "JOIN"})


@dataclass(frozen=True, slots=True)
class Completion:
    """Where the word begins that may be completed, and what it may become, the likeliest first."""

    start: int
    words: tuple[str, ...]


def completions(sql: str, at: int, tables: Mapping[str, Sequence[str]]) -> Completion:
    """What the word that ends at a place may become; nothing inside a text, a comment, or where no word begins."""
    before = tokens(sql[:at])
    last = before[-1] if before and before[-1].at + len(before[-1].text) == at else None
    if _is_open(sql[:at], before) or (last is not None and last.kind not in {"word", "mark"}):
        return Completion(at, ())
    word = last if last is not None and last.kind == "word" else None
    rest = before[:-1] if word is not None else before
    start = word.at if word is not None else at
    typed = word.text if word is not None else ""
    aliases = sources_of(tokens(sql), tables)
    if rest and rest[-1].text == "." and rest[-1].at == start - 1:
        owner = rest[-2].name if len(rest) > 1 else ""
        return Completion(start, _fitting(typed, tables.get(aliases.get(owner, ""), ())))
    if rest and rest[-1].text.upper() in _TABLE_AFTER:
        return Completion(start, _fitting(typed, tables))
    if not typed:
        return Completion(start, ())
    return Completion(start, _fitting(typed, _anything(aliases, tables)))


def _anything(aliases: Mapping[str, str], tables: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Columns of the tables asked, or of all while none is named, then what else a question is made of."""
    for table in dict.fromkeys(aliases.values()) if aliases else tables:
        yield from tables[table]
    yield from (alias for alias in aliases if alias not in tables)
    yield from tables
    yield from sorted(KEYWORDS)
    taken = {column.lower() for columns in tables.values() for column in columns} | {one.lower() for one in KEYWORDS}
    yield from sorted(f"{name}(" for name in FUNCTIONS if name.isidentifier() and name not in taken)


def _fitting(typed: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words that begin so and are longer; names with odd letters in the quotes that they need."""
    small = typed.lower()
    begun = (word for word in words if word.lower().startswith(small) and len(word) > len(small))
    return tuple(dict.fromkeys(_written(word, lower=typed.islower()) for word in begun))[:_OFFERED]


def _written(word: str, *, lower: bool) -> str:
    """A word as it stands in SQL."""
    if not word.endswith("("):
        word = written(word)
    return word.lower() if lower and word.upper() == word else word


def _is_open(text: str, before: Sequence[Token]) -> bool:
    """Whether the text ends within quotes or a comment."""
    if any(one.kind == "mark" and one.text in {"'", '"', "`", "["} for one in before):
        return True
    tail = text[before[-1].at + len(before[-1].text) :] if before else text
    return "/*" in tail.rpartition("*/")[2] or "--" in tail.rpartition("\n")[2]
