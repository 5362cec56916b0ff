"""What the tasks of an objective did to parts of the score that are not its own: HSEEP's harm to other activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.domain import facts as f
from simulator.domain.decisions import TakeAction
from simulator.domain.playbook import Objective
from simulator.report.material import Material
from simulator.report.model import Atom, Refs, Score

OWN: Mapping[str, frozenset[str]] = {
    "RS.AN-07": frozenset({"evidence"}),
    "RS.AN-06": frozenset({"evidence"}),
    "RS.AN-08": frozenset({"notice"}),
    "RS.MI": frozenset({"exposure"}),
    "RS.MA": frozenset({"duty", "evidence"}),
    "RC.CO": frozenset({"duty", "notice"}),
    "RS.CO": frozenset({"duty", "notice"}),
}
"""The parts of the score that an objective is about, by its CSF outcome or category. Assumed."""
STEPS = {
    "state-discovery": "state-discovery-date",
    "determine-breach": "determine-breach",
    "record-hold": "record-hold",
    "build-list": "build-list",
    "freeze-list": "freeze-list",
    "release-notice": "release-notice",
    "answer-inject": "answer",
}
"""What an objective calls each legal act, by the kind of its decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmed:
    """A part of the score, and the avoidable points that an objective's tasks cost it."""

    part: str
    points: float
    refs: Refs


def harm_elsewhere(objective: Objective, material: Material) -> tuple[Harmed, ...] | None:
    """The harm of an objective's tasks to other parts: no more than the part lost against the reference.

    None: the run is not scored, or the harm of its anchors is not known part by part.
    """
    score = material.played.score
    if score is None or score.total is None or not score.anchor_parts:
        return None
    spread = score.anchors["silent"] - score.anchors["reference"]
    own = OWN.get(objective.csf) or OWN.get(objective.csf.partition("-")[0], frozenset())
    found = []
    for part in score.parts:
        if part in own:
            continue
        atoms = [one for one in score.atoms if one.part == part and _tasks(one, material) & set(objective.tasks)]
        points = 100 * sum(one.harm for one in atoms) / spread
        avoidable = max(0.0, min(points, _lost(part, score)))
        refs = tuple(sorted({ref for one in atoms for ref in one.refs}))
        found.append(Harmed(part=part, points=avoidable, refs=refs))
    return tuple(found)


def _lost(part: str, score: Score) -> float:
    """Points of a part that the reference has and this run has not."""
    silent, reference = score.anchor_parts[part]
    best = 100 * (silent - reference) / (score.anchors["silent"] - score.anchors["reference"])
    return best - score.parts[part]


def _tasks(atom: Atom, material: Material) -> set[str]:
    """The tasks whose decisions led to a piece of harm."""
    return {task for ref in atom.refs for begun in _begins(ref, material) for task in _step(begun, material)}


def _step(entry: int, material: Material) -> Iterator[str]:
    made = material.decision_behind(entry)
    if made is None:
        return
    decision = made.fact.decision
    yield decision.action if isinstance(decision, TakeAction) else STEPS.get(decision.kind, decision.kind)


def _begins(ref: int, material: Material) -> Iterator[int]:
    """The entries that a harm began with: of a disturbance of care, what put the service into that state."""
    fact = material.journal[ref].fact
    if not isinstance(fact, f.CareDisturbed) or fact.since == fact.until:
        yield ref
        return
    for one in material.entries:
        if one.at == fact.since and isinstance(one.fact, f.ServiceChanged) and one.fact.service == fact.service:
            yield one.number
