"""The feed tells what happened to work in words that say why."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from simulator.domain import facts as f
from simulator.domain.direction import SubstituteRole
from simulator.domain.ids import CONTROLLER, ActionId, SeatId
from simulator.exercise.room.feed import feed_lines
from simulator.report.describe import order
from simulator.scenario.load import load_playbook
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


def test_rows_and_records_are_told_apart() -> None:
    """A pull says rows, then the record numbers it shows; a register with neither read nor held says rows alone."""
    playbook = a_playbook()
    pulled = replace(a_fact(f.EvidencePulled), note="")
    register = replace(pulled, rows=1, read=(), held=())
    again = replace(pulled, pull=2, rows=0, held=())
    told = [line.text for line in feed_lines([an_entry(one) for one in (pulled, register, again)], playbook)]
    assert told == [
        "3 rows; 2 records shown as read; 4 records in reach",
        "1 row",
        "no more rows; 2 records shown as read",
    ]


def test_a_target_is_told_by_its_title() -> None:
    """What an action is taken on is named in words: an audience, a store, a source or a vendor, never its slug."""
    playbook = a_playbook()
    stores = {str(key): store.title for key, store in playbook.stores.items()}
    vendors = {key: vendor.title for key, vendor in playbook.vendors.items()}
    for slug, name in (stores | vendors | {"hhs": playbook.audiences["hhs"]}).items():
        assert order("purge-queue", slug, playbook) == f"Purge queue ({name})"


def test_what_comes_back_is_told() -> None:
    """An action with an outcome says it when it is done, before its cost; one without says its cost alone."""
    playbook, fact = a_playbook(), a_fact(f.ActionCompleted)
    spoken = replace(playbook.actions[fact.action], outcome="Nobody asked for a delay.")
    told = replace(playbook, actions={**playbook.actions, fact.action: spoken})
    (silent,), (said,) = (tuple(feed_lines([an_entry(fact)], one)) for one in (playbook, told))
    assert said.text == f"Nobody asked for a delay. {silent.text}"


def test_the_police_leave_an_answer() -> None:
    """Contacting law enforcement in the first scenario ends with what the official said of a delay."""
    action = load_playbook("leaky-sync-queue").actions[ActionId("law-enforcement-contact")]
    assert "nobody asked for a delay" in action.outcome


def test_what_the_facilitator_was_refused_is_no_news_of_the_room() -> None:
    """Who may stand in, and how to reach them, is told where it was asked; the team's own refusal stays in the feed."""
    playbook, refused = a_playbook(), a_fact(f.DecisionRefused)
    asked = replace(refused, decision=SubstituteRole(seat=CONTROLLER, role=SeatId("executive"), substitute=None))
    assert [line.sender for line in feed_lines([an_entry(refused)], playbook)] == ["Refused"]
    assert list(feed_lines([an_entry(asked)], playbook)) == []
