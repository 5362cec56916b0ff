"""The library: durable, refusing rather than losing, and true to what it was told."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from simulator.domain import decisions as d
from simulator.domain.ids import ROOM
from simulator.errors import InputError, JournalError, ReplayDiverged
from simulator.exercise.folders import HOME
from simulator.exercise.library import Library, database
from simulator.exercise.play import Exercise, Submitted
from simulator.exercise.saves.read import read_save
from simulator.exercise.saves.verify import verify
from simulator.scenario.load import load_playbook
from tests.exercises import DECISIONS, TINY, a_save, an_exercise, begin, play
from tests.playbooks import a_playbook

ROOT = Path(__file__).parents[3]
FOLDER = Path("data")
FILE = FOLDER / database.FILE
NOBODY_LOADS_SQL = """
import sys
import simulator.exercise.saves.read, simulator.exercise.saves.verify
print("sqlalchemy" in sys.modules)
"""
OPENS = "import sys; from simulator.exercise.library import Library; Library.open(*sys.argv[1:]).close()"


def declare_for_ever(exercise: Exercise) -> None:
    """One decision after the other, until one is refused."""
    while True:
        exercise.submit(d.Declare(seat=ROOM))


def test_an_exercise_resumes_where_it_was(library: Library) -> None:
    """Resumed, an exercise has the same journal, up to the second that was reached."""
    kept, exercise = play(library)
    library.leave(kept.id)
    again, _ = library.resume(kept.id, TINY)
    assert [entry.line() for entry in again.journal] == [entry.line() for entry in exercise.journal]
    assert again.journal.digest == an_exercise().journal.digest
    assert again.now == exercise.now


def test_a_resumed_exercise_is_kept_on(library: Library) -> None:
    """Decisions after resuming are kept too, numbered on."""
    kept, _ = play(library)
    library.leave(kept.id)
    again, _ = library.resume(kept.id, TINY)
    again.submit(d.Declare(seat=ROOM))
    assert library.find(kept.id).decisions == len(DECISIONS) + 1


def test_the_scenario_of_an_exercise_is_found_by_its_place(library: Library) -> None:
    """An exercise of a scenario that came with the program resumes by number alone."""
    playbook = load_playbook("leaky-sync-queue")
    kept = library.create(playbook, playbook.seed, "room", "unaided")
    library.leave(kept.id)
    again, same = library.resume(kept.id)
    assert again.playbook is playbook
    assert (same.header.mode, same.header.seat, same.header.seed) == ("unaided", "room", playbook.seed)


def test_the_list_says_how_far_each_exercise_is(library: Library) -> None:
    """Every exercise is listed in order, with its state and room times by the clock that was handed in."""
    first, _ = play(library)
    second, _ = begin(library)
    library.finish(second.id)
    listed = library.list()
    assert [(one.id, one.state, one.decisions) for one in listed] == [(1, "playing", 5), (2, "finished", 0)]
    assert listed[0].header.created == "tick 0"
    assert listed[0].updated != first.updated


def test_a_decision_is_on_the_disk_before_it_is_applied(library: Library, store: str | None) -> None:
    """Another connection sees the decision while nothing of it stands in the journal."""
    kept = library.create(TINY, 1, "room", "assisted")
    keep = library.keep(kept.id)
    seen: list[tuple[int, int]] = []

    def watched(taken: Submitted) -> None:
        keep(taken)
        with Library.open(store) as other:
            seen.append((other.find(kept.id).decisions, len(exercise.journal)))

    exercise = Exercise(TINY, 1, keep=watched)
    before = len(exercise.journal)
    exercise.submit(d.Declare(seat=ROOM))
    assert seen == [(1, before)]


def test_a_commit_waits_for_the_disk(in_file: Library) -> None:
    """Writes go to a write-ahead log that is synchronised in full."""
    with in_file._database.work() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_full_disk_refuses_the_decision_and_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills, the decision that was not kept was not taken either; those before it are safe."""
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS, "max_page_count=25"))
    with Library.open() as library:
        kept, exercise = begin(library)
        with pytest.raises(InputError, match=r"disk is full.*BREACHDRILL_HOME"):
            declare_for_ever(exercise)
        taken = len(exercise.submitted)
        lines = [entry.line() for entry in exercise.journal]
    monkeypatch.undo()
    monkeypatch.setenv(HOME, str(home))
    assert taken > 10
    with Library.open() as library:
        again, _ = library.resume(kept.id, TINY)
        assert [entry.line() for entry in again.journal] == lines


@pytest.mark.parametrize("finished", [False, True])
def test_an_export_comes_back_the_same(library: Library, tmp_path: Path, *, finished: bool) -> None:
    """Exported, imported and exported again, an exercise is the same save, and it verifies."""
    kept, exercise = play(library)
    if finished:
        exercise.finish()
        library.finish(kept.id)
    first = library.export(kept.id, tmp_path / "first.drill", TINY)
    copy = library.import_(tmp_path / "first.drill")
    library.export(copy.id, tmp_path / "second.drill", TINY)
    assert (tmp_path / "first.drill").read_bytes() == (tmp_path / "second.drill").read_bytes()
    assert first.journal.digest == exercise.journal.digest
    verify(read_save(tmp_path / "second.drill"), TINY)
    assert (copy.id, copy.state) == (2, "finished" if finished else "playing")


def test_a_save_that_was_never_played_here_is_added_whole(library: Library) -> None:
    """A finished run goes into the library as it is, and comes out the same."""
    save = a_save(finished=True)
    added = library.add(save)
    assert (added.state, added.header) == ("finished", save.header)
    assert list(library.save(added.id, TINY).lines()) == list(save.lines())


