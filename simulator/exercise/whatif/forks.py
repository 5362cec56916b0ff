"""Forks: the decisions of a run played again with one thing changed, on the same seed (common random numbers).

A decision that the run could take waits in the fork until it can be taken there (letters that are ready a day later go
out a day later); one that never can be is refused at EndEx, and told. What names another decision's work (a version of
the list, a declaration) follows that decision, whatever number it has in the fork.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER
from simulator.domain.permit import Refused, permit
from simulator.domain.time import Seconds
from simulator.exercise.play import Exercise, Submitted
from simulator.exercise.runs.runner import follow
from simulator.exercise.whatif.run import Run
from simulator.scenario.runbook import Runbook
from simulator.scoring.prices import ForkKind, Refusal

_NO_SUCH = 0
"""A number that no list and no declaration has."""
_NO_LIST = "The list that it goes by was never built."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """One change of decision `number` (0: none): left out, `at` another time, another `decision`, or a `runbook`."""

    number: int
    kind: ForkKind
    change: str
    at: Seconds | None = None
    decision: d.Decision | None = None
    runbook: Runbook | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forked:
    """A fork, played to EndEx: its exercise, and the decisions of the run that could not be taken in it."""

    exercise: Exercise
    refused: tuple[Refusal, ...]


Title = Callable[[d.Decision], str]


def play_fork(run: Run, fork: Fork, title: Title = lambda one: one.kind, *, scored_only: bool = False) -> Forked:
    """Play a fork to EndEx, or only to be scored. Changing nothing gives the journal of the run, to the digest.

    Raises:
        InputError: the run has no such decision.
    """
    if fork.number:
        run.decision(fork.number)
    exercise = Exercise(run.playbook, run.seed, scored_only=scored_only)
    playing = Playing(run=run, exercise=exercise)
    for one in _planned(run, fork):
        playing.take(one)
    if fork.runbook is not None:
        exercise.advance(run.decision(fork.number).at)
        follow(exercise, fork.runbook)
    else:
        playing.finish()
    return Forked(exercise=exercise, refused=tuple(playing.refused(title)))


def replayed_to(run: Run, number: int) -> Exercise:
    """The exercise as it stood when this decision was taken, before it: to be played on in another way.

    Raises:
        InputError: the run has no such decision.
    """
    return _prefix(run, number, Exercise(run.playbook, run.seed)).exercise


def prefix(run: Run, number: int, seed: int) -> Playing:
    """The run's decisions before this one on another seed, up to the moment of this one; only to be scored."""
    return _prefix(run, number, Exercise(run.playbook, seed, scored_only=True))


def _prefix(run: Run, number: int, exercise: Exercise) -> Playing:
    playing = Playing(run=run, exercise=exercise)
    for one in run.decisions[: number - 1]:
        playing.take(one)
    playing.pass_to(run.decision(number).at)
    return playing


def _planned(run: Run, fork: Fork) -> Iterable[Submitted]:
    """The decisions of the fork in the order of their times; at one second, in that of their numbers."""
    if fork.runbook is not None:
        return run.decisions[: fork.number - 1]
    if not fork.number:
        return run.decisions
    others = [one for one in run.decisions if one.number != fork.number]
    if fork.at is None and fork.decision is None:
        return others
    was = run.decision(fork.number)
    changed = replace(
        was,
        at=was.at if fork.at is None else fork.at,
        decision=was.decision if fork.decision is None else fork.decision,
    )
    return sorted((*others, changed), key=lambda one: (one.at, one.number))


@dataclass(slots=True, kw_only=True)
class Playing:
    """A fork in motion: which number each decision of the run has in it, and which wait until they can be taken."""

    run: Run
    exercise: Exercise
    numbers: dict[int, int] = field(default_factory=dict)
    waiting: list[Submitted] = field(default_factory=list)

    def take(self, one: Submitted) -> None:
        """Take a decision at its time, or have it wait."""
        if one.at > self.run.playbook.ends:
            self.finish()
        self.pass_to(one.at)
        if one.number in self.run.recorded and not self._possible(one):
            self.waiting.append(one)
        else:
            self._submit(one)
            self._retry()

    def pass_to(self, until: Seconds) -> None:
        """Let the world run; whoever waits looks again at whatever happens in it."""
        exercise = self.exercise
        while self.waiting and (step := exercise.next_at() + 1) < until and not exercise.ended:
            exercise.advance(step)
            self._retry()
        exercise.advance(until)
        self._retry()

    def finish(self) -> None:
        """To EndEx; what still waits is refused there."""
        if self.exercise.ended:
            return
        self.pass_to(self.run.playbook.ends)
        for one in self.waiting:
            self._submit(one)
        self.waiting = []
        self.exercise.finish()

    def decide(self, number: int, decision: d.Decision) -> None:
        """Take this decision now in the place of the run's."""
        self._submit(replace(self.run.decision(number), decision=decision))

    def refused(self, title: Title) -> Iterable[Refusal]:
        """What the run could do, and the fork could not."""
        of_number = {mine: number for number, mine in self.numbers.items()}
        for one in self.exercise.known(CONTROLLER).refused:
            number = of_number.get(one.fact.number, _NO_SUCH)
            if number in self.run.recorded:
                reason = _NO_LIST if getattr(one.fact.decision, "version", None) == _NO_SUCH else one.fact.reason
                yield Refusal(number=number, title=title(self.run.decision(number).decision), reason=reason)

    def _retry(self) -> None:
        while ready := next((one for one in self.waiting if self._possible(one)), None):
            self.waiting.remove(ready)
            self._submit(ready)

    def _possible(self, one: Submitted) -> bool:
        state = self.exercise.known(CONTROLLER)
        return not isinstance(permit(state, self._named(one), self.run.playbook, self.exercise.now), Refused)

    def _submit(self, one: Submitted) -> None:
        decision = self._named(one)
        self.exercise.submit(decision)
        self.numbers[one.number] = len(self.exercise.submitted)

    def _named(self, one: Submitted) -> d.Decision:
        """The decision with the names that things have in the fork."""
        match one.decision:
            case d.FreezeList(version=version) | d.ReleaseNotice(version=version) if version in self.run.built:
                return replace(one.decision, version=self._version(self.run.built[version]))
            case d.MapDeclaration(declaration=number):
                return replace(one.decision, declaration=self.numbers.get(number, _NO_SUCH))
            case _:
                return one.decision

    def _version(self, builder: int) -> int:
        """The version that this decision of the run built in the fork."""
        mine = self.numbers.get(builder)
        recorded = {one.number for one in self.exercise.known(CONTROLLER).decisions if one.fact.number == mine}
        built = (
            one.fact.version
            for one in self.exercise.journal
            if isinstance(one.fact, f.ListBuilt) and one.cause in recorded
        )
        return next(built, _NO_SUCH)
