"""The canary of a world: one row in every table, and one line in every export, that can come from nowhere else."""

from __future__ import annotations

_DIGITS = 10


def canary_of(digest: str) -> str:
    """The canary id of the world with this digest (`WorldSpec.digest`), such as `SIM-CANARY-0A1B2C3D4E`."""
    return f"SIM-CANARY-{digest[:_DIGITS].upper()}"
