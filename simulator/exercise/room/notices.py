"""The notification workbench: the four factors, what a letter says and lacks, and who was told.

Checks look only at what a seat knows; whether what a letter says is true comes out at EndEx.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from simulator.domain.actions import PrepareNotice, ResponseAction
from simulator.domain.decisions import Assessment, Letter, TakeAction
from simulator.domain.ids import SourceId
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.clocks import ClockRow
from simulator.law.assessment import FACTORS as RULE_FACTORS
from simulator.law.determination import could_tell, worksheet_of
from simulator.law.lettercheck import Checked, Setting, check
from simulator.law.letterfacts import draft_of_letter
from simulator.law.letters import ELEMENTS
from simulator.law.load import load_rulebook
from simulator.law.statecontent import state_contents
from simulator.law.worksheet import flags, judge_worksheet

WEIGHTS = ("low", "medium", "high")
FACTORS: dict[str, str] = {
    "nature": RULE_FACTORS["nature"],
    "recipient": RULE_FACTORS["recipient"],
    "acquired": RULE_FACTORS["acquired"],
    "mitigation": RULE_FACTORS["mitigated"],
}
"""The factors by their name in a decision, as the rule puts them. Source: 45 CFR 164.402(2)(i)-(iv)."""

Mark: TypeAlias = Literal["done", "watch", "red"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, and how it stands, in words."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an assessment shows: whether the presumption is rebutted, why or why not, and what will not bear weight."""

    rebutted: bool
    reasons: tuple[str, ...]
    missing_evidence: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceLine:
    """Somebody who is told: how far that is, and by when the law asks for it (as far as is known)."""

    audience: str
    title: str
    standing: Literal["not prepared", "being prepared", "ready", "sent"]
    sent: tuple[tuple[date, int], ...]
    due: tuple[tuple[str, date | None, str], ...]
    prepare: ResponseAction | None
    target: str | None


def kinds(playbook: Playbook) -> tuple[str, ...]:
    """The kinds of PHI that the flows of this scenario carry."""
    return tuple(sorted({element for flow in playbook.flows.values() for element in flow.elements}))


def sources_by_pull(state: State, playbook: Playbook) -> tuple[tuple[SourceId, str, bool], ...]:
    """Every source with its title and whether it is pulled; pulled ones first."""
    found = [(key, source.title, key in state.pulled) for key, source in playbook.sources.items()]
    return tuple(sorted(found, key=lambda one: not one[2]))


def reading(assessment: Assessment, state: State, playbook: Playbook) -> Reading:
    """What these four factors show, and which evidence that could bear on them nobody has pulled."""
    sheet = worksheet_of(assessment, state, playbook)
    shown = judge_worksheet(sheet)
    return Reading(
        rebutted=not shown.notifiable,
        reasons=shown.reasons,
        missing_evidence=tuple(source.title for source in sheet.unpulled if source.obtainable),
        flags=tuple(f"{RULE_FACTORS.get(one.factor, 'the whole')}: {one.text}" for one in flags(sheet)),
    )


def content_check(letter: Letter, state: State, playbook: Playbook) -> tuple[Check, ...]:
    """What the letter says and lacks of the five elements, and what in it does not fit what the team itself holds.

    The worst comes first. Source: 45 CFR 164.404(c)(1).
    """
    contradictions_first = sorted(checked(letter, state, playbook), key=lambda one: one.name in ELEMENTS)
    found = [_mark(one) for one in contradictions_first]
    return tuple(sorted(found, key=lambda one: ("red", "watch", "done").index(one.mark)))


def _mark(one: Checked) -> Check:
    mark: Mark = "done" if one.holds else "red" if one.severity == "required" else "watch"
    return Check(mark=mark, text=one.text)


def checked(letter: Letter, state: State, playbook: Playbook, states: Iterable[str] = ()) -> tuple[Checked, ...]:
    """The one check of a letter, on what the seat knows; `states`: whose residents get it."""
    setting = Setting(
        discovered=state.discovery.fact.day if state.discovery else None,
        kinds=kinds(playbook),
        shown=len(frozenset().union(*(one.read for one in state.shown.values()))),
        not_pulled=tuple(source.title for source in could_tell(state, playbook)),
        states=state_contents(load_rulebook(), states),
    )
    return check(draft_of_letter(letter, state, playbook, truth=False), setting)


def audience_lines(state: State, playbook: Playbook, clocks: Iterable[ClockRow]) -> tuple[AudienceLine, ...]:
    """Everybody who may have to be told, with the clocks that a seat sees."""
    rows = tuple(clocks)
    return tuple(_audience(key, title, state, playbook, rows) for key, title in playbook.audiences.items())


def _audience(key: str, title: str, state: State, playbook: Playbook, clocks: tuple[ClockRow, ...]) -> AudienceLine:
    sent = tuple((playbook.calendar.day(one.at), one.fact.version) for one in state.notices if one.fact.audience == key)
    effect = PrepareNotice(audience=key)
    makers = [one for one in playbook.actions.values() if effect in one.effects]
    # The action that prepares the fewest others with it: sending one regulator's form orders no letters.
    prepare = min(makers, key=lambda one: (len(one.effects) if not one.targets else 1, one.id), default=None)
    ordered = {
        one.fact.decision.action for one in state.decisions if isinstance(one.fact.decision, TakeAction)
        and one.fact.decision.target in {None, key}
    }  # fmt: skip
    standing: Literal["not prepared", "being prepared", "ready", "sent"] = "not prepared"
    if sent:
        standing = "sent"
    elif key in state.prepared:
        standing = "ready"
    elif any(one.id in ordered for one in makers):
        standing = "being prepared"
    return AudienceLine(
        audience=key,
        title=title,
        standing=standing,
        sent=sent,
        due=tuple((row.id, row.due, row.status) for row in clocks if key in row.audiences),
        prepare=prepare,
        target=key if prepare is not None and key in prepare.targets else None,
    )
