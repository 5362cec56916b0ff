"""A library by URL: what names no database that answers is told."""

from __future__ import annotations

import pytest

from simulator.errors import InputError
from simulator.exercise.library import Library


@pytest.mark.parametrize("url", ["nonsense", "nosuch://host/db", "sqlite:///no/such/folder/at/all.sqlite"])
def test_a_store_that_is_none_is_told(url: str) -> None:
    """A URL that names no database that we can open is bad input."""
    with pytest.raises(InputError):
        Library.open(url)


@pytest.mark.parametrize("url", ["postgresql://user:s3cret@127.0.0.1:9/db", "postgres://user:s3cret@127.0.0.1:9/db"])
def test_a_server_out_of_reach_is_told_without_its_password(url: str) -> None:
    """The common form of the URL is understood; the message is one line and shows no password."""
    with pytest.raises(InputError, match=r"cannot be used.*refused") as told:
        Library.open(url)
    assert "s3cret" not in str(told.value)
    assert "\n" not in str(told.value)
