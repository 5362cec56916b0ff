"""Building: interrupted, killed, by two at once, on a full disk; the same world comes out, on every database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from simulator.errors import InputError
from simulator.world.stats import stats
from simulator.world.storage import partfile
from simulator.world.storage.reader import world_digest
from simulator.world.storage.store import open_world, world_path
from tests.unit.world.builds import TINY, slow_build, small_chunks, until


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    small_chunks(monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """An empty place for worlds, on each database."""
    return tmp_path if request.param == "sqlite" else str(request.getfixturevalue("database"))


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the tiny world, built in a file without a disturbance."""
    with pytest.MonkeyPatch.context() as patch:
        small_chunks(patch)
        return digest(tmp_path_factory.mktemp("undisturbed"))


def digest(place: Path | str, seed: int = 1, progress: Callable[[float], None] | None = None) -> str:
    """What the tiny world holds in this place, built if need be."""
    with closing(open_world(TINY, seed, place, progress)) as world:
        return world_digest(world)


def interrupt_at(share: float) -> Callable[[float], None]:
    """Ctrl-C when a build has come so far."""

    def watch(done: float) -> None:
        if done >= share:
            raise KeyboardInterrupt

    return watch


def test_the_same_seed_builds_the_same_world_on_every_database(place: Path | str, expected: str) -> None:
    """One seed gives the same rows wherever they lie; another seed gives other people."""
    assert digest(place) == expected
    assert digest(place, seed=2) != expected


def test_progress_rises_to_one(place: Path | str) -> None:
    """Whoever watches a build sees a share that never falls and ends at 1; a cached world says 1 at once."""
    seen: list[float] = []
    digest(place, progress=seen.append)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert len(seen) > 6
    again: list[float] = []
    digest(place, progress=again.append)
    assert again == [1.0]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_an_interrupted_build_goes_on_where_it_was(place: Path | str, expected: str, share: float) -> None:
    """After Ctrl-C the next build begins with what was finished, and ends with the same rows."""
    with pytest.raises(KeyboardInterrupt):
        digest(place, progress=interrupt_at(share))
    seen: list[float] = []
    assert digest(place, progress=seen.append) == expected
    assert seen[0] >= min(share, 0.9) - 1e-9


@pytest.mark.parametrize("stop", [-3, 0.93])
def test_a_killed_build_goes_on_where_it_was(place: Path | str, expected: str, stop: float) -> None:
    """Kill -9 in a chunk, between chunks or among the indexes loses one step at most, and never half a row."""
    with slow_build(place, stop) as process:
        until(process, 9.0 if stop < 0 else stop)
        process.kill()
    if isinstance(place, Path):
        assert not world_path(TINY, 1, place).exists()
    seen: list[float] = []
    assert digest(place, progress=seen.append) == expected
    assert seen[0] >= 0.9 * ((1 - stop) / 6 if stop < 0 else 3 / 6) - 1e-9


def test_two_builders_make_one_world(place: Path | str, expected: str) -> None:
    """While one process builds, another waits and shows how far it is; both get the same world."""
    with slow_build(place, 0.5) as first:
        until(first, 0.5)
        with slow_build(place, 2.0) as second:
            until(second, 0.01)
            assert second.poll() is None
            rest = first.communicate("\n" * 100)[0].splitlines()
            waited = second.communicate()[0].splitlines()
    assert (first.returncode, second.returncode) == (0, 0)
    assert rest[-1] == waited[-1] == expected
    if isinstance(place, Path):
        path = world_path(TINY, 1, place)
        assert sorted(place.iterdir()) == [path, path.with_name(f"{path.name}.seal")]


def test_a_builder_that_dies_lets_the_waiting_one_go_on(place: Path | str, expected: str) -> None:
    """The one that waits takes over what the killed one had finished."""
    with slow_build(place, 0.5) as first:
        until(first, 0.5)
        with slow_build(place, 2.0) as second:
            until(second, 0.01)
            first.kill()
            told = second.communicate()[0].splitlines()
    assert second.returncode == 0
    assert told[-1] == expected


