"""Runbooks: what a step becomes, and how unknown names are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain import decisions as d
from simulator.domain.ids import ActionId, SeatId
from simulator.domain.playbook import Playbook
from simulator.domain.time import MINUTE
from simulator.errors import ScenarioError
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import PeopleAssertion, Runbook, load_runbook
from simulator.scenario.steps import LATEST
from tests.unit.scenario.scenes import S1

HEAD = f"scenario: {S1}\nsteps:\n"


@pytest.fixture(scope="module")
def s1() -> Playbook:
    """The shipped scenario."""
    return load_playbook(S1)


def read(steps: str, playbook: Playbook) -> Runbook:
    """The runbook of these steps, told as if it stood in book.yaml."""
    return load_runbook(Path("book.yaml"), playbook, text=HEAD + steps)


def test_all_shipped_runbooks_load(s1: Playbook) -> None:
    """The reference, the anchors and every exploit are runbooks that know their scenario."""
    loaded = {name: load_runbook(Path(path), s1) for name, path in s1.runbooks.items()}
    assert set(loaded) == {
        "day-59",
        "every-button",
        "good",
        "hasty",
        "independent",
        "late-discovery-claim",
        "never-determine",
        "notify-everyone",
        "purge",
        "reference",
        "shut-everything",
        "silent",
        "slow",
    }
    assert not loaded["silent"].steps


def test_every_button_presses_every_button(s1: Playbook) -> None:
    """The exploit takes each action on each target; projects and OCR's items come weeks later and are no buttons."""
    book = load_runbook(Path(s1.runbooks["every-button"]), s1)
    pressed = {
        (one.decision.action, one.decision.target) for one in book.steps if isinstance(one.decision, d.TakeAction)
    }
    buttons = (action for action in s1.actions.values() if not action.share and action.code != "O03")
    assert pressed == {(action.id, target) for action in buttons for target in action.targets or (None,)}


def test_a_step_becomes_a_decision_with_its_trigger(s1: Playbook) -> None:
    """All that was given must hold, and the words go beside the decision."""
    (step,) = read(
        "  - do: snapshot-queue\n    target: appt-sync-dlq\n    at: 15m\n    after: declare-incident\n    wait: 5m\n"
        "    when: {indicator: dlq-depth, known: on-call-ticket, pulled: storage-egress}\n    inject: dlq-alarm\n"
        '    by: integration-engineer\n    why: "IRP 4.2"\n    dissent: "Too slow"\n',
        s1,
    ).steps
    assert step.decision == d.TakeAction(
        seat=SeatId("room"),
        action=ActionId("snapshot-queue"),
        target="appt-sync-dlq",
        by=SeatId("integration-engineer"),
        explained=True,
    )
    it = step.trigger
    assert (it.at, it.after, it.wait) == (15 * MINUTE, "declare-incident", 5 * MINUTE)
    assert (it.indicators, it.pulled) == (("dlq-depth", "on-call-ticket"), ("storage-egress",))
    assert it.injects == ("dlq-alarm",)
    assert (step.why, step.dissent, step.place) == ("IRP 4.2", "Too slow", "book.yaml:3:5")


def test_a_local_time_is_a_moment_of_the_scenario(s1: Playbook) -> None:
    """A date and time in a runbook is read by the scenario's clock."""
    (step,) = read("  - {do: declare-incident, at: 2026-09-15T09:10}\n", s1).steps
    assert step.trigger.at == 10 * MINUTE


def test_the_legal_acts_take_their_fields(s1: Playbook) -> None:
    """Date, assessment, list, version and letter arrive in the decision as written."""
    book = read(
        "  - {do: state-discovery-date, date: 2026-09-06, by: legal-counsel}\n"
        "  - do: determine-breach\n    breach: true\n    assessment:\n"
        "      nature: {finding: Names and reasons, weight: high, sources: [bucket-inventory]}\n"
        "  - {do: build-list, scope: presumed, sources: [bucket-inventory], keep_deceased: false, by: clinic}\n"
        "  - {do: freeze-list, version: latest}\n"
        "  - do: release-notice\n    audience: tx.ag\n    version: 2\n"
        "    letter: {breach_from: 2026-08-22, steps: true}\n"
        "  - {do: answer, inject: one-number, option: objects}\n",
        s1,
    )
    stated, determined, built, frozen, released, answered = (step.decision for step in book.steps)
    assert isinstance(stated, d.StateDiscovery)
    assert stated.day.isoformat() == "2026-09-06"
    assert isinstance(determined, d.DetermineBreach)
    assert determined.assessment.nature is not None
    assert not determined.assessment.complete
    assert isinstance(built, d.BuildList)
    assert (built.spec.by, built.spec.keep_deceased, built.spec.merges) == ("clinic", False, True)
    assert frozen == d.FreezeList(seat=book.seat, version=LATEST)
    assert isinstance(released, d.ReleaseNotice)
    assert (released.version, released.letter.steps, released.letter.doing) == (2, True, False)
    assert answered == d.AnswerInject(seat=book.seat, inject="one-number", option="objects")  # type: ignore[arg-type]


