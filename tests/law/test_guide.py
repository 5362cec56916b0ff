"""The guide for a privacy officer does what it says: each example is run as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from simulator.exercise.planning.plan import Plan, plan_of
from tests.cli.shell import breachdrill
from tests.law.files import TODAY

GUIDE = (Path(__file__).parents[2] / "docs/clocks.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^    breachdrill (.*?)(?: {2,}#.*)?$", GUIDE, flags=re.MULTILINE)


def planned(folder: Path, number: int) -> Plan:
    """What the guide's file of that number asks for."""
    path = folder / "facts.yaml"
    path.write_text(FILES[number], encoding="utf-8")
    return plan_of(path, TODAY)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guide_passes(command: str, tmp_path: Path) -> None:
    """Run beside the guide's own file, each command answers."""
    (tmp_path / "facts.yaml").write_text(FILES[0], encoding="utf-8")
    ran = breachdrill(*shlex.split(command), home=tmp_path, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert ran.out


def test_the_dates_that_the_guide_tells_are_the_answers(tmp_path: Path) -> None:
    """HIPAA's constructive date binds, the hold moves what it names, and the Texans' batch is not the whole mailing."""
    rows = {row.id: row for row in planned(tmp_path, 0).obligations}
    hhs, letters = rows["us.hipaa.hhs"], rows["us.hipaa.individual"]
    assert (str(hhs.due), str(letters.due), letters.done) == ("2026-11-05", "2026-11-20", None)
    assert [(one.theory, str(one.due)) for one in hhs.alternatives] == [
        ("actual", "2026-11-14"),
        ("signal", "2026-11-01"),
    ]
    assert rows["us.tx.ag"].status == "met"
    assert rows["contract.insurer.notice"].status == "met"
    assert rows["us.hipaa.media.tx"].required
    assert rows["foreign.individual"].status == "not_covered"


def test_the_refusal_that_the_guide_prints_is_what_is_said(tmp_path: Path) -> None:
    """A state too few: the sentence and its form are those of the guide."""
    path = tmp_path / "facts.yaml"
    path.write_text(FILES[0].replace("NY: 499, CA", "NY: 498, CA"), encoding="utf-8")
    ran = breachdrill("clocks", "facts.yaml", home=tmp_path, cwd=tmp_path)
    (said,) = re.findall(r"^    (facts\.yaml:\d+:\d+: given .*)$", GUIDE, flags=re.MULTILINE)
    assert ran.code == 2
    assert said in ran.err


def test_the_associates_of_the_guide(tmp_path: Path) -> None:
    """The covered entity has sixty days of its own; two clients of 450 and 350 keep logs, without media."""
    alone = {row.id: row for row in planned(tmp_path, 1).obligations}
    assert str(alone["us.hipaa.individual"].due) == "2026-04-20"
    both = planned(tmp_path, 2).obligations
    logs = [str(row.due) for row in both if row.id == "us.hipaa.hhs"]
    assert logs == ["2027-03-01", "2027-03-01"]
    assert not any(row.required for row in both if row.id.startswith("us.hipaa.media"))
    assert [str(row.due) for row in both if row.id.startswith("contract.")] == ["2026-01-10"]
