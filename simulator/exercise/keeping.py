"""Saves by reference: a number in the library, or the path of a save file."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.domain.evaluation.fold import text_of
from simulator.domain.evaluation.records import Record, Seated
from simulator.domain.evaluation.versions import struck
from simulator.domain.ids import ROOM
from simulator.domain.words import Role, Words, words
from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.save import Save, write_save
from simulator.exercise.saves.striking import places_of
from simulator.exercise.saves.verify import header_of, play_again, playbook_of, save_of, verify


def open_save(reference: str, url: str | None = None) -> Save:
    """The save that a reference names.

    Raises:
        InputError: there is none.
        JournalError: it is damaged.
        ReplayDiverged: it was made with another scenario, rulebook or program.
    """
    path = Path(reference)
    if path.is_file() or path.suffix:
        return read_save(path)
    return open_exercise(reference, url)[0]


def open_exercise(reference: str, url: str | None = None) -> tuple[Save, Exercise]:
    """The save that a reference names, and its exercise, played again once; it raises what `open_save` does."""
    path = Path(reference)
    if path.is_file() or path.suffix:
        save = read_save(path)
        return save, exercise_of(save)
    from simulator.exercise.library import Library

    with Library.open(url) as library:
        return library.opened(_number(reference))


def exercise_of(save: Save) -> Exercise:
    """The exercise of a save, played again."""
    return play_again(save, playbook_of(save.header))


def verify_save(save: Save) -> None:
    """Check that the save replays to its own journal.

    Raises:
        ReplayDiverged: it does not; the message names the first entry that differs.
    """
    verify(save, playbook_of(save.header))


def typed_in(reference: str, url: str | None = None) -> tuple[Words, ...]:
    """What was typed in a save and not struck out, in order.

    Raises:
        InputError: there is no such save.
        JournalError: it is damaged.
    """
    path = Path(reference)
    if path.is_file() or path.suffix:
        said = read_save(path).words
    else:
        from simulator.exercise.library import Library

        with Library.open(url) as library:
            said = library.words(library.find(_number(reference)).id)
    return tuple(one for one in said if not one.redacted)


def redact_save(reference: str, ref: str = "", url: str | None = None, *, word: str = "") -> tuple[Words, ...]:
    """Strike out what a reference names, or all that says a word, in the library or in a file; returns what went.

    Raises:
        InputError: the save has no such words, or its place takes no writing.
        JournalError: it is damaged.
    """
    path = Path(reference)
    if path.is_file() or path.suffix:
        save = read_save(path)
        places = places_of(save.words, ref, word)
        write_save(path, replace(save, words=struck(save.words, places)))
        return tuple(save.words[at] for at in places)
    from simulator.exercise.library import Library

    with Library.open(url) as library:
        return library.redact(_number(reference), ref, word)


def still_there(url: str | None) -> str:
    """Where a library keeps what was struck out of it, and what an administrator does; empty: nowhere."""
    if not (url or "").startswith("postgres"):
        return ""
    return "PostgreSQL still has it: an administrator runs VACUUM FULL, CHECKPOINT, and deletes old WAL and backups."


def add_records(reference: str, records: Sequence[Record], url: str | None = None) -> None:
    """Write records down in a save, in the library or in its file.

    Raises:
        InputError: there is no such save, or its place takes no writing.
        JournalError: it is damaged.
    """
    path = Path(reference)
    texts = [text_of(one) for one in records]
    if path.is_file() or path.suffix:
        save, salt = read_save(path), secrets.token_hex(16)
        said = tuple(words(0, "record", text, salt=salt) for text in texts)
        write_save(path, replace(save, words=(*save.words, *said)))
        return
    from simulator.exercise.library import Library

    number = _number(reference)
    with Library.open(url) as library:
        for text in texts:
            library.say(number, 0, "record", text)


def keep_run(
    exercise: Exercise, said: Sequence[tuple[int, Role, str]] = (), url: str | None = None, *, runbook: str = ""
) -> int:
    """Put a finished run into the library, with what was said about its decisions; returns its number there.

    `runbook`: the one that decided in the room's place, which is kept as a record.
    """
    from simulator.exercise.library import Library
    from simulator.exercise.library.shelf import room_time

    salt = secrets.token_hex(16)
    seated = Seated(at=0, room=0.0, role=ROOM, name=runbook, how="auto")
    records: tuple[tuple[int, Role, str], ...] = ((0, "record", text_of(seated)),) if runbook else ()
    kept_words = tuple(words(number, role, text, salt=salt) for number, role, text in (*records, *said))
    header = header_of(exercise.playbook, seed=exercise.seed, seat=ROOM, mode="assisted", created=room_time())
    with Library.open(url) as library:
        return library.add(save_of(exercise, header, kept_words)).id


def _number(reference: str) -> int:
    if not reference.isdigit():
        raise InputError(
            f'given the save "{reference}", expected a number of the library or a .drill file.',
            "See: breachdrill exercises list.",
        )
    return int(reference)
