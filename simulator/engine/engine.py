"""The engine: `submit` a decision, `advance` the world, `finish` the exercise. Its output is the journal."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator.domain import facts as f
from simulator.domain.decisions import Decision
from simulator.domain.direction import UNTOLD
from simulator.domain.ids import RecordId, StoreId
from simulator.domain.journal import TRUTH, Entry, Journal
from simulator.domain.permit import Refused, permit
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.engine.acts import act
from simulator.engine.context import Context, Process
from simulator.engine.deciding import Persons, Standing, standings
from simulator.engine.exposure import notifiable
from simulator.engine.native import NativeRows, native_rows
from simulator.engine.processes.care import care_begins, care_changed, settle
from simulator.engine.processes.effects import end_by_itself, flow_fixed
from simulator.engine.processes.injects import begin_move, deliver
from simulator.engine.processes.readers import lurk
from simulator.engine.processes.signs import appear
from simulator.engine.processes.vendors import come_forward
from simulator.engine.sandbox import Sandbox
from simulator.errors import EngineError
from simulator.world.population import Population


class Engine:
    """One exercise in motion. Players act before the world in the same second; EndEx itself is inclusive.

    Where it is `scored_only`, its journal lacks what is only read, and has another digest; its score is the same.
    """

    def __init__(self, playbook: Playbook, population: Population, seed: int, *, scored_only: bool = False) -> None:
        self.playbook = playbook
        self._context = Context(playbook, Sandbox(playbook, population, seed), seed, scored_only=scored_only)
        self._begin()

    @property
    def journal(self) -> Journal:
        """Everything that happened so far."""
        return self._context.journal

    @property
    def state(self) -> State:
        """The truth: the fold of the whole journal."""
        return self._context.state

    @property
    def now(self) -> Seconds:
        """Seconds since StartEx."""
        return self._context.now

    def next_at(self) -> Seconds:
        """When the world next does something by itself; EndEx if nothing comes before."""
        upcoming = self._context.env.peek()
        return self.playbook.ends if upcoming > self.playbook.ends else int(upcoming)

    def advance(self, until: Seconds) -> tuple[Entry, ...]:
        """Let everything happen that is due before `until`; returns the new entries.

        Raises:
            EngineError: `until` lies in the past.
        """
        if until < self.now:
            raise EngineError(f"cannot go back from {self.now} to {until}")
        before = len(self.journal)
        if until > self.now:
            self._context.env.run(until=until)
            self._context.env.step()  # SimPy puts its stop mark back into the queue; take it out, or it is "next"
        return self.journal.since(before)

    def submit(self, decision: Decision) -> Entry:
        """Take a decision now, or refuse it; returns the entry that says which."""
        context = self._context
        number = len(context.state.decisions) + len(context.state.refused) + 1
        seats = TRUTH if isinstance(decision, UNTOLD) else None
        answer = permit(context.state, decision, self.playbook, self.now)
        if isinstance(answer, Refused):
            return context.emit(
                f.DecisionRefused(
                    number=number, decision=decision, reason=answer.reason, hint=answer.hint, may=answer.may
                ),
                seats,
            )
        entry = context.emit(f.DecisionRecorded(number=number, decision=decision), seats)
        act(context, decision, number, entry.number)
        return entry

    def finish(self) -> tuple[Entry, ...]:
        """Run to EndEx, close the books, and reveal the truth."""
        before = len(self.journal)
        if self.state.ended:
            return ()
        self.advance(self.playbook.ends + 1)
        context = self._context
        for service in self.playbook.services.values():
            settle(context, service, None)
        context.refresh("EndEx")
        context.emit(self.revealed(), TRUTH)
        context.emit(f.ExerciseEnded())
        context.stop()
        return self.journal.since(before)

    def losing(self, store: StoreId) -> int:
        """How many more people could no longer be excluded if this store's copies were gone now."""
        sandbox = self._context.sandbox
        people = sandbox.population.people
        after = people(notifiable(sandbox, self.now, losing=store))
        return len(np.setdiff1d(after, people(notifiable(sandbox, self.now))))

    def rows(self, number: int, query: str | None = None) -> NativeRows:
        """The rows, as its source writes them, of the pull that entry `number` records; or what a query may look at.

        Raises:
            KeyError: that entry records no pull.
        """
        return native_rows(self._context.sandbox, self.journal, number, query)

    def standings(self, persons: Persons) -> dict[RecordId, Standing]:
        """What there was to be known of these people so far, and until when: the truth, for the debrief alone."""
        return standings(self._context.sandbox, persons, self.now)

    def revealed(self) -> f.TruthRevealed:
        """Who the people are whom anything touched so far, as EndEx would reveal them now."""
        sandbox = self._context.sandbox
        touched = sandbox.truly_read() | self._context.notifiable
        for one in self.state.lists:
            touched[sandbox.numbers(one.fact.people)] = True
        return sandbox.naming.truth(touched)

    def _begin(self) -> None:
        context, playbook = self._context, self.playbook
        for reader in playbook.readers.values():
            context.start(lurk(context, reader))
        context.start(_start(context))
        for move in playbook.moves:
            context.start(begin_move(context, move))
        for sign in playbook.indicators.values():
            if sign.visible:
                context.start(appear(context, sign))
        for inject in playbook.injects.values():
            context.start(deliver(context, inject))
        for vendor in playbook.vendors.values():
            come_forward(context, vendor)
        for grant in playbook.grants.values():
            if grant.closes is not None:
                context.start(end_by_itself(context, grant.id, grant.closes))
        for flow in playbook.flows.values():
            if flow.ends is not None and not flow.lies:
                context.start(_end_flow(context, flow.id, flow.ends))
        self.advance(1)


def _start(context: Context) -> Process:
    """StartEx, at second 0: after whatever came before it, before anything of the exercise."""
    yield context.until(0)
    context.emit(f.ExerciseStarted(scenario=context.playbook.slug, seed=context.seed))
    care_begins(context)
    context.refresh("StartEx")


def _end_flow(context: Context, flow: str, at: Seconds) -> Process:
    """A flow that ends by itself: somebody else's release fixes it."""
    yield context.until(at)
    for key in context.playbook.flows:
        if key == flow:
            flow_fixed(context, key, None)
    care_changed(context, None)


def play(engine: Engine, decisions: Iterable[tuple[Seconds, Decision]]) -> Journal:
    """Replay timed decisions to EndEx."""
    for at, decision in decisions:
        engine.advance(at)
        engine.submit(decision)
    engine.finish()
    return engine.journal
