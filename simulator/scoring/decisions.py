"""Decision quality: a small closed set of decisions, judged on what the team knew then, luck apart.

Everything else is `not judged`; a judgement never looks at how it came out, `luck` does nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.domain import decisions as d
from simulator.domain.actions import PurgeStore, effects_on
from simulator.domain.facts import DecisionRecorded, NotifiableChanged
from simulator.domain.ids import SeatId
from simulator.domain.journal import Entry, may_know
from simulator.domain.nouns import SourceKind
from simulator.domain.playbook import Playbook
from simulator.domain.state import State, apply, fold
from simulator.law.incident import discovery_of, people_of

Quality: TypeAlias = Literal["sound", "defensible", "costly", "not judged"]
Luck: TypeAlias = Literal["good", "bad", "none"]
_NOT_JUDGED: tuple[Quality, str] = ("not judged", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A decision and what was to be thought of it then. `luck` None: nothing computable says how it came out."""

    entry: int
    number: int
    call: Quality
    why: str
    luck: Luck | None


def judge(entries: Sequence[Entry], playbook: Playbook) -> tuple[Call, ...]:
    """Every recorded decision of an ended exercise, in order."""
    truth = fold(entries)
    known: dict[SeatId, State] = {}
    calls: list[Call] = []
    for place, entry in enumerate(entries):
        fact = entry.fact
        if isinstance(fact, DecisionRecorded):
            seat = fact.decision.seat
            if seat not in known:
                known[seat] = fold(one for one in entries[:place] if may_know(seat, one))
            call, why = _call(fact.decision, known[seat], playbook)
            luck = None if call == "not judged" else _luck(call, fact, truth, entries, playbook)
            calls.append(Call(entry=entry.number, number=fact.number, call=call, why=why, luck=luck))
        known = {seat: apply(state, entry) if may_know(seat, entry) else state for seat, state in known.items()}
    return tuple(calls)


def _call(decision: d.Decision, known: State, playbook: Playbook) -> tuple[Quality, str]:
    match decision:
        case d.TakeAction():
            return _action(decision, known, playbook)
        case d.StateDiscovery():
            return _date(decision, known)
        case d.DetermineBreach():
            return _determination(decision, known)
        case d.RecordHold():
            return _hold(decision, playbook)
        case d.FreezeList():
            return _list(decision, known)
        case d.ReleaseNotice():
            return _notice(decision, known)
        case _:
            return _NOT_JUDGED


def _action(decision: d.TakeAction, known: State, playbook: Playbook) -> tuple[Quality, str]:
    if decision.action == "notify-everyone":
        if known.frozen:
            return "defensible", "A list stood; telling everybody besides alarms those who are not on it."
        return "costly", "Nobody had counted yet: no list was frozen."
    purged = [
        effect.store
        for effect in effects_on(playbook.actions[decision.action], decision.target)
        if isinstance(effect, PurgeStore)
    ]
    kinds = {SourceKind.COUNTS, SourceKind.CONTENT}
    witnesses = [key for key, one in playbook.sources.items() if one.kind in kinds and set(one.stores) & set(purged)]
    if not witnesses:
        return _NOT_JUDGED
    unseen = [key for key in witnesses if key not in known.pulled]
    if unseen:
        return "costly", f"Copies were destroyed that {', '.join(unseen)} had not been pulled from."
    return "defensible", "What the copies could show was in the vault; deleting them cannot be undone."


def _date(decision: d.StateDiscovery, known: State) -> tuple[Quality, str]:
    signs = [one.fact for one in known.indicators.values() if one.fact.discovery]
    earliest = min((one.day for one in signs), default=None)
    if earliest is not None and decision.day > earliest:
        return "costly", f"A sign of {earliest} was known when {decision.day} was stated."
    if any(one.discovery == "constructive" for one in signs):
        return "sound", "No sign known then was earlier, and somebody had looked for one."
    return "defensible", "No sign known then was earlier; nobody had found what others knew before."


