"""What people read of a scenario changes no score: after an edit of words nothing is played again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from simulator.exercise.runs.battery import play_battery
from simulator.exercise.runs.exploits.catalogue import EXPLOITS
from simulator.exercise.runs.seed import books_of, play_seed
from simulator.scenario.load import find_scenarios, load_playbook
from simulator.scenario.wording import WORDS, played_digest
from tests.unit.exercise.test_battery import small

PLAYED = frozenset({"good", "every-button", "random"})
SLUGS = [folder.name for folder in find_scenarios()]


def reworded(value: Any) -> Any:
    """The same with other words wherever words stand."""
    if is_dataclass(value) and not isinstance(value, type):
        changes = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        return replace(value, **{name: other(of) if name in WORDS else reworded(of) for name, of in changes.items()})
    if isinstance(value, tuple):
        return tuple(map(reworded, value))
    if isinstance(value, Mapping):
        return {key: reworded(one) for key, one in value.items()}
    return value


def other(words: Any) -> Any:
    """Other words in the place of these, of the same shape."""
    return f"Not {words}" if isinstance(words, str) else tuple(map(other, words))


@pytest.mark.parametrize("slug", SLUGS)
def test_other_words_score_the_same(slug: str) -> None:
    """Teams that do much, and much of it blindly, come to the same where every word is another one."""
    written = load_playbook(slug).alone
    told = replace(reworded(written), branches=written.branches, base=written.base)
    assert told.title != written.title
    assert played_digest(told) == played_digest(written)
    spared = frozenset({*written.runbooks, *EXPLOITS}) - PLAYED
    come = [play_seed(one, one.seed, spared, books_of(one)) for one in (written, told)]
    assert come[0] == come[1]
    assert come[0].keys() > PLAYED


def test_a_number_makes_it_another_scenario() -> None:
    """One more on a seat's staff, or one more day of play, is another scenario, and each is another."""
    written = load_playbook("leaky-sync-queue").alone
    key, seat = next(iter(written.seats.items()))
    larger = replace(written, seats={**written.seats, key: replace(seat, staff=seat.staff + 1)})
    longer = replace(written, ends=written.ends + 1)
    assert len({played_digest(one) for one in (written, larger, longer)}) == 3


def test_after_an_edit_of_words_nothing_is_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A battery of a scenario with another title is the kept one; with another staff it is played again."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    folder, played = small(tmp_path / "scenario"), []
    first = play_battery(folder, 2, lambda done, _of: played.append(done))
    file = folder / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "title: The other ", 1), encoding="utf-8")
    assert play_battery(folder, 2, lambda done, _of: played.append(done)).by_seed == first.by_seed
    assert played == [1, 2]
    file.write_text(text.replace("staff: 2", "staff: 3", 1), encoding="utf-8")
    play_battery(folder, 2, lambda done, _of: played.append(done))
    assert played == [1, 2, 1, 2]
