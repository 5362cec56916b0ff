"""Whether a source whose silence proves something covers the time in question, as far as a seat can know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from simulator.domain.actions import EnableSource
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.exercise.room.desk.sourceline import SourceLine


def covering(
    lines: Iterable[SourceLine], state: State, playbook: Playbook, since: str = "", until: str = ""
) -> Iterator[str]:
    """One line for each source in the vault: from when to when its silence proves that nobody read."""
    asked = (_seconds(since, playbook), _seconds(until, playbook))
    proving = False
    for line in lines:
        if line.standing != "pulled":
            continue
        source, pulled = playbook.sources[line.source], state.pulled[line.source].at
        if source.proves_absence is None:
            yield f"{line.title}: its silence proves nothing."
            continue
        proving = True
        if source.kind is SourceKind.COUNTS:
            yield _counters(line, state, playbook, pulled)
            continue
        begins = _began(line, state, playbook)
        ends = pulled - int(source.latency_hours.high * HOUR)
        ends = ends if source.until is None else min(ends, source.until)
        span = f"{_stamp(begins, playbook)} to {_stamp(ends, playbook)}"
        yield f"{line.title}: its silence proves absence, {span}{_all(begins, ends, asked)}."
    if not proving:
        yield "No source that is here proves absence: whoever lay in reach is presumed read."


def _counters(line: SourceLine, state: State, playbook: Playbook, pulled: Seconds) -> str:
    """Counters cover each copy from its first enqueueing to the pull; what came later, only if the way in was shut."""
    stores = set(playbook.sources[line.source].stores)
    shut = [at for grant, at in state.closed.items() if stores & set(playbook.grants[grant].stores)]
    said = f"{line.title}: each counter covers its copy up to the pull, {_stamp(pulled, playbook)}"
    if shut and max(shut) <= pulled:
        return f"{said}, which came after the way in was shut: all of its time in reach."
    return f"{said}; what is received after that, until the way in is shut, is not on it. Pull again then."


def _began(line: SourceLine, state: State, playbook: Playbook) -> Seconds | None:
    """Since when a source records: always, or since the team switched it on; None: nobody here can tell."""
    since = playbook.sources[line.source].since
    enabled = (
        one.at
        for one in state.completed
        if EnableSource(source=line.source) in playbook.actions[one.fact.action].effects
    )
    return since if since is not None else next(enabled, None)


def _all(begins: Seconds | None, ends: Seconds, asked: tuple[Seconds | None, Seconds | None]) -> str:
    """Whether that is all of the time in question, where one was given."""
    since, until = asked
    if since is None and until is None:
        return ""
    inside = begins is not None and since is not None and begins <= since and until is not None and until <= ends
    return f"; that is {'all' if inside else 'not all'} of the time in question"


def _seconds(given: str, playbook: Playbook) -> Seconds | None:
    if not given:
        return None
    return int((datetime.fromisoformat(given).replace(tzinfo=UTC) - playbook.calendar.at(0)).total_seconds())


def _stamp(at: Seconds | None, playbook: Playbook) -> str:
    return (
        "from when it was switched on" if at is None else f"{playbook.calendar.at(at).astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    )
