"""Rules are data: cited, dated, checked all at once."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from simulator.authored import load_model
from simulator.errors import LawError, ScenarioError
from simulator.law.clocks import obligations
from simulator.law.facts import BusinessAssociate, IncidentFacts
from simulator.law.load import RULES, load_rulebook, read_rulebook
from simulator.law.model import Duty
from tests.law.incidents import incident, owed

IDS = [
    *("us.hipaa.ba", "us.hipaa.hhs", "us.hipaa.individual", "us.hipaa.media", "us.hipaa.substitute"),
    *("us.ca.ag", "us.ca.cdph", "us.ca.individual", "us.ny.ag", "us.ny.dos", "us.ny.individual"),
    *("us.ny.state_police", "us.tx.ag", "us.tx.individual"),
]


SUPPLIER = BusinessAssociate(discovered=date(2026, 1, 1), agent=False)
_SECTION = re.compile(r"\d(-aa)?(, ?[IVX]+)?\([A-Za-z0-9]+\)|subd\. \d|[-:/]\d|(O|P)\.S\. \d")
"""A subsection, or a section of a code that numbers them 51-30-02 and has none."""


def test_every_duty_has_the_id_of_its_file() -> None:
    """A duty is found where its id says, and every promised duty is there."""
    paths = {path.relative_to(RULES).with_suffix("").as_posix().replace("/", ".") for path in RULES.rglob("*.yaml")}
    ids = {duty.id for duty in load_rulebook().duties}
    assert paths == ids
    assert set(IDS) <= ids


@pytest.mark.parametrize("duty", load_rulebook().duties, ids=lambda duty: duty.id)
def test_every_rule_is_cited_to_its_subsection_and_dated(duty: Duty) -> None:
    """Somebody can look up each rule, and knows when it was last read."""
    assert any(_SECTION.search(citation.text) for citation in duty.citations)
    assert all(citation.read is None or citation.read >= date(2026, 11, 22) for citation in duty.citations)
    if duty.id.startswith("us.hipaa."):
        assert any("45 CFR 164.4" in citation.text for citation in duty.citations)
        assert any("42 USC 17932" in citation.text for citation in duty.citations)


def test_what_nobody_verified_is_for_counsel() -> None:
    """Every assumption that a row prints says whom to ask; a rule from memory has at least one."""
    rows = owed(incident(date(2026, 1, 1), {"VI": 600, "TX": 600}, business_associate=SUPPLIER))
    assert rows["us.vi.owner"].assumptions[0] == "The rule is told from memory. Confirm with counsel."
    assert rows["us.vi.owner"].unverified
    assert not rows["us.tx.individual"].unverified
    assert all(text.endswith("Confirm with counsel.") for row in rows.values() for text in row.assumptions)


def test_obligations_of_a_state_belong_to_their_duty() -> None:
    """The media of Texas are an obligation of the media duty; an unknown id is the rulebook's error."""
    book = load_rulebook()
    assert book.duty("us.hipaa.media.tx").id == "us.hipaa.media"
    assert book.knows("us.hipaa.media.ny")
    assert not book.knows("us.hipaa.hhs.ny")
    with pytest.raises(LawError, match=r"us\.hipaa\.hss"):
        book.duty("us.hipaa.hss")


def test_digest_changes_with_any_rule(tmp_path: Path) -> None:
    """The same files give the same digest, whatever their line ends; another number gives another."""
    copy = tmp_path / "rules"
    shutil.copytree(RULES, copy)
    changed = copy / "us/tx/ag.yaml"
    source = changed.read_text(encoding="utf-8")
    changed.write_bytes(source.replace("\n", "\r\n").encode("utf-8"))
    assert read_rulebook(copy).digest == load_rulebook().digest
    changed.write_text(source.replace("250", "251"), encoding="utf-8")
    assert read_rulebook(copy).digest != load_rulebook().digest


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    """Two broken rules and a doubled id are three lines of one error, each with its file."""
    source = (RULES / "us/tx/ag.yaml").read_text(encoding="utf-8")
    shelf = tmp_path / "tx"
    shelf.mkdir()
    (shelf / "a.yaml").write_text(source.replace("trigger: determination", "trigger: determinatoin"), encoding="utf-8")
    (shelf / "b.yaml").write_text(source.replace("number: 250", "number: many"), encoding="utf-8")
    (shelf / "c.yaml").write_text(source, encoding="utf-8")
    (shelf / "d.yaml").write_text(source, encoding="utf-8")
    with pytest.raises(LawError) as error:
        assert read_rulebook(tmp_path).duties
    told = error.value.message
    assert all(name in told for name in ("a.yaml:5:", "b.yaml:11:", "d.yaml: given the id"))


def test_another_state_is_data_alone(tmp_path: Path) -> None:
    """A rule file for a state that the code has never heard of gives its clock."""
    source = (RULES / "us/tx/ag.yaml").read_text(encoding="utf-8")
    (tmp_path / "mp").mkdir()
    (tmp_path / "mp/ag.yaml").write_text(source.replace("TX", "MP").replace("tx.ag", "mp.ag"), encoding="utf-8")
    day = date(2026, 1, 1)
    (row,) = obligations(read_rulebook(tmp_path), incident(day, {"MP": 250}, determined=day, states=()))
    assert (row.id, row.status, row.due) == ("us.mp.ag", "running", date(2026, 1, 31))


def test_a_place_without_a_rule_is_not_covered_and_never_nothing() -> None:
    """Residents of a territory that nobody read, and of other countries, each have a row that says so."""
    rows = owed(incident(date(2026, 1, 1), {"MP": 3, "foreign": 2}))
    assert rows["us.mp.individual"].status == "not_covered"
    assert rows["foreign.individual"].status == "not_covered"
    assert all(
        "Confirm with counsel." in rows[name].assumptions[0] for name in ("us.mp.individual", "foreign.individual")
    )


def test_facts_are_read_from_a_file(tmp_path: Path) -> None:
    """A facts file gives the same value as code does, and a wrong state is named by its place."""
    path = tmp_path / "facts.yaml"
    text = "entity: clinic\nas_of: 2026-01-01\ndiscovery: {actual: 2026-01-01}\nresidents: {TX: 501, unknown: 2}\n"
    path.write_text(text, encoding="utf-8")
    assert load_model(path, IncidentFacts) == incident(date(2026, 1, 1), {"TX": 501, "unknown": 2}, states=())
    path.write_text(text.replace("TX", "XT"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"facts.yaml:4"):
        load_model(path, IncidentFacts)
