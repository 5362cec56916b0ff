"""Why an action cannot be done now: the key line marks it, its key and the menu say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.actions import IN_PLAY
from tui.hints import keyed

if TYPE_CHECKING:
    from tui.pacing import Drill

ENDED = "The exercise has ended. {show_debrief} opens the hot wash, then the debrief."
_WAITS = {
    "answer": ("inject", "No message waits for an answer."),
    "hold": ("hold", "Nobody has asked to hold notices back, or it is recorded."),
    "map": ("declared", "No declaration waits for the facilitator."),
}


@runtime_checkable
class Host(Protocol):
    """An app that knows what an action does now, and why another has no use now."""

    def why_not(self, action: str) -> str:
        """Empty where it has."""

    def over(self, action: str) -> bool:
        """Whether it has no use any more."""

    def word_of(self, action: str) -> str:
        """What it does as things stand; empty where its title says that always."""


def over(action: str, drill: Drill | None) -> bool:
    """Whether an action has no use any more: no key line names it."""
    return drill is not None and drill.view.ended and action in IN_PLAY


def why_not(action: str, drill: Drill | None) -> str:
    """Why that action has no use now; empty where it has."""
    if drill is None:
        return ""
    if over(action, drill):
        return keyed(ENDED)
    if action == "freeze" and not drill.view.exposure.lists:
        return keyed("There is no list to freeze yet. {show_lists} builds one.")
    kind, why = _WAITS.get(action, ("", ""))
    return why if kind and all(one.kind != kind for one in drill.view.open) else ""
