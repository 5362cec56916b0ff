"""The list that counts, graded person by person: which evidence would have decided, at what cost and until when.

Built from the truth and from what the sandbox could have shown, so it belongs to the debrief and to the controller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from simulator.domain.fold import fold
from simulator.domain.ids import RecordId
from simulator.domain.journal import Entry
from simulator.domain.lists import People, in_scope, survivors
from simulator.domain.state import State
from simulator.engine.deciding import Clue, Standing, Way
from simulator.exercise.play import Exercise
from simulator.exercise.room.scoping.clues import Clues, clearing, deciding, first
from simulator.law.people import by_residence, people_of
from simulator.scoring.grading import grade
from simulator.scoring.listing import Fault, Group, ListGrade, Misplaced, Target, groups_of
from simulator.world.identifiers import mrn

__all__ = ["Grading", "Group", "ListGrade", "Misplaced", "grading_of"]

TEST = "a test patient, not dropped"
SECOND = "a second number of somebody who is listed already"
CLEARED = "nobody read them, and evidence could show it"
UNPROVEN = "nobody read them, but nothing that was recorded could show it"
FAR = "never in reach of anybody"
NO_LIST = "no list was built"
OUTSIDE = "not on the list that was made outside"
DECEASED = "dropped because deceased"
WITHOUT = "taken off with the rows or the store that do not count"
NARROW = "the list took only those shown as read"
UNUSED = "shown by a source that was pulled and not used"
TOO_SOON = "cleared by counters pulled before the way in was shut"
NEVER_PULLED = "the source that shows them was never pulled"
AFTER = "shown by a pull after the list was built"
GONE = "the evidence was not pulled while it stood"
BEFORE = "the evidence was gone before the exercise began"
UNSEEN = "no source could show them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """The list that counts against both sets, apart; `version` None: no list was built."""

    version: int | None
    read: ListGrade
    notifiable: ListGrade

    @property
    def both(self) -> tuple[ListGrade, ListGrade]:
        """The two grades, what the law asks for first."""
        return self.notifiable, self.read


def grading_of(exercise: Exercise) -> Grading:
    """Grade the list that counts now. Asks the exercise, so it belongs in the exercise's thread."""
    state = exercise.truth()
    truth = state.truth or People()
    owed: dict[Target, frozenset[RecordId]] = {
        "read": people_of(state.read, truth),
        "notifiable": people_of(state.notifiable, truth),
    }
    case = _Case(exercise, state, truth, owed)
    return Grading(
        version=case.listed.version if case.listed else None,
        read=_graded(case, "read", owed["read"]),
        notifiable=_graded(case, "notifiable", owed["notifiable"]),
    )


def _graded(case: _Case, target: Target, owed: frozenset[RecordId]) -> ListGrade:
    compared = grade(case.listed, owed, case.truth)
    people = tuple(case.misplaced(target))
    in_set, counted = by_residence(owed, case.truth), dict(case.listed.by_state) if case.listed else {}
    residence = case.truth.residence or {}
    on_list = case.listed.counted_in if case.listed else {}
    return ListGrade(
        target=target,
        lines=compared.lines,
        right=compared.right,
        wrong=compared.wrong,
        missed=compared.missed,
        precision=compared.precision,
        recall=compared.recall,
        by_state={
            one: (in_set.get(one, 0), counted.get(one, 0), counted.get(one, 0) - in_set.get(one, 0))
            for one in sorted({*in_set, *counted})
        },
        moved=sum(on_list[one] != residence.get(one, "unknown") for one in owed if one in on_list),
        groups=groups_of(people),
        people=people,
    )


