"""What S4's report may not say: that evidence was lost which lay copied in the vault, or that nobody decided."""

from __future__ import annotations

import pytest

from simulator.domain import facts as f
from simulator.domain.evaluation import records as r
from simulator.domain.ids import ActionId
from simulator.report.course.care import disturbed
from simulator.report.findings import findings
from simulator.report.material import Material, Played
from simulator.scoring.evidence import lost
from tests.unit.report.conftest import by_runbook
from tests.unit.report.texts import build, rows, section, written


@pytest.fixture(scope="module")
def run() -> Played:
    """S4 as its good team plays it: the mailbox is copied before its rule goes, and one path ended by itself."""
    return by_runbook("good", "leavers-report")


def test_what_was_copied_before_is_not_lost(run: Played) -> None:
    """The rule is out of the mailbox, whose copy lies in the vault: no gap, no loss; uncopied it is both."""
    material = Material(run)
    changed = [one.fact for one in material.entries if isinstance(one.fact, f.EvidenceChanged)]
    gone = {one.source for one in changed if one.now == "lost"}
    assert gone
    assert gone <= material.truth.pulled.keys()
    assert lost(material.entries) == {}
    assert not [one for one in findings(material) if one.text.startswith("Evidence was lost")]
    uncopied = [one for one in material.entries if not isinstance(one.fact, f.EvidencePulled)]
    assert lost(uncopied).keys() == gone


def test_the_first_decision_that_closed_a_path_is_told(run: Played) -> None:
    """A path that ended by itself was nobody's decision; the next one was somebody's."""
    material = Material(run)
    shut = [one for one in material.entries if isinstance(one.fact, f.GrantClosed)]
    assert material.decision_behind(shut[0].number) is None
    times = {row.cells[0]: row for row in rows(section(build(run), "timeline"), "Times")}
    (number,) = times["contain, decided"].refs
    decided = material.journal[number].fact
    assert isinstance(decided, f.DecisionRecorded)
    assert getattr(decided.decision, "action", None) == ActionId("remove-export-rights")


def test_visits_of_a_side_effect_are_counted_once(run: Played) -> None:
    """They are among the visits of the hours around them: the whole is that of the spans."""
    spans = [one.fact for one in Material(run).truth.care if one.fact.since < one.fact.until]
    assert len(spans) < len(Material(run).truth.care)
    assert disturbed(Material(run))[1] == sum(one.visits for one in spans)


def test_the_crosswalk_shows_what_the_sections_show(run: Played) -> None:
    """A vendor's answer is no notice by a business associate, and a brief for leaders no critical finding."""
    told = {row.cells[0]: row.cells[3] for row in rows(section(build(run), "crosswalk"), "Rules")}
    assert Material(run).truth.replies
    assert told["45 CFR 164.410"].startswith("not asked for")
    assert told["NIST SP 800-84"] == "NOT SHOWN"
    flagged = written(run, r.Escalated(at=0, room=0.0, text="The export group is as large as the clinic."))
    told = {row.cells[0]: row.cells[3] for row in rows(section(build(flagged), "crosswalk"), "Rules")}
    assert told["NIST SP 800-84"] == "shown"


def test_a_list_names_its_sources(run: Played) -> None:
    """By their titles: an id of a file says nothing to a reader."""
    material = Material(run)
    (built,) = material.truth.lists
    (row,) = rows(section(build(run), "people"), "Versions")
    assert all(f"“{material.playbook.sources[one].title}”" in row.cells[2] for one in built.fact.spec.sources)
