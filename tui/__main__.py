"""`python -m tui`: the lobby, without a library."""

from __future__ import annotations

from tui.start import run_tabletop

if __name__ == "__main__":
    raise SystemExit(run_tabletop(None))
