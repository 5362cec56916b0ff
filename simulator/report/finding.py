"""A finding: something that went well, or did not, and the objective that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.domain.playbook import Objective
from simulator.report.model import Refs

PRESERVE, COUNT, CONTAIN, MANAGE, TELL = "RS.AN-07", "RS.AN-08", "RS.MI-01", "RS.MA-01", "RC.CO-04"
"""Outcomes of the NIST Cybersecurity Framework 2.0 that findings are sorted by."""

DATED, JUDGED, LISTED, RELEASED = ("state-discovery-date",), ("determine-breach",), ("build-list",), ("release-notice",)
"""The acts of the room that findings are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that went well, or did not; `tasks`, those that it is about, sort it to an objective, else `csf` does.

    The next time they show that a gap is mended; where there are none, those of its objective do.
    """

    good: bool
    weight: Literal["serious", "minor"]
    csf: str
    text: str
    refs: Refs
    tasks: tuple[str, ...] = ()


def objective_of(finding: Finding, objectives: tuple[Objective, ...]) -> Objective | None:
    """The objective that a finding belongs to: most of its tasks, else the same CSF outcome or category, else none."""

    def nearness(one: Objective) -> tuple[int, bool, bool]:
        category = one.csf.partition("-")[0] == finding.csf.partition("-")[0]
        return len({*one.tasks} & {*finding.tasks}), one.csf == finding.csf, category

    nearest = max(objectives, key=nearness, default=None)
    return nearest if nearest and any(nearness(nearest)) else None


def gap(csf: str, text: str, refs: Refs, *, serious: bool = True, tasks: tuple[str, ...] = ()) -> Finding:
    """Something to mend."""
    return Finding(good=False, weight="serious" if serious else "minor", csf=csf, text=text, refs=refs, tasks=tasks)


def strength(csf: str, text: str, refs: Refs, *, tasks: tuple[str, ...] = ()) -> Finding:
    """Something to keep."""
    return Finding(good=True, weight="serious", csf=csf, text=text, refs=refs, tasks=tasks)
