"""An exercise as the law sees it: one `IncidentFacts` built from what holds, for a seat or for the truth.

A seat's facts follow what the seat knows; the truth's follow the whole journal, and need EndEx. Assumptions that the
law leaves to the reader are constants here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import repeat
from typing import Literal

from simulator.domain.decisions import Letter
from simulator.domain.ids import RecordId
from simulator.domain.lists import People, survivors
from simulator.domain.nouns import SourceKind
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.law.assessment import Conclusion
from simulator.law.clocks import obligations
from simulator.law.contracts import contract_id
from simulator.law.determination import worksheet_of
from simulator.law.facts import Contract, Discovery, Failed, IncidentFacts, Notice
from simulator.law.information import kinds_of
from simulator.law.lettercheck import Draft, Told, failures
from simulator.law.letters import Letter as Contents
from simulator.law.letters import review
from simulator.law.lettertext import channels
from simulator.law.model import Kind, Obligation
from simulator.law.requested import recorded_holds
from simulator.law.rulebook import Rulebook
from simulator.law.worksheet import judge_worksheet

SCOPING_DAYS = 7
"""How long a diligent entity takes, at most, to have the facts of a determination in hand after actual discovery.

Source: domain.md 4, A48 (scoping, 160 hours at most). Used on the truth side alone, so that not looking stops no clock.
"""


def incident_facts(state: State, playbook: Playbook, side: Literal["seat", "truth"] = "seat") -> IncidentFacts:
    """What the law needs to know, on one side, as things stand.

    The truth side counts people only after EndEx, when the truth is in the journal.
    """
    truth = side == "truth"
    calendar = playbook.calendar
    discovery = discovery_of(state, playbook, truth=truth)
    determination = state.determination
    shown = _shown(state, playbook, truth=truth)
    owed = people_of(state.notifiable, state.truth) if truth and state.truth else None
    return IncidentFacts(
        entity=playbook.entity,
        as_of=calendar.day(min(state.at, playbook.ends)),
        side=side,
        closed=state.ended,
        states=tuple(state for state, _ in playbook.world.states),
        information=_information(playbook),
        licensed_in=("CA",) if playbook.licensed_ca_facility else (),
        part2_program=playbook.part2_program,
        occurred=calendar.day(playbook.begins) if truth else None,
        discovery=discovery,
        detected=discovery.actual,
        determined=calendar.day(determination.at) if determination else None,
        determined_breach=determination.fact.breach if determination else None,
        facts_in_hand=facts_in_hand(state, playbook, discovery.actual if truth else None),
        low_probability=shown is not None and shown.outcome == "low_probability",
        excepted=shown.exception if shown else "",
        residents=_residents(state, owed, truth=truth),
        living_bad_addresses=len(_bad_addresses(state, owed)),
        failed_addresses=() if truth else tuple(_failed(state, playbook)),
        holds=tuple(recorded_holds(state, playbook)),
        contracts=tuple(_contracts(state, playbook, truth=truth)),
        notices=(*_notices(state, playbook, owed, truth=truth), *_by_contract(state, playbook)),
    )


def _information(playbook: Playbook) -> frozenset[Kind] | None:
    """The kinds of information that the flows carry, as the entity's own records say; None where a word is unknown."""
    kinds, strange = kinds_of({element for flow in playbook.flows.values() for element in flow.elements})
    return None if strange else kinds


def obligations_of(
    rulebook: Rulebook, state: State, playbook: Playbook, side: Literal["seat", "truth"] = "seat"
) -> tuple[Obligation, ...]:
    """What is owed on one side, as things stand."""
    return obligations(rulebook, incident_facts(state, playbook, side))


def due_at(one: Obligation, playbook: Playbook) -> Seconds | None:
    """When a duty's time is up: with its due day, or at the hour that a contract says."""
    if one.ends is not None:
        return playbook.calendar.seconds(one.ends)
    return None if one.due is None else playbook.calendar.ends(one.due)


def kept_by(duty: str, state: State, playbook: Playbook) -> tuple[int, ...]:
    """The entry of the work with which a clause was kept; none where the duty is no contract's, or was not done."""
    actions = [one.met_by for one in playbook.clauses if contract_id(one.id) == duty]
    return tuple(one.number for one in state.completed if one.fact.action in actions)[:1]


