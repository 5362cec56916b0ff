"""Many exercises at once: processes start whatever has taken the place of stderr."""

from __future__ import annotations

import subprocess
import sys

_CAPTURED = """
import io, sys
from simulator.exercise.runs.players import Players

class Captured(io.StringIO):
    def fileno(self):
        return -1

sys.stderr = Captured()
with Players(2) as players:
    print(sorted(players.each(abs, [-5, -6, -7, -8, -9])))
"""


def test_processes_start_under_a_full_screen_interface() -> None:
    """Where stderr has no descriptor, as Textual's has none, tasks are done in processes all the same."""
    done = subprocess.run([sys.executable, "-c", _CAPTURED], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "[(0, 5), (1, 6), (2, 7), (3, 8), (4, 9)]", done.stderr
