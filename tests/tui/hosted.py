"""The room as another process: `python -m tests.tui.hosted URL SEED` plays without a terminal until it is ended."""

from __future__ import annotations

import sys

from tests.tui.drills import a_playbook
from tui.app import DrillApp
from tui.kept import open_library

if __name__ == "__main__":
    with open_library(sys.argv[1], "2468") as library:
        playbook = a_playbook()
        app = DrillApp(library, first=lambda: library.begin(playbook, int(sys.argv[2]), "room", "assisted"), calm=True)
        app.run(headless=True, size=(120, 36))
