"""The harm of what nobody can show any more, of conclusions without a ground, and of practice left undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.domain.decisions import Factor
from simulator.domain.facts import EvidenceChanged, EvidencePulled
from simulator.domain.ids import SourceId
from simulator.domain.journal import Entry
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import HOUR, Seconds
from simulator.domain.titles import because, task_name
from simulator.law.discovery import discovery_of
from simulator.scenario.weights import Pair, overdue_share, tasks_of
from simulator.scenario.written.names import LEGAL_ACTS
from simulator.scoring.atoms import Atom, Case, last_entry
from simulator.scoring.steps import begun, done


def evidence(case: Case) -> Iterator[Atom]:
    """Every atom of the part."""
    yield from _unexcludable(case)
    yield from _sources(case)
    yield from _determination(case)
    yield from _date(case)
    yield from _unanswered(case)
    yield from _tasks(case)
    for pair in case.weights.pairs:
        yield from _pair(case, pair)


def lost(entries: Iterable[Entry]) -> Mapping[SourceId, tuple[int, ...]]:
    """The sources that were lost before anybody had copied them, and the entries that say so."""
    copied: set[SourceId] = set()
    found: dict[SourceId, tuple[int, ...]] = {}
    for one in entries:
        if isinstance(one.fact, EvidencePulled):
            copied.add(one.fact.source)
        elif isinstance(one.fact, EvidenceChanged) and one.fact.now == "lost" and one.fact.source not in copied:
            found[one.fact.source] = (*found.get(one.fact.source, ()), one.number)
    return found


def _unexcludable(case: Case) -> Iterator[Atom]:
    """People about whom there was no doubt at StartEx, and who now must be told."""
    weight, cap = case.weights.evidence.unexcludable.value, case.weights.evidence.unexcludable_cap.value
    room = cap
    for doubt in case.doubts:
        counted = min(float(len(doubt.people)), room)
        room -= counted
        why = (
            f"{len(doubt.people):,} more people cannot be shown unread after: {because(doubt.because, case.playbook)}; "
            f"{counted:g} counted (at most {cap:g} in all) at {weight:g}"
        )
        yield Atom("evidence", weight * counted, why, (doubt.entry,))


def _sources(case: Case) -> Iterator[Atom]:
    weights = case.weights.evidence
    for key, source in case.playbook.sources.items():
        weight = weights.sources.get(source.kind.value)
        if weight is None or source.since is None or source.since > 0:
            continue
        pull = case.state.pulled.get(key)
        if pull is None:
            why = f"“{source.title}” was never preserved: {weight.value:g} ({source.kind.value})"
            yield Atom("evidence", weight.value, why, last_entry(case))
        elif source.kind is SourceKind.READS and pull.fact.until < _settled(source):
            hours, missing = source.latency_hours.high, weights.rows_missing.value
            why = f"“{source.title}”: rows come up to {hours:g} h late, and nobody pulled again: {missing:g}"
            yield Atom("evidence", missing, why, (pull.number,))


def _settled(source: LogSource) -> Seconds:
    """When every row about the time before StartEx has arrived that ever will."""
    return int(source.latency_hours.high * HOUR)


def _determination(case: Case) -> Iterator[Atom]:
    weights = case.weights.evidence
    found = case.state.determination
    if found is None:
        why = f"Nobody determined whether it is a breach, on no assessment: {weights.undetermined.value:g}"
        factors = 4 * weights.factor.value
        yield Atom("evidence", weights.undetermined.value, why, last_entry(case))
        yield Atom("evidence", factors, f"No factor was assessed: 4 x {weights.factor.value:g}", last_entry(case))
        return
    entries = (found.number,)
    if not found.fact.breach and case.owed:
        why = f"Determined no breach; {len(case.owed):,} people cannot be excluded: {weights.unsupported.value:g}"
        yield Atom("evidence", weights.unsupported.value, why, entries)
    assessed = found.fact.assessment
    factors_by_name = {
        "nature": assessed.nature,
        "recipient": assessed.recipient,
        "acquired": assessed.acquired,
        "mitigation": assessed.mitigation,
    }
    for name, factor in factors_by_name.items():
        yield from _factor(case, name, factor, found.at, entries)


def _factor(case: Case, name: str, factor: Factor | None, at: Seconds, entries: tuple[int, ...]) -> Iterator[Atom]:
    weights = case.weights.evidence
    if factor is None:
        yield Atom("evidence", weights.factor.value, f"No finding on {name}: {weights.factor.value:g}", entries)
        return
    pulled = {one.fact.source for one in case.entries if one.at <= at and isinstance(one.fact, EvidencePulled)}
    for source in factor.sources:
        if source not in pulled:
            title = case.playbook.title_of(source)
            why = f"{name} rests on “{title}”, which nobody had pulled: {weights.unread_source.value:g}"
            yield Atom("evidence", weights.unread_source.value, why, entries)


def _date(case: Case) -> Iterator[Atom]:
    weights = case.weights.evidence
    discovery = discovery_of(case.state, case.playbook, truth=True)
    known = [day for day in (discovery.actual, discovery.constructive, discovery.imputed) if day is not None]
    if not known:
        return
    stated = case.state.discovery
    if stated is None:
        why = f"Nobody stated a discovery date: {weights.undated.value:g}"
        yield Atom("evidence", weights.undated.value, why, last_entry(case))
    elif stated.fact.day > min(known):
        days = (stated.fact.day - min(known)).days
        why = f"{stated.fact.day} was stated, {days} days later than evidence shows: {weights.dated_late.value:g}"
        yield Atom("evidence", weights.dated_late.value, why, (stated.number,))


def _unanswered(case: Case) -> Iterator[Atom]:
    weight = case.weights.evidence.unanswered.value
    for one in case.state.unanswered:
        if one.fact.main:
            why = f"“{one.fact.title}” was left without an answer: {weight:g}"
            yield Atom("evidence", weight, why, (one.number,))


def _tasks(case: Case) -> Iterator[Atom]:
    weights = case.weights
    known = {*case.playbook.actions, *LEGAL_ACTS}
    tasks = tasks_of(weights, case.playbook)
    for name, task in tasks.items():
        if name in known:
            found = done(case, name, task.targets)
            share = overdue_share(found[0] if found else None, task)
            when = f"after {found[0] / HOUR:.1f} h" if found else "never"
            late = f"{_named(case, name)} done {when}, in time until {task.within / HOUR:g} h"
            why = f"{late}: {task.value:g} x {share:.2f}. {task.why}"
            yield Atom("evidence", task.value * share, why, (found[1],) if found else last_entry(case))
    declared = dict.fromkeys(task for one in case.playbook.objectives for task in one.tasks)
    for name in declared:
        if name not in tasks and done(case, name) is None:
            weight = weights.evidence.task.value
            yield Atom("evidence", weight, f"{_named(case, name)} was never done: {weight:g}", last_entry(case))


def _pair(case: Case, pair: Pair) -> Iterator[Atom]:
    if not {pair.first, pair.second} <= {*case.playbook.actions, *LEGAL_ACTS}:
        return
    when = begun if pair.compare == "begun" else done
    first, second = when(case, pair.first), when(case, pair.second)
    first_name, second_name = _named(case, pair.first), _named(case, pair.second)
    if pair.within is not None:
        if first is not None and (second is None or second[0] > first[0] + pair.within):
            late = f"{second_name} did not follow {first_name} within {pair.within / HOUR:g} h"
            why = f"{late}: {pair.value:g}. {pair.why}"
            yield Atom("evidence", pair.value, why, (first[1],) if second is None else (first[1], second[1]))
        return
    if second is not None and (first is None or first[0] > second[0]):
        why = f"{second_name} was {pair.compare} before {first_name}: {pair.value:g}. {pair.why}"
        yield Atom("evidence", pair.value, why, (second[1],) if first is None else (first[1], second[1]))


def _named(case: Case, task: str) -> str:
    return f"“{task_name(task, case.playbook)}”"
