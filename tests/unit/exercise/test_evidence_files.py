"""What was pulled leaves an exercise as the product wrote it, or as AuditEvents of the EHR."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from fhir.resources.R4B import get_fhir_model_class

from simulator.domain.decisions import TakeAction
from simulator.domain.facts import EvidencePulled
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.time import DAY, HOUR
from simulator.errors import InputError
from simulator.exercise.evidence_files import export_evidence
from simulator.exercise.play import Exercise
from simulator.scenario.load import load_playbook
from simulator.world.proof.files import verify_path


@pytest.fixture(scope="module")
def played() -> Exercise:
    """The shipped scenario, in which the EHR's access log and the login history were asked for on the first day."""
    exercise = Exercise(load_playbook("leaky-sync-queue"), 1)
    exercise.advance(HOUR)
    for action in ("declare-incident", "ehr-access-audit", "pull-login-history"):
        exercise.submit(TakeAction(seat=ROOM, action=ActionId(action)))
        exercise.advance(exercise.now + HOUR)
    exercise.advance(9 * DAY)
    return exercise


def pulled(exercise: Exercise, source: str) -> int:
    """How many rows the journal says that the pulls of a source brought."""
    facts = (entry.fact for entry in exercise.journal)
    return sum(fact.rows for fact in facts if isinstance(fact, EvidencePulled) and fact.source == source)


def test_the_access_log_of_the_ehr_is_written_as_audit_events(
    played: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One valid AuditEvent a row, with a record number of ours, and nothing that could be real."""
    monkeypatch.setattr("simulator.engine.native.MOST_ROWS", 1_500)  # of some hundred thousand
    path = tmp_path / "log.ndjson"
    assert pulled(played, "ehr-access-log") > export_evidence(played, "ehr-access-log", path) == 1_500
    lines = path.read_text(encoding="utf-8").splitlines()
    model = get_fhir_model_class("AuditEvent")
    for line in lines:
        model.model_validate_json(line)
    assert json.loads(lines[0])["entity"][0]["what"]["identifier"]["value"].startswith("SIM-")
    assert verify_path(path) == ()


def test_any_log_is_written_as_its_product_names_it(played: Exercise, tmp_path: Path) -> None:
    """The third line names the source's own columns; every row that was pulled follows; nothing could be real."""
    path = tmp_path / "log.csv"
    count = export_evidence(played, "login-history", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert count == len(rows) - 3 == pulled(played, "login-history") > 0
    assert {"UserId", "LoginTime", "SourceIp"} <= set(rows[2])
    assert verify_path(path) == ()


@pytest.mark.parametrize(
    ("source", "name", "told"),
    [
        ("login-histry", "log.csv", "login-history"),
        ("login-history", "log.ndjson", "the access log of an EHR"),
        ("login-history", "log.xlsx", ".csv, .ndjson"),
        ("login-history", "none/log.csv", "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(played: Exercise, tmp_path: Path, source: str, name: str, told: str) -> None:
    """An unknown source, another log, another suffix, another place; no file is left."""
    with pytest.raises(InputError, match=told):
        export_evidence(played, source, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
