"""Which pulls are still to be made, at what cost, and until when the source has what they would bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.state import State
from simulator.domain.time import format_duration
from simulator.exercise.room.desk.pulls import cost_of
from simulator.exercise.room.desk.sourceline import SourceLine


def missing_pulls(lines: Iterable[SourceLine], state: State, playbook: Playbook) -> Iterator[str]:
    """What is not in the vault yet and could decide, one line a source."""
    for line in lines:
        source = playbook.sources[line.source]
        if line.standing == "pulled":
            continue
        yield f"Missing: {line.title}. {_how(line, source, state, playbook)}"


def _how(line: SourceLine, source: LogSource, state: State, playbook: Playbook) -> str:
    match line.standing:
        case "lost" | "expired":
            return "It is gone; that gap has to be said."
        case "under way":
            return "It is on its way."
        case "not recording":
            return "It records nothing until somebody switches it on, and then says nothing of the time before."
    cost = cost_of(source.id, playbook)
    if cost is None:
        return "No action pulls it."
    work = f"{cost.staff_hours:g} staff-hour{'' if cost.staff_hours == 1 else 's'}"
    until = until_when(source, state, playbook, held=line.held)
    return f"{cost.action.title}: {work}, about {cost.hours:g} h; to be had {until}."


def until_when(source: LogSource, state: State, playbook: Playbook, *, held: bool) -> str:
    """Until when a source still has what it recorded, as far as a seat can know."""
    if held:
        return "as long as the hold stands"
    if source.pools:
        return "from whoever made it"
    if source.kind in {SourceKind.COUNTS, SourceKind.CONTENT}:
        return "; ".join(_of_store(store, state, playbook) for store in source.stores)
    if source.keep is None:
        return "as long as the source stands"
    if source.kind is SourceKind.NOTES:
        return f"until {playbook.calendar.at(source.keep):%d %b %H:%M}"
    return f"for {format_duration(source.keep)} after each row, so the oldest go first"


def _of_store(store: str, state: State, playbook: Playbook) -> str:
    one = next(noun for noun in playbook.stores.values() if noun.id == store)
    became = state.stores.get(one.id)
    if became in {"purged", "redriven"}:
        return f"no more for what lay in {store}: it was {became}"
    if one.keep is None or became == "kept":
        return f"as long as the copies lie in {store}"
    return f"until each copy expires, {format_duration(one.keep)} after its first enqueueing in {store}"
