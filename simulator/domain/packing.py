"""Frozen values of ours as JSON values and back, each told by the name of its class: for what is kept on this machine.

Only classes of the domain and of the law's model are made again, by their constructors. Saves are `codec`'s, which
checks every field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

_PLAIN = {str, int, float, bool, type(None)}
_HOMES = ("simulator.domain.", "simulator.law.model")
_BUILT_IN: Mapping[str, Callable[[Any], Any]] = {
    "dict": lambda pairs: {unpack(key): unpack(value) for key, value in pairs},
    "frozenset": lambda items: frozenset(map(unpack, items)),
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def pack(value: Any) -> Any:  # noqa: ANN401 - any frozen value, any JSON value
    """The JSON value that stands for a frozen value.

    Raises:
        TypeError: it holds something that is none.
    """
    of: Any = type(value)
    if of in _PLAIN:
        return value
    if of is tuple:
        return [pack(one) for one in value]
    if of is dict:
        return {"dict": [[pack(key), pack(one)] for key, one in value.items()]}
    if of is frozenset:
        return {"frozenset": sorted((pack(one) for one in value), key=repr)}
    if of in (date, datetime):
        return {of.__name__: value.isoformat()}
    if not of.__module__.startswith(_HOMES):
        msg = f"a value of the class {of.__module__}.{of.__qualname__} is not kept"
        raise TypeError(msg)
    parts = [value.value] if isinstance(value, Enum) else [pack(getattr(value, name)) for name in _names(of)]
    return {f"{of.__module__}:{of.__qualname__}": parts}


def unpack(body: Any) -> Any:  # noqa: ANN401 - any JSON value, any frozen value
    """The value that a JSON value stands for.

    Raises:
        ValueError: it stands for none.
    """
    if type(body) in _PLAIN:
        return body
    if isinstance(body, list):
        return tuple([unpack(one) for one in body])
    (of, parts), *more = body.items()
    if more:
        msg = f"a kept value says more than its class: {', '.join(body)}"
        raise ValueError(msg)
    if make := _BUILT_IN.get(of):
        return make(parts)
    return _maker(of)([unpack(one) for one in parts])


@cache
def _maker(name: str) -> Callable[[list[Any]], Any]:
    module, _, called = name.partition(":")
    if not module.startswith(_HOMES):
        msg = f"a kept value is of the class {name}, which is none of ours"
        raise ValueError(msg)
    of: Any = getattr(import_module(module), called, None)
    if isinstance(of, type) and issubclass(of, Enum):
        return lambda parts: of(*parts)
    if not is_dataclass(of) or not isinstance(of, type):
        msg = f"a kept value is of the class {name}, which is no frozen value"
        raise ValueError(msg)
    names = _names(of)
    return lambda parts: of(**dict(zip(names, parts, strict=True)))


@cache
def _names(of: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of) if field.init)
