"""A facts file as it stood at the end of one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from simulator.law.factsfile.model import FactsFile
from simulator.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a file says that had come about by a day; the rulebook says who its notices can be addressed to."""

    file: FactsFile
    rulebook: Rulebook
    as_of: date

    def day(self, given: date | datetime | None) -> date | None:
        """A date of the file, where it had come by then."""
        day = self.file.day(given)
        return day if day is not None and day <= self.as_of else None
