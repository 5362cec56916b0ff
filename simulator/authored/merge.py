"""One document laid over another, and documents put together from parts; every value keeps the place it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from simulator.authored.document import Document
from simulator.authored.problems import Location, Position
from simulator.authored.tree import Data

First = Literal["lower", "upper"]
"""Whose keys come first in a merged mapping."""
_BY_USE = "actions"
"""The one list that is merged and not replaced: its entries are told apart by what they `use`."""


def merged(lower: Document, upper: Document, *, first: First = "lower", add_up: bool = False) -> Document:
    """Both documents as one: mappings are merged, what `upper` says wins, lists and plain values are replaced.

    An entry of a section that `upper` leaves empty is gone, if `lower` has it. The list `actions` is merged by `use`;
    with `add_up` the lists within two of its entries are joined.
    """
    merge = _Merge(upper.path if first == "upper" else lower.path, first, add_up=add_up)
    return merge.document(merge.mix((lower, (), lower.data), (upper, (), upper.data), ()))


def part(document: Document, at: Location) -> Document | None:
    """What stands at a location, as a document of its own; None where there is no mapping."""
    value = value_at(document, at)
    if not isinstance(value, dict):
        return None
    merge = _Merge(document.path, "lower", add_up=False)
    return merge.document(merge.take((document, at, value), ()))


def value_at(document: Document, at: Location) -> Data:
    """The value at a location; None where there is none."""
    value = document.data
    for step in at:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


class Overlay:
    """A document that is put together from values written elsewhere, to be laid over another."""

    def __init__(self, path: Path) -> None:
        self._data: dict[str, Data] = {}
        self._merge = _Merge(path, "lower", add_up=False)

    def put(self, to: tuple[str, ...], source: Document, at: Location) -> None:
        """Say at `to` what the source says at `at`."""
        self._set(to, self._merge.take((source, at, value_at(source, at)), to))

    def say(self, to: tuple[str, ...], value: Data, source: Document, at: Location) -> None:
        """Say a value at `to`, because of what stands in the source at `at`."""
        self._merge.note(source, at, to)
        self._set(to, value)

    def document(self) -> Document:
        """What was said."""
        return self._merge.document(self._data)

    def _set(self, to: tuple[str, ...], value: Data) -> None:
        inside = self._data
        for step in to[:-1]:
            deeper = inside.setdefault(step, {})
            inside = deeper if isinstance(deeper, dict) else {}
        inside[to[-1]] = value


_Node = tuple[Document, Location, Data]
"""A document, a location in it, and the value there."""


class _Merge:
    """Values and their places, while documents are merged."""

    def __init__(self, path: Path, first: First, *, add_up: bool) -> None:
        self._path = path
        self._first = first
        self._add_up = add_up
        self._values: dict[Location, Position] = {}
        self._keys: dict[Location, Position] = {}
        self._files: dict[Location, Path] = {}

    def document(self, data: Data) -> Document:
        return Document(path=self._path, data=data, values=self._values, keys=self._keys, files=self._files)

    def note(self, source: Document, there: Location, here: Location) -> None:
        """Remember where the value `here` was written; a place that the source does not know changes nothing."""
        if there not in source.values:
            return
        self._values[here] = source.values[there]
        self._keys[here] = source.keys.get(there, source.values[there])
        self._files[here] = source.files.get(there, source.path)

    def take(self, node: _Node, here: Location) -> Data:
        """A value with all that is in it."""
        source, there, value = node
        self.note(source, there, here)
        if isinstance(value, dict):
            return {name: self.take((source, (*there, name), one), (*here, name)) for name, one in value.items()}
        if isinstance(value, list):
            return [self.take((source, (*there, i), one), (*here, i)) for i, one in enumerate(value)]
        return value

    def mix(self, lower: _Node, upper: _Node, here: Location) -> Data:
        """Two values of one place as one."""
        if isinstance(lower[2], dict) and isinstance(upper[2], dict):
            self.note(lower[0], lower[1], here)
            self.note(upper[0], upper[1], here)
            return self._mix_mappings(_entries(lower), _entries(upper), here)
        if isinstance(lower[2], list) and isinstance(upper[2], list):
            if here == (_BY_USE,):
                return self._mix_uses(_items(lower), _items(upper), here)
            if self._add_up and here[:1] == (_BY_USE,):
                fresh = [node for node in _items(upper) if node[2] not in lower[2]]
                return [self.take(node, (*here, index)) for index, node in enumerate([*_items(lower), *fresh])]
        return self.take(upper, here)

    def _mix_mappings(self, lower: dict[str, _Node], upper: dict[str, _Node], here: Location) -> dict[str, Data]:
        one, other = (lower, upper) if self._first == "lower" else (upper, lower)
        result: dict[str, Data] = {}
        for name in dict.fromkeys((*one, *other)):
            place = (*here, name)
            if name not in upper:
                result[name] = self.take(lower[name], place)
            elif name not in lower:
                result[name] = self.take(upper[name], place)
            elif upper[name][2] is not None or len(here) != 1:  # else an entry of a section was written empty
                result[name] = self.mix(lower[name], upper[name], place)
        return result

    def _mix_uses(self, lower: list[_Node], upper: list[_Node], here: Location) -> list[Data]:
        one, other = (lower, upper) if self._first == "lower" else (upper, lower)
        left = list(other)
        result: list[Data] = []
        for node in one:
            place = (*here, len(result))
            twin = next((each for each in left if _use(each) is not None and _use(each) == _use(node)), None)
            if twin is None:
                result.append(self.take(node, place))
            else:
                left.remove(twin)
                pair = (node, twin) if self._first == "lower" else (twin, node)
                result.append(self.mix(*pair, place))
        for node in left:
            result.append(self.take(node, (*here, len(result))))
        return result


def _entries(node: _Node) -> dict[str, _Node]:
    source, there, value = node
    return {name: (source, (*there, name), one) for name, one in value.items()} if isinstance(value, dict) else {}


def _items(node: _Node) -> list[_Node]:
    source, there, value = node
    return [(source, (*there, i), one) for i, one in enumerate(value)] if isinstance(value, list) else []


def _use(node: _Node) -> Data:
    return node[2].get("use") if isinstance(node[2], dict) else None