def facts_in_hand(state: State, playbook: Playbook, fallback: date | None) -> date | None:
    """When the team could first say who, and of which state: records shown, merges and residence known.

    At the latest `SCOPING_DAYS` after `fallback`, where one is given.
    """
    kinds = {key: playbook.sources[key].kind for key in state.pulled}
    records = [one.at for one in state.pulled.values() if one.fact.read or one.fact.held]
    merges = [one.at for key, one in state.pulled.items() if kinds[key] is SourceKind.MERGES]
    addresses = [one.at for key, one in state.pulled.items() if kinds[key] is SourceKind.ADDRESSES]
    days = []
    if records and merges and addresses:
        days.append(playbook.calendar.day(max(min(records), min(merges), min(addresses))))
    if fallback is not None:
        days.append(fallback + timedelta(days=SCOPING_DAYS))
    return min(days, default=None)


def people_of(records: Iterable[RecordId], people: People) -> frozenset[RecordId]:
    """The people behind records, after merges and without tests, as far as these are known."""
    found = survivors(records, people.merged_into or {})
    found -= people.tests or frozenset()
    return frozenset(found)


def by_residence(people: Iterable[RecordId], known: People) -> dict[str, int]:
    """People by state of residence; `unknown` where nobody knows."""
    residence: Mapping[RecordId, str] = known.residence or known.clinic
    return dict(sorted(Counter(map(residence.get, people, repeat("unknown"))).items()))


def letter_contents(letter: Letter, state: State, playbook: Playbook, *, truth: bool) -> Contents:
    """The elements a letter has and, against the truth, those of them that are false."""
    elements = {
        "what_happened": letter.breach_from is not None and letter.discovered is not None,
        "information": bool(letter.kinds),
        "steps": letter.steps,
        "response": letter.doing,
        "contact": letter.contact is not None and bool(channels(letter.contact)),
    }
    present = frozenset(name for name, there in elements.items() if there)
    return Contents(present=present, untrue=_untrue(letter, state, playbook) if truth else frozenset())


def draft_of_letter(letter: Letter, state: State, playbook: Playbook, *, truth: bool) -> Draft:
    """A letter of the drill as the one check takes it."""
    return Draft(
        contents=letter_contents(letter, state, playbook, truth=truth),
        breach_from=letter.breach_from,
        discovered=letter.discovered,
        kinds=letter.kinds,
        contact=letter.contact,
        reassures=letter.claims_no_misuse,
    )


def told_by(letter: Letter, version: int, state: State) -> Told:
    """What a notice told, to be held against the others: a list version stands for its number of people."""
    listed = state.list_version(version)
    return Told(
        people=len(listed.people) if listed else None,
        discovered=letter.discovered,
        breach_from=letter.breach_from,
        kinds=letter.kinds,
        contact=letter.contact,
    )


def _untrue(letter: Letter, state: State, playbook: Playbook) -> frozenset[str]:
    calendar = playbook.calendar
    first_read = min((one.fact.since for one in state.reads), default=0)
    paths = (grant.opened for grant in playbook.grants.values() if not grant.authorised)
    opened = min(paths, default=playbook.begins)
    discovery = discovery_of(state, playbook, truth=True)
    dates = (discovery.actual, discovery.constructive, discovery.imputed, calendar.day(0))
    found = min(day for day in dates if day is not None)
    taken = {element for one in state.reads for element in one.fact.elements}
    wrong = {
        "what_happened": not (
            letter.breach_from is not None
            and calendar.day(opened) <= letter.breach_from <= calendar.day(first_read)
            and letter.discovered == found
        ),
        "information": not taken <= set(letter.kinds),
        "response": letter.claims_no_misuse,
    }
    return frozenset(name for name, false in wrong.items() if false)


def discovery_of(state: State, playbook: Playbook, *, truth: bool) -> Discovery:
    """When the breach was discovered, by each theory of discovery, on one side."""
    calendar = playbook.calendar
    noticed = state.indicators.values()
    aware = _aware(state, playbook, truth=truth)
    actual = None if aware is None else calendar.day(aware)
    constructive = min((one.fact.day for one in noticed if one.fact.discovery == "constructive"), default=None)
    if truth:
        hidden = [calendar.day(one.at) for one in playbook.indicators.values() if one.discovery == "constructive"]
        constructive = min(hidden, default=None)
    stated = state.discovery.fact.day if state.discovery else None
    imputed = _imputed(state, playbook, truth=truth)
    return Discovery(actual=actual, constructive=constructive, imputed=imputed, stated=stated)


def _shown(state: State, playbook: Playbook, *, truth: bool) -> Conclusion | None:
    """What a determination that there is no breach shows on paper; in truth it must also be so."""
    determination = state.determination
    if determination is None or determination.fact.breach or (truth and state.notifiable):
        return None
    return judge_worksheet(worksheet_of(determination.fact.assessment, state, playbook))


