"""Decisions and facts as canonical JSON values, and back.

Canonical: sorted keys, no spaces, dates as ISO text, tuples as arrays. Reading checks every field and its type, so a
save is validated like any input. A field marked `LATER` is left out where it is empty: older saves and their digests
stay what they are.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from simulator.domain.decisions import DECISIONS, Decision
from simulator.domain.facts import FACTS, Fact
from simulator.errors import JournalError

T = TypeVar("T")
Kinded = Decision | Fact

_KINDS: Mapping[str, type[Kinded]] = {one.kind: one for one in (*DECISIONS, *FACTS)}


def encode(value: Any) -> Any:
    """A JSON value for any decision, fact or part of one."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple):
        return [encode(one) for one in value] if value and not isinstance(value[0], int) else list(value)
    if isinstance(value, date):
        return value.isoformat()
    of: Any = type(value)
    later = _later(of)
    said = {name: getattr(value, name) for name in _names(of)}
    body = {name: encode(one) for name, one in said.items() if name not in later or one != later[name]}
    kind = getattr(of, "kind", None)
    return {"kind": kind, **body} if isinstance(kind, str) else body


def canonical(value: Any) -> str:
    """The one text that stands for a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def decode_fact(value: Any) -> Fact:
    """The fact that a JSON value stands for.

    Raises:
        JournalError: an unknown kind, a missing or unknown field, a value of another type.
    """
    fact = _decode_kinded(value)
    if not isinstance(fact, FACTS):
        raise JournalError(f'expected a fact, got the decision "{fact.kind}"')
    return fact


def decode_decision(value: Any) -> Decision:
    """The decision that a JSON value stands for.

    Raises:
        JournalError: an unknown kind, a missing or unknown field, a value of another type.
    """
    decision = _decode_kinded(value)
    if not isinstance(decision, DECISIONS):
        raise JournalError(f'expected a decision, got the fact "{decision.kind}"')
    return decision


def decode_part(into: type[T], value: Any) -> T:
    """The part of a decision (a letter, an assessment) that a JSON value stands for.

    Raises:
        JournalError: a missing or unknown field, a value of another type.
    """
    return _read_dataclass(into, value)


def _decode_kinded(value: Any) -> Kinded:
    kind = value.get("kind") if isinstance(value, dict) else value
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in _KINDS:
        raise JournalError(f"unknown kind {kind!r} in the journal")
    return _read_dataclass(_KINDS[kind], {k: v for k, v in value.items() if k != "kind"})


def _read_dataclass(into: type[T], value: Any) -> T:
    if not isinstance(value, dict):
        raise JournalError(f"expected {into.__name__}, got {value!r}")
    of: Any = into
    readers = _readers(of)
    odd = (set(value) ^ set(readers)) - {name for name in _later(of) if name not in value}
    if odd:
        raise JournalError(f"{into.__name__}: fields missing or unknown: {', '.join(sorted(map(str, odd)))}")
    return into(**{name: read(value[name]) for name, read in readers.items() if name in value})


@cache
def _names(of: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


@cache
def _later(of: Any) -> Mapping[str, Any]:
    """The fields that came later, with the value that is not written."""
    return {field.name: field.default for field in fields(of) if "later" in field.metadata}


@cache
def _readers(of: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(of)
    return {name: _reader(hints[name]) for name in _names(of)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    hint = getattr(hint, "__supertype__", hint)
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if origin is Literal:
        return _choice_reader(get_args(hint))
    if origin in (Union, types.UnionType):
        return _union_reader(get_args(hint))
    if is_dataclass(hint):
        return lambda value: _read_dataclass(cast("type[Any]", hint), value)
    return _SCALARS.get(hint) or _plain_reader(hint)


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if args[-1] is Ellipsis:
        one = _reader(args[0])
        return lambda value: tuple(one(item) for item in _array(value))
    each = [_reader(arg) for arg in args]

    def read(value: Any) -> Any:
        if len(_array(value)) != len(each):
            raise JournalError(f"expected {len(each)} values, got {value!r}")
        return tuple(reader(item) for reader, item in zip(each, value, strict=True))

    return read


def _array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise JournalError(f"expected an array, got {value!r}")
    return value


def _choice_reader(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in choices:
            raise JournalError(f"expected one of {', '.join(map(str, choices))}, got {value!r}")
        return value

    return read


def _union_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if set(args) == set(DECISIONS):
        return decode_decision
    (inner,) = (arg for arg in args if arg is not types.NoneType)
    one = _reader(inner)
    return lambda value: None if value is None else one(value)


def _read_date(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise JournalError(f"expected a date like 2026-09-06, got {value!r}") from None


def _read_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise JournalError(f"expected a number, got {value!r}")
    return value  # 4 stays 4, not 4.0: the digest is of the text


def _plain_reader(hint: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not hint:
            raise JournalError(f"expected {hint.__name__}, got {value!r}")
        return value

    return read


_SCALARS: Mapping[Any, Callable[[Any], Any]] = {date: _read_date, float: _read_float}
