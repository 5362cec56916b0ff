"""How numbers, dates and yes-or-no are written in authored files: fewer ways than pydantic would take.

Pydantic reads `NO` as false, `1_000` as a number and `20260906` as seconds since 1970. Authors do not mean that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from pydantic_core import CoreSchema, core_schema

from simulator.authored.shapes import refuse

_TIME = r"\d{2}:\d{2}(:\d{2})?"
_WAYS: dict[str, tuple[str, str, str]] = {
    "bool": ("true|True|TRUE|false|False|FALSE", "true or false", "write true or false"),
    "int": (r"[-+]?\d{1,18}", "a whole number", "write it like 5"),
    "float": (r"[-+]?\d{1,18}(\.\d{1,18})?([eE][-+]?\d{1,3})?", "a number", "write it like 2.5"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a date", "write it like 2026-09-06"),
    "time": (_TIME, "a time of day", "write it like 14:30"),
    "datetime": (
        rf"\d{{4}}-\d{{2}}-\d{{2}}[ T]{_TIME}(Z|[-+]\d{{2}}:\d{{2}})?",
        "a date and time",
        "write it like 2026-09-06 14:30",
    ),
}


def _reader(kind: str) -> Callable[[object], object]:
    pattern, wanted, todo = _WAYS[kind]
    written = re.compile(pattern, re.ASCII)

    def read(given: object) -> object:
        if isinstance(given, str) and not written.fullmatch(given):
            raise refuse(wanted, todo)
        return given

    return read


_READERS = {kind: _reader(kind) for kind in _WAYS}
_OPAQUE = frozenset({"metadata", "serialization", "default", "cls", "function"})


def narrow(schema: CoreSchema) -> CoreSchema:
    """The same schema, but plain values are read only in the ways that authors write them."""
    return cast("CoreSchema", _narrow(schema))


def _narrow(part: object) -> object:
    if isinstance(part, list):
        return [_narrow(member) for member in part]
    if isinstance(part, tuple):
        return tuple(_narrow(member) for member in part)
    if not isinstance(part, dict):
        return part
    if part.get("type") in _READERS:
        return core_schema.no_info_before_validator_function(_READERS[part["type"]], cast("CoreSchema", part))
    if part.get("type") == "function-before" and part["function"]["function"] in _READERS.values():
        return part
    return {key: value if key in _OPAQUE else _narrow(value) for key, value in part.items()}
