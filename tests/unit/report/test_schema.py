"""The published schema of the report's JSON holds for reports, and for nothing else."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft7Validator

from simulator.exercise.reports import Wanted, report_of
from simulator.exercise.schemas import names, schema_of
from simulator.report.audience import AUDIENCES, Audience
from simulator.report.material import Played
from simulator.report.render_json import render_json


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema as it is published."""
    return schema_of("report")


def test_it_is_a_schema_with_a_name(schema: dict[str, Any]) -> None:
    """`breachdrill schema report` gives a valid schema."""
    Draft7Validator.check_schema(schema)
    assert "report" in names()


@pytest.mark.parametrize("run", ["reference", "silent", "clumsy"])
@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_reports_hold_it(
    run: str, audience: Audience | None, schema: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    """Every report does, whoever played and whoever reads."""
    told: Played = request.getfixturevalue(run)
    value = json.loads(render_json(report_of(told, Wanted(audience=audience, handling="a line"))))
    assert [one.message for one in Draft7Validator(schema).iter_errors(value)] == []


def test_what_is_no_report_breaks_it(schema: dict[str, Any], reference: Played) -> None:
    """A block of an unknown kind, a field too many, a field too few and a missing mark are found."""
    good = json.loads(render_json(report_of(reference, Wanted())))

    def broken(path: tuple[str | int, ...], key: str, value: Any) -> dict[str, Any]:
        made: dict[str, Any] = deepcopy(good)
        place: Any = made
        for step in path:
            place = place[step]
        if value is None:
            del place[key]
        else:
            place[key] = value
        return made

    block: tuple[str | int, ...] = ("sections", 0, "blocks", 0)
    for bad in (
        broken(block, "kind", "applet"),
        broken(block, "kind", None),
        broken(("cover",), "price", 1),
        broken(("cover",), "title", None),
        broken((), "mark", "LIVE"),
    ):
        assert not Draft7Validator(schema).is_valid(bad)
