"""Building, caching, killing, resetting."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError
from simulator.world import queries
from simulator.world.people import person
from simulator.world.stats import stats
from simulator.world.store import World, open_world, world_path

TINY = WorldSpec(patients=200, test_patients=4)

SLOW_BUILD = """
import sys, time
from pathlib import Path
from simulator.domain.worldspec import WorldSpec
from simulator.world.store import open_world

def wait(done):
    if done > 0.5:
        print("half", flush=True)
        time.sleep(60)

open_world(WorldSpec(patients=200, test_patients=4), 1, Path(sys.argv[1]), wait)
"""


_OPENED: list[World] = []


@pytest.fixture(autouse=True)
def _close_worlds() -> Iterator[None]:
    yield
    while _OPENED:
        _OPENED.pop().close()


def opened(spec: WorldSpec, seed: int, folder: Path, progress: Callable[[float], None] | None = None) -> World:
    """`open_world`, closed when the test ends."""
    _OPENED.append(open_world(spec, seed, folder, progress))
    return _OPENED[-1]


def dump(world: World) -> list[str]:
    """The whole world as SQL."""
    return list(world.connection.iterdump())


def test_the_same_seed_builds_the_same_world(tmp_path: Path) -> None:
    """Two builds of one seed give the same SQL; another seed gives other people."""
    first, again, other = (opened(TINY, seed, tmp_path / name) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert dump(first) == dump(again)
    assert dump(first) != dump(other)


def test_a_cached_world_is_not_built_again(tmp_path: Path) -> None:
    """The second opening reads the file as it is and loads neither SQLAlchemy nor Faker."""
    first = opened(TINY, 1, tmp_path)
    before = first.path.stat().st_mtime_ns
    code = (
        "import sys; from pathlib import Path; from simulator.domain.worldspec import WorldSpec; "
        "from simulator.world.store import open_world; "
        "open_world(WorldSpec(patients=200, test_patients=4), 1, Path(sys.argv[1])); "
        "print(sorted({'sqlalchemy', 'faker'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert first.path.stat().st_mtime_ns == before


def test_progress_rises_to_one(tmp_path: Path) -> None:
    """Whoever watches a build sees a share that never falls and ends at 1."""
    seen: list[float] = []
    opened(TINY, 1, tmp_path, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_killed_build_leaves_no_world(tmp_path: Path) -> None:
    """After a kill in the middle there is no cached world, and the next opening builds a whole one."""
    with subprocess.Popen([sys.executable, "-c", SLOW_BUILD, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"half"
        process.kill()
    assert not world_path(TINY, 1, tmp_path).exists()
    (left,) = tmp_path.glob("*.part")
    os.utime(left, (time.time() - 7_200, time.time() - 7_200))
    assert stats(opened(TINY, 1, tmp_path)).records == 200
    assert not list(tmp_path.glob("*.part"))


def test_two_builds_at_once_give_one_world(tmp_path: Path) -> None:
    """Processes that build the same world at the same time all get it, whole."""
    code = SLOW_BUILD.replace("time.sleep(60)", "sys.stdin.readline()")
    command = [sys.executable, "-c", code, str(tmp_path)]
    builders = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    for builder in builders:
        assert builder.stdout is not None
        assert builder.stdout.readline().strip() == b"half"
    assert len(list(tmp_path.glob("*.part"))) == 2
    for builder in builders:
        builder.communicate(b"\n" * 100)
    assert [builder.returncode for builder in builders] == [0, 0]
    world = opened(TINY, 1, tmp_path)
    assert stats(world).records == 200
    assert list(tmp_path.iterdir()) == [world.path]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder under a file is bad input, said plainly."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be built in .*file"):
        opened(TINY, 1, tmp_path / "file" / "worlds")


def test_space_is_checked_before_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with too little room is refused before anything is written."""
    usage = SimpleNamespace(total=0, used=0, free=1_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(InputError, match=r"0 MB free; a world of 200 patients needs 2"):
        opened(TINY, 1, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own "disk is full" in the middle becomes a plain message, and the half file goes."""

    def full(path: Path, *_: object) -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA max_page_count = 2")
        try:
            connection.execute("CREATE TABLE t AS SELECT 1").execute("CREATE TABLE u AS SELECT 1")
        except sqlite3.OperationalError as problem:
            raise OSError(28, str(problem)) from problem
        finally:
            connection.close()

    monkeypatch.setattr("simulator.world.build.fill", full)
    with pytest.raises(InputError, match="database or disk is full"):
        opened(TINY, 1, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 30])
def test_a_file_that_is_no_world_is_refused(tmp_path: Path, content: bytes) -> None:
    """A cached file that somebody replaced is named, not used."""
    world_path(TINY, 1, tmp_path).write_bytes(content)
    with pytest.raises(InputError, match="is not a world"):
        opened(TINY, 1, tmp_path)


def test_a_world_under_another_name_is_refused(tmp_path: Path) -> None:
    """A file that holds another world than its name says is not used."""
    opened(TINY, 2, tmp_path).path.rename(world_path(TINY, 1, tmp_path))
    with pytest.raises(InputError, match="another world than its name"):
        opened(TINY, 1, tmp_path)


def test_the_template_cannot_be_written(world: World) -> None:
    """The connection of a world reads and does nothing else."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        world.connection.execute("DELETE FROM ehr_patient")


def test_changes_live_in_their_session(world: World) -> None:
    """A session reads what it changed; a fresh one, another one and the file know nothing of it."""
    with world.fresh() as session, world.fresh() as other:
        session.update("ehr_patient", 3, {"state": "FL"})
        session.update("ehr_patient", 3, {"city": "Elsewhere"})
        session.delete("int_queue", "appt-sync-dlq")
        bucket = {"object_id": 1, "bucket": "int-claimcheck", "key": "SIM-0000003.hl7", "size": 16_000}
        session.insert("int_bucket_object", bucket)
        session.update("int_bucket_object", 1, {"size": 1})
        (row,) = queries.patients(session, [3])
        assert (row.state, row.city) == ("FL", "Elsewhere")
        assert "appt-sync-dlq" not in {queue.queue_id for queue in queries.queues(session)}
        assert session.connection.execute("SELECT key, size FROM int_bucket_object WHERE object_id = 1").fetchall() == [
            ("SIM-0000003.hl7", 1)
        ]
        assert session.connection.execute("SELECT count(*) FROM ehr_patient").fetchone() == (1_501,)
        assert session.changed() == ("ehr_patient", "int_bucket_object", "int_queue")
        assert queries.patients(other, [3]) == queries.patients(world, [3])
    with world.fresh() as reset:
        assert reset.changed() == ()
        assert queries.queues(reset) == queries.queues(world)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.update("ehr_patient", 99_999, {"state": "FL"}), "no patient_id 99999"),
        (lambda s: s.update("ehr_patient", 1, {"planet": "Mars"}), "no such column: planet"),
        (lambda s: s.update("patients", 1, {"state": "FL"}), "no table patients"),
        (lambda s: s.delete("int_queue", "nobody"), "no queue_id nobody"),
        (lambda s: s.insert("int_queue", {"queue_id": "appt-sync"}), "already has queue_id appt-sync"),
        (lambda s: s.insert("int_queue", {"name": "x"}), "needs its key queue_id"),
        (lambda s: (s.delete("int_queue", "appt-sync"), s.delete("int_queue", "appt-sync")), "no queue_id appt-sync"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(world: World, change: object, message: str) -> None:
    """Unknown tables, rows and columns, and keys that are taken, are bad input."""
    assert callable(change)
    with world.fresh() as session, pytest.raises(InputError, match=message):
        change(session)


def test_lists_are_read_in_order(world: World) -> None:
    """Patients come by number, each once, however many are asked for; unknown numbers are left out."""
    rows = queries.patients(world, [5, 3, 3, *range(1_400, 2_600)])
    assert [row.record for row in rows] == [3, 5, *range(1_400, 1_500)]
    assert rows[0].mrn == "SIM-0000003"
    assert [row.name for row in queries.connected_apps(world)] == sorted(r.name for r in queries.connected_apps(world))
    assert {row.vendor_id for row in queries.vendors(world)} >= {"remindly"}
    assert all(row.actual_end for row in queries.overrides(world))


def test_the_posture_names_what_the_scenarios_play_with(world: World) -> None:
    """The queue that anyone may read, the app with full scope and the override without a factor are listed."""
    found = {(row.weakness, row.subject) for row in queries.posture(world)}
    assert ("any role may read it", "appt-sync-dlq") in found
    assert ("full scope without address limits", "Remindly") in found
    assert ("no second factor", "Emergency-Clinical-Override") in found


def test_one_person_is_shown_with_merged_records(world: World) -> None:
    """Asking for a second MRN shows the survivor, with that MRN among its merged records."""
    record, survivor = world.connection.execute(
        "SELECT patient_id, merged_into FROM ehr_patient WHERE merged_into IS NOT NULL"
    ).fetchone()
    with person(world, record) as found:
        assert found.patient_id == survivor
        assert record in [merged.patient_id for merged in found.merged_records]
        assert found.clinic.state in dict(world.spec.states)
        starts = [visit.start for visit in found.appointments]
        assert starts == sorted(starts)
    with pytest.raises(InputError, match="no record 99999"), person(world, 99_999):
        pass
