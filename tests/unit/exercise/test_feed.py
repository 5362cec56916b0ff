"""The feed tells what happened to work in words that say why."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from simulator.domain import facts as f
from simulator.exercise.room.feed import feed_lines
from tests.builders import a_fact, a_playbook, an_entry


@pytest.mark.parametrize(("why", "words"), [("error", "found to be wrong"), ("handover", "gave no reason")])
def test_work_begun_again_says_why_and_what_it_cost(why: Literal["error", "handover"], words: str) -> None:
    """One line from its owner, in the tone of things to watch, with the time that was lost."""
    playbook = a_playbook()
    fact = replace(a_fact(f.WorkRepeated), why=why)
    (line,) = feed_lines([an_entry(fact)], playbook)
    owner = playbook.seats[playbook.actions[fact.action].owner].title
    assert (line.tone, line.sender) == ("watch", owner)
    assert line.title.startswith("Begun again: ")
    assert words in line.text
    assert line.text.endswith("Lost: 1h.")
