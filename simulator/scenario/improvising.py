"""The library's injects as a facilitator may throw them in: their text, and to whom it could go in a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ConfigDict

from simulator.authored import Authored, PlainText, Slug, load_model
from simulator.domain.direction import Channel
from simulator.domain.ids import InjectId, SeatId
from simulator.domain.playbook import Playbook
from simulator.scenario.folders import library_files, scenarios_root
from simulator.scenario.layering.injects import INJECTS


class LibraryInject(Authored):
    """What of a library's inject can be thrown in anywhere; the rest is checked where a scenario uses it."""

    model_config = ConfigDict(extra="ignore")
    title: PlainText
    text: PlainText
    sender: PlainText
    to: tuple[Slug, ...] = ()
    channel: Channel = "mail"


class LibraryInjects(Authored):
    """A file of the shelf."""

    injects: Mapping[Slug, LibraryInject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvisable:
    """One of them. `text` begins with its sender and title, on a line; `to` are those of its seats that are played."""

    id: InjectId
    title: str
    text: str
    to: tuple[SeatId, ...]
    channel: Channel


def improvisable(playbook: Playbook) -> tuple[Improvisable, ...]:
    """What the library has for a facilitator of this scenario: all that the scenario's list does not have itself.

    Raises:
        ScenarioError: every problem of a file at once, one a line.
    """
    return tuple(
        Improvisable(
            id=InjectId(name),
            title=one.title,
            text=f"{one.sender}: {one.title}\n{one.text}",
            to=tuple(SeatId(seat) for seat in one.to if seat in playbook.seats),
            channel=one.channel,
        )
        for name, one in _library().items()
        if name not in playbook.injects and "{" not in one.text
    )


@lru_cache(maxsize=1)
def _library() -> Mapping[str, LibraryInject]:
    files = library_files(scenarios_root() / "any", INJECTS)
    return {name: one for path in files for name, one in load_model(path, LibraryInjects).injects.items()}
