"""S1 as its dossier tells it: what the published seed publishes, and how long a room needs."""

from __future__ import annotations

from functools import partial

import pytest

from simulator.domain.decisions import TakeAction
from simulator.domain.ids import ActionId, InjectId
from simulator.domain.lists import ListSpec, build_list
from simulator.domain.time import DAY, MINUTE
from simulator.scenario.load import load_playbook
from tests.scenarios import acts

S1 = "leaky-sync-queue"
RUNBOOKS = sorted(load_playbook(S1).runbooks)
TALK = 3 * MINUTE
"""What a room talks about a main decision. Source: the issue."""

played = partial(acts.played, S1)


def test_reference_fits_a_room(capsys: pytest.CaptureFixture[str]) -> None:
    """With three minutes of talk per main decision the reference takes at most 60 room minutes."""
    playbook, known = load_playbook(S1), played("reference").known
    ends = [*(move.starts for move in playbook.moves[1:]), playbook.ends]
    paced = sum(end - move.starts for move, end in zip(playbook.moves, ends, strict=True) if move.gear == "paced") / 60
    mains = sum(one.fact.main for one in known.injects.values())
    acts = [known.discovery, known.determination, known.frozen_list, known.notices]
    room = paced + TALK * (mains + sum(bool(one) for one in acts))
    with capsys.disabled():
        print(f"\nreference: {room / 60:.0f} room minutes")  # noqa: T201 - a figure the issue asks for
    assert mains == 5
    assert room <= 60 * MINUTE


def test_the_reference_explains_every_order() -> None:
    """The best response known keeps its decision log current, so that no change of shift loses its work."""
    orders = [one.fact.decision for one in played("reference").known.decisions]
    assert [one.action for one in orders if isinstance(one, TakeAction) and not one.explained] == []


def test_no_answer_is_offered_before_it_can_be_given() -> None:
    """On day 0 nobody can name the mail of day 1 as proof; on day 5 somebody can. A log is quoted if it was pulled."""
    early, late = (played(name).known.injects for name in ("reference", "silent"))
    which, number = InjectId("which-date"), InjectId("one-number")
    assert "extortion-day" not in dict(early[which].fact.options)
    assert "extortion-day" in dict(late[which].fact.options)
    assert "log-only" not in dict(late[number].fact.options)


def test_something_comes_back_after_day_27() -> None:
    """The last seven weeks are not empty: two messages at least, whatever was done, and no discussion.

    Who told regulators and patients hears from them; who told nobody hears from counsel and the board.
    """
    came = {name: {key for key, one in played(name).known.injects.items() if one.at > 27 * DAY} for name in RUNBOOKS}
    assert all(len(found) >= 2 for found in came.values())
    assert {"ocr-request", "new-york-residence", "insurer-asks", "line-quiet"} <= came["reference"]
    assert {"no-letter-left", "remedies-asked", "insurer-never-told"} <= came["silent"]
    assert not any(one.fact.main for one in played("reference").known.injects.values() if one.at > 27 * DAY)


def test_law_enforcement_answers() -> None:
    """Whoever contacts law enforcement hears after two days whether a delay is asked; nobody else does."""
    told, untold = (played(name).known for name in ("reference", "silent"))
    contacted = told.first_done(ActionId("law-enforcement-contact"))
    answer = InjectId("liaison-answer")
    assert contacted is not None
    assert told.injects[answer].at - contacted == 2 * DAY
    assert answer not in untold.injects


def test_the_log_alone_shows_too_few() -> None:
    """Only what the access log shows: 1,004 people, TX 401, NY 388, CA 215, and no media notice in Texas."""
    known = played("reference").known
    spec = ListSpec(scope="narrow", sources=tuple(key for key in known.shown if key == "bucket-access-log"))
    listed = build_list(spec, known.shown, known.people)
    assert (len(listed.people), dict(listed.by_state)) == (1004, {"CA": 215, "NY": 388, "TX": 401})
