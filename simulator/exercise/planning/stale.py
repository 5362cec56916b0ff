"""Which rules nobody has read since a day: what an audit of the rulebook begins with."""

from __future__ import annotations

from datetime import date

from simulator.law.load import load_rulebook
from simulator.law.model import Duty


def stale_rules(before: date) -> str:
    """The rules last read before a day, or never, oldest first: day, id, confidence, citation."""
    known = ((_read(duty), duty) for duty in load_rulebook().duties)
    old = [(read, duty) for read, duty in known if read is None or read < before]
    old.sort(key=lambda found: (found[0] or date.min, found[1].id))
    return "\n".join(
        f"{read or 'never':10}  {duty.id:28} {duty.confidence:8} {duty.citations[0].text}" for read, duty in old
    )


def _read(duty: Duty) -> date | None:
    """The day on which the whole rule was last read; None where a part of it never was."""
    days = [citation.read for citation in duty.citations]
    read = [day for day in days if day is not None]
    return min(read) if len(read) == len(days) else None
