"""What could be a real person's number, and what plainly is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.realdata import real_looking


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("she is 123-45-6789", ["social security number"]),
        ("she is 123 45 6789", ["social security number"]),
        ("SSN: 123456789", ["social security number"]),
        ("call (512) 867-5309 now", ["telephone number"]),
        ("card 4111 1111 1111 1111", ["payment card number"]),
        ("4111111111111111 and 123-45-6789", ["social security number", "payment card number"]),
        ("call 555-0142, or SIM-0001234", []),
        ("000-12-3456 and 912-34-5678", []),
        ("on 2026-09-06 at 14:00, 12,406 people, A31, 45 CFR 164.404", []),
        ("4111111111111112", []),
        ("", []),
    ],
)
def test_what_looks_real(text: str, kinds: list[str]) -> None:
    """Numbers in the form of a real one are found by kind; synthetic ones, dates and counts are not."""
    assert [kind for kind, _ in real_looking(text)] == kinds


@given(st.integers(0, 999), st.integers(0, 99), st.integers(0, 9999))
def test_every_issuable_number_is_found(area: int, group: int, serial: int) -> None:
    """Of all numbers of that form those with an area that was never issued pass, and no others."""
    found = real_looking(f"patient {area:03}-{group:02}-{serial:04} asked")
    assert bool(found) == (area not in {0, 666} and area < 900)
