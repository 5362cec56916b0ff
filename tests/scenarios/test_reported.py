"""What every scenario's reference did can be looked at: the rows of its pulls, and the whole report."""

from __future__ import annotations

import pytest

from simulator.domain.facts import EvidencePulled
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.report.build import build
from simulator.report.render_md import render_md
from tests.scenarios.acts import branched
from tests.scenarios.goldens import SCENARIOS


@pytest.fixture(scope="module", params=SCENARIOS)
def ended(request: pytest.FixtureRequest) -> Exercise:
    """An exercise of each scenario, played by its reference."""
    playbook = branched(request.param)
    return play_runbook(playbook, find_runbook(playbook, "reference"), playbook.seed)


def test_each_pull_lays_out_the_rows_that_it_counts(ended: Exercise) -> None:
    """Every row of every source that was pulled can be read, and there are as many as the journal says."""
    pulls = [(entry.number, entry.fact) for entry in ended.journal if isinstance(entry.fact, EvidencePulled)]
    assert pulls
    for number, fact in pulls:
        native = ended.rows(number)
        assert (fact.source, len(native.rows)) == (fact.source, fact.rows)


def test_the_report_is_whole(ended: Exercise) -> None:
    """Every section is built and rendered from the same run."""
    text = render_md(build(played(ended)))
    assert ended.playbook.title in text
    assert "Executive summary" in text
