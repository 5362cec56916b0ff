"""When a step was done: an action of the playbook or a legal act, judged by what came about and not by one button.

Filling in the four factors of a determination is the assessment, whoever ordered it as work; a list that is merged,
without tests and by residence is the scoping; a source that another action pulled is pulled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from simulator.domain.actions import PullSource
from simulator.domain.facts import ActionStarted, EvidencePulled, GrantClosed, ListBuilt
from simulator.domain.ids import ActionId, SourceId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.domain.time import Seconds

Moment = tuple[Seconds, int]
"""A second and the number of the entry that shows it."""


class Told(Protocol):
    """What steps are looked up in: the entries, their fold, and the playbook."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The whole journal."""

    @property
    def state(self) -> State:
        """What it folds to."""

    @property
    def playbook(self) -> Playbook:
        """What was played."""


def begun(told: Told, step: str) -> Moment | None:
    """When an action first found its people, or the step was done without it."""
    found = [(one.at, one.number) for one in told.state.started_actions.values() if one.fact.action == step]
    return min((*found, *_acts(told.state, step), *_came_about(told, step)), default=None)


def done(told: Told, step: str, targets: Iterable[str] = ()) -> Moment | None:
    """When an action was first completed, a legal act recorded, or what the action brings came about otherwise.

    With `targets` the action counts once it was completed on each of them.
    """
    found = _completed(told.state, step, tuple(targets))
    return min((*found, *_acts(told.state, step), *_came_about(told, step)), default=None)


def _completed(state: State, step: str, targets: Sequence[str]) -> list[Moment]:
    done_at = [(one.fact.target, (one.at, one.number)) for one in state.completed if one.fact.action == step]
    if not targets:
        return [moment for _, moment in done_at]
    first = [min((moment for on, moment in done_at if on == target), default=None) for target in targets]
    each = [one for one in first if one is not None]
    return [max(each)] if len(each) == len(first) else []


def _acts(state: State, step: str) -> list[Moment]:
    """When a legal act was recorded, each time; a date and a determination as they stand."""
    match step:
        case "state-discovery-date":
            return [(state.discovery.at, state.discovery.number)] if state.discovery else []
        case "determine-breach":
            return [(state.determination.at, state.determination.number)] if state.determination else []
        case "record-hold":
            return [(one.at, one.number) for one in state.holds]
        case "build-list":
            return [(one.at, one.number) for one in state.lists]
        case "freeze-list":
            return [(one.at, one.number) for one in state.frozen]
        case "release-notice":
            return [(one.at, one.number) for one in state.notices]
        case "answer":
            return [(one.at, one.number) for one in state.answers.values()]
        case _:
            return []


def _came_about(told: Told, step: str) -> Iterable[Moment]:
    if step in _RESULTS:
        return _RESULTS[step](told.state)
    action = told.playbook.actions.get(ActionId(step))
    effects = action.effects if action else ()
    sources = [effect.source for effect in effects if isinstance(effect, PullSource)]
    if not sources or len(sources) < len(effects):
        return ()
    first = [min(_pulls(told, source), default=None) for source in sources]
    pulled = [one for one in first if one is not None]
    return [max(pulled)] if len(pulled) == len(first) else ()


def _pulls(told: Told, source: SourceId) -> Iterable[Moment]:
    """The pulls of a source that say all it can say: of counters, by work begun once no open path was left.

    Counters that are read while the door stands open say nothing of who comes through it meanwhile and afterwards.
    """
    if source not in told.state.pulled:
        return
    known, grants = told.playbook.sources[source], told.playbook.grants.values()
    paths = {one.id for one in grants if not one.authorised and set(one.stores) & set(known.stores)}
    still_open = set(paths) if known.kind is SourceKind.COUNTS else set()
    shut = -1 if not still_open else None
    for entry in told.entries:
        match entry.fact:
            case GrantClosed(grant=grant) if shut is None:
                still_open.discard(grant)
                shut = None if still_open else entry.number
            case EvidencePulled(source=pulled) if pulled == source and shut is not None:
                if _work_of(entry, told) > shut:
                    yield entry.at, entry.number


def _work_of(entry: Entry, told: Told) -> int:
    """The number of the entry with which the work behind a pull began."""
    while entry.cause is not None and not isinstance(entry.fact, ActionStarted):
        entry = told.entries[entry.cause - 1]
    return entry.number


def _assessed(state: State) -> list[Moment]:
    """A determination with a finding on each of the four factors is their assessment."""
    found = state.determination
    return [(found.at, found.number)] if found and found.fact.assessment.complete else []


def _scoped(state: State) -> list[Moment]:
    """A list of everyone in reach that is merged, without tests, by residence, from sources that were there."""
    return [(one.at, one.number) for one in state.lists if _is_scope(one.fact)]


def _is_scope(listed: ListBuilt) -> bool:
    spec = listed.spec
    switches = spec.merges and spec.drop_tests and spec.by == "residence"
    return spec.scope == "presumed" and bool(spec.sources) and switches and not listed.missing


_RESULTS: Mapping[str, Callable[[State], list[Moment]]] = {"assess-risk": _assessed, "scope-affected": _scoped}
"""Actions of the library whose result a team may bring about by a legal act: domain.md 4, A49 and A48."""
