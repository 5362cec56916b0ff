"""Facts files that the law's tests start from and change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from simulator.errors import BreachdrillError
from simulator.exercise.planning.plan import Plan, plan_of
from simulator.exercise.planning.show import json_of

TODAY = date(2026, 11, 22)
WHOLE: dict[str, Any] = {
    "entity": {"kind": "covered_entity", "name": "Northbank", "state": "TX", "licensed_facility": ["CA"]},
    "timezone": "America/Chicago",
    "phi": {"unsecured": True, "elements": ["ssn", "mrn"]},
    "breach": {"start": "2026-08-01", "end": "2026-09-10"},
    "signals": [{"on": "2026-09-01", "what": "an alarm"}],
    "discovered": "2026-09-15",
    "should_have_known": "2026-09-06",
    "determined": {"TX": "2026-09-18", "NY": "2026-09-20"},
    "material": "2026-09-21",
    "business_associate": {"agent": False, "discovered": "2026-09-10", "notified_entity": "2026-09-15"},
    "individuals": {
        "total": 1283,
        "by_state": {"TX": 501, "NY": 499, "CA": 270, "unknown": 8, "foreign": 5},
        "bad_address": 12,
        "deceased_unknown_kin": 3,
    },
    "counts": [{"as_of": "2026-09-15", "total": 400}, {"as_of": "2026-10-01", "total": 1283}],
    "returned_mail": [{"on": "2026-10-20", "n": 4}],
    "law_enforcement": [
        {"kind": "oral", "on": "2026-09-20", "official": "Detective Roe", "applies_to": ["individuals", "media"]},
        {"kind": "written", "on": "2026-09-25", "until": "2026-10-30", "applies_to": ["individuals", "TX"]},
    ],
    "notices": [
        {"to": "individuals", "sent": "2026-10-10", "batch": "1", "method": "mail", "reached": {"TX": 501, "NY": 99}},
        {"to": "individuals", "sent": "2026-10-12", "batch": "2", "reached": 683, "content": ["A", "B", "C", "D", "E"]},
        {"to": "media", "state": "TX", "sent": "2026-10-12", "content": ["what_happened", "phi_types", "contact"]},
        {"to": "hhs", "sent": "2026-10-12"},
        {"to": "state_ag", "state": "TX", "sent": "2026-10-15"},
        {"to": "state_other", "state": "NY", "sent": "2026-10-16"},
        {"to": "contract", "sent": "2026-09-16"},
    ],
    "contracts": [
        {"id": "acme-messaging", "hours": 24, "from": "discovered"},
        {"id": "insurer", "hours": 72, "from": "2026-09-15T18:00:00-05:00"},
    ],
    "as_of": "2026-11-22",
}
"""A file that uses every key of a covered entity's."""


def facts(**more: Any) -> dict[str, Any]:
    """A small file of one entity in Texas, with these keys in addition or instead; None: without the key."""
    plain = {
        "entity": {"kind": "covered_entity", "name": "Northbank", "state": "TX"},
        "timezone": "America/Chicago",
        "discovered": "2026-01-01",
        "individuals": {"total": 600},
        "as_of": "2026-06-01",
    }
    return {key: value for key, value in {**plain, **more}.items() if value is not None}


def write(folder: Path, data: Mapping[str, Any], name: str = "facts.json") -> Path:
    """The file with that in it."""
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def plan(folder: Path, data: Mapping[str, Any], as_of: date | None = None) -> Plan:
    """What is owed on those facts."""
    return plan_of(write(folder, data), TODAY, as_of)


def answer(folder: Path, data: Mapping[str, Any], as_of: date | None = None) -> Any:
    """The JSON that the command would print."""
    return json.loads(json_of(plan(folder, data, as_of)))


def rows(folder: Path, data: Mapping[str, Any], as_of: date | None = None) -> dict[str, dict[str, Any]]:
    """The obligations of the answer by id."""
    return {one["id"]: one for one in answer(folder, data, as_of)["obligations"]}


def problems(path: Path) -> list[str]:
    """The lines that a file is refused with; none where it is taken."""
    try:
        plan_of(path, TODAY)
    except BreachdrillError as error:
        return error.message.splitlines()
    return []
