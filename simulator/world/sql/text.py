"""The words of an SQL text: where each stands, which tables and aliases it names, and what is not SQL at all.

No parser: enough to say where a mistake is, to complete a word, and to refuse what SQLite would take too long to read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.errors import InputError

Kind: TypeAlias = Literal["word", "name", "string", "number", "mark"]

_CALLABLE = """
    abs avg coalesce count cume_dist date datetime dense_rank first_value glob group_concat hex ifnull iif instr
    json json_array_length json_extract json_type json_valid -> ->> julianday lag last_value lead length like lower
    ltrim max min nth_value ntile nullif percent_rank rank replace round row_number rtrim sign strftime substr
    substring sum time total trim typeof unicode unixepoch upper
"""
FUNCTIONS = frozenset(_CALLABLE.split())
"""What a query may call: no function that reads a file, a clock or dice, or makes a large value from nothing."""
_KEYWORDS = """
    ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS EXPLAIN FILTER
    FOLLOWING FROM FULL GROUP HAVING IN INNER INTERSECT IS ISNULL JOIN LEFT LIKE GLOB LIMIT MATERIALIZED NATURAL NOT
    NOTNULL NULL OFFSET ON OR ORDER OUTER OVER PARTITION PLAN PRECEDING QUERY RANGE RECURSIVE RIGHT ROW ROWS SELECT
    THEN UNBOUNDED UNION USING VALUES WHEN WHERE WINDOW WITH
"""
KEYWORDS = frozenset(_KEYWORDS.split())
"""What a question is made of."""

_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r\n\f]+|--[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<string>[xX]?'[^']*(?:''[^']*)*')
    |(?P<name>"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\[[^\]]*\])
    |(?P<number>\d[\w.]*|\.\d[\w.]*)
    |(?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
    |(?P<mark>->>|->|\|\||<=|>=|<>|!=|==|<<|>>|.)""",
    re.VERBOSE | re.DOTALL,
)
_ENDS = {"'": "a text", '"': "a name", "`": "a name", "[": "a name"}
_BEFORE_TABLE = frozenset({"FROM", "JOIN", "IN", ",", "("})
_MOST_PARTS = 200
"""Parts that a query may have once every WITH is put where it is used; assumed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, quoted name, text, number or mark, and where it begins."""

    kind: Kind
    text: str
    at: int

    @property
    def name(self) -> str:
        """What a word or a quoted name names, as SQLite compares names: in small letters."""
        if self.kind != "name":
            return self.text.lower()
        quote = self.text[-1]
        return self.text[1:-1].replace(quote * 2, quote).lower()

    @property
    def named(self) -> bool:
        """Whether it may name a table or a column."""
        return self.kind == "name" or (self.kind == "word" and self.text.upper() not in KEYWORDS)


def tokens(sql: str) -> tuple[Token, ...]:
    """The words of a text, less space and comments. What is not SQL is one mark, letter by letter."""
    return tuple(_tokens(sql))


def place(sql: str, at: int) -> str:
    """Where a letter stands: line and column, counted from 1."""
    return f"{sql.count(chr(10), 0, at) + 1}:{at - sql.rfind(chr(10), 0, at)}"


def require_question(sql: str) -> tuple[Token, ...]:
    """The words of a text that can be a question; nothing of it has reached SQLite yet.

    Raises:
        InputError: letters that only look like others, a quote without its end, no SELECT, more than one statement,
            or WITH parts that double each other.
    """
    found = tokens(sql)
    for one in found:
        if one.kind in {"word", "mark"} and (odd := _odd(one.text)):
            raise InputError(f"{place(sql, one.at)}: {odd} is no letter of SQL.", "Type that word anew.")
        if one.kind == "mark" and one.text in _ENDS:
            raise InputError(f"{place(sql, one.at)}: {_ENDS[one.text]} begins here and does not end.", "Close it.")
    if not found or all(one.text == ";" for one in found):
        raise InputError("That is no question.", "Write one SELECT.")
    first = found[0]
    if first.text.upper() not in {"SELECT", "WITH", "VALUES", "EXPLAIN"}:
        raise InputError(
            f"{place(sql, first.at)}: {first.text[:40]} begins no question: the console only reads collected evidence.",
            "Write one SELECT.",
        )
    end = next((index for index, one in enumerate(found) if one.text == ";" and one.kind == "mark"), len(found))
    if any(one.text != ";" for one in found[end:]):
        raise InputError(f"{place(sql, found[end].at)}: one statement at a time.", "Write one SELECT.")
    if _parts(found) > _MOST_PARTS:
        raise InputError(f"The parts under WITH use each other more than {_MOST_PARTS} times over.", "Use fewer.")
    return found


