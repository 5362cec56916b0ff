"""How the facilitator has directed play so far: part of the fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from simulator.domain import facts as f
from simulator.domain.ids import InjectId, SeatId
from simulator.domain.time import Seconds

Directing: TypeAlias = (
    f.InjectHeld | f.InjectLetGo | f.InjectSkipped | f.InjectDelayed | f.InjectImprovised | f.RoleSubstituted
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directed:
    """Injects `held` and `skipped`, since when, and how much `later` others come; messages `improvised`, by decision.

    `away`: roles whose people are not here, and who stands in, if anybody.
    """

    held: Mapping[InjectId, Seconds] = field(default_factory=dict)
    skipped: Mapping[InjectId, Seconds] = field(default_factory=dict)
    later: Mapping[InjectId, Seconds] = field(default_factory=dict)
    improvised: Mapping[int, Seconds] = field(default_factory=dict)
    away: Mapping[SeatId, SeatId | None] = field(default_factory=dict)

    def present(self, role: SeatId) -> SeatId | None:
        """Who decides for a role now: itself, whoever stands in for it, or nobody."""
        seen: set[SeatId] = set()
        one: SeatId | None = role
        while one is not None and one in self.away and one not in seen:
            seen.add(one)
            one = self.away[one]
        return None if one in seen else one

    def all_present(self, roles: Iterable[SeatId]) -> tuple[SeatId, ...]:
        """Who decides for any of these roles, each once."""
        found = (self.present(one) for one in roles)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def direct(so_far: Directed, fact: Directing, at: Seconds) -> Directed:
    """What holds after one more of these facts."""
    match fact:
        case f.InjectHeld(inject=inject):
            return replace(so_far, held={**so_far.held, inject: at})
        case f.InjectLetGo(inject=inject):
            return replace(so_far, held=_without(so_far.held, inject))
        case f.InjectSkipped(inject=inject):
            return replace(so_far, held=_without(so_far.held, inject), skipped={**so_far.skipped, inject: at})
        case f.InjectDelayed(inject=inject, later=later):
            return replace(so_far, later={**so_far.later, inject: so_far.later.get(inject, 0) + later})
        case f.InjectImprovised(number=number):
            return replace(so_far, improvised={**so_far.improvised, number: at})
        case f.RoleSubstituted(role=role, substitute=substitute):
            away = {one: by for one, by in so_far.away.items() if one != role}
            return replace(so_far, away=away if substitute == role else {**away, role: substitute})


def _without(held: Mapping[InjectId, Seconds], inject: InjectId) -> dict[InjectId, Seconds]:
    return {one: at for one, at in held.items() if one != inject}
