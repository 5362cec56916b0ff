"""A scenario over its failure cards: what it takes from them, what it takes away, and how their faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.domain.ids import FlowId, GrantId, StoreId
from simulator.errors import ScenarioError
from simulator.scenario.load import load_playbook
from tests.unit.scenario.scenes import S1, copied, spoil

CARDS = "_library/failures"


def test_the_first_scenario_is_made_of_three_cards() -> None:
    """What it does not say itself comes from them; what it leaves empty is not in it."""
    playbook = load_playbook(S1)
    assert [one.code for one in playbook.failures] == ["F08", "F03", "F25"]
    assert playbook.flows[FlowId("appt-sync")].per_day == 92
    assert playbook.grants[GrantId("dlq-any-role")].credential == "integration-key"
    assert StoreId("int-claimcheck-versions") not in playbook.stores
    assert [list(playbook.stores), list(playbook.flows)] == [
        ["int-claimcheck", "appt-sync-dlq"],
        ["appt-sync", "adt-sync"],
    ]


def test_the_digest_is_over_the_cards_in_use(tmp_path: Path) -> None:
    """Another card changes nothing; a card of the scenario makes it another scenario."""
    folder = copied(tmp_path)
    before = load_playbook(folder).digest
    shelf = tmp_path / CARDS
    (shelf / "unused.yaml").write_text("code: F99\n", encoding="utf-8")
    assert load_playbook(folder).digest == before
    spoil(shelf / "bucket-cache.yaml", "per_day: 92", "per_day: 93")
    assert load_playbook(folder).digest != before
    assert load_playbook(folder).flows[FlowId("appt-sync")].per_day == 93


FAULTS = (
    ("scenario", "failures: [queue-remnants,", "failures: [queue-remnant,", 'Did you mean "queue-remnants"'),
    ("scenario", "failures: [queue-remnants,", "failures: [bucket-cache,", "expected each card once"),
    ("scenario", "  patient-sync:\n", "  patient-sink:\n", "given nothing, expected"),
    ("queue-remnants", "per_day: 92", "per_day: many", 'given "many", expected a number'),
    ("over-privileged-integration-user", "disturb-visits, visits: 40}", "disturb-visits, visits: many}", "a number"),
    ("queue-remnants", "credential: integration-key", "credential: Integration key", "or a login, like"),
    ("queue-remnants", "looks: depth-normal", "looks: depth-norml", 'Did you mean "depth-normal"'),
    ("queue-remnants", "contains: [tighten-queue-policy]", "contains: [tighten-que-policy]", "one of its nouns"),
    ("queue-remnants", "code: F08", "code: Q08", "text that matches"),
)


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS, ids=[new[:40] for _, _, new, _ in FAULTS])
def test_a_fault_in_a_layer_is_told_where_it_was_written(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    """Scenario or card: the problem names the file and line that said it; what a scenario overrides is none."""
    folder = copied(tmp_path)
    path = folder / "scenario.yaml" if file == "scenario" else tmp_path / CARDS / f"{file}.yaml"
    line = spoil(path, old, new)
    with pytest.raises(ScenarioError) as caught:
        load_playbook(folder)
    told = [problem for problem in str(caught.value).splitlines() if f"{path.name}:{line}:" in problem]
    assert told, str(caught.value)
    assert expected in told[0]
