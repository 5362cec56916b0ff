"""A new scenario's leak out of any failure card: what lies over the card's nouns, and the steps that contain it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from simulator.authored import Data, read_document, suggest, value_at
from simulator.domain.actions import ResponseAction
from simulator.domain.ids import ActionId, SeatId, SourceId
from simulator.domain.nouns import Flow
from simulator.domain.playbook import Playbook, Seat
from simulator.domain.sources import SourceKind
from simulator.domain.time import DAY
from simulator.domain.verbs import LoseSource, PullSource, PurgeStore
from simulator.errors import InputError
from simulator.exercise.authoring.blocks import cohort_lines
from simulator.exercise.authoring.cardtexts import ASKING, IN_THE_EHR, INDICATORS, OBJECTIVE, VISITS
from simulator.exercise.authoring.patterns import Pattern, patterns_folder
from simulator.scenario.load import library_files, load_card

_LISTS = (SourceKind.CONTENT, SourceKind.COUNTS, SourceKind.READS)
"""The kinds of sources that show record numbers, those that show who lies there first."""
_INVENTORY, _TAKES_IT = SourceId("store-inventory"), ActionId("pull-bucket-inventory")
"""What a card without a source of content is given: an inventory of its stores, and the action that takes it."""
_REGISTER, _ASKS_FOR_IT = SourceId("ehr-whose-records"), ActionId("ask-whose-records")
"""What a card is given whose own sources cannot show everybody: a list out of the EHR, and the action that asks."""
_MENDED = "12d"
"""When whoever runs a sync that fails has mended it, as in the pattern open-bucket. Assumed."""
_SMALL = 5
"""People of a card's pools after its first: enough to be there. Assumed."""


def cards() -> tuple[str, ...]:
    """The failure cards that a scenario can be started from, by name: those that put somebody's records in reach."""
    return tuple(name for name, measure in _measures().items() if measure != "visits")


@lru_cache(maxsize=1)
def _measures() -> Mapping[str, Data]:
    """What containment lowers, by card. Where that is visits, nothing leaks: such a card goes beside one that does."""
    files = library_files(_skeleton(), "failures")
    return {path.stem: value_at(read_document(path), ("measure",)) for path in files}


def leak_of(name: str, states: tuple[str, ...]) -> tuple[Pattern, Mapping[str, str], str]:
    """The words of a card's skeleton, its parts by name, and the seats that it needs besides.

    Raises:
        InputError: there is no such card, or nobody would have to be told.
    """
    if name in _measures().keys() - set(cards()):
        raise InputError(
            f'given the card "{name}", which puts nobody\'s records in reach, expected a leak.',
            f'Start from another card, and add "{name}" to its `failures` in scenario.yaml.',
        )
    if name not in cards():
        raise InputError(f'given the card "{name}", expected a known one.', suggest(name, cards()))
    skeleton = _skeleton()
    playbook = load_card(name, skeleton)
    pulls = _pulls(playbook)
    lists = [one for kind in _LISTS for one in pulls if playbook.sources[one].kind is kind]
    if not any(playbook.sources[one].kind is SourceKind.CONTENT for one in lists):
        lists.insert(0, _INVENTORY)
    if _falls_short(playbook, lists):
        lists.append(_REGISTER)
    more = _more_seats(playbook)
    return _words(name, playbook, pulls, lists), _parts(name, playbook, lists, states, more), _seat_lines(more)


def _falls_short(playbook: Playbook, lists: Iterable[SourceId]) -> bool:
    """Whether some who lay in reach stand in no source: a sample, a vendor's list, or a store that forgets."""
    partial = any(playbook.sources[one].completeness < 1 for one in lists if one in playbook.sources)
    return bool(playbook.pools) and (partial or any(one.keep is not None for one in playbook.stores.values()))


def _skeleton() -> Path:
    return patterns_folder().parent / "skeleton"


def _pulls(playbook: Playbook) -> dict[SourceId, ResponseAction]:
    """The sources of a card with the action that pulls each."""
    found: dict[SourceId, ResponseAction] = {}
    for action in playbook.actions.values():
        for effect in action.effects:
            if isinstance(effect, PullSource):
                found.setdefault(effect.source, action)
    return found


