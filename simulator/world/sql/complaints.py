"""Why a question was not answered: which word is wrong, where it stands, and which one was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.errors import InputError
from simulator.world.sql.text import FUNCTIONS, KEYWORDS, Token, place, sources_of, tokens, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What SQLite said to a question, and what is known of the evidence.

    `tables` are those collected, with their columns; `sources` every table there could be, with its source.
    `probe` says what SQLite answers to another text. `refused` is what the console itself would not give.
    """

    sql: str
    said: str
    refused: str
    tables: Mapping[str, Sequence[str]]
    sources: Mapping[str, str]
    probe: Callable[[str], str]


def explained(one: Complaint) -> InputError:
    """The error for who asked: it names the word and where it stands, and what was perhaps meant."""
    if one.refused:
        return InputError(f"The console only reads collected evidence: {one.refused}.", "Write one SELECT.")
    if found := re.match(r"no such table: (?:main\.)?(.*)", one.said):
        return _no_table(one, found[1])
    if found := re.match(r"no such column: (.*)", one.said):
        return _no_column(one, found[1])
    if found := re.match(r"no such function: (.*)", one.said):
        return InputError(f"{_at(one, found[1])}There is no function {found[1]} here.", _near(found[1], FUNCTIONS))
    if found := re.match(r"ambiguous column name: (.*)", one.said):
        return _ambiguous(one, found[1])
    if found := re.match(r'near "(.*)": syntax error', one.said, re.DOTALL):
        return _no_sql(one, found[1])
    if one.said == "incomplete input":
        return InputError("The question is not finished: something is missing at its end.")
    return InputError(f"The query cannot be answered: {one.said}.")


def _no_table(one: Complaint, name: str) -> InputError:
    for table, source in one.sources.items():
        if table.lower() == name.lower():
            return InputError(f"{source} is not pulled yet.", "Pull the log first; what it holds is not known.")
    return InputError(
        f"{_at(one, name)}There is no table {name} in the evidence.", _near(name, [*one.tables, *one.sources])
    )


def _no_column(one: Complaint, name: str) -> InputError:
    word = _word(one, name)
    owner, _, column = name.rpartition(".") if word is None or word.name != name.lower() else ("", "", name)
    aliases = sources_of(tokens(one.sql), one.tables)
    asked = list(dict.fromkeys(aliases.values()))
    if owner.lower() in aliases:
        asked = [aliases[owner.lower()]]
    hint = _unquoted(one, word, asked) or _column_hint(one, column, asked)
    if word is not None and word.text.startswith('"'):
        hint = f"{hint} A text stands in single quotes: '{column}'.".lstrip()
    return InputError(f"{_at(one, name)}There is no column {name} in the evidence.", hint)


def _unquoted(one: Complaint, word: Token | None, asked: Sequence[str]) -> str:
    """The column that begins or ends at a word but needs quotes: SQL reads MSH-10 as a difference."""
    known = [each for table in asked or sorted(one.tables) for each in one.tables[table] if not each.isidentifier()]
    for each in known if word is not None else ():
        at = one.sql.lower().find(each.lower())
        while word is not None and at >= 0:
            if at <= word.at < at + len(each) and one.sql[max(0, at - 1) : at] != '"':
                return f"It stands in double quotes: {written(each)}."
            at = one.sql.lower().find(each.lower(), at + 1)
    return ""


def _column_hint(one: Complaint, column: str, asked: Sequence[str]) -> str:
    """The nearest columns of the tables asked; else of any table, which would have to be asked too."""
    for table in asked:
        if near := _nearest(column, one.tables[table]):
            return f"Did you mean {' or '.join(near)}, of {table}?" if len(asked) > 1 else _meant(near)
    for table in sorted(set(one.tables) - set(asked)):
        if near := _nearest(column, one.tables[table]):
            return f"{table} has {' and '.join(near)}: ask that table too." if asked else _meant(near)
    if asked:
        return f"{asked[0]} has {', '.join(written(each) for each in one.tables[asked[0]])}."
    return ""


def _ambiguous(one: Complaint, name: str) -> InputError:
    asked = dict.fromkeys(sources_of(tokens(one.sql), one.tables).items())
    column = name.rpartition(".")[2].lower()
    owners = [alias for alias, table in asked if column in {each.lower() for each in one.tables[table]}]
    hint = f"Say which: {' or '.join(f'{alias}.{column}' for alias in owners)}." if owners else ""
    return InputError(f"{_at(one, name)}More than one table has a column {name}.", hint)


def _no_sql(one: Complaint, near: str) -> InputError:
    """The word at which SQLite stopped reading: the first up to which the text alone gives the same complaint."""
    for word in tokens(one.sql):
        if word.text == near and one.probe(one.sql[: word.at + len(near)]) == one.said:
            meant = _nearest(near, [each.lower() for each in KEYWORDS]) if len(near) > 1 else ()
            fits = bool(meant) and near.upper() not in KEYWORDS
            return InputError(f"{place(one.sql, word.at)}: SQL does not go on with {near}.", _meant(meant[:1]) * fits)
    return InputError(f"SQL does not go on with {near}.")


def _word(one: Complaint, name: str) -> Token | None:
    """The word that a complaint names: a whole name in quotes, or the last part of a dotted one behind its owner."""
    owner, _, column = name.rpartition(".")
    words = tokens(one.sql)
    if whole := next((word for word in words if word.kind == "name" and word.name == name.lower()), None):
        return whole
    for index, word in enumerate(words):
        owned = words[index - 2].name if index > 1 and words[index - 1].text == "." else ""
        if word.kind in {"word", "name"} and word.name == column.lower() and owned == owner.lower():
            return word
    return next((word for word in words if word.kind in {"word", "name"} and word.name == column.lower()), None)


def _at(one: Complaint, name: str) -> str:
    word = _word(one, name)
    return f"{place(one.sql, word.at)}: " if word else ""


def _near(name: str, known: Iterable[str]) -> str:
    return _meant(_nearest(name, known))


def _meant(near: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names most like a name; short ones need to be more alike."""
    choices = {each.lower(): written(each) for each in sorted(known)}
    return tuple(choices[each] for each in difflib.get_close_matches(name.lower(), choices, n=3, cutoff=0.6))
