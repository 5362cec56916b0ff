"""The save: the same on every machine, read with suspicion, replayed entry by entry."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain import facts as f
from simulator.domain.codec import canonical
from simulator.domain.decisions import Decision, Declare
from simulator.domain.ids import ROOM
from simulator.domain.journal import Journal
from simulator.domain.words import TOMBSTONE
from simulator.errors import InputError, JournalError, ReplayDiverged
from simulator.exercise.keeping import redact_save
from simulator.exercise.play import Exercise
from simulator.exercise.saves.read import MAX_BYTES, read_save
from simulator.exercise.saves.save import Header, Save, write_save
from simulator.exercise.saves.verify import header_of, save_of, verify
from simulator.scenario.load import load_playbook
from tests import strategies
from tests.builders import changed
from tests.exercises import CREATED, TINY, a_save, some_words

ROOM_METADATA = {"created", "text", "redacted"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a save may be written."""
    return tmp_path / "one.drill"


def same(one: Save, other: Save) -> bool:
    """Whether two saves say the same, line by line."""
    return list(one.lines()) == list(other.lines()) and one.decisions == other.decisions and one.words == other.words


def refused(path: Path, text: str | bytes) -> str:
    """What reading a file with this content complains of."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(JournalError) as caught:
        read_save(path)
    return caught.value.message


def changes(value: Any) -> Iterator[Any]:
    """Every value that differs in one leaf, room metadata left alone."""
    match value:
        case dict():
            for key, inner in value.items():
                if key not in ROOM_METADATA:
                    yield from ({**value, key: one} for one in changes(inner))
        case list():
            yield [*value, 1]
            for place, inner in enumerate(value[:3]):
                yield from ([*value[:place], one, *value[place + 1 :]] for one in changes(inner))
        case bool() | None:
            yield not value
        case str():
            yield value + "x"
        case _:
            yield value + 1


def in_the_room(decision: Decision) -> Decision:
    """The same decision by a seat that every scenario has."""
    names = {"seat": ROOM, "by": None, "second": None}
    seated: Decision = changed(decision, **{name: seat for name, seat in names.items() if hasattr(decision, name)})
    return seated


@pytest.mark.parametrize("finished", [False, True])
def test_a_save_reads_back_and_replays(path: Path, *, finished: bool) -> None:
    """What is written is what is read, and it replays to the same journal, finished or not."""
    save = a_save(finished=finished)
    write_save(path, save)
    assert same(read_save(path), save)
    verify(read_save(path), TINY)


@settings(max_examples=25, deadline=None)
@given(taken=st.lists(st.tuples(st.integers(0, 10**6), strategies.decisions()), max_size=6), end=st.booleans())
def test_any_exercise_reads_back_and_replays(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[int, Decision]], *, end: bool
) -> None:
    """Whatever is decided, and whenever: the save replays, decisions after EndEx included."""
    exercise = Exercise(TINY, 1)
    for step, decision in taken:
        exercise.advance(exercise.now + step)
        with suppress(InputError):
            exercise.submit(in_the_room(decision))
    if end:
        exercise.finish()
        exercise.submit(Declare(seat=ROOM))
    header = header_of(TINY, seed=1, seat="room", mode="unaided", created=CREATED)
    path = tmp_path_factory.mktemp("any") / "any.drill"
    write_save(path, save_of(exercise, header))
    verify(read_save(path), TINY)


def test_the_shipped_scenario_saves_and_replays(path: Path) -> None:
    """A save of the leaky sync queue verifies after a trip through a file."""
    playbook = load_playbook("leaky-sync-queue")
    exercise = Exercise(playbook, playbook.seed)
    exercise.finish()
    header = header_of(playbook, seed=playbook.seed, seat="room", mode="assisted", created=CREATED)
    write_save(path, save_of(exercise, header))
    verify(read_save(path), playbook)


def test_every_edit_of_one_value_is_refused(path: Path) -> None:
    """No leaf of any line can be changed unnoticed, but room time and what words say; the file and a line are named."""
    lines = list(a_save().lines())
    tried = 0
    for place, line in enumerate(lines):
        for edit in changes(json.loads(line)):
            edited = [*lines[:place], canonical(edit), *lines[place + 1 :]]
            assert refused(path, "\n".join(edited) + "\n").startswith(f"{path}:")
            tried += 1
    assert tried > 200


def test_every_missing_or_repeated_line_is_refused(path: Path) -> None:
    """A line taken out, or put in twice, is noticed."""
    lines = list(a_save().lines())
    for place in range(len(lines)):
        refused(path, "\n".join(lines[:place] + lines[place + 1 :]))
        refused(path, "\n".join(lines[: place + 1] + lines[place:]))


def test_a_bad_line_is_named(path: Path) -> None:
    """The complaint names the line of the file where the entry no longer fits."""
    lines = list(a_save().lines())
    first = next(place for place, line in enumerate(lines) if '"fact"' in line)
    lines[first + 2] = lines[first + 2].replace('"number":3', '"number":4')
    assert refused(path, "\n".join(lines)).startswith(f"{path}:{first + 3}: given a bad entry")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_cut_save_is_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Wherever the file ends too early."""
    whole = "".join(f"{line}\n" for line in a_save().lines()).encode("utf-8")
    length = data.draw(st.integers(0, len(whole) - 2))
    refused(tmp_path_factory.mktemp("cut") / "cut.drill", whole[:length])


