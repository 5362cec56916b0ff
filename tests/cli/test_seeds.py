"""A seed that no database can hold is bad input, said before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import breachdrill

HUGE = str(2**70)


@pytest.mark.parametrize(
    "arguments",
    [
        ("world", "build", "--patients", "10", "--seed", HUGE),
        ("run", "leaky-sync-queue", "--save", "--seed", HUGE),
        ("run", "leaky-sync-queue", "--seeds", f"1-{HUGE}"),
        ("run", "leaky-sync-queue", "--seeds", "1-999999999"),
        ("play", "leaky-sync-queue", "--seed", HUGE),
    ],
)
def test_a_seed_out_of_range_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Exit code 2, the seed named, no traceback and no data."""
    ran = breachdrill(*arguments, home=tmp_path / "home")
    assert (ran.code, ran.out) == (2, "")
    assert arguments[-1] in ran.err
    assert "Traceback" not in ran.err
