"""When an impermissible disclosure is no notifiable breach, and what a worksheet of it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import EngineError, ScenarioError
from simulator.law.assessment import CONDITIONS, ExceptionName, Incident, RiskAssessment, Safeguard, conclude
from simulator.law.clocks import obligations
from simulator.law.factsfile import incidents, load_facts
from simulator.law.model import Obligation
from simulator.law.worksheet import (
    FactorFinding,
    Unpulled,
    Weight,
    Worksheet,
    changed,
    flags,
    follow,
    judge_worksheet,
)
from tests.law.incidents import RULEBOOK, leaky_queue, notice, owed

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


@pytest.mark.parametrize("outcome", ["no_phi", "permitted"])
def test_what_is_no_phi_or_was_permitted_is_no_breach(outcome: str) -> None:
    """The threshold questions come first: without PHI, or without an impermissible use, nothing is presumed."""
    incident_ = Incident(phi=outcome != "no_phi", impermissible=outcome != "permitted")
    assert conclude(incident_).outcome == outcome


def test_exception_ends_the_federal_duties_and_says_which() -> None:
    """A shown exception is no breach by definition; Texas does not know it."""
    rows = owed(leaky_queue(excepted="not_retained"))
    assert rows["us.hipaa.individual"].status == "not_required"
    assert "not retained" in rows["us.hipaa.individual"].why_not[0]
    assert rows["us.tx.ag"].required


LOW = FactorFinding(weight="low", finding="Nothing left.", evidence=("access-log",), confidence=0.9)
SHEET = Worksheet(nature=LOW, recipient=LOW, acquired=LOW, mitigated=LOW, known=("access-log",), counsel=True)
UNREAD = Unpulled(id="object-log", title="Object log", proves="It writes a row for each read.")


@given(
    weights=st.tuples(*(st.sampled_from([None, "low", "medium", "high", "not_low"]) for _ in range(4))),
)
def test_a_worksheet_rebuts_only_with_four_low_factors(weights: tuple[Weight | None, ...]) -> None:
    """Whatever else is on it, a missing factor or one that is not low leaves the presumption standing."""
    factors: dict[str, Any] = {
        name: None if weight is None else FactorFinding(weight=weight)
        for name, weight in zip(ALL_LOW, weights, strict=True)
    }
    sheet = Worksheet(**factors)
    assert judge_worksheet(sheet).notifiable is (weights != ("low",) * 4)


def test_a_finding_without_evidence_is_flagged_while_a_log_could_tell() -> None:
    """No evidence, and a source that proves absence not pulled: flagged; lost, silent or pulled: not."""
    bare = replace(SHEET, acquired=replace(LOW, evidence=()), unpulled=(UNREAD,))
    assert [one.factor for one in flags(bare)] == ["acquired"]
    assert "Object log" in flags(bare)[0].text
    for other in (replace(UNREAD, obtainable=False), replace(UNREAD, proves=None)):
        assert flags(replace(bare, unpulled=(other,))) == ()
    assert flags(replace(SHEET, unpulled=(UNREAD,))) == ()
    assert judge_worksheet(bare).outcome == "low_probability"


def test_what_will_not_bear_its_weight_is_flagged() -> None:
    """A source cited unread, a doubtful low, a conclusion without a ground, counsel not asked."""
    weak = replace(SHEET, acquired=replace(LOW, not_pulled=("idp-log",), confidence=0.2), breach=False, counsel=False)
    texts = " ".join(one.text for one in flags(weak))
    assert all(word in texts for word in ("idp-log", "confidence of 0.2", "counsel"))
    unshown = replace(SHEET, nature=None, breach=False)
    assert [(one.factor, "does not show it" in one.text) for one in flags(unshown)] == [("", True)]
    assert flags(replace(unshown, breach=True)) == ()


def test_versions_are_only_ever_added() -> None:
    """A later version gets the next number and leaves the first as it was; it cannot know less, or be older."""
    first = follow((), replace(SHEET, known_on=date(2026, 9, 18), review_on=("object-log",)))
    after = replace(first[0], known=("access-log", "object-log"), known_on=date(2026, 10, 1), breach=True)
    after = replace(after, acquired=replace(LOW, weight="high"))
    both = follow(first, after)
    assert [one.version for one in both] == [1, 2]
    assert both[0] == first[0]
    told = " ".join(changed(*both))
    assert "Pulled since: object-log." in told
    assert "The review that version 1 asked for was due" in told
    assert "low became high" in told
    assert "no conclusion became a breach" in told
    assert changed(first[0], first[0]) == ()
    for wrong in (replace(after, known=()), replace(after, known_on=date(2026, 9, 1))):
        with pytest.raises(EngineError, match="worksheet"):
            follow(both, wrong)


FACTS = """\
entity: {kind: covered_entity, name: Northbank Health Partners, state: TX}
timezone: America/Chicago
as_of: 2026-10-20
discovered: 2026-09-15
individuals: {total: 600}
"""


def _row(tmp_path: Path, more: str, duty: str = "us.hipaa.individual") -> Obligation:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS + more, encoding="utf-8")
    file = load_facts(path, RULEBOOK, date(2026, 10, 20))
    return next(row for facts in incidents(file, RULEBOOK) for row in obligations(RULEBOOK, facts) if row.id == duty)


RATED = "{rating: low, finding: Nothing left., evidence: [E1], confidence: 0.9, by: Privacy officer, on: 2026-09-20}"


@pytest.mark.parametrize("factor", ["low", RATED])
def test_a_file_may_give_a_factor_short_or_whole(factor: str, tmp_path: Path) -> None:
    """`low`, and the same with its ground, rebut alike; three of four do not."""
    four = "\n".join(f"  {name}: {factor}" for name in ALL_LOW)
    assert _row(tmp_path, f"assessment:\n{four}\n").status == "not_required"
    three = "\n".join(f"  {name}: {factor}" for name in list(ALL_LOW)[:3])
    assert _row(tmp_path, f"assessment:\n{three}\n").required


def test_a_factor_counts_from_the_day_it_was_rated(tmp_path: Path) -> None:
    """A factor rated after the day that is looked at is not in the worksheet yet."""
    four = "\n".join(f"  {name}: {RATED}" for name in ALL_LOW).replace("on: 2026-09-20", "on: 2026-11-20", 1)
    assert _row(tmp_path, f"assessment:\n{four}\n").required


def test_sources_not_pulled_stand_beside_what_rests_on_them(tmp_path: Path) -> None:
    """An assessment that is relied on tells which sources nobody pulled."""
    three = "\n".join(f"  {name}: low" for name in list(ALL_LOW)[:3])
    row = _row(tmp_path, f"assessment:\n{three}\n  mitigated: {{rating: low, not_pulled: [vendor log]}}\n")
    assert row.status == "not_required"
    assert any("vendor log" in text and "no evidence" in text for text in row.assumptions)


@pytest.mark.parametrize(
    ("phi", "owed_"),
    [
        ("{safeguard: {encrypted: true}}", False),
        ("{safeguard: {encrypted: true, key_breached: true}}", True),
        ("{safeguard: {encrypted: true, opened: true}}", True),
        ("{safeguard: {destroyed: true}}", False),
        ("{unsecured: false, safeguard: {encrypted: true}}", False),
        ("{unsecured: false}", False),
        ("{}", True),
    ],
)
def test_unsecured_follows_from_the_safeguard(phi: str, owed_: bool, tmp_path: Path) -> None:
    """What is not given follows from encryption, key and destruction; what is given wins."""
    assert _row(tmp_path, f"phi: {phi}\n").required is owed_


def test_an_exception_of_a_file_needs_all_its_conditions(tmp_path: Path) -> None:
    """Shown whole it ends the duty; without a condition it does not."""
    names = "inadvertent, discloser_authorised, recipient-authorised, no further use"
    told = "exceptions: [{name: inadvertent_between_authorised, shown: [%s]}]\n"
    assert not _row(tmp_path, told % names).required
    assert _row(tmp_path, told % names.replace("inadvertent, ", "", 1)).required


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        ("phi: {unsecured: true, safeguard: {encrypted: true}}\n", "6:18", "expected it to fit the safeguard"),
        ("exceptions: [{name: not_retained, shown: [good-faith, nice]}]\n", "6:55", "given nice"),
        ("assessment:\n  nature: {rating: low, on: 2026-01-01}\n", "7:29", "before the discovery"),
        ("assessment: {nature: lowish}\n", "6:", "low"),
    ],
)
def test_contradictions_are_bad_input_with_their_place(more: str, place: str, words: str, tmp_path: Path) -> None:
    """Each names file, line and column, what was given and what was expected."""
    with pytest.raises(ScenarioError) as told:
        _row(tmp_path, more)
    assert f"facts.yaml:{place}" in str(told.value)
    assert words in str(told.value)
