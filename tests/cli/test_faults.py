"""What goes wrong around an exercise: killed, opened twice, nowhere to write. Nothing acknowledged is lost."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from simulator.domain.codec import canonical, encode
from simulator.errors import InputError
from simulator.exercise.folders import HOME, cache_folder, data_folder
from simulator.exercise.library import Library
from tests.exercises import TINY

ROOT = Path(__file__).parents[2]
PLAYS = """
import sys
from simulator.domain.codec import canonical, encode
from simulator.domain.decisions import Declare
from simulator.exercise.library import Library
from simulator.exercise.play import Exercise
from tests.exercises import TINY

with Library.open() as library:
    if library.list():
        exercise, kept = library.resume(1, TINY)
    else:
        kept = library.create(TINY, 1, "room", "assisted")
        exercise = Exercise(TINY, 1, keep=library.keep(kept.id))
    print("ready", flush=True)
    for line in iter(sys.stdin.readline, "\\n"):
        exercise.advance(exercise.now + int(line))
        exercise.submit(Declare(seat="room"))
        one = exercise.submitted[-1]
        print(one.number, one.at, canonical(encode(one.decision)), flush=True)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder."""
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path


@contextmanager
def player() -> Iterator[subprocess.Popen[str]]:
    """Another process that plays exercise 1; each number of seconds it is told is one decision, then acknowledged."""
    command = [sys.executable, "-c", PLAYS]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()
            process.communicate()


def killed_in_play(after: float) -> list[str]:
    """The decisions that a player acknowledged before it was killed, so many seconds after it began."""
    with player() as process:
        assert process.stdin is not None
        process.stdin.write("60\n" * 500)
        process.stdin.flush()
        time.sleep(after)
        process.kill()
        said, _ = process.communicate()
    whole, _, _ = said.rpartition("\n")
    return whole.splitlines()


def test_kill_9_loses_nothing_that_was_acknowledged() -> None:
    """Killed at random moments, time and again, an exercise resumes at once with every acknowledged decision."""
    moments = random.Random(20_260_915)  # noqa: S311 - when to kill, not a secret
    acknowledged: list[str] = []
    for _ in range(5):
        acknowledged += killed_in_play(moments.uniform(0.02, 0.3))
        with Library.open() as library:
            exercise, _ = library.resume(1, TINY)
            kept = [f"{one.number} {one.at} {canonical(encode(one.decision))}" for one in exercise.submitted]
        assert set(acknowledged) <= set(kept)
        assert len(kept) - len(acknowledged) <= 5, "at most the one decision under way at each kill"
    assert len(acknowledged) > 10


def test_two_processes_cannot_play_one_exercise() -> None:
    """The second is refused with the first one's process number; when the first has ended, it plays on."""
    with player() as process:
        with Library.open() as library, pytest.raises(InputError, match=rf"played by process {process.pid} "):
            library.resume(1, TINY)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("60\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith("1 ")
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait() == 0
    with Library.open() as library:
        assert len(library.resume(1, TINY)[0].submitted) == 1


def test_an_exercise_in_play_can_be_copied(tmp_path: Path) -> None:
    """Where the other process cannot be ended, export and import give a copy that plays on."""
    with player(), Library.open() as library:
        library.export(1, tmp_path / "copy.drill", TINY)
        copy = library.import_(tmp_path / "copy.drill")
        assert library.resume(copy.id, TINY)[1].id == 2


def test_a_machine_may_change_its_name(home: Path) -> None:
    """Beside a SQLite file the file that is held decides: a dead process gives way whatever its machine was called."""
    with player():
        pass
    with closing(sqlite3.connect(home / "data" / "library.sqlite")) as other, other:
        assert other.execute("UPDATE lock SET host = 'old-name', beat = 'long ago'").rowcount == 1
    with Library.open() as library:
        assert library.resume(1, TINY)[1].id == 1
        assert len(list((home / "data" / "holds").iterdir())) == 1
    assert list((home / "data" / "holds").iterdir()) == []


@pytest.mark.parametrize("folder", [data_folder, cache_folder])
def test_a_home_in_a_files_place_is_told(
    folder: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be made is named, with what to do."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(HOME, str(tmp_path / "file"))
    with pytest.raises(InputError, match=f"{tmp_path.name}.*cannot be written.*{HOME}"):
        folder()


def test_a_read_only_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that takes no writing is named with the system's reason and the variable that names another."""

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(InputError, match=f"{os.strerror(errno.EROFS)}.*{HOME}"):
        Library.open()


def test_without_the_variable_the_platform_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty variable is none; then data and cache lie in different folders of the user's home."""
    monkeypatch.setenv(HOME, "")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folders = {data_folder(), cache_folder()}
    assert len(folders) == 2
    assert all(one.is_dir() and "breachdrill" in one.parts for one in folders)
