"""Problems of several files, told together, and what an author may have meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authored import Problems, read_document, show, suggest
from simulator.errors import ScenarioError


def test_no_problem_raises_nothing() -> None:
    """An empty collector is false and silent."""
    problems = Problems()
    problems.raise_if_any()
    assert not problems


def test_problems_of_several_files_are_sorted_by_place() -> None:
    """By file, then line, then column, whatever order they were found in; each is told once."""
    document = read_document(Path("b.yaml"), text="x: 1\ny: 2")
    problems = Problems()
    problems.add(document, ("y",), "second")
    problems.add(document, ("y",), "first", key=True)
    problems.add(document, ("y",), "second")
    with problems.collecting():
        read_document(Path("a.yaml"), text="k: !t 1\nk: 2")
    problems.add(Path("a.yaml"), (), "whole file")
    with pytest.raises(ScenarioError) as caught:
        problems.raise_if_any()
    places = [line.split(" ")[0] for line in str(caught.value).splitlines()]
    assert places == ["a.yaml:", "a.yaml:1:4:", "a.yaml:2:1:", "b.yaml:2:1:", "b.yaml:2:4:"]


def test_suggestions_name_the_nearest_and_all_known() -> None:
    """The nearest name first, if any is near; never more names than can be read."""
    assert suggest("privcy", ["ciso", "privacy"]) == 'Did you mean "privacy"? Known: ciso, privacy.'
    assert suggest("zzz", ["ciso", "privacy"]) == "Known: ciso, privacy."


def test_a_likely_name_is_not_buried_under_many() -> None:
    """Of many names the likely one is told alone; where none is likely, all are."""
    many = [f"action-{number}" for number in range(20)] + ["privacy"]
    assert suggest("privcy", many) == 'Did you mean "privacy"? 21 are known.'
    assert "action-19, privacy." in suggest("zzz", many)
    assert suggest("a", []) == "None are known here."
    assert suggest("zzz", [f"n{number}" for number in range(99)]).endswith("n39, ... (99 in all).")


def test_a_given_value_is_shown_on_one_short_line() -> None:
    """Line ends are escaped and long text is cut, so that a problem stays one line."""
    assert show("a\nb") == '"a\\nb"'
    assert show("x" * 500) == f'"{"x" * 57}..."'
    shown: tuple[object, ...] = (None, [], {}, "é")
    assert [show(value) for value in shown] == ["nothing", "a list", "a mapping", '"é"']
