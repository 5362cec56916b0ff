"""What waits for the team to decide: messages, legal acts, and what it declared in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.domain.ids import InjectId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import Seconds
from simulator.exercise.room.feed import title_of_seat


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A decision that waits for the team. `ref` is the inject, the list version or the audience it is about.

    `to` are the roles that a message is for.
    """

    kind: Literal["inject", "discovery", "determine", "hold", "freeze", "release", "declared"]
    ref: str
    title: str
    text: str
    since: Seconds
    main: bool
    options: tuple[tuple[str, str], ...] = ()
    suggests: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


def open_decisions(state: State, playbook: Playbook) -> list[OpenDecision]:
    """Injects nobody answered (main ones first, the newest first), then legal acts, then declarations.

    After EndEx nothing is open.
    """
    if state.ended:
        return []
    injects = [
        OpenDecision(
            kind="inject",
            ref=one.fact.inject,
            title=one.fact.title,
            text=one.fact.text,
            since=one.at,
            main=one.fact.main,
            options=one.fact.options,
            suggests=tuple(one.fact.suggests),
            to=tuple(title_of_seat(seat, playbook) for seat in playbook.injects[one.fact.inject].to),
        )
        for one in state.unanswered
    ]
    declared = [
        OpenDecision(kind="declared", ref=str(number), title=f"Declaration {number}", text="", since=one.at, main=False)
        for number, one in state.declared.items()
        if number not in state.mapped
    ]
    return [*sorted(injects, key=lambda one: (not one.main, -one.since)), *_legal_acts(state, playbook), *declared]


def unrecorded_holds(state: State, playbook: Playbook) -> tuple[InjectId, ...]:
    """The messages that asked to hold notices back, and that nobody has recorded."""
    recorded = {one.fact.inject for one in state.holds}
    return tuple(one for one in state.injects if playbook.injects[one].hold and one not in recorded)


def _legal_acts(state: State, playbook: Playbook) -> list[OpenDecision]:
    def act(kind: Literal["discovery", "determine", "hold", "freeze", "release"], ref: str, title: str) -> OpenDecision:
        return OpenDecision(kind=kind, ref=ref, title=title, text="", since=state.at, main=False)

    acts = []
    if state.discovery is None:
        acts.append(act("discovery", "", "State the discovery date"))
    if state.determination is None:
        acts.append(act("determine", "", "Determine whether it is a breach"))
    acts += [
        act("hold", inject, f"Record the request to hold notices: {state.injects[inject].fact.title}")
        for inject in unrecorded_holds(state, playbook)
    ]
    latest = state.lists[-1].fact.version if state.lists else 0
    if latest and latest not in {one.fact.version for one in state.frozen}:
        acts.append(act("freeze", str(latest), f"Freeze list version {latest}"))
    if state.frozen:
        sent = {one.fact.audience for one in state.notices}
        ready = [audience for audience in state.prepared if audience not in sent]
        acts += [act("release", one, f"Release the notice: {playbook.audiences.get(one, one)}") for one in ready]
    return acts
