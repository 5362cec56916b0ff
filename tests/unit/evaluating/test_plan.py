"""The plan is proposed once, an action must be one that can be done, and a report is final only when all is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import evaluate
from simulator.domain.ids import ActionId
from simulator.domain.playbook import Playbook
from simulator.domain.verbs import CloseGrant, Effect, PullSource
from simulator.errors import InputError
from simulator.exercise.evaluating.review import guard_rating, lint_action, review_of, settle
from simulator.report.build import build
from simulator.report.improving.lint import undecided
from simulator.report.improving.proposed import proposed
from simulator.report.material import Material, Played
from simulator.report.model import Table
from tests.unit.evaluating.written import decided, rated, with_records

CHANGE = r.Learned(at=5, room=60.0, keep=False, text="Nobody knew the insurer's number")


def stage(to: r.Stage) -> r.Settled:
    """The report goes to a stage."""
    return r.Settled(at=0, room=2.0, stage=to, by="Lead evaluator")


def test_every_gap_and_every_change_is_proposed_once(silent: Played) -> None:
    """Each gap of the record and each change of the hot wash is a row; reworded or dropped, it does not come again."""
    first = review_of(with_records(silent, CHANGE, r.Learned(at=5, room=61.0, keep=True, text="asked for options")))
    issues = [one.issue for one in first.proposed]
    assert issues[-1] == CHANGE.text
    assert "asked for options" not in issues
    assert [one.id for one in first.proposed] == [f"IP-{number}" for number in range(1, len(issues) + 1)]
    kept, reworded, dropped = first.proposed[:3]
    again = review_of(
        with_records(
            silent, CHANGE, kept, reworded, replace(reworded, issue="Other words"), replace(dropped, dropped=True)
        )
    )
    assert [one.issue for one in again.proposed] == issues[3:]
    assert {one.id for one in again.proposed}.isdisjoint({"IP-1", "IP-2", "IP-3"})


def test_a_proposed_row_says_what_it_rests_on(silent: Played) -> None:
    """Each row of a gap cites entries of the journal, its tasks, and the scenario that tests it again."""
    objectives = {one.capability for one in silent.playbook.objectives}
    tasks = {task for one in silent.playbook.objectives for task in one.tasks} | set(silent.playbook.actions)
    for one in review_of(silent).proposed:
        assert one.refs
        assert all(0 < ref <= len(silent.journal) for ref in one.refs)
        assert one.capability in objectives | {""}
        assert set(one.tasks) <= tasks
        assert one.retest == silent.playbook.slug


def test_a_gap_is_mended_by_what_would_have_closed_it(silent: Played) -> None:
    """What was never pulled rests on what saves it, an open path on what closes it, and a legal act on itself."""
    playbook = silent.playbook
    rows = {one.issue: one.tasks for one in review_of(silent).proposed}
    (never,) = (issue for issue in rows if issue.startswith("Never pulled: "))
    missed = {one.id for one in playbook.sources.values() if one.title in never.removeprefix("Never pulled: ")}
    saved = [{one.source for one in effects(playbook, task) if isinstance(one, PullSource)} for task in rows[never]]
    able = {one.source for task in playbook.actions for one in effects(playbook, task) if isinstance(one, PullSource)}
    assert len(missed) > 1
    assert all(missed & sources for sources in saved)
    assert set().union(*saved) & missed == missed & able
    opened = [one for one in playbook.grants.values() if f"The path was never closed: {one.title}." in rows]
    assert opened
    for one in opened:
        (shut,) = rows[f"The path was never closed: {one.title}."]
        assert CloseGrant(grant=one.id) in effects(playbook, shut)
    assert rows["Nobody determined whether it was a breach."] == ("determine-breach",)


def effects(playbook: Playbook, task: str) -> tuple[Effect, ...]:
    """What an action does."""
    return playbook.actions[ActionId(task)].effects


@pytest.mark.parametrize(
    ("action", "measure", "said"),
    [
        ("", "x", "says nothing"),
        ("Improve coordination", "x", "nobody can finish"),
        ("Better communication", "x", "nobody can finish"),
        ("Coordination with counsel", "x", "does not begin with a verb"),
        ("Write something better", "x", "names no thing"),
        ("Write a call list for nights", "", "no measure"),
        ("The list is written", "x", "does not begin with a verb"),
        ("训练员工", "x", "does not begin with a verb"),
    ],
)
def test_an_action_that_nobody_can_do_is_refused_with_why(action: str, measure: str, said: str) -> None:
    """No verb, a verb that has no end, no thing or no measure: the refusal says which."""
    assert any(said in problem for problem in lint_action(decided(action=action, measure=measure)))


@pytest.mark.parametrize(
    "action",
    ["Write a call list for nights", "test the restore of the queue", "Re-test", "Set key rotation to 90 days"],
)
def test_an_action_that_can_be_done_passes(action: str) -> None:
    """A verb and a thing, whatever the case."""
    assert bool(lint_action(decided(action=action))) == (action == "Re-test")


@pytest.mark.parametrize(
    ("owner", "stands"), [("2027-01-31", False), ("555-0100", False), ("Chief of IT", True), ("李", True)]
)
def test_an_owner_is_somebody(owner: str, stands: bool) -> None:
    """A date or a number that slipped into the field of the owner owns nothing; letters of any script may."""
    assert (undecided(decided(owner=owner)) == ()) == stands


@given(st.text(), st.text())
def test_any_text_is_judged(action: str, measure: str) -> None:
    """No text makes the judgement fail, and one that passes has letters in both."""
    if not lint_action(decided(action=action, measure=measure)):
        assert action.strip()
        assert measure.strip()


def test_final_comes_when_everything_is_decided_and_not_before(reference: Played) -> None:
    """Unrated, ownerless, dateless or undoable: each blocks by its name; without them the report is final."""
    ratings = tuple(
        r.Rated(at=0, room=1.0, objective=one.objective.id, rating=one.proposal.rating, why="")  # type: ignore[arg-type]
        for one in review_of(reference).standings
    )
    poor = decided(action="Improve coordination", owner="", due=None)
    blocked = review_of(with_records(reference, *ratings[1:], stage("reconciled"), poor))
    with pytest.raises(InputError) as refused:
        settle(blocked, stage("final"))
    message = refused.value.message
    assert blocked.standings[0].objective.title in message
    assert all(text in message for text in ("no owner and no completion date", "nobody can finish"))
    assert len(blocked.blocks) == 4
    ready = review_of(with_records(reference, *ratings, stage("reconciled"), decided()))
    assert ready.blocks == ()
    assert settle(ready, stage("final")).stage == "final"
    done = with_records(reference, *ratings, stage("reconciled"), decided(), stage("final"))
    assert build(done).cover.status == "FINAL"
    assert build(with_records(done, decided("IP-2", owner=""))).cover.status == "RECONCILED"


def test_stages_come_one_after_another_and_go_back_only_when_meant(reference: Played) -> None:
    """A draft is not final at once, nothing goes back by itself, and what is unrated is not reconciled."""
    with pytest.raises(InputError, match="one after another"):
        settle(review_of(reference), stage("final"))
    with pytest.raises(InputError, match="not rated"):
        settle(review_of(reference), stage("reconciled"))
    final = review_of(with_records(reference, stage("reconciled"), stage("final")))
    with pytest.raises(InputError, match="does not go back"):
        settle(final, stage("draft"))
    assert settle(final, stage("draft"), back=True).stage == "draft"


def test_a_rating_above_its_evidence_blocks(silent: Played) -> None:
    """P for everything where nothing was done is refused, however good the reason; the proposal itself passes."""
    review = review_of(with_records(silent, *rated(silent.playbook, "P", "we liked it")))
    assert all(guard_rating(one, one.rated) for one in review.standings if one.rated)
    with pytest.raises(InputError, match="rate lower"):
        settle(review, stage("reconciled"))
    for one in review.standings:
        if one.proposal.rating:
            same = r.Rated(at=0, room=1.0, objective=one.objective.id, rating=one.proposal.rating)  # type: ignore[arg-type]
            assert guard_rating(one, same) == ()


def test_a_rating_that_differs_says_why(reference: Played) -> None:
    """A rating below the proposal needs a reason, and with one it holds."""
    review = review_of(reference)
    one = next(one for one in review.standings if one.proposal.rating == "P")
    lower = r.Rated(at=0, room=1.0, objective=one.objective.id, rating="M")
    assert guard_rating(one, lower)
    assert guard_rating(one, replace(lower, why="slow at night")) == ()


def test_the_report_shows_the_plan_and_what_is_still_proposed(silent: Played) -> None:
    """Annex A has the decided action with owner and date, and every other proposal under the next ids."""
    report = build(with_records(silent, decided()))
    section = next(one for one in report.sections if one.id == "plan")
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert table.rows[0].cells[:1] + table.rows[0].cells[3:4] == ("IP-1", "Write a call list for nights")
    assert table.rows[0].cells[-1] == "2027-01-31"
    assert [row.cells[0] for row in table.rows[1:3]] == ["IP-2", "IP-3"]
    assert "Status: proposed" in table.rows[1].notes[0]


def test_a_struck_out_action_is_in_no_plan(silent: Played) -> None:
    """After redaction neither the words nor the row are there, and the record's own proposals are."""
    from simulator.domain.words import redact

    told = with_records(silent, decided(action="Write to Jane Roe"))
    struck = replace(told, words=tuple(map(redact, told.words)))
    assert review_of(struck).evaluation.plan == ()
    assert "Jane Roe" not in repr(build(struck))
    assert "Jane Roe" in repr(build(told))


def test_proposals_do_not_need_the_score(silent: Played) -> None:
    """The same rows come from the bare record as from the scored exercise."""
    bare = Material(replace(silent, score=None, words=()))
    from simulator.report.findings import findings

    assert proposed(bare, findings(bare), evaluate(())) == review_of(silent).proposed
