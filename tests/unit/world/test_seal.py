"""A world that was cut, edited or replaced is refused with what to do; one that was only copied is not."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from simulator.errors import InputError
from simulator.world.storage import seal
from simulator.world.storage.store import World, open_world, world_path
from tests.unit.world.builds import TINY


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny world."""
    folder = tmp_path_factory.mktemp("built")
    open_world(TINY, 1, folder).close()
    return folder


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """The file of a copy, opened once, so that its seal knows it."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    found = world_path(TINY, 1, tmp_path)
    opened(found).close()
    return found


def opened(path: Path) -> World:
    """The tiny world of this folder."""
    return open_world(TINY, 1, path.parent)


def change(path: Path, statement: str) -> None:
    """What any SQLite program does to the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def refused(path: Path, message: str) -> None:
    """The world is refused, the message says what to do, and doing it helps."""
    with pytest.raises(InputError, match=rf"{message}.*Delete {path.name}"):
        opened(path)
    path.unlink()
    with closing(opened(path)) as again:
        again.home.check()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_file_that_was_cut_is_refused(path: Path, share: float) -> None:
    """However little is missing, the file is named with both sizes."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refused(path, r"is damaged: it has [\d,]+ bytes")


def test_a_file_that_is_no_world_is_refused(path: Path) -> None:
    """Another file in the world's place is not used."""
    path.write_bytes(b"no database at all, but long enough to be looked at" * 30)
    refused(path, "is damaged")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ehr_patient SET state = 'ZZ' WHERE patient_id = 7",
        "DELETE FROM int_queue",
        "UPDATE exercise_marker SET schema_version = schema_version - 1",
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_file_that_sqlite_edited_is_refused(path: Path, statement: str, *, hidden: bool) -> None:
    """One changed row is enough, though the file's time was set back: SQLite counts its changes."""
    before = path.stat()
    change(path, statement)
    if hidden:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    refused(path, "(?:was edited|is damaged)")


def test_a_file_that_was_edited_by_hand_is_refused(path: Path) -> None:
    """One byte is enough."""
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    refused(path, "was edited")


def test_an_edit_with_its_time_set_back_is_found_by_reading_the_file(path: Path) -> None:
    """`world verify` reads every byte, whatever the file's time says."""
    before = path.stat()
    with path.open("rb+") as file:
        file.seek(before.st_size // 2)
        file.write(b"x")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with closing(opened(path)) as world, pytest.raises(InputError, match="was edited"):
        world.home.check()


def test_a_file_that_was_copied_is_read_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes at another time are the same world; they are read in full once, not at each opening."""
    os.utime(path, (1_000_000_000, 1_000_000_000))
    opened(path).close()
    monkeypatch.setattr(seal, "_sha256", lambda _: pytest.fail("read again"))
    opened(path).close()


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", '{"size": 1}'])
def test_a_file_without_its_seal_is_refused(path: Path, content: str | None) -> None:
    """What says nothing of how it was built is not trusted."""
    beside = path.with_name(f"{path.name}.seal")
    beside.unlink()
    if content is not None:
        beside.write_text(content, encoding="utf-8")
    refused(path, "has no seal")


def test_a_world_under_another_name_is_refused(tmp_path: Path) -> None:
    """A file that holds another world than its name says is not used, though its seal is good."""
    open_world(TINY, 2, tmp_path).close()
    theirs, ours = world_path(TINY, 2, tmp_path), world_path(TINY, 1, tmp_path)
    theirs.rename(ours)
    theirs.with_name(f"{theirs.name}.seal").rename(ours.with_name(f"{ours.name}.seal"))
    refused(ours, "another world than its name")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DROP TABLE exercise_marker", "is not a world"),
        ("UPDATE exercise_marker SET spec_digest = 'x'", "another world than its name"),
    ],
)
def test_a_schema_that_is_no_world_is_refused(database: str, damage: str, message: str) -> None:
    """On a server, a schema that lost its marker is named with the statement that makes room for a new one."""
    with closing(open_world(TINY, 1, database)) as world:
        schema = getattr(world.connection, "schema", "")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}")
        connection.execute(damage)
        with pytest.raises(InputError, match=rf"{message}.*DROP SCHEMA {schema} CASCADE"):
            open_world(TINY, 1, database)
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
    open_world(TINY, 1, database).close()
