"""The facilitator's PIN: salted and hashed. It keeps honest people honest; who owns the machine owns the truth."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace

from simulator.errors import InputError

SHORTEST, LONGEST = 4, 64
ROUNDS = 200_000
"""Rounds of PBKDF2-HMAC-SHA-256. Assumed: a tenth of a second, for a secret that guards a game."""
TRIES = 3
"""Wrong tries before one has to wait; assumed."""
WAIT = 30.0
"""Seconds that one waits then; assumed."""
HONEST = (
    "A PIN keeps honest people honest: it closes the facilitator's controls to who sits at the keyboard, "
    "not the files of this machine to who owns it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A PIN as it is kept: its salt and its hash, in hex."""

    salt: str
    digest: str

    def opens(self, typed: str) -> bool:
        """Whether that is the PIN."""
        return hmac.compare_digest(self.digest, _digest(typed, self.salt))


def pin_of(typed: str, *, salt: str) -> Pin:
    """A PIN to keep.

    Raises:
        InputError: it is too short, too long, or has a space.
    """
    if not SHORTEST <= len(typed) <= LONGEST or any(char.isspace() for char in typed):
        raise InputError(f"A PIN has {SHORTEST} to {LONGEST} characters and no space.", "Digits are enough.")
    return Pin(salt=salt, digest=_digest(typed, salt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong tries so far, and until when (seconds of any clock) nobody may try again."""

    wrong: int = 0
    until: float = 0.0

    def waits(self, now: float) -> float:
        """Seconds that are still to wait; 0: try."""
        return max(self.until - now, 0.0)

    def failed(self, now: float) -> Tries:
        """After one more wrong try."""
        wrong = self.wrong + 1
        return Tries(until=now + WAIT) if wrong >= TRIES else replace(self, wrong=wrong)


def _digest(typed: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", typed.encode(), bytes.fromhex(salt), ROUNDS).hex()
