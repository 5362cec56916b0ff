"""Nothing connects or listens while an exercise is built, played, run and reported (design.md 6)."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFUSED = "the kernel refuses"
HANDED_OVER = "socket.sendmsg None"
"""Files given to another process by a socket that is connected already: with whom was written down then."""
COMMANDS = """
import json, sys
from simulator.cli.main import run_command_line

for arguments in json.loads(sys.argv[1]):
    try:
        run_command_line(arguments)
    except SystemExit as ended:
        print(ended.code, *arguments, file=sys.stderr)
"""
TABLETOP = """
import asyncio
from tests.tui.drills import BIG, an_app, until
from tui.screens.briefing import BriefingScreen
from tui.screens.room import WarRoom
from tui.screens.setup import SetupScreen
from tui.widgets.fields import Choices

async def play():
    app = an_app()
    async with app.run_test(size=BIG) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one("#list", Choices).option_count), "scenarios")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the set-up")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, WarRoom), "the room")
        await pilot.press("d", "escape", "f1", "escape")
        print(app.screen.title)

asyncio.run(play())
"""
FACTS = """\
entity: {kind: covered_entity, name: Northbank Health Partners, state: TX}
timezone: America/Chicago
as_of: 2026-09-20
discovered: 2026-09-15
individuals: {total: 1283, by_state: {TX: 501, NY: 499, CA: 283}}
"""


class Watched:
    """Runs processes that are watched: their own home, and a file that says what they reached for."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.seen = home / "seen.txt"

    def python(self, code: str, *arguments: str, kernel: bool) -> subprocess.CompletedProcess[str]:
        """A watched interpreter that runs this code."""
        watch = Path(__file__).parent / "network_watch"
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(watch), str(ROOT))),
            "PYTHONUTF8": "1",
            "BREACHDRILL_HOME": str(self.home),
            "WATCH_FILE": str(self.seen),
            "WATCH_KERNEL": "1" if kernel else "0",
        }
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            check=False,
            cwd=ROOT,
            encoding="utf-8",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=180,
        )

    def lines(self) -> set[str]:
        """What was written down."""
        return set(self.seen.read_text(encoding="utf-8").splitlines()) if self.seen.exists() else set()


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A watcher over an empty home."""
    return Watched(tmp_path)


def test_no_command_connects_or_listens(watched: Watched) -> None:
    """Build, verify, play, run, keep, report, replay, clocks and scenarios work without a network, and ask for none."""
    home = watched.home
    (home / "facts.yaml").write_text(FACTS, encoding="utf-8")
    commands = (
        ("world", "build", "--patients", "1000"),
        ("world", "verify", "--patients", "1000"),
        ("world", "stats", "--patients", "1000"),
        (
            "world",
            "export",
            "--patients",
            "1000",
            "--most",
            "5",
            "-o",
            str(home / "w.zip"),
            "-o",
            str(home / "w.ndjson"),
        ),
        ("world", "posture"),
        ("play", "leaky-sync-queue", "-o", str(home / "played.html")),
        (
            "run",
            "leaky-sync-queue",
            "--save",
            "-o",
            str(home / "r.json"),
            "-o",
            str(home / "r.xml"),
            "-o",
            str(home / "r.md"),
        ),
        ("exercises", "export", "1", str(home / "mine.drill")),
        ("report", str(home / "mine.drill"), "-o", str(home / "aar.html"), "-o", str(home / "aar.md")),
        ("replay", str(home / "mine.drill"), "--verify"),
        ("clocks", str(home / "facts.yaml"), "-o", str(home / "deadlines.ics")),
        ("scenarios", "list"),
        ("scenarios", "show", "leaky-sync-queue"),
        ("scenarios", "new", "--yes", "--title", "Mine", "--into", str(home)),
        ("scenarios", "package", "leaky-sync-queue", "-o", str(home / "papers")),
        ("msel", "export", "leaky-sync-queue", "-o", str(home / "msel.csv")),
        ("msel", "import", str(home / "msel.csv"), "leaky-sync-queue", "--dry-run"),
        ("schema", "facts"),
    )
    ran = watched.python(COMMANDS, json.dumps(commands), kernel=True)
    passed = [f"0 {' '.join(one)}" for one in commands]
    assert [line for line in ran.stderr.splitlines() if line in passed] == passed
    assert watched.lines() - {REFUSED} == set()


def test_the_tabletop_neither_connects_nor_listens(watched: Watched) -> None:
    """From the lobby to the war room, the interface asks for no network."""
    played = watched.python(TABLETOP, kernel=True)
    assert played.returncode == 0, played.stderr
    assert watched.lines() - {REFUSED} == set()


def test_processes_that_play_meet_at_a_file(watched: Watched) -> None:
    """Many seeds are played in processes that meet at a socket file of this machine's, and at nothing else."""
    checked = watched.python(
        COMMANDS, json.dumps([["scenarios", "check", "leaky-sync-queue", "--seeds", "2"]]), kernel=True
    )
    assert checked.stderr.endswith("0 scenarios check leaky-sync-queue --seeds 2\n")
    at_a_file = re.compile(r"socket\.(bind|listen|connect) '.*[/\\]pymp-\w+[/\\]listener-\w+'")
    assert [one for one in watched.lines() - {REFUSED, HANDED_OVER} if not at_a_file.fullmatch(one)] == []


@pytest.mark.parametrize(
    ("reaches", "seen"),
    [
        ("socket.socket().connect_ex(('127.0.0.1', 9))", "socket.connect ('127.0.0.1', 9)"),
        ("socket.socket().bind(('127.0.0.1', 0))", "socket.bind ('127.0.0.1', 0)"),
        ("socket.socket().listen()", "socket.listen"),
        ("socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo 0"),
        (
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
            "socket.sendto ('127.0.0.1', 9)",
        ),
        ("__import__('asyncio').run(__import__('asyncio').start_server(print, '127.0.0.1', 0))", "socket.listen"),
    ],
)
def test_a_process_that_reaches_out_is_caught(watched: Watched, reaches: str, seen: str) -> None:
    """Each way to another end is written down, in a process and in its child."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {f'import socket; {reaches}'!r}])"
    watched.python(child, kernel=False)
    assert seen in watched.lines()


def test_a_pair_within_the_process_is_no_connection(watched: Watched) -> None:
    """What asyncio wakes itself with has both its ends in one process."""
    assert watched.python("import asyncio; asyncio.run(asyncio.sleep(0))", kernel=False).returncode == 0
    assert watched.lines() == set()


def test_compiled_code_that_reaches_out_is_killed(watched: Watched) -> None:
    """Where the kernel watches, the C library's own `socket` ends the process; elsewhere the hook stands alone."""
    ended = watched.python("import ctypes; ctypes.CDLL(None).socket(2, 1, 0)", kernel=True)
    guarded = REFUSED in watched.lines()
    assert guarded == (sys.platform == "linux")
    assert not guarded or ended.returncode == -signal.SIGSYS