def test_a_cached_world_is_opened_without_the_builder(place: Path | str) -> None:
    """The second opening builds nothing and loads neither SQLAlchemy nor Faker."""
    digest(place)
    code = (
        "import sys; from pathlib import Path; from simulator.domain.worldspec import WorldSpec; "
        "from simulator.world.storage.store import open_world; place = sys.argv[1]; "
        "open_world(WorldSpec(patients=200, test_patients=4), 1, place if '://' in place else Path(place)).close(); "
        "print(sorted({'sqlalchemy', 'faker', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_disk_that_fills_up_keeps_what_was_finished(
    tmp_path: Path, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own "disk is full" in the middle is told plainly; with room again, the build goes on."""
    assert digest(tmp_path / "whole") == expected
    pages = world_path(TINY, 1, tmp_path / "whole").stat().st_size // 4_096
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partfile, "PRAGMAS", (*partfile.PRAGMAS, f"max_page_count={pages * 19 // 20}"))
        with pytest.raises(InputError, match=r"disk is full.*Free space there"):
            digest(tmp_path)
    assert not world_path(TINY, 1, tmp_path).exists()
    small_chunks(monkeypatch)
    seen: list[float] = []
    assert digest(tmp_path, progress=seen.append) == expected
    assert seen[0] > 0


def test_a_damaged_part_is_begun_anew(tmp_path: Path, expected: str) -> None:
    """What a power cut or another program made of an unfinished file is not built upon."""
    with pytest.raises(KeyboardInterrupt):
        digest(tmp_path, progress=interrupt_at(0.6))
    (part,) = tmp_path.glob("*.part")
    content = part.read_bytes()
    part.write_bytes(content[: len(content) // 2])
    seen: list[float] = []
    assert digest(tmp_path, progress=seen.append) == expected
    assert seen[0] == 0


def test_a_part_of_another_release_is_swept(tmp_path: Path, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that other libraries made are not mixed with ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simulator.world.storage.build.version", lambda _: "0.0")
        with pytest.raises(KeyboardInterrupt):
            digest(tmp_path, progress=interrupt_at(0.6))
    small_chunks(monkeypatch)
    seen: list[float] = []
    assert digest(tmp_path, progress=seen.append) == expected
    assert seen[0] == 0
    assert not list(tmp_path.glob("*.part*"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder under a file is bad input, said plainly."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be built in .*file"):
        digest(tmp_path / "file" / "worlds")


def test_space_is_checked_before_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with too little room is refused with what is missing, before a row is written."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(total=0, used=0, free=1_000_000))
    with pytest.raises(InputError, match=r"1 MB free; a world of 200 patients needs \d+ MB: \d+ MB are missing"):
        digest(tmp_path)
    assert not list(tmp_path.glob("*.part*"))


def test_a_world_is_counted_alike_everywhere(place: Path | str, tmp_path: Path) -> None:
    """Statistics are the same numbers in the same order on every database."""
    with closing(open_world(TINY, 1, place)) as here, closing(open_world(TINY, 1, tmp_path / "files")) as there:
        assert stats(here) == stats(there)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "expected the URL of a PostgreSQL database"),
        ("mysql://host/db", "expected the URL of a PostgreSQL database"),
        ("postgresql://user:s3cret@host:port/db", "no database URL|cannot be used"),
        ("postgresql://user:s3cret@127.0.0.1:9/db", "cannot be used"),
        ("postgresql://user:s3@cret@127.0.0.1:9/db?password=s3cret", "expected the URL"),
    ],
)
def test_a_store_that_is_none_is_told_without_its_password(url: str, message: str) -> None:
    """What names no database, or none that answers, is bad input in one line."""
    with pytest.raises(InputError, match=message) as told:
        digest(url)
    assert "cret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_user_that_does_not_exist_is_told(database: str) -> None:
    """The server's own words say who was not let in."""
    with pytest.raises(InputError, match='role "nobody" does not exist'):
        digest(database.replace("postgres:@", "nobody:s3cret@").replace("//postgres@", "//nobody@"))


def test_a_user_without_the_right_to_make_a_schema_is_told(database: str) -> None:
    """A role that may only look is told what it lacks."""
    role = f"reader_{os.getpid()}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f'CREATE ROLE "{role}" LOGIN')
    try:
        with pytest.raises(InputError, match=r"permission denied.*the right to make a schema"):
            digest(database.replace("postgres:@", f"{role}:@").replace("//postgres@", f"//{role}@"))
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f'DROP ROLE "{role}"')


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for PostgreSQL without its driver learns what to install."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InputError, match=r"breachdrill\[postgres\]"):
        digest("postgresql://host/db")
