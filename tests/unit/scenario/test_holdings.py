"""Systems of record, aimed visits, windows, labels and handed-over lists, as an author writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.ids import PoolId
from simulator.domain.nouns import Visit
from simulator.errors import ScenarioError
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import load_runbook
from tests.unit.scenario.scenes import copied, spoil

CHARTS = """
  charts:
    title: Charts of the EHR
    starts: 2020-01-01T00:00
    holds: everyone
    route: [{store: appt-sync-dlq, after: 0}]
    elements: [name]
"""
READERS = """
  nightly-job:
    title: Our own job
    address:
    grants: [dlq-any-role]
    visits: [{at: -2d, store: appt-sync-dlq, lasting: 1h, pools: [recurring-series], skip: 5, limit: 5}]
"""
LIST = """
  vendor-list:
    code: E40c
    title: The vendor's list
    kind: content
    pools: [recurring-series]
    since: 9d
    until: 20d
    columns: [mrn, name, state]
    fill: {mrn: mrn, name: patient-name, state: residence}
    rows: [{of: person}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first scenario with one more of each."""
    made = copied(tmp_path)
    file = made / "scenario.yaml"
    for section, more in (("flows", CHARTS), ("readers", READERS), ("sources", LIST)):
        spoil(file, f"\n{section}:\n", f"\n{section}:{more}")
    spoil(file, "    opened: 2026-08-04T06:00\n", "    opened: 2026-08-04T06:00\n    closes: 30d\n")
    return made


def test_what_an_author_leaves_out_is_nothing(folder: Path) -> None:
    """A flow that holds everyone needs no rate, a reader no address; moments become seconds."""
    playbook = load_playbook(folder)
    charts, job = next(iter(playbook.flows.values())), next(iter(playbook.readers.values()))
    assert (charts.per_day, charts.ends, charts.pool, charts.without_person, charts.lies) == (0, None, None, 0, True)
    assert job.address == ""
    assert job.visits == (
        Visit(
            at=-172_800,
            store=job.visits[0].store,
            lasting=3_600,
            limit=5,
            skip=5,
            pools=(PoolId("recurring-series"),),
        ),
    )
    given = next(iter(playbook.sources.values()))
    assert (given.since, given.until, given.pools) == (777_600, 1_728_000, (PoolId("recurring-series"),))
    assert [one.closes for one in playbook.grants.values()] == [2_592_000, None]
    assert playbook.begins == load_playbook("leaky-sync-queue").begins


def test_a_label_is_checked_before_play(folder: Path, tmp_path: Path) -> None:
    """A runbook leaves out a known label; a misspelt one is told, with what was meant."""
    playbook = load_playbook(folder)
    step = "scenario: leaky-sync-queue\nsteps:\n  - do: build-list\n    scope: narrow\n    sources: [data-events]\n"
    book = tmp_path / "mine.yaml"
    text = f"{step}    without: integration-key from no address\n"
    (made,) = load_runbook(book, playbook, text=text).steps
    assert made.decision.spec.without == ("integration-key from no address",)  # type: ignore[union-attr]
    with pytest.raises(ScenarioError, match='Did you mean "integration-key from no address"'):
        load_runbook(book, playbook, text=text.replace("no address", "no adress"))
