"""What an action would destroy: "N people can no longer be excluded", once the seat has what it takes to know."""

from __future__ import annotations

from simulator.domain.actions import PurgeStore, RedriveStore, ResponseAction, effects_on
from simulator.domain.ids import SeatId, StoreId
from simulator.exercise.play import Exercise


def destroyed(action: ResponseAction) -> tuple[StoreId, ...]:
    """The stores whose copies, and the counters on them, an action would end."""
    targets: tuple[str | None, ...] = action.targets or (None,)
    effects = {effect for target in targets for effect in effects_on(action, target)}
    return tuple(sorted({effect.store for effect in effects if isinstance(effect, PurgeStore | RedriveStore)}))


def unexcludable(exercise: Exercise, seat: SeatId, action: ResponseAction) -> int | None:
    """How many more people could no longer be excluded if this action took effect now.

    None: the seat has pulled no source that could clear people for these stores, so it cannot know.
    """
    stores = destroyed(action)
    sources = [exercise.playbook.sources[one] for one in exercise.known(seat).pulled]
    if not all(any(store in one.stores and one.proves_absence for one in sources) for store in stores):
        return None
    return max((exercise.losing(store) for store in stores), default=0)