@settings(max_examples=100, deadline=None)
@given(noise=st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_noise_is_refused(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    """Any bytes that are no save give a complaint, never another error."""
    refused(tmp_path_factory.mktemp("noise") / "noise.drill", noise)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"schema_version":1}',
        '{"schema_version":true}',
        "null",
        "1e999",
        '"\\ud800"',
        '{"a":NaN}',
        "\ufeff{}",
    ],
)
def test_odd_json_is_refused(path: Path, text: str) -> None:
    """Deep nesting, numbers that are none and half headers are told, not crashed on."""
    assert refused(path, text).startswith(f"{path}:1: ")


def test_bytes_that_are_no_text_are_named(path: Path) -> None:
    """The line of the first byte that is not UTF-8 is named."""
    assert refused(path, b"{}\n\xff\n").startswith(f"{path}:2: given a byte 0xFF")


@pytest.mark.parametrize("size", [50_000_000, MAX_BYTES + 1])
def test_a_huge_file_is_refused(path: Path, size: int) -> None:
    """50 MB of noise, and anything over the bound."""
    assert str(path) in refused(path, b"x" * size)


def test_another_format_is_told(path: Path) -> None:
    """A save of another schema version names both versions, and the program to read it with."""
    lines = list(a_save().lines())
    header = {**json.loads(lines[0]), "schema_version": 1, "engine": "9.9.9", "new": 1}
    path.write_text("\n".join([canonical(header), *lines[1:]]), encoding="utf-8")
    with pytest.raises(JournalError, match=r"format 1, expected format 4.*9\.9\.9"):
        read_save(path)


def test_a_path_that_is_no_file_is_the_users_error(tmp_path: Path) -> None:
    """A missing file and a folder are told as such."""
    for wrong in (tmp_path, tmp_path / "none.drill"):
        with pytest.raises(InputError, match="expected a save that is there"):
            read_save(wrong)


def test_windows_line_ends_do_no_harm(path: Path) -> None:
    """A save that version control gave other line ends is the same save."""
    save = a_save()
    path.write_bytes("".join(f"{line}\r\n" for line in save.lines()).encode("utf-8"))
    assert same(read_save(path), save)


@pytest.mark.parametrize("name", ["scenario", "scenario_version", "scenario_digest", "rulebook_digest", "engine"])
def test_another_program_or_scenario_diverges(name: str) -> None:
    """A header that names other rules than ours is told by its field and both values."""
    save = a_save()
    with pytest.raises(ReplayDiverged, match=rf"{name} differs: saved other, here {getattr(save.header, name)}"):
        verify(replace(save, header=changed(save.header, **{name: "other"})), TINY)


