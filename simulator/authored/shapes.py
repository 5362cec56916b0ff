"""What a model expects at a place, told in plain words: its keys, its choices, its kind of value.

Walked only after something was found wrong; loading a sound file never comes here.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeGuard, Union

from pydantic import BaseModel, Tag
from pydantic_core import PydanticCustomError

_PLAIN_WORDS: dict[object, str] = {
    str: "text",
    int: "a whole number like 5",
    float: "a number like 2.5",
    bool: "true or false",
    dt.date: "a date like 2026-09-06",
    dt.datetime: "a date and time like 2026-09-06 14:30",
    dt.time: "a time of day like 14:30",
    type(None): "nothing",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Put into `Annotated`: what a type wants, in plain words: `Wanted("a duration like 2h30m")`."""

    words: str


def refuse(wanted: str, todo: str = "") -> PydanticCustomError:
    """The error that a validator of an authored type raises: what it expected and what to do."""
    return PydanticCustomError("authored", "{wanted}{todo}", {"wanted": wanted, "todo": todo})


@dataclass(frozen=True, slots=True)
class Shape:
    """One type that a value may have, without its wrappings."""

    kind: object
    notes: tuple[object, ...] = ()


def shapes(annotation: object, notes: tuple[object, ...] = ()) -> list[Shape]:
    """Every type that an annotation allows: unions taken apart, `Annotated` opened."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *outer = typing.get_args(annotation)
        return shapes(inner, (*outer, *notes))
    if origin is Union or origin is types.UnionType:
        return [shape for member in typing.get_args(annotation) for shape in shapes(member, notes)]
    return [Shape(annotation, notes)]


def inside(around: list[Shape], element: str | int) -> list[Shape]:
    """The types of what stands under a key, or at an index, of these."""
    return [shape for outer in around for shape in _children(outer, element)]


def narrowed(around: list[Shape], label: str) -> list[Shape]:
    """Those of a union's types that a label picks: a tag, or a type's name; all of them when it picks none."""
    head = label.partition("[")[0]
    name = label.rstrip("]").rpartition(" ")[2] if head.startswith("function-") else head
    return [shape for shape in around if name in _labels(shape)] or around


def keys_of(around: list[Shape]) -> list[str]:
    """The keys that mappings of these types know."""
    return [name for shape in around if _is_model(shape.kind) for name in _fields(shape.kind)]


def choices_of(around: list[Shape]) -> list[str]:
    """The values that these types list one by one."""
    return [choice for shape in around for choice in _choices(shape.kind)]


def describe(around: list[Shape]) -> str:
    """What these types want, in plain words."""
    words = dict.fromkeys(_words(shape) for shape in around if shape.kind is not type(None))
    return " or ".join(words) or "nothing"


def _words(shape: Shape) -> str:
    for note in shape.notes:
        if isinstance(note, Wanted):
            return note.words
    if choices := _choices(shape.kind):
        return _one_of(choices)
    if _is_model(shape.kind):
        return f"a mapping with keys out of: {', '.join(_fields(shape.kind))}"
    origin = typing.get_origin(shape.kind) or shape.kind
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "a mapping"
    if isinstance(origin, type) and issubclass(origin, list | tuple | set | frozenset):
        return "a list"
    return _PLAIN_WORDS.get(shape.kind, "a value")


def _one_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"


def _children(shape: Shape, element: str | int) -> Iterator[Shape]:
    if _is_model(shape.kind):
        for name, about in shape.kind.model_fields.items():
            if element in (name, about.alias):
                yield from shapes(about.annotation, tuple(about.metadata))
        return
    arguments = typing.get_args(shape.kind)
    origin = typing.get_origin(shape.kind)
    if not isinstance(origin, type) or not arguments:
        return
    if issubclass(origin, Mapping):
        yield from shapes(arguments[1])
    elif issubclass(origin, tuple) and isinstance(element, int) and arguments[-1] is not Ellipsis:
        yield from shapes(arguments[min(element, len(arguments) - 1)])
    else:
        yield from shapes(arguments[0])


def _is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, list[Shape]]:
    """A model's keys as authors write them, with their types."""
    fields = model.model_fields
    return {about.alias or name: shapes(about.annotation, tuple(about.metadata)) for name, about in fields.items()}


def _choices(kind: object) -> list[str]:
    if typing.get_origin(kind) is Literal:
        return [str(choice) for choice in typing.get_args(kind)]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return [str(member.value) for member in kind]
    return []


def _labels(shape: Shape) -> set[str]:
    labels = {note.tag for note in shape.notes if isinstance(note, Tag)}
    origin = typing.get_origin(shape.kind) or shape.kind
    labels.add("literal" if origin is Literal else getattr(origin, "__name__", ""))
    if _is_model(shape.kind):
        labels.update(choice for field in _fields(shape.kind).values() for choice in choices_of(field))
    return labels
