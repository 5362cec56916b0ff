"""The words that a library keeps: told again as they were said, and gone for good once they are struck out."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from simulator.domain.words import TOMBSTONE
from simulator.errors import InputError
from simulator.exercise.library import Library
from simulator.exercise.saves.verify import verify
from tests.exercises import TINY, begin, play, some_words

FOLDER = Path("data")


def test_words_keep_their_text_and_order(library: Library) -> None:
    """Mark-up, control characters and line ends stay what they were; saying the same again adds nothing."""
    kept, _ = play(library)
    said = library.words(kept.id)
    assert [(one.decision, one.role, one.text) for one in said] == [(o.decision, o.role, o.text) for o in some_words()]
    library.say(kept.id, said[0].decision, said[0].role, said[0].text)
    assert library.words(kept.id) == said


def test_words_that_no_file_can_hold_are_made_so(library: Library) -> None:
    """Half characters and NUL, as a broken terminal sends them, become marks that every store takes."""
    kept, _ = begin(library)
    assert library.say(kept.id, 0, "note", "a\udc80b\0c").text == "a?b\ufffdc"


def test_the_same_words_have_another_reference_elsewhere(library: Library) -> None:
    """Each exercise has a salt of its own, so that a reference cannot be guessed from its text."""
    first, _ = begin(library)
    second, _ = begin(library)
    refs = {library.say(one.id, 0, "note", "John Doe").ref for one in (first, second)}
    assert len(refs) == 2


@pytest.mark.parametrize(("decision", "text"), [(9, "late"), (-1, "early"), (0, "x" * 20_001)])
def test_words_about_nothing_or_without_end_are_refused(library: Library, decision: int, text: str) -> None:
    """Words belong to a decision that was taken, and have a bound."""
    kept, _ = play(library)
    with pytest.raises(InputError):
        library.say(kept.id, decision, "reason", text)
    assert len(library.words(kept.id)) == len(some_words())


def test_redacted_words_leave_the_disk(in_file: Library, home: Path, tmp_path: Path) -> None:
    """No byte of the text is left in the library's files; the exercise still exports and verifies."""
    kept, _ = play(in_file)
    secret = "Maria Musterfrau, room 7"  # noqa: S105 - a made-up patient
    said = in_file.say(kept.id, 2, "dissent", secret)
    in_file.redact(kept.id, said.ref)
    kept_bytes = b"".join(one.read_bytes() for one in (home / FOLDER).iterdir() if one.is_file())
    assert secret.encode() not in kept_bytes
    assert in_file.words(kept.id)[-1].text == TOMBSTONE
    verify(in_file.export(kept.id, tmp_path / "one.drill", TINY), TINY)


def test_of_a_draft_only_the_newest_is_kept(in_file: Library, home: Path) -> None:
    """A draft takes the place of the one before, stands in no digest, and can be struck out with all that it was."""
    kept, exercise = play(in_file)
    before = in_file.save(kept.id, TINY)
    secret = '{"contact":"Maria Musterfrau"}'  # noqa: S105 - a made-up patient
    in_file.say(kept.id, 0, "letter", secret)
    in_file.say(kept.id, 0, "assessment", "{}")
    said = in_file.say(kept.id, 0, "letter", secret + " ")
    after = in_file.save(kept.id, TINY)
    assert [one.role for one in after.words[len(before.words) :]] == ["assessment", "letter"]
    assert (after.digest, after.journal.digest) == (before.digest, before.journal.digest)
    in_file.redact(kept.id, said.ref)
    kept_bytes = b"".join(one.read_bytes() for one in (home / FOLDER).iterdir() if one.is_file())
    assert b"Musterfrau" not in kept_bytes
    assert exercise.journal.digest == in_file.save(kept.id, TINY).journal.digest


def test_redacting_nothing_is_told(library: Library) -> None:
    """An unknown reference is refused with those that exist."""
    kept, _ = play(library)
    with pytest.raises(InputError, match=library.words(kept.id)[0].ref):
        library.redact(kept.id, "nobody")


def test_redacted_words_leave_a_server_too(database: str) -> None:
    """No byte of the text is left in the table's file on the server."""
    secret = "Maria Musterfrau, room 7"  # noqa: S105 - a made-up patient
    with Library.open(database) as library, psycopg.connect(database, autocommit=True) as server:
        kept, _ = play(library)
        said = library.say(kept.id, 2, "dissent", secret)

        def on_disk() -> bool:
            server.execute("CHECKPOINT")
            row = server.execute("SELECT pg_read_binary_file(pg_relation_filepath('words'))").fetchone()
            return row is not None and secret.encode() in row[0]

        assert on_disk()
        library.redact(kept.id, said.ref)
        assert not on_disk()
