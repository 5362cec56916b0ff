"""Why an action cannot be done now: the key line marks it, its key and the menu say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.actions import IN_PLAY, Action

if TYPE_CHECKING:
    from tui.pacing import Drill

ENDED = "The exercise has ended. F7 opens the hot wash, then the debrief."
_WAITS = {
    "answer": ("inject", "No message waits for an answer."),
    "hold": ("hold", "Nobody has asked to hold notices back, or it is recorded."),
    "map": ("declared", "No declaration waits for the facilitator."),
}


@runtime_checkable
class Host(Protocol):
    """An app that knows the keys of its actions, by its keymap, what one does now, and why another has no use now."""

    def why_not(self, action: str) -> str:
        """Empty where it has."""

    def word_of(self, action: str) -> str:
        """What it does as things stand; empty where its title says that always."""

    def keys_of(self, one: Action) -> tuple[str, ...]:
        """As people read them, the first the one to show."""


def why_not(action: str, drill: Drill | None) -> str:
    """Why that action has no use now; empty where it has."""
    if drill is None:
        return ""
    if action in IN_PLAY and drill.view.ended:
        return ENDED
    if action == "freeze" and not drill.view.exposure.lists:
        return "There is no list to freeze yet. F5 builds one."
    kind, why = _WAITS.get(action, ("", ""))
    return why if kind and all(one.kind != kind for one in drill.view.open) else ""
