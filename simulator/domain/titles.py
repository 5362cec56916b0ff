"""What things are called where the engine, a runbook or a reason of the score names them by their ids."""

from __future__ import annotations

from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook


def task_name(task: str, playbook: Playbook) -> str:
    """A task of an objective in words: its action's title, or the legal act that it is."""
    action = playbook.actions.get(ActionId(task))
    return action.title if action else task.replace("-", " ").capitalize()


def because(cause: str, playbook: Playbook) -> str:
    """Why the notifiable set changed: the engine's words, with an action, a store, a source or a path by its title."""
    named = (playbook.actions, playbook.stores, playbook.sources, playbook.grants)
    first, _, rest = cause.partition(" ")
    said = next((one.title for kind in named for one in kind.values() if one.id == first), first)
    return f"{rest}: {said}" if rest else said
