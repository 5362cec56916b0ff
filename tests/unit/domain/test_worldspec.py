"""A world's numbers are checked, and name it."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.domain.worldspec import WorldSpec
from simulator.errors import InputError


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("patients", 0),
        ("patients", 10_000_000),
        ("test_patients", -1),
        ("test_patients", 20_001),
        ("away_share", 1.1),
        ("minor_share", -0.1),
        ("states", ()),
        ("states", (("Texas", 1.0),)),
        ("states", (("TX", 0.5), ("TX", 0.5))),
        ("states", (("TX", 0.5),)),
        ("states", (("TX", 1.5), ("NY", -0.5))),
        ("clinics", 3),
        ("clinics", 1_001),
    ],
)
def test_a_number_out_of_range_is_refused_by_name(field: str, wrong: Any) -> None:
    """The message names the field."""
    with pytest.raises(InputError, match=f"^world.{field}: given "):
        WorldSpec(**{field: wrong})


def test_the_digest_names_the_spec_and_the_seed() -> None:
    """The same numbers and seed have one digest; any other number or seed another."""
    digests = {WorldSpec(patients=patients).digest(seed) for patients in (100, 101) for seed in (1, 2)}
    assert len(digests) == 4
    assert WorldSpec(patients=100).digest(1) == WorldSpec(patients=100).digest(1)
