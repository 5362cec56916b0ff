"""The twelve questions that evidence answers."""

from __future__ import annotations

from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    "Q1": "who did it",
    "Q2": "from where",
    "Q3": "whose records",
    "Q4": "how much",
    "Q5": "first and last time",
    "Q6": "viewed or acquired",
    "Q7": "which change let it happen",
    "Q8": "is it still going on",
    "Q9": "was it secured",
    "Q10": "identity and state",
    "Q11": "who received it",
    "Q12": "who knew when",
}
"""Source: domain.md 2.1."""
