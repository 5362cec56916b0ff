"""The duties we know, and what each of them said on a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from simulator.errors import LawError
from simulator.law.model import Duty, Terms

FEDERAL = frozenset({"hipaa", "part2", "ftc", "sec"})
"""The jurisdictions that are no state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Duties by jurisdiction (`hipaa`, `ftc`, `tx`), and the digest (SHA-256, hexadecimal) of the files they came from.

    The mapping may read a jurisdiction when it is first asked for: an incident touches few states.
    """

    shelves: Mapping[str, tuple[Duty, ...]]
    digest: str

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty: federal ones first, then by state, each in the order of ids."""
        return self.of(key.upper() for key in self.shelves if key not in FEDERAL)

    def of(self, states: Iterable[str]) -> tuple[Duty, ...]:
        """The federal duties, and those of some states; a state that we do not know has none."""
        keys = [*sorted(FEDERAL), *sorted(state.lower() for state in states)]
        return tuple(chain.from_iterable(self.shelves[key] for key in keys if key in self.shelves))

    def duty(self, obligation_id: str) -> Duty:
        """The duty behind an obligation's id; `us.hipaa.media.tx` is an obligation of `us.hipaa.media`.

        Raises:
            LawError: no duty has that id.
        """
        for duty in self._shelf(obligation_id):
            if _is(duty, obligation_id):
                return duty
        known = ", ".join(duty.id for duty in self.duties)
        raise LawError(f'given the duty "{obligation_id}", expected one of: {known}.', "Correct the id.")

    def knows(self, obligation_id: str) -> bool:
        """Whether an obligation of that id can exist."""
        return any(_is(duty, obligation_id) for duty in self._shelf(obligation_id))

    def audiences(self) -> tuple[str, ...]:
        """Every audience that a notice may name; where a duty holds per state, `media` stands for `media.tx` too."""
        return tuple(sorted({audience for duty in self.duties for audience in duty.done_by}))

    def heard_in(self, states: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Whom a covered entity with residents in these states may have to notify.

        Each entry is one duty's choice of audiences: a notice to any of them is a notice for it.
        """
        lived_in = sorted(states)
        owed = [duty for duty in self.of(lived_in) if duty.owed_by == "covered_entity"]
        per_state = [
            tuple(f"{audience}.{state.lower()}" for audience in duty.done_by)
            for duty in owed
            if duty.each_state
            for state in lived_in
        ]
        return tuple(dict.fromkeys([*(duty.done_by for duty in owed if not duty.each_state), *per_state]))

    def _shelf(self, obligation_id: str) -> tuple[Duty, ...]:
        parts = obligation_id.split(".")
        key = parts[1] if len(parts) > 1 else ""
        return self.shelves.get(key, ())


def in_force(duty: Duty, day: date) -> Terms | None:
    """What a duty said on a day: the latest vintage that had begun; None before the first."""
    return next((terms for terms in reversed(duty.vintages) if terms.since <= day), None)


def _is(duty: Duty, obligation_id: str) -> bool:
    return duty.id == obligation_id or (duty.each_state and _is_one_state(duty.id, obligation_id))


def _is_one_state(duty_id: str, obligation_id: str) -> bool:
    stem, _, state = obligation_id.rpartition(".")
    return stem == duty_id and len(state) == len("tx") and state.isalpha() and state.islower()
