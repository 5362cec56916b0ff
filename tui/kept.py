"""Exercises that are kept: the library behind the lobby's list, and behind every decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING

from simulator.exercise.room.console.pin import pin_of
from tui.keeping import Opened, Save

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from simulator.domain.words import Role
    from simulator.exercise.evaluating.earlier import Earlier
    from simulator.exercise.library import Library as Shelf
    from simulator.exercise.play import Exercise
    from simulator.exercise.saves.save import Mode


class KeptLibrary:
    """The library of the data folder, or at a database URL, as the tabletop wants it; opened when first asked."""

    def __init__(self, url: str | None, pin: str | None = None) -> None:
        self._url = url
        self._pin = pin
        self._played: dict[int, Exercise] = {}
        self._struck = False

    @cached_property
    def _shelf(self) -> Shelf:
        from simulator.exercise.library import Library  # late: the first screen is painted before SQLAlchemy is loaded

        return Library.open(self._url)

    def close(self) -> None:
        """Leave what is played, if anything was opened."""
        if "_shelf" in self.__dict__:
            self._shelf.close()

    def saves(self) -> Sequence[Save]:
        """What can be resumed, newest first; then what has ended, to be looked at again."""
        kept = sorted(self._shelf.list(), key=lambda one: (one.state == "finished", -one.id))
        return [
            Save(
                ref=str(one.id),
                title=f"{one.header.created[:16]}  {one.header.scenario}, {one.decisions} decisions"
                + (", ended: debrief" if one.state == "finished" else ""),
            )
            for one in kept
        ]

    def earlier(self, playbook: Playbook) -> tuple[Earlier, ...]:
        """The open actions of earlier exercises that this scenario tests again."""
        from simulator.exercise.evaluating.earlier import open_actions, retested_by

        return retested_by(open_actions(self._url), playbook)

    def begin(self, playbook: Playbook, seed: int, seat: str, mode: Mode) -> Opened:
        """A new exercise whose decisions and words are kept."""
        from simulator.exercise.play import Exercise

        if self._pin is not None:
            pin_of(self._pin, salt="")  # one that cannot be a PIN is told before anything is kept
        number = self._shelf.create(playbook, seed, seat, mode).id
        if self._pin is not None:
            self._shelf.control(number).set_pin(self._pin)
        return self._opened(Exercise(playbook, seed), number, seat, mode)

    def resume(self, ref: str) -> Opened:
        """A kept exercise, played to where it stood; one that has ended is only looked at."""
        exercise, kept = self._shelf.resume(int(ref))
        return self._opened(exercise, kept.id, kept.header.seat, kept.header.mode)

    def farewell(self) -> Iterator[str]:
        """What became of the exercises of this session: the report of those that ended, how to go on with the others.

        First, where words were struck out of a library that still has them, what an administrator does.

        Raises:
            InputError: the data folder takes no report.
        """
        from simulator.domain.ids import SeatId
        from simulator.exercise.folders import data_folder
        from simulator.exercise.keeping import still_there
        from simulator.exercise.reports import write_report
        from simulator.exercise.whatif.recalled import details_of

        if self._struck and (remains := still_there(self._url)):
            yield f"What was struck out: {remains}"
        for number, exercise in self._played.items():
            if exercise.ended:
                head = self._shelf.find(number).header
                path = data_folder() / f"exercise-{number}-after-action.html"
                details = details_of(exercise, head.mode, SeatId(head.seat))
                yield from (
                    f"report: {one}" for one in write_report(exercise, [path], self._shelf.words(number), details)
                )
            else:
                yield f"exercise {number} is kept; go on with: breachdrill play, then r; or breachdrill play --plain"

    def _opened(self, exercise: Exercise, number: int, seat: str, mode: Mode) -> Opened:
        self._played[number] = exercise
        exercise.keep_from_now(self._shelf.keep(number), partial(self._shelf.finish, number))

        def say(decision: int, role: Role, text: str) -> None:
            self._shelf.say(number, decision, role, text)

        words = tuple((one.decision, one.role, one.text) for one in self._shelf.words(number))
        return Opened(
            exercise=exercise,
            seat=seat,
            mode=mode,
            say=say,
            words=words,
            reached=partial(self._shelf.reached, number),
            spent=partial(self._shelf.spent, number),
            room_time=self._shelf.room_time(number),
            strike=partial(self._strike, number),
            folder=f"exercise-{number}",
            control=self._shelf.control(number),
        )

    def _strike(self, number: int, decision: int, role: Role, text: str) -> None:
        for one in self._shelf.words(number):
            if (one.decision, one.role, one.text) == (decision, role, text):
                self._shelf.redact(number, one.ref)
                self._struck = True


@contextmanager
def open_library(url: str | None, pin: str | None = None) -> Iterator[KeptLibrary]:
    """The library, closed at the end; a place that takes no writing is told where it is first needed.

    A new exercise gets that PIN for its facilitator.
    """
    library = KeptLibrary(url, pin)
    try:
        yield library
    finally:
        library.close()
