"""The team's list held against those who must be told: right, wrong and missing people. The one rule for it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.facts import ListBuilt
from simulator.domain.ids import RecordId
from simulator.domain.lists import People
from simulator.law.people import people_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How a list compares. A second line for one person, and a test patient, is a wrong line."""

    lines: int
    right: int
    missed: int

    @property
    def wrong(self) -> int:
        """Lines that should not be there."""
        return self.lines - self.right

    @property
    def precision(self) -> float | None:
        """The share of lines that are right, 0 to 1; None for an empty list."""
        return self.right / self.lines if self.lines else None

    @property
    def recall(self) -> float | None:
        """The share of those who must be told that are listed, 0 to 1; None where nobody must be, or none is."""
        owed = self.right + self.missed
        return self.right / owed if owed and self.lines else None


def grade(listed: ListBuilt | None, owed: frozenset[RecordId], truth: People) -> Grade:
    """How a list, as the team wrote it, compares with the people who must be told."""
    right = len(people_of(listed.people, truth) & owed) if listed else 0
    return Grade(lines=len(listed.people) if listed else 0, right=right, missed=len(owed) - right)
