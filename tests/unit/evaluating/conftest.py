"""The first scenario as nobody played it and as it is best played, with an empty home."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.exercise.folders import HOME
from simulator.report.material import Played
from tests.unit.evaluating.written import told_of


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def silent() -> Played:
    """Nobody does anything: everything is to be improved."""
    return told_of("silent")


@pytest.fixture(scope="session")
def reference() -> Played:
    """The best response known."""
    return told_of("reference")
