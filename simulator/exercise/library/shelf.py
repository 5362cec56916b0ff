"""What can be done with the exercises of a library."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from simulator.domain import words as w
from simulator.domain.journal import Journal
from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.errors import InputError
from simulator.exercise.library import rows, tables
from simulator.exercise.library.control import Control
from simulator.exercise.library.database import Database
from simulator.exercise.library.holds import Holds
from simulator.exercise.library.striking import strike
from simulator.exercise.library.tables import Kept
from simulator.exercise.play import Exercise, Keep, Submitted
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.save import Header, Mode, Save, write_save
from simulator.exercise.saves.striking import places_of
from simulator.exercise.saves.verify import header_of, play_again, playbook_of, require_same, save_of


def room_time() -> str:
    """Now, in UTC, to the second: metadata, outside every digest."""
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 - the library keeps room time


class Library:
    """The exercises that are kept, and those of them that this process plays."""

    def __init__(self, database: Database, clock: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._holds = Holds(database)

    @classmethod
    def open(cls, url: str | None = None, *, clock: Callable[[], str] = room_time) -> Self:
        """The library in the data folder, or at a database URL; made if it is not there.

        Raises:
            InputError: the place takes no writing, holds something else, or the URL names nothing that we can reach.
        """
        return cls(Database.open(url), clock)

    def close(self) -> None:
        """Leave every exercise that is played here, and let go of the database."""
        with ExitStack() as last:
            last.callback(self._database.close)
            for exercise in self._holds.exercises:
                last.callback(self._holds.leave, exercise)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def create(self, playbook: Playbook, seed: int, seat: str, mode: Mode, *, place: str | None = None) -> Kept:
        """A new exercise, played by this process from now on; `place` is the folder of a scenario that is not ours."""
        header = header_of(playbook, seed=seed, seat=seat, mode=mode, created=self._clock())
        with self._database.work() as connection:
            number = self._add(connection, header, place or playbook.slug)
        self._holds.take(number, self._clock())
        return self.find(number)

    def list(self) -> tuple[Kept, ...]:
        """Every exercise, in the order of creation."""
        with self._database.work() as connection:
            return tuple(map(tables.kept, connection.execute(tables.listing()).mappings()))

    def find(self, exercise: int) -> Kept:
        """One exercise.

        Raises:
            InputError: there is none of that number.
        """
        query = tables.listing().where(tables.exercises.c.id == exercise)
        with self._database.work() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            hint = "See: breachdrill exercises list."
            raise InputError(f"given exercise {exercise}, expected the number of one in the library.", hint)
        return tables.kept(row)

    def resume(self, exercise: int, playbook: Playbook | None = None) -> tuple[Exercise, Kept]:
        """An exercise as it stood, by replay; this process plays it from now on, unless it is finished.

        Raises:
            InputError: there is none, or a living process plays it.
            ReplayDiverged: scenario, rules or program are not those that it was begun with.
            JournalError: what is kept was damaged.
        """
        playbook = self._playbook(self.find(exercise), playbook)
        with ExitStack() as undo:
            if self.find(exercise).state == "playing":
                self._holds.take(exercise, self._clock())
                undo.callback(self._holds.leave, exercise)
            kept = self.find(exercise)
            played = play_again(self._content(kept), playbook)
            undo.pop_all()
        played.keep_from_now(self.keep(exercise))
        return played, kept

    def keep(self, exercise: int) -> Keep:
        """What writes down a decision: it is on the disk when the call returns, and nowhere when it raises."""

        def write(taken: Submitted) -> None:
            with self._database.work() as connection:
                self._holds.beat(connection, exercise, self._clock())
                rows.keep_decisions(connection, exercise, (taken,))
                self._touch(connection, exercise, reached=taken.at)

        return write

    def reached(self, exercise: int, at: Seconds) -> None:
        """Remember how far the world ran since the last decision: it resumes there."""
        with self._database.work() as connection:
            self._holds.beat(connection, exercise, self._clock())
            self._touch(connection, exercise, reached=at)

    def spent(self, exercise: int, room: float, move: float) -> None:
        """Remember the seconds that the room spent, in all and in this move: it goes on with them."""
        with self._database.work() as connection:
            rows.keep_room_time(connection, exercise, room, move)

    def room_time(self, exercise: int) -> tuple[float, float]:
        """The seconds that the room spent so far, in all and in the move under way."""
        with self._database.work() as connection:
            return rows.kept_room_time(connection, exercise)

    def finish(self, exercise: int) -> None:
        """EndEx: the exercise takes no more decisions, and this process no longer plays it."""
        with self._database.work() as connection:
            self._holds.beat(connection, exercise, self._clock())
            self._touch(connection, exercise, state="finished")
        self._holds.leave(exercise)

    def leave(self, exercise: int) -> None:
        """Stop playing for now; another process may play on."""
        self._holds.leave(exercise)

    def say(self, exercise: int, decision: int, role: w.Role, text: str) -> w.Words:
        """Keep what somebody typed about a decision, or about the exercise (0); a draft takes the place of the last.

        Raises:
            InputError: there is no such exercise or decision, or the text is too long.
        """
        plain = rows.sayable(text)
        if not 0 <= decision <= self.find(exercise).decisions:
            raise InputError(f"given decision {decision}, expected one that exercise {exercise} has, or 0.")
        with self._database.work() as connection:
            return rows.say(connection, exercise, decision, role, plain)

    def words(self, exercise: int) -> tuple[w.Words, ...]:
        """Everything that was typed in an exercise, in order."""
        with self._database.work() as connection:
            return rows.kept_words(connection, exercise)

    def redact(self, exercise: int, ref: str = "", word: str = "") -> tuple[w.Words, ...]:
        """Strike out what a reference names or what says a word, with what goes with it, on the disk too.

        Raises:
            InputError: the exercise has no such words, or another process keeps the text on the disk for now.
        """
        said = self.words(exercise)
        gone = tuple(said[at] for at in places_of(said, ref, word))
        with self._database.work() as connection:
            strike(connection, exercise, gone)
        if not self._database.forget():
            told = f"It is struck out, but another process reads the library {self._database.where}: its log keeps it."
            raise InputError(told, f"Close the other program, then: breachdrill redact {exercise} {gone[0].ref}")
        return gone

    def replayed(self, exercise: int) -> Exercise:
        """An exercise as far as it was played, to be looked at: this process does not play it. Raises as `save`."""
        return self.opened(exercise)[1]

    def taken(self, exercise: int, after: int) -> tuple[Submitted, ...]:
        """The decisions after that number, in order."""
        with self._database.work() as connection:
            return rows.kept_decisions(connection, exercise, after)

    def control(self, exercise: int) -> Control:
        """The facilitator's rows of an exercise.

        Raises:
            InputError: there is none of that number.
        """
        return Control(self._database, self.find(exercise).id)

    def save(self, exercise: int, playbook: Playbook | None = None) -> Save:
        """An exercise as a save, as far as it was played; somebody may be playing it.

        Raises:
            InputError: there is none.
            ReplayDiverged: scenario, rules or program are not those that it was begun with.
            JournalError: what is kept was damaged.
        """
        return self.opened(exercise, playbook)[0]

    def opened(self, exercise: int, playbook: Playbook | None = None) -> tuple[Save, Exercise]:
        """An exercise as a save, and played again for it; this process does not play it. It raises what `save` does."""
        kept = self.find(exercise)
        content = self._content(kept)
        again = play_again(content, self._playbook(kept, playbook))
        return save_of(again, kept.header, content.words), again

    def export(self, exercise: int, path: Path, playbook: Playbook | None = None) -> Save:
        """Write an exercise to a save file; it raises what `save` does.

        Raises:
            InputError: the path takes no writing.
        """
        save = self.save(exercise, playbook)
        write_save(path, save)
        return save

    def import_(self, path: Path, *, place: str | None = None) -> Kept:
        """A save file as a new exercise that nobody plays yet.

        Raises:
            InputError: there is no such file.
            JournalError: it is no save, or was edited or cut.
        """
        return self.add(read_save(path), place=place)

    def add(self, save: Save, *, place: str | None = None) -> Kept:
        """A save as a new exercise that nobody plays yet, whole or not at all."""
        with self._database.work() as connection:
            number = self._add(connection, save.header, place or save.header.scenario)
            rows.keep_decisions(connection, number, save.decisions)
            rows.keep_words(connection, number, save.words)
            self._touch(connection, number, reached=save.at, state="finished" if save.ended else "playing")
        return self.find(number)

    def _playbook(self, kept: Kept, playbook: Playbook | None) -> Playbook:
        playbook = playbook or playbook_of(kept.header, kept.place)
        require_same(kept.header, playbook)
        return playbook

    def _content(self, kept: Kept) -> Save:
        """What is kept of an exercise; its journal is not: replaying gives it."""
        return Save(
            header=kept.header,
            decisions=self.taken(kept.id, 0),
            words=self.words(kept.id),
            journal=Journal(),
            at=kept.reached,
            ended=kept.state == "finished",
        )

    def _add(self, connection: sa.Connection, header: Header, place: str) -> int:
        room = {"updated": self._clock(), "salt": secrets.token_hex(16)}
        row = asdict(header) | room | {"place": place, "state": "playing", "reached": 0}
        key = connection.execute(tables.exercises.insert().values(row)).inserted_primary_key
        return int(key[0]) if key else 0

    def _touch(self, connection: sa.Connection, exercise: int, **values: int | str) -> None:
        change = tables.exercises.update().where(tables.exercises.c.id == exercise)
        connection.execute(change.values(updated=self._clock(), **values))
