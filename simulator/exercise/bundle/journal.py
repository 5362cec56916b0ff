"""The journal of a bundle: names in what was typed into decisions give way to titles, as in the report beside it."""

from __future__ import annotations

import json

from simulator.domain.codec import canonical
from simulator.domain.journal import Entry
from simulator.report.masking import Mask

_TYPED = frozenset({"contact", "finding", "official"})
"""The fields of decisions and their facts that people type, in saves whose journal still has them."""


def masked_line(entry: Entry, mask: Mask) -> str:
    """The entry as one line without names; one that lost some says so, and keeps the digest of the whole entry."""
    line = entry.line()
    masked = {name: _masked(said, mask) for name, said in json.loads(line).items()}
    return line if canonical(masked) == line else canonical({**masked, "masked": True})


def _masked(value: object, mask: Mask) -> object:
    if isinstance(value, dict):
        return {
            name: mask(said) if name in _TYPED and isinstance(said, str) else _masked(said, mask)
            for name, said in value.items()
        }
    return [_masked(one, mask) for one in value] if isinstance(value, list) else value
