"""Each rule file answers hand-written facts as its statute does, and names the citation it was written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.law.load import RULES, load_rulebook
from tests.law.vectors import VECTORS, Vector, judged, told, vectors

ALL = vectors()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each vector in its turn is a file of facts."""
    return tmp_path_factory.mktemp("facts")


@pytest.mark.parametrize("vector", ALL, ids=str)
def test_rule_answers_as_its_statute(vector: Vector, folder: Path) -> None:
    """Status and dates are those that a reader of the statute computed by hand."""
    row = judged(vector, folder)
    assert told(vector, row) == dict(vector.expect), " ".join((*row.why, *row.why_not))


def test_every_vector_names_a_citation_of_its_rule() -> None:
    """A vector's citation is one of its rule's, word for word, and its file mirrors the rule's."""
    book = load_rulebook()
    for vector in ALL:
        assert vector.citation in {citation.text for citation in book.duty(vector.rule).citations}, vector
        assert vector.path.relative_to(VECTORS).with_suffix("").as_posix().replace("/", ".") == vector.rule


def test_every_rule_file_has_vectors() -> None:
    """No rule is in force that nobody has worked an example of."""
    ruled = {path.relative_to(RULES) for path in RULES.rglob("*.yaml")}
    worked = {path.relative_to(VECTORS) for path in VECTORS.rglob("*.yaml")}
    assert sorted(ruled - worked) == []
