"""When each path into a store stood open: grants as they were closed, opened again, or ended by themselves."""

from __future__ import annotations

from collections import defaultdict

from simulator.domain.ids import GrantId, StoreId
from simulator.domain.nouns import Grant
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.engine.copies import NEVER
from simulator.engine.ground import by_itself


class Paths:
    """The grants in motion. `unmeant` are those that should not open a store; it is asked for by the thousand."""

    def __init__(self, playbook: Playbook) -> None:
        self._grants = playbook.grants
        self.unmeant = {
            store: tuple(one for one in playbook.grants.values() if not one.authorised and store in one.stores)
            for store in playbook.stores
        }
        self.closed: dict[GrantId, Seconds] = {}
        self._earlier: dict[GrantId, list[tuple[Seconds, Seconds]]] = defaultdict(list)
        self._since: dict[GrantId, Seconds] = {}
        self._spans: dict[GrantId, tuple[tuple[Seconds, Seconds], ...]] = {}

    def close(self, grant: GrantId, at: Seconds) -> None:
        """An open path is closed."""
        self.closed[grant] = at
        self._spans.pop(grant, None)

    def reopen(self, grant: GrantId, at: Seconds) -> None:
        """A closed path is open again; when it stood open before is not forgotten."""
        self._spans.pop(grant, None)
        since = self._since.get(grant, self._grants[grant].opened)
        self._earlier[grant].append((since, self.closed.pop(grant)))
        self._since[grant] = at

    def spans(self, grant: Grant) -> tuple[tuple[Seconds, Seconds], ...]:
        """From when to when the path stood open, each time."""
        if (kept := self._spans.get(grant.id)) is None:
            since = self._since.get(grant.id, grant.opened)
            until = min(self.closed.get(grant.id, NEVER), by_itself(grant, since))
            kept = self._spans[grant.id] = (*self._earlier.get(grant.id, ()), (since, until))
        return kept

    def closes(self, grant: Grant) -> Seconds:
        """When a path was closed, or ends by itself; NEVER if nothing ends it."""
        return self.spans(grant)[-1][1]

    def was_open(self, grant: Grant, now: Seconds) -> bool:
        """Whether the path stood open at some time before `now`."""
        return any(since < min(until, now) for since, until in self.spans(grant))

    def opens(self, grants: tuple[GrantId, ...], store: StoreId, at: Seconds) -> Grant | None:
        """The first of these grants that opens the store at that second."""
        for key in grants:
            grant = self._grants[key]
            if store in grant.stores and any(since <= at < until for since, until in self.spans(grant)):
                return grant
        return None
