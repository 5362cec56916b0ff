"""What a pull of a source costs: who does it, how many staff-hours, and how long until it answers."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.actions import PullSource, ResponseAction
from simulator.domain.ids import SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind

_ANSWERS_LATE = frozenset({SourceKind.MERGES, SourceKind.ADDRESSES, SourceKind.NOTES})
"""The kinds of source that take their own time to answer; the others hand over what they have at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullCost:
    """The action that pulls a source. `hours` are elapsed: the work and what the source needs to answer."""

    action: ResponseAction
    staff_hours: float
    hours: float


def cost_of(source: SourceId, playbook: Playbook) -> PullCost | None:
    """What the quickest pull costs that needs nothing first; None: no action pulls this source."""
    found = [one for one in playbook.actions.values() if PullSource(source=source) in one.effects]
    if not found:
        return None
    action = min(found, key=lambda one: (len(one.after), one.hours.typical, one.id))
    noun = playbook.sources[source]
    waits = noun.answer_hours.typical if noun.answer_hours else 0.0
    if noun.answer_hours is None and noun.kind in _ANSWERS_LATE:
        waits = noun.latency_hours.typical
    return PullCost(action=action, staff_hours=action.staff_hours, hours=action.hours.typical + waits)
