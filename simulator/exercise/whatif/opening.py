"""A save made ready for what-if: replayed, and the same as it was."""

from __future__ import annotations

from simulator.errors import InputError
from simulator.exercise.keeping import open_save
from simulator.exercise.play import Exercise
from simulator.exercise.saves.verify import play_again, playbook_of, require_same, verify


def open_run(reference: str, url: str | None = None) -> Exercise:
    """The exercise of a save, which has ended and replays to its own journal.

    Raises:
        InputError: there is no such save, or its exercise has not ended.
        JournalError: it is damaged.
        ReplayDiverged: it was made with another scenario, rulebook or program, or replays to another journal.
    """
    save = open_save(reference, url)
    if not save.ended:
        raise InputError(
            f'given the save "{reference}", whose exercise has not ended, expected one that was played to EndEx.',
            "Play on, then ask again.",
        )
    playbook = playbook_of(save.header)
    require_same(save.header, playbook)
    exercise = play_again(save, playbook)
    if exercise.journal.digest != save.journal.digest:
        verify(save, playbook)
    return exercise
