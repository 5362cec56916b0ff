"""Turns a facts file into what the clocks need: one value for each entity, as it was known on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.law.assessment import FACTORS
from simulator.law.facts import BusinessAssociate, Contract, Discovery, IncidentFacts, Notice
from simulator.law.factsfile.breach import unsecured, worksheet_on
from simulator.law.factsfile.known import Known
from simulator.law.factsfile.model import Client, ContractClock, FactsFile, Subcontractor
from simulator.law.factsfile.people import bad_addresses, failing, people_on
from simulator.law.factsfile.sent import holds_of, notices_of
from simulator.law.information import kinds_of
from simulator.law.rulebook import Rulebook
from simulator.law.worksheet import Worksheet, flags, judge_worksheet


def incidents(file: FactsFile, rulebook: Rulebook, as_of: date | None = None) -> tuple[IncidentFacts, ...]:
    """What is known of each entity: the covered entity, or an associate's clients, itself and its subcontractor."""
    known = Known(file=file, rulebook=rulebook, as_of=as_of or file.day(file.as_of) or date.min)
    if file.entity.kind != "business_associate":
        return (_whole(known),)
    inner = file.business_associate.subcontractor if file.business_associate else None
    chain = () if inner is None else (_upstream(known, inner),)
    return (*(_client(known, client) for client in file.covered_entities), _itself(known), *chain)


def _whole(known: Known) -> IncidentFacts:
    """A covered entity's (or a vendor's) own file."""
    file = known.file
    partner = file.business_associate
    people, assumed = people_on(known)
    return _common(known).model_copy(
        update={
            "entity": file.entity.name,
            "role": file.entity.kind,
            "states": (),
            "licensed_in": file.licensed_in,
            "part2_program": file.entity.part2_program,
            "public_body": file.entity.public_body,
            "public_company": file.entity.public_company,
            "discovery": Discovery(actual=known.day(file.discovered), constructive=known.day(file.should_have_known)),
            "detected": known.day(file.detected) or known.day(file.discovered) or _told(known),
            "residents": people,
            "living_bad_addresses": bad_addresses(known),
            "failed_addresses": failing(known),
            "business_associate": None
            if partner is None
            else BusinessAssociate(name=partner.name, agent=partner.agent, discovered=_learned(known)),
            "contracts": tuple(_contract(known, one) for one in file.contracts),
            "notices": notices_of(known, people),
            "assumed": (*_common(known).assumed, *assumed),
        }
    )


def _client(known: Known, client: Client) -> IncidentFacts:
    """One covered entity of an associate's file: what the associate found is its discovery, or its notice is."""
    file, partner = known.file, known.file.business_associate
    agent = client.agent if client.agent is not None else bool(partner and partner.agent)
    told = known.day(client.notified)
    people = dict(client.by_state)
    return _common(known).model_copy(
        update={
            "entity": client.name,
            "of_associate": True,
            "residents": people,
            "business_associate": BusinessAssociate(name=file.entity.name, agent=agent, discovered=_learned(known)),
            "detected": _learned(known) if agent else (told or _told(known)),
            "notices": notices_of(known, people, client),
        }
    )


def _itself(known: Known) -> IncidentFacts:
    """What a business associate owes beside telling its clients: contracts, and the SEC's form."""
    file = known.file
    return _common(known).model_copy(
        update={
            "entity": file.entity.name,
            "role": "business_associate",
            "public_company": file.entity.public_company,
            "discovery": Discovery(actual=_learned(known)),
            "residents": {},
            "contracts": tuple(_contract(known, one) for one in file.contracts),
            "notices": notices_of(known, {}),
        }
    )


def _upstream(known: Known, inner: Subcontractor) -> IncidentFacts:
    """A subcontractor's duty to tell the associate that it works for. Source: 45 CFR 160.103, 164.410; law.md D9."""
    told = known.day(inner.notified_associate)
    return _common(known).model_copy(
        update={
            "entity": known.file.entity.name,
            "role": "business_associate",
            "residents": {"unknown": known.file.individuals.total},
            "business_associate": BusinessAssociate(
                name=inner.name, agent=inner.agent, discovered=known.day(inner.discovered)
            ),
            "notices": () if told is None else (Notice(audience="ba", sent=told),),
        }
    )


