"""The duties we know, and what each of them said on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.errors import LawError
from simulator.law.model import Duty, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Every duty by id, in order, and the digest (SHA-256, hexadecimal) of the files they came from."""

    duties: tuple[Duty, ...]
    digest: str

    def duty(self, obligation_id: str) -> Duty:
        """The duty behind an obligation's id; `us.hipaa.media.tx` is an obligation of `us.hipaa.media`.

        Raises:
            LawError: no duty has that id.
        """
        for duty in self.duties:
            if duty.id == obligation_id or (duty.each_state and _is_one_state(duty.id, obligation_id)):
                return duty
        known = ", ".join(duty.id for duty in self.duties)
        raise LawError(f'given the duty "{obligation_id}", expected one of: {known}.', "Correct the id.")

    def knows(self, obligation_id: str) -> bool:
        """Whether an obligation of that id can exist."""
        return any(
            duty.id == obligation_id or (duty.each_state and _is_one_state(duty.id, obligation_id))
            for duty in self.duties
        )

    def audiences(self) -> tuple[str, ...]:
        """Every audience that a notice may name; where a duty holds per state, `media` stands for `media.tx` too."""
        return tuple(sorted({audience for duty in self.duties for audience in duty.done_by}))


def in_force(duty: Duty, day: date) -> Terms | None:
    """What a duty said on a day: the latest vintage that had begun; None before the first."""
    return next((terms for terms in reversed(duty.vintages) if terms.since <= day), None)


def _is_one_state(duty_id: str, obligation_id: str) -> bool:
    stem, _, state = obligation_id.rpartition(".")
    return stem == duty_id and len(state) == len("tx") and state.isalpha() and state.islower()
