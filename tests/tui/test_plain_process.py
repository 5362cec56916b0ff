"""`python -m simulator play --plain` as a person runs it: its own process, lines in, lines out."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tui.kept import open_library

ROOT = Path(__file__).parents[2]
ORDER = ("snapshot the queue", "1", "1", "1", "preserve first", "")
"""Words, which of the matches, on what, who decides, why, who disagrees."""
PLAY = ("play", "--plain", "leaky-sync-queue")


def plain(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """The program, begun."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BREACHDRILL_HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", *arguments], env=env, encoding="utf-8", cwd=home,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def converse(home: Path, *lines: str, arguments: tuple[str, ...] = PLAY) -> tuple[int, str, str]:
    """Exit code, what was told, and what was said beside, for these lines; then the input ends."""
    program = plain(home, *arguments)
    out, err = program.communicate("".join(f"{line}\n" for line in lines), timeout=300)
    return program.returncode, out, err


def kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The decisions of each kept exercise, with the words to them."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(home))
    with open_library(None) as library:
        return [
            (one.title.partition("  ")[2], [text for _, _, text in library.resume(one.ref).words])
            for one in library.saves()
        ]


def test_played_to_the_finished_report(tmp_path: Path) -> None:
    """From the first order past EndEx to report files, by lines alone: exit 0, no cursor moved, each file whole."""
    after = ("no", "debrief", "hot wash", "early orders", "", "no duty missed", "", "no", "report", "md", "quit")
    code, out, err = converse(
        tmp_path, *ORDER, "note", "we were four", *("next",) * 7, "never", *("next",) * 103, *after
    )
    assert code == 0, err
    assert "Traceback" not in err
    assert "Recorded as decision 1." in out
    assert "EndEx. Clocks stand. Open the hot wash now, before anything is revealed? yes or no (empty: leave):" in out
    assert "Report to the Secretary of HHS (us.hipaa.hhs): missed" in out
    assert "Duties that you never named" in out
    assert "     said: " in out, "an order's own words"
    assert "\x1b" not in out
    written = {one.suffix: one.read_text(encoding="utf-8") for one in tmp_path.rglob("*after-action.*")}
    assert {".md", ".html"} <= set(written)
    assert "preserve first" in written[".md"]
    assert "we were four" in written[".md"]
    assert written[".html"].rstrip().endswith("</html>")


def test_the_end_of_input_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Input that ends in the middle of a question leaves what was decided; the next time goes on from there."""
    code, out, err = converse(tmp_path, *ORDER, "next", "snapshot the queue", "1")
    assert code == 0
    assert "is kept; go on with" in err
    assert "Recorded as decision 1." in out
    assert [(title, "preserve first" in words) for title, words in kept(tmp_path, monkeypatch)] == [
        ("leaky-sync-queue, 1 decisions", True)
    ]
    code, out, _ = converse(tmp_path, "1", "look", "quit", arguments=("play", "--plain"))
    assert code == 0
    assert "Exercises that are kept:" in out
    assert "Snapshot the dead-letter queue" in out.partition("RUNNING (1)")[2]
    assert len(kept(tmp_path, monkeypatch)) == 1


def test_a_keymap_is_refused(tmp_path: Path) -> None:
    """Lines have no keys: a keymap named with `--plain` is exit 2 and what to do, and nothing is begun."""
    code, out, err = converse(tmp_path, arguments=(*PLAY, "--keymap", "keys.yaml"))
    assert (code, out) == (2, "")
    assert "Leave one of them out." in err


def test_an_interrupt_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a question exits with 130, tells no traceback, and keeps what was decided."""
    program = plain(tmp_path, *PLAY)
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("".join(f"{line}\n" for line in ORDER) + "purge the queue\n")
    program.stdin.flush()
    for line in program.stdout:
        if "Recorded as decision 1." in line:
            break
    interrupted = os.name != "nt"  # there a child without a console can only be killed
    for seconds in (20, 40):  # one that comes between Python's last look and its waiting for a line, the next one ends
        program.send_signal(signal.SIGINT if interrupted else signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(timeout=seconds)  # before its input ends, which would be another way out
    _, err = program.communicate()
    assert "Traceback" not in err
    assert not interrupted or (program.returncode == 130 and "is kept; go on with" in err)
    assert [title for title, _ in kept(tmp_path, monkeypatch)] == ["leaky-sync-queue, 1 decisions"]
