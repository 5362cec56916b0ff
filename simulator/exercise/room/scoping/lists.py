"""The list of affected people without SQL: what switches give, the SQL they stand for, versions and differences.

Works on what a seat knows. Four numbers that are often taken for each other stay apart: messages, rows, records
(medical record numbers) and individuals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.fold import fold
from simulator.domain.ids import CONTROLLER, RecordId, SourceId
from simulator.domain.lists import ListSpec, PersonList, build_list
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.errors import BreachdrillError
from simulator.exercise.play import Exercise
from simulator.exercise.room.desk.desk import EvidenceDesk
from simulator.exercise.room.desk.terms import terms_of
from simulator.exercise.room.scoping.listsql import scoped, sql_of

MEDIA_ABOVE = 500
"""Media notice: more than so many residents of one state. Source: 45 CFR 164.406(a)."""
HHS_FROM = 500
"""HHS together with the letters: so many individuals or more. Source: 45 CFR 164.408(b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Four counts that are not the same thing; None: the rows are not in the vault yet."""

    messages: int | None
    rows: int | None
    records: int
    individuals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a list built now would be. `sql` gives the same counts when asked of the evidence."""

    spec: ListSpec
    people: frozenset[RecordId]
    states: Mapping[RecordId, str]
    by_state: Mapping[str, int]
    missing: tuple[str, ...]
    thresholds: tuple[str, ...]
    numbers: Numbers
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One built version of the list."""

    number: int
    at: Seconds
    spec: ListSpec
    people: int
    by_state: Mapping[str, int]
    missing: tuple[str, ...]
    frozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Who came, who went and who moved between two versions, by the states that each version counted people in.

    `moved` counts those on both lists by (state before, state after). In each state, who came and moved in less who
    went and moved out is the difference of the two counts.
    """

    added: Mapping[str, int]
    removed: Mapping[str, int]
    moved: Mapping[tuple[str, str], int]


def listable(playbook: Playbook) -> tuple[SourceId, ...]:
    """The sources that can put somebody on a list."""
    return tuple(key for key, source in playbook.sources.items() if terms_of(source) is not None)


def labels_shown(spec: ListSpec, state: State) -> tuple[str, ...]:
    """Under which labels the chosen sources show people, and those that the list is without."""
    shown = (state.shown[key].who for key in spec.sources if key in state.shown)
    return tuple(sorted({*spec.without, *(label for one in shown for label in one)}))


def new_evidence(state: State, playbook: Playbook, opened: int, looked: Mapping[SourceId, int]) -> frozenset[SourceId]:
    """Sources that were pulled after the last version, or before any after entry `opened`, and not looked at since.

    `looked` has the number of the entry at which somebody last turned the switch of a source.
    """
    since = state.lists[-1].number if state.lists else opened
    return frozenset(
        key
        for key in listable(playbook)
        if key in state.pulled and state.pulled[key].number > max(since, looked.get(key, 0))
    )


def switches_without_evidence(spec: ListSpec, state: State) -> Mapping[str, str]:
    """Switches that cannot be applied yet, each with what to pull."""
    merges, residence = "merge table not pulled", "residence report not pulled"
    found = {
        "merges": merges if state.people.merged_into is None else "",
        "drop_tests": merges if state.people.tests is None else "",
        "keep_deceased": residence if state.people.deceased is None and not spec.keep_deceased else "",
        "by": residence if state.people.residence is None and spec.by == "residence" else "",
    }
    return {name: why for name, why in found.items() if why}


def preview(spec: ListSpec, state: State, playbook: Playbook, desk: EvidenceDesk | None = None) -> Preview:
    """What these switches give on what is known; with a desk, messages and rows are counted too."""
    listed = build_list(spec, state.shown, state.people)
    return Preview(
        spec=spec,
        people=listed.people,
        states=listed.states,
        by_state=listed.by_state,
        missing=listed.missing,
        thresholds=thresholds(listed.by_state),
        numbers=_numbers(spec, state, listed, _messages_and_rows(spec, state, playbook, desk)),
        sql=sql_of(spec, state, playbook),
    )


def numbers_of(exercise: Exercise) -> Numbers | None:
    """The four numbers of the list that counts, from the rows that were in the vault when it was built.

    None: no list was built from evidence. Asks the exercise, so it belongs in the exercise's thread.
    """
    state = exercise.known(CONTROLLER)
    chosen = state.chosen_list
    if chosen is None or chosen.spec.imported:
        return None
    built = next(one.number for one in state.lists if one.fact.version == chosen.version)
    then = fold(entry for entry in exercise.journal if entry.number < built)
    desk = EvidenceDesk(exercise, CONTROLLER)
    try:
        wanted = [one for one in desk.pending() if one[0] < built and one[1].source in chosen.spec.sources]
        parts = scoped(chosen.spec, then, exercise.playbook)
        desk.store(desk.fetch(wanted, "\n".join(parts)))
        listed = build_list(chosen.spec, then.shown, then.people)
        counted = _counted(parts, desk)
        return _numbers(chosen.spec, then, listed, counted)
    finally:
        desk.close()


def thresholds(by_state: Mapping[str, int]) -> tuple[str, ...]:
    """What the counts mean for the two federal thresholds, in words."""
    total = sum(by_state.values())
    said = [
        f"{total:,} in all is {HHS_FROM} or more: HHS is told together with the letters (164.408(b))."
        if total >= HHS_FROM
        else f"{total:,} in all is fewer than {HHS_FROM}: HHS by the yearly log (164.408(c))."
    ]
    for state, count in by_state.items():
        if state == "unknown":
            said.append(f"{count:,} of unknown state count for no state's threshold.")
        elif count > MEDIA_ABOVE:
            said.append(f"{state} {count:,} is more than {MEDIA_ABOVE}: media serving {state} (164.406).")
        elif count >= MEDIA_ABOVE - 25:
            said.append(f"{state} {count:,} is not more than {MEDIA_ABOVE}: no media, but close. Check the list.")
    return tuple(said)


def versions(state: State) -> tuple[Version, ...]:
    """Every built version, oldest first."""
    frozen = {one.fact.version for one in state.frozen}
    return tuple(
        Version(
            number=one.fact.version,
            at=one.at,
            spec=one.fact.spec,
            people=len(one.fact.people),
            by_state=dict(one.fact.by_state),
            missing=one.fact.missing,
            frozen=one.fact.version in frozen,
        )
        for one in state.lists
    )


def difference(before: Mapping[RecordId, str], after: Mapping[RecordId, str]) -> Difference:
    """Who a list has that an older one had not, the reverse, and who is counted in another state.

    Both lists as people with the state that each was counted in.
    """
    moves = Counter((before[one], after[one]) for one in before.keys() & after.keys() if before[one] != after[one])
    return Difference(
        added=_count(state for one, state in after.items() if one not in before),
        removed=_count(state for one, state in before.items() if one not in after),
        moved=dict(sorted(moves.items())),
    )


def in_words(change: Difference) -> str:
    """A difference on one line: `NY +101; TX -46; moved TX to NY 12`."""
    said = [
        ", ".join(f"{state} +{count:,}" for state, count in change.added.items()) or "nobody came",
        ", ".join(f"{state} -{count:,}" for state, count in change.removed.items()) or "nobody went",
    ]
    if change.moved:
        said.append("moved " + ", ".join(f"{old} to {new} {count:,}" for (old, new), count in change.moved.items()))
    return "; ".join(said)


def _numbers(spec: ListSpec, state: State, listed: PersonList, counted: tuple[int | None, int | None]) -> Numbers:
    bare = ListSpec(
        scope=spec.scope, sources=spec.sources, merges=False, drop_tests=False, by="clinic", without=spec.without
    )
    records = len(build_list(bare, state.shown, state.people).people)
    messages, rows = counted
    return Numbers(messages=messages, rows=rows, records=records, individuals=len(listed.people))


def _messages_and_rows(
    spec: ListSpec, state: State, playbook: Playbook, desk: EvidenceDesk | None
) -> tuple[int | None, int | None]:
    parts = scoped(spec, state, playbook)
    if not parts:
        return 0, 0
    if desk is None or desk.pending():
        return None, None
    return _counted(parts, desk)


def _counted(parts: Sequence[str], desk: EvidenceDesk) -> tuple[int | None, int | None]:
    """Messages and rows that stand in the vault for these parts; None where they cannot be counted."""
    if not parts:
        return 0, 0
    within = "\n  UNION ALL\n".join(parts)
    try:
        answer = desk.query(f"WITH in_scope AS (\n{within}\n) SELECT count(DISTINCT message), count(*) FROM in_scope")
    except BreachdrillError:
        return None, None
    messages, rows = answer.rows[0]
    return (messages if isinstance(messages, int) else None), (rows if isinstance(rows, int) else None)


def _count(states: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(states).items()))
