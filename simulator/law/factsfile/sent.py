"""Notices and holds as a file tells them, turned into the audiences that duties listen to."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.law.facts import Hold, Notice, People
from simulator.law.factsfile.breach import worksheet_on
from simulator.law.factsfile.contents import letter_of, refused, way_of
from simulator.law.factsfile.known import Known
from simulator.law.factsfile.model import Client, FactsFile, Sent
from simulator.law.factsfile.people import failed_addresses
from simulator.law.lettercheck import Setting, draft_of, failures, required_failures
from simulator.law.letters import Letter, review
from simulator.law.model import Duty
from simulator.law.rulebook import Rulebook
from simulator.law.statecontent import state_contents

_TO_PEOPLE = frozenset({"individuals", "substitute"})
_OFFICES = frozenset({"state_ag", "state_other", "cra"})
_READ = frozenset({"individuals", "substitute", "media"})
"""Audiences whose notice must carry the elements of 45 CFR 164.404(c)."""


def notices_of(known: Known, people: People, client: Client | None = None) -> tuple[Notice, ...]:
    """The notices of a file, oldest first, with why one does not count; for a client of an associate, its own."""
    file, found = known.file, list[Notice]()
    for sent in sorted(file.notices, key=lambda one: file.day(one.sent) or known.as_of):
        day = known.day(sent.sent)
        if day is None or (client is not None and sent.entity not in {None, client.name}):
            continue
        letter = letter_of(sent.content, sent.text) if sent.to in _READ else None
        covers = _covers(known, sent, people, found) if sent.to in _TO_PEOPLE else None
        found += [
            Notice(
                audience=who,
                sent=day,
                received=file.day(sent.received),
                covers=covers,
                content=review(letter).share if letter else 1.0,
                refused=refused(sent.to, sent.method),
                lacks=_lacks(known, sent, people, letter) if letter else (),
                way=way_of(sent.method) if sent.to == "substitute" else "",
                until=known.day(sent.until),
                toll_free=sent.toll_free,
            )
            for who in _audiences(known, sent, people)
        ]
    partner = file.business_associate
    told = known.day(client.notified) if client else None
    told = told or (known.day(partner.notified_entity) if partner else None)
    if told is not None:
        found.append(Notice(audience="ba", sent=told))
    return tuple(sorted(found, key=lambda one: one.sent))


def _lacks(known: Known, sent: Sent, people: People, letter: Letter) -> tuple[str, ...]:
    """What a notice does not do that the law asks for: of its words where they are known, else of its elements."""
    file = known.file
    if sent.content is not None or sent.text is None:
        return failures(letter)
    rated = worksheet_on(known).factors.values()
    return required_failures(
        draft_of(sent.text),
        Setting(
            begun=known.day(file.breach.start),
            discovered=known.day(file.discovered),
            not_pulled=tuple(dict.fromkeys(source for one in rated if one for source in one.not_pulled)),
            states=state_contents(known.rulebook, people),
        ),
    )


def holds_of(known: Known) -> tuple[Hold, ...]:
    """Law-enforcement statements, addressed to the notices that they name."""
    return tuple(
        Hold(
            stated=stated,
            form=one.kind,
            until=known.file.day(one.until),
            official=one.official or "",
            audiences=tuple(_held(known, one.applies_to)),
        )
        for one in known.file.law_enforcement
        if (stated := known.day(one.on)) is not None
    )


def _held(known: Known, names: tuple[str, ...]) -> Iterator[str]:
    """Every audience that the names of a statement stand for: a hold on `state_ag` holds each state's."""
    direct = {"individuals": "individual", "covered_entity": "ba"}
    for name in names:
        yield direct.get(name, name)
        if name in {"state_ag", "state_other", "cra"}:
            for duty in known.rulebook.of(_states(known)):
                if duty.state and _stands_for(duty, name):
                    yield duty.id