class _Case:
    """One list, the truth, and every clue about the people whom it got wrong."""

    def __init__(
        self, exercise: Exercise, state: State, truth: People, owed: Mapping[Target, frozenset[RecordId]]
    ) -> None:
        self.truth = truth
        self.listed = state.chosen_list
        self.lines = frozenset(self.listed.people) if self.listed else frozenset()
        self._entries: tuple[Entry, ...] = tuple(exercise.journal)
        self._clues = Clues(self._entries, exercise.playbook)
        self._built = next((one for one in state.lists if one.fact is self.listed), None)
        self._merged = truth.merged_into or {}
        persons: dict[RecordId, list[RecordId]] = {
            one: [one] for one in sorted(survivors(self.lines, self._merged).union(*owed.values()))
        }
        for record, survivor in sorted(self._merged.items()):
            if survivor in persons:
                persons[survivor].append(record)
        self._records = persons
        self._wrong = {target: self._parted(people) for target, people in owed.items()}
        asked = {one for lines, missed in self._wrong.values() for one in (*(who for _, who, _ in lines), *missed)}
        self._standings: Mapping[RecordId, Standing] = exercise.standings({one: persons[one] for one in sorted(asked)})

    def _parted(self, owed: frozenset[RecordId]) -> tuple[list[tuple[RecordId, RecordId, bool]], list[RecordId]]:
        """The lines that are one too many, each with its person and whether they stand there already; who is missing.

        By record number.
        """
        taken: set[RecordId] = set()
        lines = []
        for line in sorted(self.lines, key=lambda one: (one in self._merged, one)):
            person = self._merged.get(line, line)
            if person in owed and person not in taken and person not in (self.truth.tests or ()):
                taken.add(person)
            else:
                lines.append((line, person, person in taken))
        return lines, sorted(owed - taken)

    def misplaced(self, target: Target) -> Iterator[Misplaced]:
        """Every line that is one too many, then everybody who is missing, by record number."""
        lines, missed = self._wrong[target]
        for line, person, again in lines:
            reason, clue = self._why_wrong(line, person, again=again, target=target)
            yield self._misplaced(line, person, "wrongly listed", reason, clue)
        for person in missed:
            reason, clue = self._why_missed(person)
            yield self._misplaced(person, person, "missed", reason, clue)

    def _why_wrong(self, line: RecordId, person: RecordId, *, again: bool, target: Target) -> tuple[str, Clue | None]:
        standing = self._standings[person]
        if {line, person} & (self.truth.tests or frozenset()):
            return TEST, first(standing.of(Way.TEST))
        if again:
            return SECOND, first(standing.of(Way.MERGED))
        if not standing.exposed:
            return FAR, None
        cleared = clearing(standing)
        if cleared is not None:
            return CLEARED, cleared
        return (UNPROVEN, None) if target == "read" else (CLEARED, None)

    def _why_missed(self, person: RecordId) -> tuple[str, Clue | None]:
        standing = self._standings[person]
        best = deciding(standing)
        if self.listed is None:
            return NO_LIST, best
        if self.listed.spec.imported:
            return OUTSIDE, best
        mine = set(self._records[person])
        if mine & self._by_scope.get("used", frozenset()):
            return DECEASED, first(standing.of(Way.DECEASED))
        for word, reason in (("kept", WITHOUT), ("presumed", NARROW), ("all", UNUSED)):
            if mine & self._by_scope.get(word, frozenset()):
                return reason, self._shown_by(person) or best
        if mine & self._by_scope.get("cleared", frozenset()):
            return TOO_SOON, first(standing.of(Way.CLEARED)) or best
        return self._why_unshown(person, best), best

    def _why_unshown(self, person: RecordId, best: Clue | None) -> str:
        if best is None:
            return UNSEEN
        if self._clues.had(self._records[person], best) is not None:
            return AFTER
        if best.until is not None:
            return GONE if best.until > 0 else BEFORE
        return AFTER if self._clues.pulled(best) else NEVER_PULLED

    @cached_property
    def _by_scope(self) -> Mapping[str, frozenset[RecordId]]:
        """What the evidence in hand when the list was built gives: to its own switches, and to wider ones."""
        if self._built is None:
            return {}
        shown = fold(self._entries[: self._built.number]).shown
        spec = self._built.fact.spec
        used = [shown[key] for key in spec.sources if key in shown]
        return {
            "used": frozenset(in_scope(spec.scope, used, spec.without)),
            "kept": frozenset(in_scope(spec.scope, used)),
            "presumed": frozenset(in_scope("presumed", used)),
            "all": frozenset(in_scope("presumed", shown.values())),
            "cleared": frozenset().union(*(one.untouched for one in shown.values())),
        }

    def _shown_by(self, person: RecordId) -> Clue | None:
        """The clue that a pull before the list had brought."""
        built = self._built.at if self._built else 0
        standing = self._standings[person]
        clues, records = (*standing.of(Way.READ), *standing.of(Way.REACH)), self._records[person]
        had = ((self._clues.had(records, clue), clue) for clue in clues)
        return first(clue for at, clue in had if at is not None and at <= built)

    def _misplaced(self, record: RecordId, person: RecordId, fault: Fault, reason: str, clue: Clue | None) -> Misplaced:
        return Misplaced(
            record=record,
            mrn=mrn(record),
            state=(self.truth.residence or {}).get(person, "unknown"),
            fault=fault,
            reason=reason,
            decider=None if clue is None else self._clues.decider(self._records[person], clue),
        )
