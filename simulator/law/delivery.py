"""What sent notices achieved: how many people they reached, and on which day a number was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from simulator.law.facts import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """`done`: the day on which everybody was reached. `reached` and `owed` count people; None while unknown."""

    done: date | None
    first: date | None
    reached: int | None
    owed: int | None
    content: float | None

    @property
    def coverage(self) -> float | None:
        """The share of those it is owed to that notices reached."""
        if self.reached is None or self.owed is None:
            return None
        return self.reached / self.owed if self.owed else 1.0


def to_recipient(notices: tuple[Notice, ...]) -> Delivery:
    """A notice to one recipient (a regulator, the media of a state) is done when it is first sent."""
    first = notices[0].sent if notices else None
    content = _content(notice for notice in notices if notice.sent == first)
    return Delivery(done=first, first=first, reached=int(bool(notices)), owed=1, content=content)


def to_people(notices: tuple[Notice, ...], owed: Mapping[str, int] | None) -> Delivery:
    """A notice to people is done when its mailings together reached each of them, state by state."""
    if owed is None:
        first = notices[0].sent if notices else None
        done = next((notice.sent for notice in notices if notice.covers is None), None)
        return Delivery(done=done, first=first, reached=None, owed=None, content=_content(notices))
    number = sum(owed.values())
    mailings = tuple(steps(notices, owed))
    first = next((day for day, reached in mailings if reached), None)
    done = next((day for day, reached in mailings if reached >= number), None)
    reached = mailings[-1][1] if mailings else 0
    return Delivery(done=done, first=first, reached=reached, owed=number, content=_content(notices))


def pooled(notices: tuple[Notice, ...], owed: Mapping[str, int]) -> tuple[Notice, ...]:
    """The same notices with everybody they reached under the one key of `owed`, for people not known by residence."""
    key = next(iter(owed))
    return tuple(
        notice if notice.covers is None else notice.model_copy(update={"covers": {key: sum(notice.covers.values())}})
        for notice in notices
    )


def reached_on(notices: tuple[Notice, ...], owed: Mapping[str, int] | None, number: int) -> date | None:
    """The day on which mailings had reached that many people, or all where there are fewer."""
    if owed is None:
        return notices[0].sent if notices else None
    enough = min(number, sum(owed.values()))
    return next((day for day, reached in steps(notices, owed) if reached >= enough), None)


def steps(notices: Iterable[Notice], owed: Mapping[str, int]) -> Iterator[tuple[date, int]]:
    """After each mailing: its day, and how many had been reached; too many letters to one state help no other."""
    left, reached = dict(owed), 0
    for notice in notices:
        for state in tuple(left) if notice.covers is None else left.keys() & notice.covers.keys():
            people = left[state] if notice.covers is None else min(left[state], notice.covers[state])
            left[state] -= people
            reached += people
        yield notice.sent, reached


def _content(notices: Iterable[Notice]) -> float | None:
    return min((notice.content for notice in notices), default=None)
