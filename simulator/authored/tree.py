"""Turns YAML's parser events into text values with positions, and refuses what surprises.

Every scalar stays the text that was written; an empty, `null` or `~` plain scalar is None. Events are taken one by
one and never nested deeper than the limit, so that no input can exhaust memory or the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from simulator.authored.problems import Location, Position, Problems, show

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

MAX_DEPTH = 20
"""Assumed: three times the deepest file that we ship."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Controls but tab and line ends, other line separators, byte order marks, surrogates, marks that reorder text."""
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


def forbidden(character: str) -> str:
    """The message about a character that no authored file may hold."""
    return f"given the control character U+{ord(character):04X}, expected plain text; delete it."


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read; `key` is the mapping's key that waits for its value."""

    container: dict[str, Data] | list[Data]
    location: Location
    key: str | None = None
    is_key: bool = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None

    @property
    def next(self) -> Location:
        """Where the next value stands."""
        return (*self.location, len(self.container) if isinstance(self.container, list) else self.key or "")

    def store(self, value: Data) -> None:
        if isinstance(self.container, list):
            self.container.append(value)
        else:
            self.container[self.key or ""] = value
            self.key = None


@dataclass(slots=True, kw_only=True)
class Tree:
    """The values of a file and their places, while it is read."""

    path: Path
    problems: Problems
    root: Data = None
    values: dict[Location, Position] = field(default_factory=dict)
    keys: dict[Location, Position] = field(default_factory=dict)
    _stack: list[_Frame] = field(default_factory=list)

    def read(self, source: str) -> None:
        """Take everything in, up to the end or to a point past which nothing can be understood.

        Raises:
            yaml.YAMLError: the text is not YAML.
        """
        documents = 0
        for event in yaml.parse(source, Loader=_LOADER):
            if isinstance(event, yaml.NodeEvent):
                if not self._node(event):
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                if self._stack.pop().is_key:
                    self._stack[-1].key = ""
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "given a second document, expected one a file; remove the line ---.")
                    return
                if event.version or event.tags:
                    self._refuse(event, "given a % directive, expected none; remove the line that starts with %.")

    def _refuse(self, event: yaml.Event, message: str) -> None:
        self.problems.add_at(self.path, _start(event), message)

    def _node(self, event: yaml.NodeEvent) -> bool:
        """Take a scalar, an alias or the start of a mapping or list; False where reading cannot go on."""
        self._refuse_extras(event)
        if isinstance(event, _OPENING) and len(self._stack) == MAX_DEPTH:
            self._refuse(event, f"given values nested over {MAX_DEPTH} deep, expected fewer levels; flatten them.")
            return False
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.wants_key:
            self._key(frame, event)
            return True
        location = () if frame is None else frame.next
        self.values[location] = _start(event)
        value = self._value(event)
        if frame is None:
            self.root = value
        else:
            frame.store(value)
        if isinstance(value, dict | list):
            self._stack.append(_Frame(value, location))
        return True

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            given = f"given the alias {show(f'*{event.anchor}')}"
            self._refuse(event, f"{given}, expected a value; write the value out, or put it in quotes.")
            return
        if event.anchor is not None:
            given = f"given the anchor {show(f'&{event.anchor}')}"
            self._refuse(event, f"{given}, expected none; remove it, or put the text in quotes.")
        if isinstance(event, (yaml.ScalarEvent, *_OPENING)) and event.tag is not None:
            given = f"given the tag {show(event.tag)}"
            self._refuse(event, f"{given}, expected none; remove it, or put the text in quotes.")

    def _key(self, frame: _Frame, event: yaml.NodeEvent) -> None:
        key = self._value(event)
        if isinstance(key, dict | list):
            self._refuse(event, "given a list or mapping as a key, expected text; put the key in quotes.")
            self._stack.append(_Frame(key, frame.location, is_key=True))
            return
        frame.key = key or ""
        if isinstance(event, yaml.AliasEvent):
            return
        location = (*frame.location, frame.key)
        if key is None:
            self._refuse(event, "given an empty key, expected text; write the key, or put it in quotes.")
        elif key == "<<" and _is_plain(event):
            self._refuse(event, 'given the merge key "<<", expected a key; write the merged keys out.')
        elif location in self.keys:
            first = f"given the key {show(key)} twice (first on line {self.keys[location].line})"
            self._refuse(event, f"{first}, expected it once; remove one.")
        else:
            self.keys[location] = _start(event)

    def _value(self, event: yaml.NodeEvent) -> Data:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        if not isinstance(event, yaml.ScalarEvent) or (_is_plain(event) and event.value in _EMPTY):
            return None
        text: str = event.value
        if found := FORBIDDEN.search(text) or re.search("\r", text):
            self._refuse(event, forbidden(found.group()))
        return text


def _is_plain(event: yaml.NodeEvent) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _start(event: yaml.Event) -> Position:
    if event.start_mark is None:
        return Position(1, 1)
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)