def _determination(decision: d.DetermineBreach, known: State) -> tuple[Quality, str]:
    assessment = decision.assessment
    if not assessment.complete:
        if decision.breach:
            return "defensible", "The presumption stands without an assessment; its reasons are not written down."
        return "costly", "A factor was left out, and the presumption of a breach stands (45 CFR 164.402(2))."
    factors = (assessment.nature, assessment.recipient, assessment.acquired, assessment.mitigation)
    cited = {source for factor in factors if factor for source in factor.sources}
    unread = sorted(source for source in cited if source not in known.pulled)
    if unread:
        why = f"It rests on what nobody had pulled: {', '.join(unread)}."
        return ("defensible" if decision.breach else "costly"), why
    return "sound", "Four factors, each on evidence that had been pulled."


def _hold(decision: d.RecordHold, playbook: Playbook) -> tuple[Quality, str]:
    hold = playbook.injects[decision.inject].hold
    if hold is not None and hold.official:
        return "sound", "An official stated it, and who, when and what was stated is on paper (45 CFR 164.412)."
    return "defensible", "It is on paper; but nobody who stated it is a law-enforcement official, so no clock waits."


def _list(decision: d.FreezeList, known: State) -> tuple[Quality, str]:
    listed = known.list_version(decision.version)
    if listed is None:
        return _NOT_JUDGED
    if listed.spec.imported:
        return "defensible", "A list made outside: nothing in the exercise says how it came about."
    if listed.spec.scope == "narrow":
        return "costly", "Only those whom a log shows were taken: the burden lies on the entity (45 CFR 164.414(b))."
    switches = {
        "merges": listed.spec.merges,
        "the deceased": listed.spec.keep_deceased,
        "residence": listed.spec.by == "residence",
    }
    left = [name for name, on in switches.items() if not on]
    if left:
        return "costly", f"Left out: {', '.join(left)}."
    if listed.missing:
        return "defensible", f"Not everything could be applied: {'; '.join(listed.missing)}."
    return "sound", "Everybody in reach less those excluded, one line a person, by residence."


def _notice(decision: d.ReleaseNotice, known: State) -> tuple[Quality, str]:
    letter = decision.letter
    if letter.claims_no_misuse:
        return "costly", "It says that nothing was misused, which nobody could show."
    if known.discovery and letter.discovered and letter.discovered > known.discovery.fact.day:
        return "costly", f"It gives a later discovery date than the {known.discovery.fact.day} that was stated."
    complete = None not in (letter.breach_from, letter.discovered, letter.contact)
    if complete and letter.kinds and letter.steps and letter.doing:
        return "sound", "Every element that a notice must have was in it."
    return "defensible", "It went out with an element missing; it can be followed by another."


def _luck(
    call: Quality, fact: DecisionRecorded, truth: State, entries: Sequence[Entry], playbook: Playbook
) -> Luck | None:
    """How it came out, where that can be computed: bad luck after a sound call, good luck after a costly one."""
    well = _came_out_well(fact, truth, entries, playbook)
    if well is None:
        return None
    if call == "costly":
        return "good" if well else "none"
    return "none" if well else "bad"


def _came_out_well(fact: DecisionRecorded, truth: State, entries: Sequence[Entry], playbook: Playbook) -> bool | None:
    match fact.decision:
        case d.StateDiscovery(day=day):
            found = discovery_of(truth, playbook, truth=True)
            return day <= min((one for one in (found.actual, found.constructive, found.imputed) if one), default=day)
        case d.FreezeList(version=version) if truth.truth and (listed := truth.list_version(version)):
            return people_of(truth.notifiable, truth.truth) <= people_of(listed.people, truth.truth)
        case d.DetermineBreach(breach=breach):
            return breach == bool(truth.notifiable)
        case d.TakeAction(action=action):
            changes = [one.fact for one in entries if isinstance(one.fact, NotifiableChanged)]
            return not any(one.because == action and one.added for one in changes)
        case _:
            return None
