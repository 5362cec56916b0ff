"""Data on stdout: nothing but what was asked for, UTF-8, LF."""

from __future__ import annotations

import sys


def emit(text: str) -> None:
    """Write data to stdout."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(text if not text or text.endswith("\n") else text + "\n")