def test_assertions_keep_their_bounds(s1: Playbook) -> None:
    """An exact number is both bounds at once."""
    text = HEAD.replace("steps:\n", "assert:\n  - {id: texans, people: listed, state: TX, equals: 501}\n")
    (one,) = load_runbook(Path("book.yaml"), s1, text=text).asserts
    expected = PeopleAssertion(id="texans", people="listed", state="TX", low=501, high=501, place="book.yaml:3:5")
    assert one == expected


WRONG = [
    ("  - {do: snapshot-que, at: 1h}\n", 'Did you mean "snapshot-queue"'),
    ("  - {do: snapshot-queue, at: 1h}\n", "given no target, expected one of appt-sync-dlq"),
    ("  - {do: snapshot-queue, target: appt-sync, at: 1h}\n", 'Did you mean "appt-sync-dlq"'),
    ("  - {do: declare-incident, target: appt-sync-dlq}\n", "takes no target"),
    ("  - {do: declare-incident, after: snapshot-que}\n", 'Did you mean "snapshot-queue"'),
    ("  - {do: declare-incident, when: {pulled: [storage-egres]}}\n", 'Did you mean "storage-egress"'),
    ("  - {do: declare-incident, when: {pulled: storage-egres}}\n", 'Did you mean "storage-egress"'),
    ("  - {do: declare-incident, when: {known: on-call-tiket}}\n", 'Did you mean "on-call-ticket"'),
    ("  - {do: declare-incident, inject: press-call}\n", "expected a known inject"),
    ("  - {do: declare-incident, by: privacy-oficer}\n", 'Did you mean "privacy-officer"'),
    ("  - {do: declare-incident, at: 1:30}\n", "a moment like"),
    ("  - {do: declare-incident, wait: -5m}\n", "not negative"),
    ("  - {do: release-notice, audience: tx.agg, letter: {}}\n", 'Did you mean "tx.ag"'),
    ("  - {do: answer, inject: one-number, option: object}\n", 'Did you mean "objects"'),
    ("  - {do: determine-breach, breach: NO}\n", "true or false"),
    ("  - {do: build-list, scope: wide, sources: [bucket-inventory]}\n", "narrow, presumed"),
    ("  - {do: state-discovery-date, day: 2026-09-06}\n", "unknown key"),
]


@pytest.mark.parametrize(("step", "expected"), WRONG, ids=[step.strip()[3:60] for step, _ in WRONG])
def test_a_wrong_step_is_told_with_its_place(s1: Playbook, step: str, expected: str) -> None:
    """Unknown names and values are bad input at their line, never a step that silently does nothing."""
    with pytest.raises(ScenarioError) as caught:
        read(step, s1)
    assert "book.yaml:3:" in str(caught.value)
    assert expected in str(caught.value)


def test_a_runbook_of_another_scenario_is_refused(s1: Playbook) -> None:
    """Steps for one scenario mean nothing in another."""
    with pytest.raises(ScenarioError, match=r"book\.yaml:1:11: .*expected leaky-sync-queue"):
        load_runbook(Path("book.yaml"), s1, text="scenario: other-case\nsteps: []\n")


def test_a_step_carries_the_whole_worksheet(s1: Playbook) -> None:
    """Confidence, exceptions, counsel and what reopens it come from the runbook into the decision."""
    book = read(
        """\
  - do: determine-breach
    at: 1h
    breach: false
    assessment:
      acquired: {finding: Seen., weight: low, sources: [bucket-access-log], confidence: 0.4}
      exceptions: [{name: not_retained, shown: [good-faith]}]
      counsel: true
      review_on: [idp-log]
""",
        s1,
    )
    (step,) = book.steps
    assert isinstance(step.decision, d.DetermineBreach)
    assert step.decision.assessment == d.Assessment(
        acquired=d.Factor(finding="Seen.", weight="low", sources=("bucket-access-log",), confidence=0.4),
        exceptions=(d.Claim(name="not_retained", shown=("good-faith",)),),
        counsel=True,
        review_on=("idp-log",),
    )
