"""Answers about things that are told apart by identity: whether two thousand numbers are the same takes long to say."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class ByIdentity:
    """What came of the very same things before, as long as no more than so many answers are kept.

    The things stay with their answer, and with them their identity. Nobody may write to either.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[object, Any]] = {}

    def of(self, things: tuple[object, ...], make: Callable[[], T], *values: Hashable) -> T:
        """What `make` gives, or gave before of these things and equal values."""
        key = (*map(id, things), *values)
        if (kept := self._kept.get(key)) is not None:
            answer: T = kept[1]
            return answer
        if len(self._kept) >= self._most:
            self._kept.clear()
        found = make()
        self._kept[key] = (things, found)
        return found

    def __reduce__(self) -> tuple[type[ByIdentity], tuple[int]]:
        """A copy, here or in another process, begins anew: identities are of this one."""
        return ByIdentity, (self._most,)
