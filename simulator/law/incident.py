"""An exercise as the law sees it: one `IncidentFacts` built from what holds, for a seat or for the truth.

A seat's facts follow what the seat knows; the truth's follow the whole journal, and need EndEx. Assumptions that the
law leaves to the reader are constants here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from simulator.domain.ids import RecordId
from simulator.domain.playbook import Playbook
from simulator.domain.sources import SourceKind
from simulator.domain.state import State
from simulator.domain.time import HOUR, Seconds
from simulator.law.assessment import Conclusion
from simulator.law.clocks import obligations
from simulator.law.contracts import contract_id
from simulator.law.determination import worksheet_of
from simulator.law.discovery import aware_since, discovery_of
from simulator.law.facts import Contract, Failed, IncidentFacts, Notice
from simulator.law.information import kinds_of
from simulator.law.lettercheck import failures
from simulator.law.letterfacts import letter_contents
from simulator.law.letters import review
from simulator.law.model import Kind, Obligation
from simulator.law.people import by_residence, people_of
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
    shown_in_hand = facts_in_hand(state, playbook)
    diligent = _diligent(discovery.actual) if truth else None
    in_hand = min((day for day in (shown_in_hand, diligent) if day is not None), default=None)
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
        facts_in_hand=in_hand,
        in_hand_assumed=in_hand != shown_in_hand,
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


def facts_in_hand(state: State, playbook: Playbook) -> date | None:
    """When the team could first say who, and of which state: records shown, merges and residence known."""
    kinds = {key: playbook.sources[key].kind for key in state.pulled}
    records = [one.at for one in state.pulled.values() if one.fact.read or one.fact.held]
    merges = [one.at for key, one in state.pulled.items() if kinds[key] is SourceKind.MERGES]
    addresses = [one.at for key, one in state.pulled.items() if kinds[key] is SourceKind.ADDRESSES]
    if not (records and merges and addresses):
        return None
    return playbook.calendar.day(max(min(records), min(merges), min(addresses)))


def _diligent(discovered: date | None) -> date | None:
    """By when a diligent entity has them in hand, whatever this one pulled."""
    return None if discovered is None else discovered + timedelta(days=SCOPING_DAYS)


def _shown(state: State, playbook: Playbook, *, truth: bool) -> Conclusion | None:
    """What a determination that there is no breach shows on paper; in truth it must also be so."""
    determination = state.determination
    if determination is None or determination.fact.breach or (truth and state.notifiable):
        return None
    return judge_worksheet(worksheet_of(determination.fact.assessment, state, playbook))


def _residents(state: State, owed: frozenset[RecordId] | None, *, truth: bool) -> Mapping[str, int] | None:
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


def _contracts(state: State, playbook: Playbook, *, truth: bool) -> Iterator[Contract]:
    """The entity's own clauses, to the hour from actual knowledge: a policy knows no constructive discovery."""
    calendar, aware = playbook.calendar, aware_since(state, playbook, truth=truth)
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
    letters = {one.fact.letter for one in state.notices}
    contents = {letter: letter_contents(letter, state, playbook, truth=truth) for letter in letters}
    for sent in state.notices:
        fact = sent.fact
        listed = state.list_version(fact.version)
        covers = None
        if fact.audience == "individual" and listed is not None:
            if owed is not None and state.truth:
                missed = owed - people_of(listed.people, state.truth)
                people = owed - missed if missed else owed
                covers = by_residence(people - told if told else people, state.truth)
            else:
                people = frozenset(listed.people)
                covers = by_residence(people - told, state.people) if told else dict(listed.by_state)
            told = told | people if told else people
        yield Notice(
            audience=fact.audience,
            sent=playbook.calendar.day(sent.at),
            covers=covers,
            content=review(contents[fact.letter]).share,
            lacks=failures(contents[fact.letter]),
        )