def _words(name: str, playbook: Playbook, pulls: Iterable[SourceId], lists: list[SourceId]) -> Pattern:
    (card,) = playbook.failures
    reads = [one for one in pulls if playbook.sources[one].kind is SourceKind.READS]
    began = min((visit.at for one in playbook.readers.values() for visit in one.visits), default=-DAY)
    kinds = dict.fromkeys(element for flow in playbook.flows.values() for element in flow.elements)
    return Pattern(
        title=card.title,
        told=f"The failure card {name} ({card.code}) of the library, laid under your scenario.",
        summary="A stranger writes to the clinics and knows what only a chart says. What you do next decides the rest.",
        ground_truth=" ".join(card.mechanism.split()),
        system=playbook.entity if not playbook.stores else next(iter(playbook.stores.values())).title,
        first="A stranger knows what only a chart says, and asks for an address to which to report faults.",
        wish="Can we not have it quiet before lunch?",
        act=next(iter(one.action for one in card.placebo), card.contains[0]),
        inventory=lists[0],
        list_sources=tuple(lists),
        reads=(reads or lists)[0],
        mitigation=lists[-1],
        kinds=tuple(kinds),
        clinic="Visits",
        breach_from_days=max(0, -(began // DAY)),
    )


def _parts(
    name: str,
    playbook: Playbook,
    lists: list[SourceId],
    states: tuple[str, ...],
    more: tuple[Seat, ...],
) -> dict[str, str]:
    (card,) = playbook.failures
    given = _INVENTORY in lists
    pulled = [_TAKES_IT] if given else []
    pulled += [_ASKS_FOR_IT] if _REGISTER in lists else []
    fixed = list(dict.fromkeys([*pulled, *(one.id for one in _pulls(playbook).values()), *card.contains]))
    again = _once_it_is_shut(playbook, lists)
    own = [f"  - use: {_TAKES_IT}\n    effects:\n      - {{do: pull-source, source: {_INVENTORY}}}"] if given else []
    own += [ASKING.rstrip()] if _REGISTER in lists else []
    busy = {seat for one in playbook.actions.values() for seat in (one.owner, *one.authority.seats)}
    own += [f"  - use: {_NOT_SHARED[seat.id]}" for seat in more if seat.id not in busy]
    own += [] if "resume-sync" in playbook.actions else ["  - use: resume-sync"]
    return {
        "nouns": "\n".join(_nouns(name, playbook, states, more, lists)),
        "actions": "\n".join([f"  # The card {name} binds {', '.join(playbook.actions)}.", *own]),
        "objectives": OBJECTIVE.format(tasks=", ".join([*fixed, "manual-reconciliation"])),
        "reference": "\n".join(_steps(playbook, fixed, again, first=12, apart=4)),
        "good": "\n".join(_steps(playbook, fixed, again, first=120, apart=60)),
        "slow": "\n".join(_steps(playbook, fixed, again, first=2880, apart=720)),
    }


def _nouns(
    name: str, playbook: Playbook, states: tuple[str, ...], more: tuple[Seat, ...], lists: Collection[SourceId]
) -> Iterator[str]:
    """What lies over the card: whom it is about, the registers of people, and the signs of the discovery."""
    yield f"# The leak comes out of the failure card scenarios/_library/failures/{name}.yaml: its nouns lie under this"
    yield "# file, and what stands here wins. Mappings are merged, lists replaced; an entry written empty is taken out."
    yield f"failures: [{name}]"
    if playbook.pools:
        yield "pools:"
    for index, pool in enumerate(playbook.pools):
        yield f"  {pool}:"
        yield "    cohorts:"
        yield from [] if index else [cohort_lines(states)]
        if index:
            yield f"      - {{people: {_SMALL}, residence: {states[0]}, clinic: {states[0]}}}"
    flows = [
        f"  {one.id}: {{{', '.join(over)}}}" for one in playbook.flows.values() if (over := tuple(_over(playbook, one)))
    ]
    if flows:
        yield "flows:"
    yield from flows
    if not playbook.services:
        yield VISITS.format(flow=next(iter(playbook.flows)))
    yield "sources:"
    for register in ("ehr-merge-table", "ehr-residence-report"):
        yield f"  {register}: {{use: {register}, since: -2000d}}"
    if _INVENTORY in lists:
        yield f"  {_INVENTORY}:\n    use: object-inventory\n    title: Inventory of what lies there"
        yield f"    stores: [{', '.join(playbook.stores)}]\n    since: -60d"
    if _REGISTER in lists:
        yield IN_THE_EHR.format(pools=", ".join(playbook.pools))
    heard = ", ".join(["integration-engineer", "incident-commander", "executive", *(one.id for one in more)])
    yield INDICATORS.format(seats=heard)


def _over(playbook: Playbook, flow: Flow) -> Iterable[str]:
    """What stands over a flow of the card: messages for everybody, and an end of what fails by itself.

    A sync that failed for the whole of the exercise, and that no button mends, would weigh more than the leak.
    """
    if flow.pool is not None and not flow.holds:
        yield "history: $history"
    fails = any(flow.id in one.needs and one.failing_share for one in playbook.services.values())
    if fails and flow.ends is None:
        yield f"ends: {_MENDED}"


def _once_it_is_shut(playbook: Playbook, lists: Iterable[SourceId]) -> tuple[ActionId, ...]:
    """What is counted only when no more comes in: the content of a leak that still runs, where shutting loses none."""
    (card,) = playbook.failures
    if not any(flow.ends is None or flow.ends > 0 for flow in playbook.flows.values()):
        return ()
    shutting = [playbook.actions[name] for name in card.contains]
    lost = {one for action in shutting for one in _loses(action)}
    emptied = any(isinstance(effect, PurgeStore) for action in shutting for effect in action.effects)
    pulls = _pulls(playbook)
    counted = [one for one in lists if one in pulls and playbook.sources[one].kind is SourceKind.CONTENT]
    given = [_TAKES_IT] if _INVENTORY in lists and not emptied else []
    given += [_ASKS_FOR_IT] if _REGISTER in lists else []
    return tuple(dict.fromkeys([*given, *(pulls[one].id for one in counted if one not in lost)]))


def _loses(action: ResponseAction) -> tuple[SourceId, ...]:
    return tuple(effect.source for effect in action.effects if isinstance(effect, LoseSource))


def _first(playbook: Playbook, action: ResponseAction) -> ActionId | None:
    """What must be done before: what it needs, or a copy of what it destroys."""
    pulls = _pulls(playbook)
    copies = [pulls[one].id for one in _loses(action) if one in pulls and pulls[one].id != action.id]
    return next(iter([*copies, *reversed(action.after)]), None)


def _steps(
    playbook: Playbook, names: Iterable[ActionId], again: Collection[ActionId], *, first: int, apart: int
) -> Iterator[str]:
    """Each action on each of its targets, so many minutes apart, after whatever it needs; `again` once all is shut."""
    (card,) = playbook.failures
    shut = next((one for one in reversed(card.contains) if one not in again), None)
    at = first
    for name in names:
        action = playbook.actions.get(name)
        if action is None:  # what the skeleton binds itself
            yield f"  - do: {name}\n    at: {at}m"
            yield from [f"    after: {shut}"] if shut and name in again else []
            at += apart
            continue
        for target in action.targets or (None,):
            yield f"  - do: {name}\n    at: {at}m"
            yield from [f"    target: {target}"] if target else []
            after = shut if name in again else _first(playbook, action)
            yield from [f"    after: {after}"] if after else []
            second = next((seat for seat in action.authority.second if seat != action.owner), None)
            yield from [f"    second: {second}"] if second else []
            at += apart


def _more_seats(playbook: Playbook) -> tuple[Seat, ...]:
    """The seats whom the card's actions need and the shared skeleton does not have."""
    named: dict[SeatId, None] = {}
    for action in playbook.actions.values():
        named |= dict.fromkeys((action.owner, *action.authority.seats, *action.authority.second))
    for sign in playbook.indicators.values():
        named |= dict.fromkeys(sign.seats)
    return tuple(seat for name, seat in playbook.seats.items() if name in named and name in _NOT_SHARED)


_NOT_SHARED = {SeatId("crm-admin"): "pull-login-history", SeatId("vendor-manager"): "vendor-ticket"}
"""The seats that the shared skeleton does not have, with what each can do where the card's actions do not say."""


def _seat_lines(seats: Iterable[Seat]) -> str:
    return "\n".join(
        f"  {one.id}:\n    title: {one.title}\n    card:\n"
        + "\n".join(f"      - {line}" for line in one.card)
        + f"\n    staff: {one.staff}\n    reach_day: {one.reach_day}\n    reach_evening: {one.reach_evening}\n"
        f"    reach_night: {one.reach_night}\n    reach_weekend: {one.reach_weekend}"
        for one in seats
    )
