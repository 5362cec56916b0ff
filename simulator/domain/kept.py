"""What takes long to read, kept between two starts of the program by whoever has a place for it, or read each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from simulator.domain.packing import pack, unpack

T = TypeVar("T")


class Place(Protocol):
    """Where values are kept as JSON, one under each name, with the digest of what it came from."""

    def read(self, name: str, digest: str) -> Any:  # noqa: ANN401 - any JSON value
        """What is kept under a name and came from this; None where there is nothing of that kind."""

    def write(self, name: str, digest: str, body: object) -> None:
        """Keep this in the place of what was kept under the name, or keep nothing."""


_places: list[Place] = []


@contextmanager
def keeping_in(place: Place) -> Iterator[None]:
    """Inside, what is read is kept in this place, and what was kept there is not read again."""
    _places.append(place)
    try:
        yield
    finally:
        _places.remove(place)


def kept(name: str, digest: str, make: Callable[[], T]) -> T:
    """The value that `make` gives, and gave before; `digest` is of all that it is made from, but the program."""
    for place in _places:
        try:
            body = place.read(name, digest)
            if body is not None:
                found: T = unpack(body)
                return found
        except (ValueError, TypeError, AttributeError, ImportError):  # what cannot be read counts as none
            continue
    value = make()
    for place in _places:
        place.write(name, digest, pack(value))
    return value
