"""Cards of sources: what cannot be played is told with its place, and every word that a card may use has an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.authored import load_model
from simulator.domain.ids import SourceId
from simulator.domain.rowwords import MOMENTS, NEEDS, WORDS
from simulator.domain.sources import RowOf
from simulator.engine.rows.words import WORDS as ANSWERS
from simulator.errors import ScenarioError
from simulator.scenario.check import check_scenario
from simulator.scenario.load import library_files, load_playbook, scenario_folder
from simulator.scenario.written.sources import CardFile
from tests.unit.scenario.scenes import copied, spoil

CARD = """\
system: broken
sources:
  broken:
    code: E99
    title: A broken log
    kind: KIND
    source: made up
    columns: [time, who, "size:INTEGER"]
    rows:
      - of: background
        per_day: 5
        fill: {time: time, FILL}
"""
FILES = SourceId("crm-event-log")
FAULTS = (
    ("log", "whom: actor", '12:34: given "whom", expected a column of the source. Did you mean "who"?'),
    ("log", "who: acter", '12:33: given "acter", expected a word of background rows. Did you mean "actor"?'),
    ("log", "who: {of: actor, constant: me}", "given of, constant, expected exactly one of"),
    ("log", "who: {drop: 0.5}", "given nothing, expected exactly one of"),
    ("log", "size: {constant: much}", 'given "much" in a column of INTEGER, expected a number'),
    ("log", "who: {pick: {a: 0}}", "given nothing to pick from"),
    ("log", "who: {map: actor}", "given only one of map and to"),
    ("log", 'who: {text: "by {acter}"}', 'given "acter", expected a word of background rows'),
    ("log", "who: {of: actor, stamp: elf}", "given a stamp for what is no moment"),
    ("reads", "who: actor", "given no read rows, expected some"),
    ("lug", "who: actor", 'given "lug", expected one of'),
)


@pytest.mark.parametrize(("kind", "fill", "expected"), FAULTS, ids=[fill for _, fill, _ in FAULTS])
def test_a_card_that_cannot_be_played_is_told_with_its_place(
    tmp_path: Path, kind: str, fill: str, expected: str
) -> None:
    """Unknown columns and words, two forms at once, texts among numbers: each is found when the library is checked."""
    folder = copied(tmp_path)
    card = folder.parent / "_library" / "sources" / "broken.yaml"
    card.write_text(CARD.replace("KIND", kind).replace("FILL", fill), encoding="utf-8")
    told = [str(problem) for problem in check_scenario(folder)]
    assert any("broken.yaml" in line and expected in line for line in told), told
    assert load_playbook(folder).slug == folder.name, "a card that no scenario uses stops none"


def test_a_scenario_is_not_another_when_a_card_that_it_does_not_use_changes(tmp_path: Path) -> None:
    """The digest, by which saves know their scenario, is over the cards in use and those they are twins of."""
    folder = copied(tmp_path)
    shelf = folder.parent / "_library" / "sources"
    before = load_playbook(folder).digest
    spoil(shelf / "telehealth.yaml", "completeness: ", "completeness:  ")
    assert load_playbook(folder).digest == before
    spoil(shelf / "identity.yaml", "completeness: ", "completeness:  ")
    assert load_playbook(folder).digest != before


def test_a_source_of_an_unknown_card_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """`use` names a card; a slip of the pen is answered with the card that comes nearest."""
    folder = copied(tmp_path)
    file = folder / "scenario.yaml"
    spoil(file, "use: identity-log", "use: identity-lug")
    wanted = 'given "identity-lug", expected a known source card. Did you mean "identity-log"'
    with pytest.raises(ScenarioError, match=re.escape(wanted)):
        load_playbook(folder)


def test_without_its_licence_a_source_does_not_record(tmp_path: Path) -> None:
    """The log that is sold apart is there only for those who had bought it."""
    folder = copied(tmp_path)
    assert load_playbook(folder).sources[FILES].since is not None
    spoil(folder / "scenario.yaml", "licences: [event-monitoring]", "licences: []")
    assert load_playbook(folder).sources[FILES].since is None


def test_every_word_has_an_answer() -> None:
    """What the loader lets through, the engine can lay out; and the engine knows nothing that no card may say."""
    said = frozenset().union(*WORDS.values())
    assert said == MOMENTS | set(ANSWERS)
    assert set(WORDS) == set(RowOf)
    assert set(NEEDS.values()) < set(RowOf)


def test_each_card_says_what_it_answers_and_what_it_lacks() -> None:
    """A card of the library says which questions it answers, where its gaps are, and what a pull of it costs."""
    files = library_files(scenario_folder("leaky-sync-queue"), "sources")
    cards = [card for path in files for card in load_model(path, CardFile).sources.values()]
    assert all(card.answers and card.gaps and card.pull for card in cards)
