"""How big and how crooked the synthetic world is: the numbers, and the digest that names a built world."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from simulator.errors import InputError

MOST_PATIENTS = 9_999_999
"""An MRN has seven digits."""

_SHARES = ("away_share", "duplicate_share", "deceased_share", "bad_address_share", "minor_share")
_TWO_LETTERS = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSpec:
    """What a world is built from, besides its seed. Shares are of `ehr_patient` rows, 0 to 1.

    Raises:
        InputError: a number is out of its range; the message names the field.
    """

    patients: int = 20_000
    """Rows of `ehr_patient` (MRNs, not people). Source: domain.md 6.1, "scenario populations inserted in full"."""
    states: tuple[tuple[str, float], ...] = (("TX", 0.46), ("NY", 0.28), ("CA", 0.20), ("FL", 0.06))
    """Residence. The four states are domain.md 1.1's; the shares are assumed."""
    clinics: int = 14
    """Source: domain.md 1.1."""
    away_share: float = 0.03
    """Registered at a clinic of another state than the residence. Source: domain.md 5, S1 (34 of 1,283)."""
    duplicate_share: float = 0.03
    """Second MRNs, merged by an A40. Source: domain.md 1.6, table 1 (2-3 %)."""
    test_patients: int = 40
    """Assumed; S1 counts 22 among 1,374 MRNs."""
    deceased_share: float = 0.012
    """Source: domain.md 5, S1 (16 of 1,283)."""
    bad_address_share: float = 0.02
    """Assumed."""
    minor_share: float = 0.19
    """Assumed."""

    def __post_init__(self) -> None:
        if not 1 <= self.patients <= MOST_PATIENTS:
            raise _wrong("patients", self.patients, f"a whole number from 1 to {MOST_PATIENTS}")
        if not 0 <= self.test_patients <= self.patients:
            raise _wrong("test_patients", self.test_patients, f"a whole number from 0 to {self.patients} (patients)")
        for name in _SHARES:
            if not 0 <= getattr(self, name) <= 1:
                raise _wrong(name, getattr(self, name), "a share from 0 to 1")
        names = [state for state, _ in self.states]
        if not names or len(set(names)) < len(names) or not all(_TWO_LETTERS.fullmatch(name) for name in names):
            raise _wrong("states", names, "different two-letter codes, such as TX")
        if min(share for _, share in self.states) < 0 or abs(sum(share for _, share in self.states) - 1) > 1e-6:
            raise _wrong("states", self.states, "shares that are not negative and add up to 1")
        if not len(names) <= self.clinics <= 1_000:
            raise _wrong("clinics", self.clinics, f"a whole number from {len(names)} (one a state) to 1000")

    def digest(self, seed: int) -> str:
        """The name of the world that this spec and this seed build: 64 hexadecimal digits."""
        text = json.dumps({"seed": seed, "spec": asdict(self)}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _wrong(field: str, given: object, expected: str) -> InputError:
    return InputError(f"world.{field}: given {given}, expected {expected}.")
