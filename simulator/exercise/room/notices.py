"""The notification workbench: the four factors, what a letter says and lacks, who would get it, and who was told.

Checks look only at what a seat knows; whether what a letter says is true comes out at EndEx.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from simulator.domain.actions import PrepareNotice, ResponseAction
from simulator.domain.decisions import Assessment, Letter, ReleaseNotice, TakeAction
from simulator.domain.ids import RecordId, SourceId
from simulator.domain.permit import permit
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.clocks import ClockRow
from simulator.law.assessment import FACTORS as RULE_FACTORS
from simulator.law.determination import could_tell, worksheet_of
from simulator.law.lettercheck import Checked, Setting, check, disagreements
from simulator.law.letterfacts import draft_of_letter, told_by
from simulator.law.letters import ELEMENTS
from simulator.law.lettertext import ways
from simulator.law.load import load_rulebook
from simulator.law.statecontent import state_contents
from simulator.law.substitute import FORMS, form_of
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
class Before:
    """The look before sending: who gets it, what is missing, what cannot be undone, and why it is refused."""

    gets: tuple[str, ...]
    missing: tuple[str, ...]
    undone: tuple[str, ...]
    refused: str


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
    contradictions_first = sorted(_checked(letter, state, playbook), key=lambda one: one.name in ELEMENTS)
    found = [_mark(one) for one in contradictions_first]
    return tuple(sorted(found, key=lambda one: ("red", "watch", "done").index(one.mark)))


def _mark(one: Checked) -> Check:
    mark: Mark = "done" if one.holds else "red" if one.severity == "required" else "watch"
    return Check(mark=mark, text=one.text)


def _checked(letter: Letter, state: State, playbook: Playbook, states: Iterable[str] = ()) -> tuple[Checked, ...]:
    """The one check of a letter, on what the seat knows; `states`: whose residents get it."""
    setting = Setting(
        discovered=state.discovery.fact.day if state.discovery else None,
        kinds=kinds(playbook),
        shown=len(frozenset().union(*(one.read for one in state.shown.values()))),
        not_pulled=tuple(source.title for source in could_tell(state, playbook)),
        states=state_contents(load_rulebook(), states),
    )
    return check(draft_of_letter(letter, state, playbook, truth=False), setting)


def before_sending(release: ReleaseNotice, state: State, playbook: Playbook) -> Before:
    """What should be looked at before a batch of notices leaves."""
    refusal = permit(state, release, playbook)
    return Before(
        gets=tuple(_recipients(release, state, playbook)),
        missing=tuple(_lacking(release, state, playbook)),
        undone=_irreversible(release.audience),
        refused="" if refusal is None else " ".join(filter(None, (refusal.reason, refusal.hint))),
    )


def _recipients(release: ReleaseNotice, state: State, playbook: Playbook) -> Iterable[str]:
    listed = state.list_version(release.version)
    title = playbook.audiences.get(release.audience, release.audience)
    if listed is None:
        yield f"{title}: there is no list version {release.version}."
        return
    states = ", ".join(f"{name} {count:,}" for name, count in listed.by_state)
    yield from _told_before(release, state, playbook)
    if release.audience == "substitute":
        yield f"{title}, {_unreached(frozenset(listed.people), state)}"
        return
    if release.audience != "individual":
        yield f"{title}, who is told of {len(listed.people):,} people ({states})."
        return
    people = frozenset(listed.people)
    yield f"{len(people):,} people: {states}."
    told = frozenset(
        person
        for notice in state.notices
        if notice.fact.audience == "individual" and (earlier := state.list_version(notice.fact.version)) is not None
        for person in earlier.people
    )
    if told & people:
        yield f"{len(told & people):,} of them have had a letter already."
    known = state.people
    if known.deceased is None or known.bad_address is None:
        yield "Nobody has pulled which of them have died or have a bad address."
        return
    yield f"{len(people & known.deceased):,} have died: the letter goes to next of kin (164.404(d)(1)(ii))."
    bad = len((people & (known.bad_address | state.returned)) - known.deceased)
    yield f"{bad:,} living people have an address that fails: {FORMS[form_of(bad)]}."


def _unreached(people: frozenset[RecordId], state: State) -> str:
    known = state.people
    if known.deceased is None or known.bad_address is None:
        return "for nobody knows how many: nobody has pulled whose address fails."
    bad = (people & (known.bad_address | state.returned)) - known.deceased
    return f"for {len(bad):,} of the {len(people):,} listed: living people whose address fails."


def _told_before(release: ReleaseNotice, state: State, playbook: Playbook) -> Iterable[str]:
    """The last notice to the same audience, and the lines in which this one says something else."""
    sent = [one for one in state.notices if one.fact.audience == release.audience]
    if not sent:
        return
    last = sent[-1]
    then, says = _comparable(last.fact.letter), _comparable(release.letter)
    other = [
        f"{name}: then {before}, now {now}"
        for name, key in (("discovery", "discovered"), ("breach from", "breach_from"), ("contact", "contact"))
        if (before := getattr(then, key)) != (now := getattr(says, key))
    ]
    if then.claims_no_misuse != says.claims_no_misuse:
        other.append("“no evidence of misuse”: " + ("now taken out" if then.claims_no_misuse else "now said"))
    day = playbook.calendar.day(last.at)
    head = f"They were told on {day:%d %b %Y} already, by list version {last.fact.version}"
    yield f"{head}; this corrects {'; '.join(other)}." if other else f"{head}."


def _lacking(release: ReleaseNotice, state: State, playbook: Playbook) -> Iterable[str]:
    if state.discovery is None:
        yield "No discovery date is stated."
    if state.determination is None:
        yield "Nobody has determined whether it is a breach."
    elif not state.determination.fact.breach:
        yield "You determined that it is no breach; this notice says it is."
    listed = state.list_version(release.version)
    yield from (f"The list was built without: {what}." for what in (listed.missing if listed else ()))
    residents = [name for name, _ in listed.by_state] if listed and release.audience == "individual" else []
    checks = _checked(release.letter, state, playbook, residents)
    yield from (f"The letter {one.text} ({one.cite})." for one in checks if not one.holds)
    yield from _against_earlier(release, state, playbook)


def _against_earlier(release: ReleaseNotice, state: State, playbook: Playbook) -> Iterable[str]:
    """What this notice would say otherwise than the notices before it."""
    titles = playbook.audiences
    told = {
        f"{titles.get(one.fact.audience, one.fact.audience)}, {playbook.calendar.day(one.at)}": told_by(
            _comparable(one.fact.letter), one.fact.version, state
        )
        for one in state.notices
    }
    this = "this notice"
    for what, said in disagreements({this: told_by(_comparable(release.letter), release.version, state), **told}):
        now = dict(said).get(this)
        others = [f"{text} ({who})" for who, text in said if text != now]
        if now is not None and others:
            yield f"It gives {what} as {now}; told before: {'; '.join(others)}."


def _comparable(letter: Letter) -> Letter:
    """A letter with the ways to ask that its contact gives: of one that was sent, the journal has no more."""
    return replace(letter, contact=letter.contact and ways(letter.contact))


def _irreversible(audience: str) -> tuple[str, ...]:
    if audience == "individual":
        return (
            "A posted letter cannot be called back; whoever was left out reads of it in the press.",
            "The number is out: every later number is compared with it.",
        )
    if audience.startswith("media") or audience == "substitute":
        return ("It is public for good, with its number.",)
    return ("What a regulator was told is on file; a correction is a second report.",)


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
