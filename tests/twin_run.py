"""The naive twin of the engine's leak: one SimPy step for each message, leg, expiry and read; sets, dicts and lists.

It is written from the meaning of the seven nouns and knows nothing of the engine's arrays. A second has four parts, in
this order: copies reach their age and expire, commands act, messages are sent and copies arrive, readers read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import simpy

from simulator.domain import actions as a
from simulator.domain.ids import FlowId, GrantId, PoolId, ReaderId, StoreId
from simulator.domain.nouns import Leg, Reader, Visit
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.time import Seconds
from tests.twin_log import FOREVER, Log, Message, Stay

EXPIRE, COMMAND, ARRIVE, READ = range(4)
PARTS = 4

Command: TypeAlias = tuple[Seconds, a.Effect]
Step: TypeAlias = Generator[simpy.Event, Any, None]


class Run:
    """The leak, message by message, as it happens."""

    def __init__(
        self,
        playbook: Playbook,
        messages: Sequence[Message],
        commands: Iterable[Command],
        gaps: Mapping[ReaderId, Callable[[], Iterator[Seconds]]],
        members: Mapping[PoolId, Collection[int]],
    ) -> None:
        self.playbook = playbook
        self.members = members
        commands = sorted(commands, key=lambda one: one[0])
        times = (*(one.planned for one in messages), *(at for at, _ in commands))
        self.env = simpy.Environment(initial_time=min((playbook.earliest, *times)) * PARTS)
        self.flow = [message.flow for message in messages]
        self.record = [message.record for message in messages]
        self.first: dict[int, Seconds] = {}
        self.stays: list[Stay] = []
        self.held: dict[StoreId, dict[int, Stay]] = {store: {} for store in playbook.stores}
        self.keep = {key: store.keep for key, store in playbook.stores.items()}
        self.waiting: dict[FlowId, list[int]] = defaultdict(list)
        self.paused: set[FlowId] = set()
        self.fixed: set[FlowId] = set()
        self.closed: dict[GrantId, Seconds] = {}
        self.closing = {grant: self.env.event() for grant in playbook.grants}
        self.logs = {
            key: Log(since=one.since, keep=one.keep, ends=FOREVER if one.until is None else one.until)
            for key, one in playbook.sources.items()
        }
        self.visits: dict[str, list[tuple[int, Seconds]]] = {}
        for number, message in enumerate(messages):
            self.env.process(self._message(number, message.planned))
        self.env.process(self._commands(commands))
        for grant in playbook.grants.values():
            if grant.closes is not None:
                self.env.process(self._end(grant.id, grant.closes))
        for reader in playbook.readers.values():
            self.env.process(self._reader(reader, gaps[reader.id]))

    @property
    def now(self) -> Seconds:
        """Seconds since StartEx."""
        return int(self.env.now // PARTS)

    def before_commands(self, at: Seconds) -> None:
        """Let everything happen up to this second's commands."""
        self._run(at * PARTS + COMMAND)

    def before_reads(self, at: Seconds) -> None:
        """Let everything happen up to this second's reads."""
        self._run(at * PARTS + READ)

    def present(self, store: StoreId) -> set[int]:
        """The messages whose copies lie in the store."""
        return set(self.held[store])

    def _run(self, tick: int) -> None:
        if tick > self.env.now:
            self.env.run(until=tick)

    def _due(self, at: Seconds, part: int) -> simpy.Event:
        return self.env.timeout(max(0, at * PARTS + part - self.env.now))

    def _message(self, number: int, at: Seconds) -> Step:
        yield self._due(at, ARRIVE)
        flow = self.flow[number]
        if flow in self.fixed:
            return
        if flow in self.paused:
            self.waiting[flow].append(number)
            return
        self.first[number] = self.now
        for leg in self.playbook.flows[flow].route:
            self.env.process(self._leg(number, leg))

    def _leg(self, number: int, leg: Leg) -> Step:
        yield self._due(self.first[number] + leg.after, ARRIVE)
        stay = Stay(message=number, store=leg.store, arrive=self.now)
        if not self._too_old(stay):
            self.stays.append(stay)
            self.held[leg.store][number] = stay
            self.env.process(self._expiry(stay))

    def _too_old(self, stay: Stay) -> bool:
        keep = self.keep[stay.store]
        return keep is not None and self.now - self.first[stay.message] >= keep

    def _expiry(self, stay: Stay) -> Step:
        """Wait for the age that the store allows now; a change of retention starts another wait."""
        keep = self.keep[stay.store]
        if keep is not None:
            yield self._due(self.first[stay.message] + keep, EXPIRE)
            if stay.leave == FOREVER and self._too_old(stay):
                self._drop(stay)

    def _drop(self, stay: Stay) -> None:
        stay.leave = self.now
        del self.held[stay.store][stay.message]

    def _commands(self, commands: list[Command]) -> Step:
        for at, effect in commands:
            yield self._due(at, COMMAND)
            self._obey(effect)

    def _obey(self, effect: a.Effect) -> None:
        match effect:
            case a.PauseFlow(flow=flow):
                self.paused.add(flow)
            case a.ResumeFlow(flow=flow):
                self.paused.discard(flow)
                for number in self.waiting.pop(flow, []):
                    self.env.process(self._message(number, self.now))
            case a.FixFlow(flow=flow):
                self.fixed.add(flow)
            case a.PurgeStore(store=store):
                self._empty(store)
            case a.RedriveStore(store=store):
                self._redrive(store)
            case a.KeepStore(store=store, keep=keep):
                self._keep(store, keep)
            case a.CloseGrant(grant=grant):
                self._close(grant)
            case a.RotateCredential(credential=credential):
                for path in self.playbook.grants.values():
                    if path.credential == credential:
                        self._close(path.id)
            case a.PullSource() | a.HoldSource() | a.EnableSource() | a.LoseSource():
                self._about_evidence(effect)
            case _:
                pass

    def _empty(self, store: StoreId) -> list[Stay]:
        gone = list(self.held[store].values())
        for stay in gone:
            self._drop(stay)
        return gone

    def _redrive(self, store: StoreId) -> None:
        """Sent again, flow by flow and oldest first: the new messages are numbered in that order."""
        order = list(self.playbook.flows)
        gone = sorted(
            self._empty(store),
            key=lambda one: (order.index(self.flow[one.message]), self.first[one.message], one.message),
        )
        for stay in gone:
            if self.flow[stay.message] not in self.fixed:
                self.flow.append(self.flow[stay.message])
                self.record.append(self.record[stay.message])
                self.env.process(self._message(len(self.flow) - 1, self.now))

    def _keep(self, store: StoreId, keep: Seconds | None) -> None:
        self.keep[store] = keep
        for stay in list(self.held[store].values()):
            if self._too_old(stay):
                self._drop(stay)
            else:
                self.env.process(self._expiry(stay))

    def _end(self, grant: GrantId, at: Seconds) -> Step:
        """A path ends by itself before anybody acts in that second."""
        yield self._due(at, EXPIRE)
        self._close(grant)

    def _close(self, grant: GrantId) -> None:
        if grant not in self.closed:
            self.closed[grant] = self.now
            self.closing[grant].succeed()

    def _about_evidence(self, effect: a.PullSource | a.HoldSource | a.EnableSource | a.LoseSource) -> None:
        log = self.logs[effect.source]
        match effect:
            case a.PullSource(source=source):
                log.pulled += log.obtainable(self.now)
                if self.playbook.sources[source].kind is SourceKind.COUNTS:
                    for store in self.playbook.sources[source].stores:
                        for stay in self.held[store].values():
                            stay.captured[source] = self.now
            case a.HoldSource():
                log.held = self.now if log.held is None else log.held
            case a.EnableSource():
                log.since = self.now if log.since is None else log.since
            case a.LoseSource():
                log.lost = self.now

    def _reader(self, reader: Reader, gaps: Callable[[], Iterator[Seconds]]) -> Step:
        number = 0
        for visit in reader.visits:
            yield self._due(visit.at, READ)
            yield from self._visit(reader, f"{reader.id}/{number}", visit)
            number += 1
        if reader.returns is None:
            return
        stores, lasting = reader.returns.stores, reader.returns.lasting
        yield self._due(reader.returns.first, READ)
        pauses = gaps()
        turn = 0
        while any(self._open(reader, store) is not None for store in stores):
            begun = self.now
            visit = Visit(at=begun, store=stores[turn % len(stores)], lasting=lasting)
            yield from self._visit(reader, f"{reader.id}/{number}", visit)
            number, turn = number + 1, turn + 1
            yield self._due(begun + next(pauses), READ)

    def _open(self, reader: Reader, store: StoreId) -> GrantId | None:
        for key in reader.grants:
            grant = self.playbook.grants[key]
            if store in grant.stores and grant.opened <= self.now and key not in self.closed:
                return key
        return None

    def _visit(self, reader: Reader, name: str, visit: Visit) -> Step:
        grant = self._open(reader, visit.store)
        if grant is None:
            return
        listed = sorted(self.held[visit.store].values(), key=lambda one: (self.first[one.message], one.message))
        if visit.pools:
            aimed = {record for pool in visit.pools for record in self.members[pool]}
            listed = [one for one in listed if self.record[one.message] in aimed]
        page = listed[visit.skip :][: visit.limit]
        self.visits[name] = []
        self.env.process(self._take(name, grant, page, visit.lasting))
        yield self._due(self.now + visit.lasting, READ) | self.closing[grant]

    def _take(self, name: str, grant: GrantId, listed: list[Stay], lasting: Seconds) -> Step:
        begun = self.now
        for place, stay in enumerate(listed):
            when = begun + place * lasting // len(listed)
            if when > self.now:
                yield self._due(when, READ)
            if grant in self.closed:
                return
            if stay.leave == FOREVER:
                stay.received = True
                stay.read |= not self.playbook.grants[grant].authorised
                self.visits[name].append((stay.message, when))
