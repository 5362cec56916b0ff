"""Which tasks show, the next time, that a gap about a source, a path or a notice is mended."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.domain.ids import GrantId, SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.verbs import CloseGrant, Effect, PrepareNotice, PullSource


def pulls(source: SourceId, playbook: Playbook) -> tuple[str, ...]:
    """The action that saves a source; none where no action can."""
    return _first(PullSource(source=source), playbook)


def closes(grant: GrantId, playbook: Playbook) -> tuple[str, ...]:
    """The action that closes a path; none where it ends in another way, such as with its credential."""
    return _first(CloseGrant(grant=grant), playbook)


def tells(audiences: Iterable[str], playbook: Playbook) -> tuple[str, ...]:
    """The action that prepares a notice to the first of these audiences that has one, and its release."""
    made = (_first(PrepareNotice(audience=one), playbook) for one in sorted(audiences))
    return (*next(filter(None, made), ()), "release-notice")


def _first(effect: Effect, playbook: Playbook) -> tuple[str, ...]:
    """A critical task before any other action, then the first in the order of the book."""
    able = [str(one.id) for one in playbook.actions.values() if effect in one.effects]
    critical = {task for one in playbook.objectives for task in one.tasks}
    return tuple(sorted(able, key=lambda one: one not in critical)[:1])
