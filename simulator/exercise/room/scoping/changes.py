"""Why somebody is on a version of the list and not on another: which source, or which switch, made the difference."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from simulator.domain.fold import fold
from simulator.domain.ids import RecordId, SourceId
from simulator.domain.journal import Journal
from simulator.domain.lists import ListSpec, People, Scope, Shown, in_scope, taken
from simulator.domain.playbook import Playbook
from simulator.domain.state import State

OUTSIDE = "the list made outside"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a version came from: its switches and people, and what was known when it was built."""

    spec: ListSpec
    listed: frozenset[RecordId]
    shown: Mapping[SourceId, Shown]
    people: People

    @cached_property
    def scopes(self) -> Mapping[str, frozenset[RecordId]]:
        """The records that each scope takes from the chosen sources."""
        shown = [self.shown[one] for one in self.spec.sources if one in self.shown]
        scopes: tuple[Scope, ...] = ("narrow", "presumed")
        return {scope: frozenset(in_scope(scope, shown, self.spec.without)) for scope in scopes}

    @cached_property
    def _taken(self) -> Mapping[SourceId, frozenset[RecordId]]:
        chosen = [one for one in self.spec.sources if one in self.shown]
        found = taken(self.spec.scope, [self.shown[one] for one in chosen], self.spec.without)
        return dict(zip(chosen, found, strict=True))

    @cached_property
    def _merged_from(self) -> Mapping[RecordId, set[RecordId]]:
        found: dict[RecordId, set[RecordId]] = {}
        for record, survivor in (self.people.merged_into or {}).items() if self.spec.merges else ():
            found.setdefault(survivor, set()).add(record)
        return found

    def numbers_of(self, line: RecordId) -> set[RecordId]:
        """A line's own record numbers: with those that were merged into it."""
        return {line} | self._merged_from.get(line, set())

    def taken_by(self, source: SourceId) -> frozenset[RecordId]:
        """The records that one source puts in scope."""
        return self._taken.get(source, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Who came and who went, by reason; the counts sum to those of the difference."""

    came: Mapping[str, int]
    went: Mapping[str, int]

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a reason: `+101 new in Inventory of the bucket`."""
        came = [f"+{count:,} {why}" for why, count in self.came.items()]
        return (*came, *(f"-{count:,} {why}" for why, count in self.went.items()))


def basis_now(spec: ListSpec, listed: Iterable[RecordId], state: State) -> Basis:
    """The basis of a list built now."""
    return Basis(spec=spec, listed=frozenset(listed), shown=state.shown, people=state.people)


def bases(known: State, journal: Journal) -> Mapping[int, Basis]:
    """The basis of each version of a seat's list, as it was when it was built."""
    found: dict[int, Basis] = {}
    state, entries = State(), tuple(journal)
    for one in known.lists:
        state = fold(entries[state.number : one.number], state)
        found[one.fact.version] = basis_now(one.fact.spec, one.fact.people, state)
    return found


def reasons(before: Basis, after: Basis, playbook: Playbook) -> Reasons:
    """Why people came and went between two versions."""
    titles = {key: source.title for key, source in playbook.sources.items()}
    return Reasons(
        came=_counted(_came(one, before, after, titles) for one in sorted(after.listed - before.listed)),
        went=_counted(_went(one, before, after, titles) for one in sorted(before.listed - after.listed)),
    )


def step_by_step(found: Mapping[int, Basis], playbook: Playbook) -> Mapping[int, Reasons]:
    """For each version but the first, why it differs from the one before."""
    return {
        number: reasons(found[before], found[number], playbook) for before, number in itertools.pairwise(sorted(found))
    }


def put_there(basis: Basis, playbook: Playbook) -> dict[RecordId, str]:
    """Which sources put each person of a version on it, and as what: `read` or `in reach`."""
    if basis.spec.imported:
        return dict.fromkeys(sorted(basis.listed), OUTSIDE)
    found: dict[RecordId, list[str]] = {one: [] for one in sorted(basis.listed)}
    merged = (basis.people.merged_into or {}) if basis.spec.merges else {}
    for source in basis.spec.sources:
        read = basis.shown.get(source, Shown()).less(basis.spec.without).read
        for word, records in (("read", read), ("in reach", basis.taken_by(source) - read)):
            for record in sorted({merged.get(each, each) for each in records} & basis.listed):
                found[record].append(f"{word}: {playbook.sources[source].title}")
    return {record: "; ".join(said) for record, said in found.items()}


def _came(record: RecordId, before: Basis, after: Basis, titles: Mapping[SourceId, str]) -> str:
    if after.spec.imported or before.spec.imported:
        return f"on {OUTSIDE}" if after.spec.imported else f"not on {OUTSIDE}"
    own = after.numbers_of(record)
    if label := _label_turned(own, before, after):
        return f"counted again: {label}"
    if own & before.scopes[before.spec.scope]:
        return _switched(record, before, after, "kept")
    if own & before.scopes["presumed"]:
        return "scope widened to everyone in reach"
    ticked = [one for one in after.spec.sources if own & after.taken_by(one)]
    fresh = [one for one in ticked if one not in before.spec.sources]
    if any(own & before.shown[one].untouched for one in ticked if one in before.shown):
        return "no longer cleared"
    said = [titles[one] for one in fresh or ticked]
    return f"{'source added' if fresh else 'new rows'}: {said[0]}" if said else "no longer cleared"


def _went(record: RecordId, before: Basis, after: Basis, titles: Mapping[SourceId, str]) -> str:
    if after.spec.imported or before.spec.imported:
        return f"not on {OUTSIDE}" if after.spec.imported else f"was on {OUTSIDE} alone"
    own = before.numbers_of(record)
    if label := _label_turned(own, after, before):
        return f"stood only under {label}"
    if own & after.scopes[after.spec.scope]:
        return _switched(record, after, before, "dropped")
    if own & after.scopes["presumed"]:
        return "scope narrowed to those shown as read"
    for source in after.spec.sources:
        had = before.taken_by(source) if source in before.spec.sources else frozenset()
        if source in after.shown and own & had & after.shown[source].untouched:
            return f"cleared by {titles[source]}"
    gone = [one for one in before.spec.sources if one not in after.spec.sources and own & before.taken_by(one)]
    return f"source taken off: {titles[gone[0]]}" if gone else "no longer shown"


def _label_turned(own: set[RecordId], off: Basis, on: Basis) -> str:
    """The label that keeps a record off one version alone; empty if none does."""
    turned = [one for one in off.spec.without if one not in on.spec.without]
    shown = [off.shown[key] for key in off.spec.sources if key in off.shown] if turned else []
    found = [one for one in turned if any(own & each.who.get(one, frozenset()) for each in shown)]
    back = found and own & in_scope(off.spec.scope, shown, on.spec.without)
    return found[0] if back and not own & off.scopes[off.spec.scope] else ""


def _switched(record: RecordId, off: Basis, on: Basis, word: str) -> str:
    """Why a record in scope of both versions is a line of one alone: a switch, or a register that came."""
    tests, deceased = (off.people.tests or on.people.tests or ()), (off.people.deceased or on.people.deceased or ())
    if record in tests:
        return f"test patients {word}"
    if record in deceased and off.spec.keep_deceased != on.spec.keep_deceased:
        return f"the deceased {word}"
    merged = {**(off.people.merged_into or {}), **(on.people.merged_into or {})}
    if record in merged:
        return "second numbers counted apart" if word == "kept" else "merged into another number"
    return "counted under another number of theirs"


def _counted(said: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(said).items(), key=lambda one: (-one[1], one[0])))
