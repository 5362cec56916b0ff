"""When an impermissible disclosure is no notifiable breach, and what a letter must say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from simulator.law.assessment import CONDITIONS, ExceptionName, Incident, RiskAssessment, Safeguard, conclude
from simulator.law.letters import ELEMENTS, Letter, review
from tests.law.incidents import incident, leaky_queue, notice, owed

ALL_LOW: dict[str, Any] = {"nature": "low", "recipient": "low", "acquired": "low", "mitigated": "low"}


def test_four_low_factors_rebut_the_presumption() -> None:
    """A complete assessment that finds every factor low demonstrates a low probability."""
    conclusion = conclude(Incident(assessment=RiskAssessment(**ALL_LOW)))
    assert (conclusion.outcome, conclusion.notifiable) == ("low_probability", False)


@pytest.mark.parametrize("factor", ALL_LOW)
@pytest.mark.parametrize("rating", [None, "not_low"])
def test_one_missing_or_high_factor_leaves_a_breach(factor: str, rating: str | None) -> None:
    """Three low factors rebut nothing, whichever the fourth is."""
    conclusion = conclude(Incident(assessment=RiskAssessment(**{**ALL_LOW, factor: rating})))
    assert conclusion.notifiable
    assert len(conclusion.reasons) == 3


def test_without_an_assessment_it_is_a_breach() -> None:
    """The presumption is the default."""
    assert conclude(Incident()).notifiable


@pytest.mark.parametrize(
    ("safeguard", "outcome"),
    [
        (Safeguard(encrypted=True), "secured"),
        (Safeguard(encrypted=True, key_breached=True), "breach"),
        (Safeguard(encrypted=True, opened=True), "breach"),
        (Safeguard(destroyed=True), "secured"),
        (Safeguard(), "breach"),
    ],
)
def test_encryption_helps_only_while_its_key_does(safeguard: Safeguard, outcome: str) -> None:
    """A key on a sticky note, or an account that decrypts for anybody, makes encrypted PHI unsecured."""
    assert conclude(Incident(safeguard=safeguard)).outcome == outcome


@pytest.mark.parametrize("name", CONDITIONS)
def test_an_exception_needs_all_its_conditions(name: ExceptionName) -> None:
    """Each exception holds with every condition shown and fails without any one of them."""
    needed = CONDITIONS[name]
    assert conclude(Incident(claimed=((name, frozenset(needed)),))).outcome == "excepted"
    for condition in needed:
        assert conclude(Incident(claimed=((name, frozenset(needed) - {condition}),))).notifiable


@pytest.mark.parametrize("fact", [{"low_probability": True}, {"unsecured": False}])
def test_no_federal_notice_where_there_is_no_breach(fact: dict[str, bool]) -> None:
    """Secured information, or a demonstrated low probability, ends every federal duty, and says why."""
    told = [notice("hhs", date(2026, 9, 30))]
    rows = [row for row in owed(leaky_queue(notices=told, **fact)).values() if row.id.startswith("us.hipaa.")]
    statuses = {row.id: row.status for row in rows}
    assert statuses.pop("us.hipaa.hhs") == "not_required_but_done"
    assert set(statuses.values()) == {"not_required"}
    assert all(row.why_not for row in rows)


def test_states_without_a_risk_exception_still_ask() -> None:
    """Texas and California have no risk-of-harm exception: a low probability ends HIPAA's duty and not theirs."""
    rows = owed(leaky_queue(low_probability=True, licensed_in=("CA",)))
    assert rows["us.tx.ag"].required
    assert rows["us.ca.individual"].required
    assert not rows["us.ca.cdph"].required


def test_letter_is_measured_by_its_true_elements() -> None:
    """Four elements of which one is false are three fifths of a letter."""
    found = review(Letter(present=frozenset(ELEMENTS) - {"contact"}, untrue=frozenset({"what_happened"})))
    assert (found.share, found.missing) == (0.6, (ELEMENTS["contact"],))
    assert review(Letter(present=frozenset(ELEMENTS))).share == 1.0


def test_thin_letter_is_shown_on_the_obligation() -> None:
    """The smallest content among the letters stands on the row."""
    letters = [
        notice("individual", date(2026, 1, 1), {"TX": 5}, 0.8),
        notice("individual", date(2026, 1, 1), {"TX": 5}),
    ]
    row = owed(incident(date(2026, 1, 1), {"TX": 10}, notices=letters))["us.hipaa.individual"]
    assert (row.status, row.content) == ("met", 0.8)
    assert "A notice carries 80% of the required elements." in row.why