def _learned(known: Known) -> date | None:
    """When the associate discovered it: its own day, an agent's discovery, or what its subcontractor told."""
    file, partner = known.file, known.file.business_associate
    days = [known.day(partner.discovered)] if partner else []
    if file.entity.kind == "business_associate":
        days += [known.day(file.discovered), known.day(file.should_have_known)]
    inner = partner.subcontractor if partner else None
    if inner is not None:
        days.append(known.day(inner.discovered if inner.agent else inner.notified_associate))
    return min((day for day in days if day is not None), default=None)


def _told(known: Known) -> date | None:
    return known.day(known.file.business_associate.notified_entity) if known.file.business_associate else None


def _common(known: Known) -> IncidentFacts:
    """What holds for every entity of the file."""
    file = known.file
    kinds, strange = kinds_of(file.phi.elements)
    states = {state: day for state, day in file.determinations.items() if day <= known.as_of}
    sheet = worksheet_on(known)
    shown = judge_worksheet(sheet)
    return IncidentFacts(
        entity=file.entity.name,
        as_of=known.as_of,
        occurred=known.day(file.breach.start),
        signal=min((day for one in file.signals if (day := known.day(one.on)) is not None), default=None),
        determined=states.get("") or min(states.values(), default=None),
        determined_in={state: day for state, day in states.items() if state},
        confirmed=known.day(file.confirmed),
        scope_known=known.day(file.scope_known),
        material=known.day(file.material),
        facts_in_hand=min(states.values(), default=None),
        low_probability=shown.outcome == "low_probability",
        excepted=shown.exception,
        harm_unlikely=file.harm_unlikely,
        unsecured=unsecured(file.phi),
        information=kinds if file.phi.elements and not strange else None,
        holds=holds_of(known),
        hold_policy=file.hold_policy,
        assumed=(
            *(f'"{word}" is no kind of information that we know: every kind is presumed.' for word in strange),
            *(() if shown.outcome != "low_probability" else _doubts(sheet)),
        ),
    )


def _doubts(sheet: Worksheet) -> tuple[str, ...]:
    """What in an assessment that is relied on will not bear its weight."""
    return tuple(f"The assessment of {FACTORS.get(one.factor, 'it all')}: {one.text}" for one in flags(sheet))


def _contract(known: Known, clock: ContractClock) -> Contract:
    """A contract's clock, exact to the hour where its start is."""
    named = str(clock.counted_from)
    given: date | datetime | None
    if isinstance(clock.counted_from, str):
        given, named = _dated(known.file, named), f"the day it was {named.replace('_', ' ')}"
    else:
        given = clock.counted_from
    due = _ends(known.file, given, clock.hours)
    return Contract(id=clock.id, hours=clock.hours, counted_from=named, start=known.day(given), due=due)


def _dated(file: FactsFile, name: str) -> date | datetime | None:
    """A date of the file by the name that a contract gives it."""
    partner = file.business_associate
    told = partner.notified_entity if partner else None
    found = file.discovered
    if found is None and partner is not None:
        found = partner.discovered if file.entity.kind == "business_associate" or partner.agent else told
    own: dict[str, date | datetime | None] = {
        "discovered": found,
        "detected": file.detected or found,
        "determined": min(file.determinations.values(), default=None),
        "confirmed": file.confirmed,
        "material": file.material,
        "associate_notified": told,
    }
    return own[name]


def _ends(file: FactsFile, given: date | datetime | None, hours: int) -> date | None:
    """The local date on which the hours run out; from a day without a time, the whole days of them."""
    if isinstance(given, datetime):
        zone = ZoneInfo(file.timezone)
        begun = given.replace(tzinfo=zone) if given.tzinfo is None else given
        return (begun.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(zone).date()
    return None if given is None else given + timedelta(days=hours // 24)