def names_only(sql: str, found: Iterable[Token]) -> str:
    """The text with double-quoted names in backticks: SQLite would take an unknown one in double quotes for a text."""
    changed = list(sql)
    for one in found:
        if one.kind == "name" and one.text[0] == '"':
            inner = one.text[1:-1].replace('""', '"').replace("`", "``")
            changed[one.at : one.at + len(one.text)] = [f"`{inner}`", *[""] * (len(one.text) - 1)]
    return "".join(changed)


def written(name: str) -> str:
    """A name as SQL takes it: one with odd letters in double quotes."""
    return name if name.isidentifier() else f'"{name}"'


def sources_of(found: Iterable[Token], tables: Mapping[str, object]) -> dict[str, str]:
    """The collected tables that a text names, by every name it gives them; keys in small letters."""
    known = {name.lower(): name for name in tables}
    listed = list(found)
    named: dict[str, str] = {}
    for index, one in enumerate(listed):
        if not one.named or one.name not in known or _follows(listed, index, "."):
            continue
        named[one.name] = known[one.name]
        after = index + 1
        if after < len(listed) and listed[after].text.upper() == "AS":
            after += 1
        if after < len(listed) and listed[after].named:
            named[listed[after].name] = known[one.name]
    return named


def _follows(listed: list[Token], index: int, mark: str) -> bool:
    return index + 1 < len(listed) and listed[index + 1].text == mark


def _tokens(sql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup
        if kind in {"word", "name", "string", "number", "mark"}:
            yield Token(kind, match.group(), match.start())  # type: ignore[arg-type]


def _odd(text: str) -> str:
    """The first letter that cannot be seen or only looks like one of SQL, in words; empty where there is none."""
    for char in text:
        if char.isascii() and (char.isprintable() or char in " \t\r\n\f"):
            continue
        alike = unicodedata.normalize("NFKC", char)
        if unicodedata.category(char)[0] in {"C", "Z"} or (alike != char and alike.isascii()):
            return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name').lower()}"
    return ""


def _parts(found: tuple[Token, ...]) -> int:
    """How many parts SQLite would read: it copies a part of WITH to each place that uses it, and its parts with it."""
    bodies = _bodies(found)
    uses: dict[str, list[str]] = {"": [], **{name: [] for name, _, _ in bodies}}
    if len(uses) > _MOST_PARTS:
        return len(uses)
    for index, one in enumerate(found):
        if one.named and one.name in uses and index and found[index - 1].text.upper() in _BEFORE_TABLE:
            within = [(begin, name) for name, begin, end in bodies if begin <= index < end]
            uses[max(within)[1] if within else ""].append(one.name)
    return _weight("", uses, {})


def _weight(name: str, uses: Mapping[str, list[str]], known: dict[str, int]) -> int:
    if name not in known:
        known[name] = 1  # A part that uses itself is not copied into itself.
        known[name] += sum(_weight(used, uses, known) for used in uses[name])
    return known[name]


def _bodies(found: tuple[Token, ...]) -> list[tuple[str, int, int]]:
    """The parts under WITH: each one's name, and where what stands in its brackets begins and ends."""
    bodies = []
    for index, one in enumerate(found):
        begin = _body(found, index) if one.named else 0
        if begin:
            depth, end = 1, begin
            while end < len(found) and depth:
                depth += {"(": 1, ")": -1}.get(found[end].text, 0)
                end += 1
            bodies.append((one.name, begin, end))
    return bodies


def _body(found: tuple[Token, ...], index: int) -> int:
    """Where the body of a part begins: after its name, columns in brackets, AS, and the opening bracket; else 0."""
    after = index + 1
    if after < len(found) and found[after].text == "(":
        while after < len(found) and found[after].text != ")":
            after += 1
        after += 1
    if after >= len(found) or found[after].text.upper() != "AS":
        return 0
    after += 1
    while after < len(found) and found[after].text.upper() in {"NOT", "MATERIALIZED"}:
        after += 1
    return after + 1 if after < len(found) and found[after].text == "(" else 0
