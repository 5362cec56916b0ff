"""What is looked at before a notice leaves: who gets it, what is missing or contradicts, what cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.domain.decisions import Letter, ReleaseNotice
from simulator.domain.ids import RecordId
from simulator.domain.permit import permit
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.exercise.room.notices import checked
from simulator.law.lettercheck import disagreements
from simulator.law.letterfacts import told_by
from simulator.law.lettertext import ways
from simulator.law.substitute import FORMS, form_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The look before sending: who gets it, what is missing, what cannot be undone, and why it is refused."""

    gets: tuple[str, ...]
    missing: tuple[str, ...]
    undone: tuple[str, ...]
    refused: str


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
    checks = checked(release.letter, state, playbook, residents)
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