def test_a_damaged_save_is_not_imported(library: Library, tmp_path: Path) -> None:
    """A save that was edited leaves no trace in the library."""
    kept, _ = play(library)
    path = tmp_path / "one.drill"
    library.export(kept.id, path, TINY)
    path.write_text(path.read_text(encoding="utf-8").replace('"seed":1', '"seed":2', 1), encoding="utf-8")
    with pytest.raises(JournalError, match="edited"):
        library.import_(path)
    assert len(library.list()) == 1


def test_a_finished_exercise_takes_no_more_decisions(library: Library) -> None:
    """It can be looked at again, truth revealed, and nothing can be added."""
    kept, exercise = play(library)
    exercise.finish()
    library.finish(kept.id)
    again, _ = library.resume(kept.id, TINY)
    assert again.ended
    with pytest.raises(InputError, match="finished"):
        again.submit(d.Declare(seat=ROOM))
    assert library.find(kept.id).decisions == len(DECISIONS)


def test_an_exercise_that_was_left_takes_no_more_decisions(library: Library) -> None:
    """Who let go of an exercise cannot write into it any more, and says so before anything is applied."""
    kept, exercise = begin(library)
    library.leave(kept.id)
    before = len(exercise.journal)
    with pytest.raises(InputError, match="not played by this process"):
        exercise.submit(d.Declare(seat=ROOM))
    assert len(exercise.journal) == before


def test_another_thread_may_play(library: Library) -> None:
    """The paced thread of the interface keeps decisions as well as the thread that opened the library."""
    kept, exercise = begin(library)
    worker = Thread(target=lambda: exercise.submit(d.Declare(seat=ROOM)))
    worker.start()
    worker.join()
    assert library.find(kept.id).decisions == 1


def test_another_scenario_version_is_told(library: Library) -> None:
    """An exercise begun with other scenario files is refused by the field that differs, and can be tried again."""
    kept, _ = begin(library)
    library.leave(kept.id)
    with pytest.raises(ReplayDiverged, match="scenario_digest differs"):
        library.resume(kept.id, a_playbook(digest="f" * 64))
    assert library.resume(kept.id, TINY)[1].id == kept.id


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE decision SET json = '{' WHERE number = 2",
        'UPDATE decision SET json = \'{"kind":"no"}\' WHERE number = 2',
        "DELETE FROM decision WHERE number = 2",
    ],
)
def test_a_damaged_decision_is_named(library: Library, damage: str) -> None:
    """A decision that was spoilt in the file is named; the exercise is not held afterwards."""
    kept, _ = play(library)
    library.leave(kept.id)
    with library._database.work() as connection:
        connection.exec_driver_sql(damage)
    for _ in range(2):
        with pytest.raises(JournalError, match="exercise 1, decision 2"):
            library.resume(kept.id, TINY)


def test_no_such_exercise_is_told(library: Library) -> None:
    """A number that the library does not know is bad input."""
    with pytest.raises(InputError, match="given exercise 7"):
        library.resume(7)


def test_a_file_that_is_no_library_is_left_alone(home: Path) -> None:
    """Noise in the library's place is refused with its path and not touched."""
    (home / FOLDER).mkdir()
    (home / FILE).write_bytes(b"noise" * 1000)
    with pytest.raises(InputError, match=r"library\.sqlite cannot be used: file is not a database"):
        Library.open()
    assert (home / FILE).read_bytes() == b"noise" * 1000


def test_a_store_by_url_needs_no_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SQLite URL keeps everything beside its file, though the home folder takes no writing."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(HOME, str(tmp_path / "file"))
    with Library.open(f"sqlite:///{tmp_path.as_posix()}/own.sqlite") as library:
        kept, exercise = begin(library)
        exercise.submit(d.Declare(seat=ROOM))
        assert library.find(kept.id).decisions == 1


def test_a_read_only_library_lists_and_refuses_the_rest(in_file: Library, home: Path) -> None:
    """Where nothing can be written, what was kept can still be seen, and playing is refused with what to do."""
    kept, _ = begin(in_file)
    in_file.leave(kept.id)
    with Library.open(f"sqlite:///file:{(home / FILE).as_posix()}?mode=ro&uri=true") as frozen:
        assert [one.id for one in frozen.list()] == [kept.id]
        with pytest.raises(InputError, match=r"readonly.*BREACHDRILL_HOME"):
            frozen.resume(kept.id, TINY)


def test_many_processes_may_make_the_library_at_once(home: Path, store: str | None) -> None:
    """The first opening is safe against others."""
    command = [sys.executable, "-c", OPENS, *([store] if store else [])]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
    assert [one.communicate()[1] for one in running] == [b""] * 4
    assert (home / FILE).is_file() is (store is None)


def test_saves_are_read_without_sql() -> None:
    """Reading and verifying a save imports no ORM."""
    answer = subprocess.run([sys.executable, "-c", NOBODY_LOADS_SQL], cwd=ROOT, capture_output=True, check=True)
    assert answer.stdout.split() == [b"False"]


def test_a_library_of_an_older_program_is_opened(tmp_path: Path) -> None:
    """Columns that came later are added; what is kept there stays listed, as written and without a profile."""
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    with Library.open(url) as library:
        begin(library)
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as old:
        old.execute("ALTER TABLE exercise DROP COLUMN length")
        old.execute("ALTER TABLE exercise DROP COLUMN profile")
        old.commit()
    with Library.open(url) as library:
        (kept,) = library.list()
        assert (kept.header.length, kept.header.profile) == (0, "")
