"""What people write into a facts file, given only its keys: every reasonable spelling means the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.law.factsfile.contents import elements_of
from simulator.law.letters import ELEMENTS
from tests.law.files import facts, problems, rows, write

LETTERS = "us.hipaa.individual"
RULE = (
    "a brief description of what happened, including the date of the breach and the date of the discovery",
    "a description of the types of unsecured PHI that were involved",
    "steps individuals should take to protect themselves from potential harm resulting from the breach",
    "what the covered entity is doing to investigate the breach, to mitigate harm and to protect against more",
    "contact procedures for individuals to ask questions",
)
COMPLETE = [
    ("A", "B", "C", "D", "E"),
    ("(a)", "(b)", "(c)", "(d)", "(e)"),
    tuple(f"164.404(c)(1)({letter})" for letter in "ABCDE"),
    tuple(ELEMENTS),
    ("what_happened", "phi_types", "steps", "mitigation", "contact"),
    ("What Happened", "What Information Was Involved", "What We Are Doing", "What You Can Do", "For More Information"),
    ("description", "types of information", "protective steps", "investigation", "toll-free number"),
    ("date_of_breach", "phi", "credit_monitoring", "corrective action", "email"),
    RULE,
]


@pytest.mark.parametrize("content", COMPLETE, ids=[given[0] for given in COMPLETE])
def test_five_elements_are_five_in_many_words(content: tuple[str, ...]) -> None:
    """Each word stands for an element of its own."""
    assert elements_of(content) == set(ELEMENTS)
    assert all(len(elements_of(set(content) - {word})) == len(ELEMENTS) - 1 for word in content)


@pytest.mark.parametrize(
    ("method", "counts"),
    [
        *((one, True) for one in ("first_class_mail", "first-class mail", "mail", "USPS", "letter", "email", "e-mail")),
        ("mail and website", True),
        *((one, False) for one in ("phone", "telephone", "website", "web posting", "text message")),
    ],
)
def test_letters_count_by_the_way_they_went(method: str, counts: bool, tmp_path: Path) -> None:
    """Mail and agreed e-mail count; a call or a posting alone does not, and the row says why."""
    row = rows(tmp_path, facts(notices=[{"to": "individuals", "sent": "2026-02-01", "method": method}]))[LETTERS]
    assert (row["done"] is not None) is counts
    assert ("does not count" in row["why"]) is not counts


@pytest.mark.parametrize(
    ("method", "counts"), [("press_release", True), ("newspaper", True), ("press release on own website", False)]
)
def test_media_are_told_by_more_than_ones_own_page(method: str, counts: bool, tmp_path: Path) -> None:
    """A press release goes to outlets; a page of one's own does not (law.md M6)."""
    row = rows(tmp_path, facts(notices=[{"to": "media", "sent": "2026-02-01", "method": method}]))["us.hipaa.media.tx"]
    assert (row["done"] is not None) is counts


@pytest.mark.parametrize("reached", [600, "all", {"TX": 600}, None])
def test_everybody_can_be_said_in_four_ways(reached: Any, tmp_path: Path) -> None:
    """A number, a word, a count by state, or nothing at all."""
    notice = {"to": "individuals", "sent": "2026-02-01"} | ({} if reached is None else {"reached": reached})
    assert rows(tmp_path, facts(notices=[notice]))[LETTERS]["done"] == "2026-02-01"


def test_letters_that_fail_by_address_leave_the_substitute_notice(tmp_path: Path) -> None:
    """588 of 600 letters and 12 failed addresses: the letters are done; the substitute notice is owed apart."""
    data = facts(
        individuals={"total": 600, "bad_address": 12},
        notices=[{"to": "individuals", "sent": "2026-02-01", "reached": 588}],
    )
    found = rows(tmp_path, data)
    assert (found[LETTERS]["status"], found["us.hipaa.substitute"]["status"]) == ("met", "overdue")
    one_short = rows(tmp_path, data | {"notices": [{"to": "individuals", "sent": "2026-02-01", "reached": 587}]})
    assert one_short[LETTERS]["status"] == "overdue"