def test_other_libraries_alone_do_not_diverge() -> None:
    """Draws promise the same on any release: another NumPy matters only when an entry differs."""
    save = a_save()
    old = replace(save.header, numpy="1.0")
    verify(replace(save, header=old), TINY)
    with pytest.raises(ReplayDiverged, match=r"entry 1 differs.*numpy 1\.0"):
        verify(replace(save, header=old, journal=Journal()), TINY)


def test_the_first_entry_that_differs_is_named() -> None:
    """A journal that the decisions do not give is told by the entry's number and both values."""
    save = a_save()
    forged = Journal()
    for entry in save.journal:
        fact = replace(entry.fact, seed=99) if isinstance(entry.fact, f.ExerciseStarted) else entry.fact
        forged.append(entry.at, fact, seats=entry.seats, cause=entry.cause)
    number = next(entry.number for entry in save.journal if isinstance(entry.fact, f.ExerciseStarted))
    with pytest.raises(ReplayDiverged, match=rf'entry {number} differs: saved .*"seed":99.*, replayed .*"seed":1\D'):
        verify(replace(save, journal=forged), TINY)


def test_an_entry_too_many_is_named() -> None:
    """What the replay does not reach is told as nothing."""
    save = a_save()
    longer = Journal(save.journal)
    longer.append(save.at, f.ExerciseEnded(), seats=(ROOM,))
    with pytest.raises(
        ReplayDiverged, match=rf"entry {len(longer)} differs: saved exercise-ended .*, replayed nothing"
    ):
        verify(replace(save, journal=longer), TINY)


def test_a_decision_of_another_second_diverges() -> None:
    """A decision that lies before StartEx cannot be taken then."""
    save = a_save()
    early = (replace(save.decisions[0], at=-5), *save.decisions[1:])
    with pytest.raises(ReplayDiverged, match="decision 1 differs: saved at -5"):
        verify(replace(save, decisions=early), TINY)


def test_redacted_words_are_gone_and_the_save_still_verifies(path: Path) -> None:
    """The text leaves the file, a tombstone stays, the digests do not move."""
    save = a_save()
    write_save(path, save)
    redact_save(str(path), some_words()[1].ref)
    assert "line two" not in path.read_text(encoding="utf-8")
    again = read_save(path)
    assert [one.text == TOMBSTONE for one in again.words] == [False, True, False, False, False]
    assert (again.digest, again.journal.digest) == (save.digest, save.journal.digest)
    verify(again, TINY)


def test_redacting_nothing_is_told(path: Path) -> None:
    """A reference that names no words is refused, with those that do."""
    write_save(path, a_save())
    with pytest.raises(InputError, match=some_words()[0].ref):
        redact_save(str(path), "nobody")


def test_room_time_is_in_no_digest() -> None:
    """The same play on another day has the same digests."""
    save = a_save()
    later = replace(save, header=replace(save.header, created="2027-01-01T00:00:00+00:00"))
    assert later.digest == save.digest


def test_every_other_field_of_the_header_is_in_the_digest() -> None:
    """Seed, seat, mode and versions cannot change without the digest."""
    save = a_save()
    names = [one.name for one in fields(Header) if one.name != "created"]
    others = {replace(save, header=changed(save.header, **{name: "?"})).digest for name in names}
    assert len(others | {save.digest}) == len(names) + 1


def test_a_full_disk_leaves_the_old_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills, the save that was there is still there, whole, and nothing else."""
    write_save(path, a_save())
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="BREACHDRILL_HOME"):
        write_save(path, a_save(finished=True))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The message names the file that could not be written."""
    with pytest.raises(InputError, match=r"one\.drill cannot be written"):
        write_save(tmp_path / "none" / "one.drill", a_save())
