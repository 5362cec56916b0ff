"""The determinations of an exercise as worksheets: what was found, on what, and what nobody had pulled by then."""

from __future__ import annotations

from simulator.domain.decisions import Assessment, Factor
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.state import State
from simulator.law.assessment import CONDITIONS
from simulator.law.worksheet import FactorFinding, Unpulled, Weight, Worksheet

TELLING = frozenset({SourceKind.READS, SourceKind.COUNTS, SourceKind.METER})
"""The kinds of source that can tell whether anything was acquired or viewed."""
_WEIGHTS: dict[str, Weight] = {"low": "low", "medium": "medium", "high": "high"}


def worksheet_of(
    assessment: Assessment, state: State, playbook: Playbook, *, breach: bool | None = None, decider: str = ""
) -> Worksheet:
    """An assessment as the worksheet it amounts to, on what was known: `state` is what the team knew at that time."""
    day = playbook.calendar.day(state.at)

    def finding(factor: Factor | None) -> FactorFinding | None:
        if factor is None:
            return None
        return FactorFinding(
            finding=factor.finding,
            weight=_WEIGHTS.get(factor.weight, "not_low"),
            evidence=tuple(one for one in factor.sources if one in state.pulled),
            not_pulled=tuple(one for one in factor.sources if one not in state.pulled),
            confidence=factor.confidence,
            author=decider,
            on=day,
        )

    return Worksheet(
        claimed=tuple(
            (name, frozenset(one.shown)) for one in assessment.exceptions for name in CONDITIONS if one.name == name
        ),
        nature=finding(assessment.nature),
        recipient=finding(assessment.recipient),
        acquired=finding(assessment.acquired),
        mitigated=finding(assessment.mitigation),
        known_on=day,
        known=tuple(state.pulled),
        unpulled=could_tell(state, playbook),
        breach=breach,
        decider=decider,
        decided=None if breach is None else day,
        counsel=assessment.counsel,
        review_on=assessment.review_on,
    )


def could_tell(state: State, playbook: Playbook) -> tuple[Unpulled, ...]:
    """The sources that recorded who was affected, as far as the team knows, and that nobody has pulled."""
    return tuple(
        Unpulled(
            id=source.id,
            title=source.title,
            proves=source.proves_absence,
            obtainable=state.evidence.get(source.id) != "lost",
        )
        for source in playbook.sources.values()
        if source.kind in TELLING and source.id not in state.pulled and _recorded(source, state)
    )


def _recorded(source: LogSource, state: State) -> bool:
    return source.since is not None or source.id in state.evidence