@pytest.mark.parametrize("begins", ["discovered", "discovery", "2026-01-01", "2026-01-01T00:00-06:00"])
def test_a_contract_counts_from_a_word_or_a_moment(begins: str, tmp_path: Path) -> None:
    """72 hours from the discovery end on the fourth, however the start is told; the insurer's own notice ends it."""
    contracts = [{"id": "cyber_insurer", "hours": 72, "from": begins}, {"id": "BAA-7", "hours": 24, "from": begins}]
    told = [{"to": "insurer", "sent": "2026-01-04"}, {"to": "contract", "sent": "2026-01-03"}]
    found = rows(tmp_path, facts(contracts=contracts, notices=told))
    insurer, partner = found["contract.cyber_insurer.notice"], found["contract.BAA-7.notice"]
    assert (insurer["due"], insurer["done"], insurer["late_days"]) == ("2026-01-04", "2026-01-04", 0)
    assert (partner["due"], partner["done"], partner["late_days"]) == ("2026-01-02", "2026-01-03", 1)


@pytest.mark.parametrize("agent", [True, False])
def test_an_associates_contract_counts_from_its_own_discovery(agent: bool, tmp_path: Path) -> None:
    """In an associate's file `discovered` is the associate's, wherever it stands."""
    data = facts(
        entity={"kind": "business_associate", "name": "Acme"},
        discovered=None,
        business_associate={"agent": agent, "discovered": "2026-01-05"},
        covered_entities=[{"name": "CE", "by_state": {"TX": 600}}],
        contracts=[{"id": "ce-baa", "hours": 120, "from": "discovered"}],
    )
    assert rows(tmp_path, data)["contract.ce-baa.notice"]["due"] == "2026-01-10"


@pytest.mark.parametrize("facility", [True, ["CA"], ["CA", "TX"]])
def test_a_licence_is_yes_or_the_states(facility: Any, tmp_path: Path) -> None:
    """True means the entity's own state."""
    entity = {"kind": "covered_entity", "state": "CA", "licensed_facility": facility}
    assert rows(tmp_path, facts(entity=entity))["us.ca.cdph"]["status"] == "overdue"


@pytest.mark.parametrize("determined", ["2026-01-10", {"TX": "2026-01-10"}, "2026-01-10T23:00-06:00"])
def test_a_determination_is_a_day_or_one_for_each_state(determined: Any, tmp_path: Path) -> None:
    """Texas counts from its own day."""
    assert rows(tmp_path, facts(determined=determined))["us.tx.ag"]["due"] == "2026-02-09"


def test_a_notice_to_an_insurer_without_a_contract_is_no_fault(tmp_path: Path) -> None:
    """It discharges nothing, and nothing is wrong with it."""
    path = write(tmp_path, facts(notices=[{"to": "insurer", "sent": "2026-01-02"}]))
    assert problems(path) == []


def test_before_its_due_date_a_duty_runs(tmp_path: Path) -> None:
    """With `as_of` before `due` the case has an open end; without `as_of` today is meant."""
    early = rows(tmp_path, facts(as_of="2026-01-31"))[LETTERS]
    assert (early["status"], early["elapsed_days"], early["late_days"], early["done"]) == ("running", 30, 0, None)
    today = rows(tmp_path, facts(as_of=None))[LETTERS]
    assert (today["status"], today["elapsed_days"]) == ("overdue", 325)


def test_a_hold_that_ends_after_the_due_date_moves_it(tmp_path: Path) -> None:
    """Named for letters and media alone it leaves HHS; stated after the due date it moves nothing (law.md L6, V8)."""
    hold = {"kind": "written", "on": "2026-02-01", "until": "2026-04-01", "applies_to": ["individuals", "media"]}
    found = rows(tmp_path, facts(law_enforcement=[hold]))
    dues = {name: found[name]["due"] for name in (LETTERS, "us.hipaa.media.tx", "us.hipaa.hhs")}
    assert dues == {LETTERS: "2026-04-01", "us.hipaa.media.tx": "2026-04-01", "us.hipaa.hhs": "2026-03-02"}
    late = rows(tmp_path, facts(law_enforcement=[{**hold, "on": "2026-03-03"}]))
    assert late[LETTERS]["due"] == "2026-03-02"
    oral = rows(tmp_path, facts(law_enforcement=[{"kind": "oral", "on": "2026-02-20"}]))
    assert oral[LETTERS]["due"] == "2026-03-22"