def _states(known: Known) -> tuple[str, ...]:
    """Every state that the file names people of."""
    file = known.file
    counted = [file.individuals.by_state, *(one.by_state for one in file.counts)]
    named = {state for one in counted for state in one or {}}
    named |= {state for one in file.covered_entities for state in one.by_state}
    return tuple(sorted(named | ({file.entity.state} if file.entity.state else set())))


def _audiences(known: Known, sent: Sent, people: People) -> tuple[str, ...]:
    """To whom a notice counts as addressed."""
    if sent.to == "individuals":
        return ("individual",)
    if sent.to == "covered_entity":
        return ("ba",)
    if sent.to in {"hhs", "ftc", "sec", "substitute"}:
        return (sent.to,)
    if sent.to in {"insurer", "contract"}:
        return (sent.to,) if sent.contract is None else (f"contract.{sent.contract}.notice",)
    if sent.to == "media":
        states = (sent.state,) if sent.state else tuple(state for state in people if len(state) == len("TX"))
        return tuple(f"media.{state.lower()}" for state in states)
    return tuple(_regulators(known.rulebook, sent))


def unheard(file: FactsFile, rulebook: Rulebook) -> tuple[str, ...]:
    """The notices to a state's offices that discharge no duty of the rulebook, in words; they may be due elsewhere."""
    offices = (sent for sent in file.notices if sent.state is not None and sent.to in _OFFICES)
    return tuple(
        f"the notice to {sent.to} of {sent.state} on {file.day(sent.sent)}"
        for sent in offices
        if not any(_regulators(rulebook, sent))
    )


def _regulators(rulebook: Rulebook, sent: Sent) -> Iterator[str]:
    """The audiences of a state's regulators; where no attorney general is told, whoever stands for one."""
    if sent.state is None:
        yield "cra"
        return
    duties = [duty for duty in rulebook.of([sent.state]) if duty.state == sent.state]
    meant = [duty for duty in duties if _stands_for(duty, sent.to)]
    if sent.to == "state_ag" and not meant:
        meant = [duty for duty in duties if _stands_for(duty, "state_other")]
    for duty in meant:
        if sent.agency is None or duty.id.endswith(f".{sent.agency.replace('-', '_')}"):
            yield next(one for one in duty.done_by if "." in one)


def _stands_for(duty: Duty, to: str) -> bool:
    name = duty.id.rpartition(".")[2]
    if to == "state_other":
        return duty.reaches == "recipient" and name not in {"ag", "cra", "owner"}
    return name == {"state_ag": "ag", "cra": "cra"}[to]


def _covers(known: Known, sent: Sent, people: People, before: list[Notice]) -> People | None:
    """How many of each state a mailing reached; None: everybody, but for those whose addresses fail.

    A number without states is spread in proportion over those whom no mailing before it reached (assumed).
    """
    if sent.reached is None and sent.state is None:
        return None
    letters = [one.covers or {} for one in before if one.audience == "individual" and not one.refused]
    mailed = letters if sent.to == "individuals" else []
    left = {state: max(0, owed - sum(one.get(state, 0) for one in mailed)) for state, owed in people.items()}
    if isinstance(sent.reached, dict):
        covers = sent.reached
    elif sent.state is not None:
        covers = {sent.state: people.get(sent.state, 0) if sent.reached is None else sent.reached}
    else:
        covers = _spread(sent.reached or 0, left)
    short = sum(max(0, owed - covers.get(state, 0)) for state, owed in left.items())
    return None if sent.to == "individuals" and short <= failed_addresses(known) else covers


def _spread(number: int, people: People) -> People:
    """That many of the people, state by state in proportion; what is left over goes to the largest remainders."""
    total = sum(people.values())
    if number >= total:
        return people
    parts = {state: divmod(count * number, total) for state, count in people.items()}
    left = number - sum(whole for whole, _ in parts.values())
    first = sorted(parts, key=lambda state: (-parts[state][1], state))[:left]
    return {state: whole + (state in first) for state, (whole, _) in parts.items()}
