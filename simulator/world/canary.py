"""The canary of a world: one row in every table, and one line in every export, that can come from nowhere else."""

from __future__ import annotations

_DIGITS = 10
CANARY_PREFIX = "SIM-CANARY-"
CANARY_NUMBER = -1
"""The number of the canary row where a table is numbered, and of its patient; no record has it."""
CANARY_MRN = "SIM-9999999"
"""The canary patient's number: one more than the last record that a world can have."""


def canary_of(digest: str) -> str:
    """The canary id of the world with this digest (`WorldSpec.digest`), such as `SIM-CANARY-0A1B2C3D4E`."""
    return f"{CANARY_PREFIX}{digest[:_DIGITS].upper()}"