def _residents(state: State, owed: frozenset[RecordId] | None, *, truth: bool) -> dict[str, int] | None:
    if truth:
        return None if owed is None or state.truth is None else by_residence(owed, state.truth)
    latest = state.chosen_list
    return dict(latest.by_state) if latest else None


def _bad_addresses(state: State, owed: frozenset[RecordId] | None = None) -> frozenset[RecordId]:
    """Living people owed a letter whose address fails: known from returned mail or a register, or in truth."""
    if owed is not None and state.truth:
        return (owed & (state.truth.bad_address or frozenset())) - (state.truth.deceased or frozenset())
    listed = frozenset(state.frozen_list.people) if state.frozen_list else frozenset()
    known = (state.people.bad_address or frozenset()) | state.returned
    return (listed & known) - (state.people.deceased or frozenset())


def _failed(state: State, playbook: Playbook) -> Iterable[Failed]:
    """How many failed addresses the team knew of as mail came back; what a register says counts from the beginning."""
    known = _bad_addresses(state)
    yield Failed(on=None, living=len(known - state.returned))
    seen = known - state.returned
    for back in state.returns:
        seen |= known & frozenset(back.fact.records)
        yield Failed(on=playbook.calendar.day(back.at), living=len(seen))


def _imputed(state: State, playbook: Playbook, *, truth: bool) -> date | None:
    """When the first vendor that is an agent knew (45 CFR 164.404(a)(2)); a seat learns it by the sign for it."""
    agents = [one for one in playbook.vendors.values() if one.contract.agent and one.contract.baa]
    known = [one for one in agents if truth or (one.knew_by is not None and one.knew_by in state.indicators)]
    return min((playbook.calendar.day(one.knew) for one in known if one.knew is not None), default=None)


def _aware(state: State, playbook: Playbook, *, truth: bool) -> Seconds | None:
    """When the entity in fact knew: it noticed a sign that says so, or a vendor's notice lay with it."""
    noticed = (one.at for one in state.indicators.values() if one.fact.discovery == "actual")
    return min((*noticed, *_told(state, playbook, truth=truth)), default=None)


def _told(state: State, playbook: Playbook, *, truth: bool) -> Iterable[Seconds]:
    """When a vendor's notice lay with the entity: whoever was to read it, the entity had it."""
    for one in playbook.vendors.values():
        if one.told is not None and (truth or (one.told_by is not None and one.told_by in state.indicators)):
            yield one.told


def _contracts(state: State, playbook: Playbook, *, truth: bool) -> Iterator[Contract]:
    """The entity's own clauses, to the hour from actual knowledge: a policy knows no constructive discovery."""
    calendar, aware = playbook.calendar, _aware(state, playbook, truth=truth)
    for clause in playbook.clauses:
        known = Contract(
            id=clause.id, to=clause.to, hours=clause.notice_hours, counted_from="discovery", start=None, due=None
        )
        if aware is not None:
            ends, told = aware + clause.notice_hours * HOUR, state.first_done(clause.met_by)
            counted_from = f"discovery on {calendar.at(aware):%Y-%m-%d %H:%M}"
            dates = {"start": calendar.day(aware), "due": calendar.day(ends), "ends": calendar.local(ends)}
            late = {"overrun": (min(state.at, playbook.ends) if told is None else told) > ends}
            known = known.model_copy(update={"counted_from": counted_from, **dates, **late})
        yield known


def _by_contract(state: State, playbook: Playbook) -> Iterator[Notice]:
    """What was told under a clause: its action is done."""
    for clause in playbook.clauses:
        if (told := state.first_done(clause.met_by)) is not None:
            yield Notice(audience=contract_id(clause.id), sent=playbook.calendar.day(told))


def _notices(state: State, playbook: Playbook, owed: frozenset[RecordId] | None, *, truth: bool) -> Iterable[Notice]:
    told: frozenset[RecordId] = frozenset()
    for sent in state.notices:
        fact = sent.fact
        listed = state.list_version(fact.version)
        covers = None
        if fact.audience == "individual" and listed is not None:
            people = frozenset(listed.people)
            if owed is not None and state.truth:
                people = (people_of(people, state.truth) & owed) - told
                covers = by_residence(people, state.truth)
            else:
                fresh = people - told
                covers = by_residence(fresh, state.people) if told else dict(listed.by_state)
            told |= people
        contents = letter_contents(fact.letter, state, playbook, truth=truth)
        yield Notice(
            audience=fact.audience,
            sent=playbook.calendar.day(sent.at),
            covers=covers,
            content=review(contents).share,
            lacks=failures(contents),
        )
