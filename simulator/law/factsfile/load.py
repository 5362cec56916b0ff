"""Reads a facts file and tells everything that cannot be true in it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simulator.authored import Location, Problems, read_document, suggest, validate_document
from simulator.law.assessment import CONDITIONS, is_secured
from simulator.law.facts import People
from simulator.law.factsfile.breach import safeguard_of, strange
from simulator.law.factsfile.contents import elements_of
from simulator.law.factsfile.model import AUDIENCES, Audience, FactsFile
from simulator.law.rulebook import Rulebook

_PER_STATE: frozenset[Audience] = frozenset({"state_ag", "state_other"})


def load_facts(path: Path, rulebook: Rulebook, today: date, as_of: date | None = None) -> FactsFile:
    """The facts in a file, to be judged as of a day: the given one, the file's own, else today.

    Raises:
        ScenarioError: every problem, one a line: `file:line:col: given, expected, do this`.
    """
    document = read_document(path)
    file = validate_document(document, FactsFile)
    file = file.model_copy(update={"as_of": as_of or file.as_of or today})
    problems = Problems()
    for check in (_dates, _roles, _breach, _people, _notices, _holds, _contracts):
        for location, message in check(file, rulebook):
            problems.add(document, location, message)
    problems.raise_if_any()
    return file


_Told = Iterator[tuple[Location, str]]


def _dates(file: FactsFile, _: Rulebook) -> _Told:
    """Dates that cannot follow each other."""
    day = file.day
    begun, ended = day(file.breach.start), day(file.breach.end)
    found = day(file.discovered)
    partner = file.business_associate
    told, learned = (day(partner.notified_entity), day(partner.discovered)) if partner else (None, None)
    first = first_known(file)
    states = file.determinations.items()
    pairs: list[tuple[Location, date | None, str, date | None, str]] = [
        (("breach", "end"), ended, "an end", begun, "the breach's start"),
        (("discovered",), found, "a discovery", begun, "the breach's start"),
        (("should_have_known",), day(file.should_have_known), "a constructive discovery", begun, "the breach's start"),
        (("business_associate", "discovered"), learned, "a discovery", begun, "the breach's start"),
        (("business_associate", "notified_entity"), told, "a notice", learned, "the associate's own discovery"),
        *(
            (("determined", *((state,) if state else ())), made, "a determination", first, "the discovery")
            for state, made in states
        ),
        (("confirmed",), day(file.confirmed), "a confirmation", first, "the discovery"),
        (("scope_known",), day(file.scope_known), "a known scope", first, "the discovery"),
        (("material",), day(file.material), "a determination", first, "the discovery"),
        (("as_of",), day(file.as_of), "a day", first, "the discovery"),
    ]
    pairs += [
        (("counts", i, "as_of"), day(one.as_of), "a count", first, "the discovery") for i, one in enumerate(file.counts)
    ]
    for location, later, what, earlier, than in pairs:
        if later is not None and earlier is not None and later < earlier:
            yield location, f"given {what} on {later}, expected none before {than} of {earlier}; correct one of them."


def first_known(file: FactsFile) -> date | None:
    """The first day on which anybody knew, or should have known, of the breach."""
    partner = file.business_associate
    inner = partner.subcontractor if partner else None
    given = [file.discovered, file.should_have_known]
    given += [partner.discovered, partner.notified_entity] if partner else []
    given += [inner.discovered, inner.notified_associate] if inner else []
    return min((day for one in given if (day := file.day(one)) is not None), default=None)


def _roles(file: FactsFile, _: Rulebook) -> _Told:
    """Who is what: an associate's file names its covered entities, and somebody discovered something."""
    associate = file.entity.kind == "business_associate"
    if associate and not file.covered_entities:
        yield (), 'given a business associate without covered entities, expected at least one; add "covered_entities".'
    if not associate and file.covered_entities:
        where: Location = ("covered_entities",)
        yield where, "given covered entities in the file of one, expected none; make entity.kind business_associate."
    if file.entity.licensed_facility and not file.licensed_in:
        where = ("entity", "licensed_facility")
        yield where, "given a licensed facility without a state, expected the states that license it; list them."
    partner = file.business_associate
    inner = partner.subcontractor if partner else None
    dates = [file.discovered, *((partner.discovered, partner.notified_entity) if partner else ())]
    dates += [inner.discovered, inner.notified_associate] if inner else []
    if all(one is None for one in dates):
        yield (), 'given no date of discovery, expected one (or an associate\'s); add a line "discovered: ..." here.'


def _breach(file: FactsFile, _: Rulebook) -> _Told:
    """What protected the copy against what is said of it, and conditions that an exception does not have."""
    phi, first = file.phi, first_known(file)
    if phi.unsecured is not None and phi.safeguard is not None:
        secured = is_secured(safeguard_of(phi))
        if phi.unsecured is secured:
            word = "secured" if secured else "unsecured"
            given = f"given unsecured: {str(phi.unsecured).lower()}, expected it to fit the safeguard"
            yield ("phi", "unsecured"), f"{given}, which leaves the information {word}; delete it, or correct one."
    for i, claim in enumerate(file.exceptions):
        for k in strange(claim):
            meant = suggest(claim.shown[k], CONDITIONS[claim.name])
            yield (
                ("exceptions", i, "shown", k),
                f"given {claim.shown[k]}, expected a condition of {claim.name}. {meant}",
            )
    for name, one in (file.assessment.rated if file.assessment else {}).items():
        made = file.day(one.on)
        if made is not None and first is not None and made < first:
            given = f"given a factor rated on {made}, expected none before the discovery of {first}"
            yield ("assessment", name, "on"), f"{given}; correct one."


def _people(file: FactsFile, _: Rulebook) -> _Told:
    """Counts that do not add up."""
    yield from _sum(file.individuals.total, file.individuals.by_state, ("individuals", "by_state"))
    for i, one in enumerate(file.counts):
        yield from _sum(one.total, one.by_state, ("counts", i, "by_state"))
    served = sum(sum(one.by_state.values()) for one in file.covered_entities)
    if file.covered_entities and served < file.individuals.total:
        given = f"given {served:,} people of all covered entities, expected the total of {file.individuals.total:,}"
        yield ("covered_entities",), f"{given}; add the missing ones, or correct the total."
    bad = file.individuals.bad_address + sum(one.n for one in file.returned_mail)
    if file.individuals.deceased_unknown_kin > bad:
        given = f"given {file.individuals.deceased_unknown_kin} deceased among {bad} failed addresses"
        yield ("individuals", "deceased_unknown_kin"), f"{given}, expected no more of them; correct one."


def _sum(total: int, by_state: People | None, location: Location) -> _Told:
    if by_state is not None and sum(by_state.values()) != total:
        given = f"given states that add up to {sum(by_state.values()):,}, expected the total of {total:,}"
        yield location, f'{given}; correct one, or put the rest under "unknown".'


def _notices(file: FactsFile, rulebook: Rulebook) -> _Told:
    """Notices before anybody knew, to nobody that the law knows, or saying what we cannot read."""
    first = first_known(file)
    clients = [one.name for one in file.covered_entities]
    for i, sent in enumerate(file.notices):
        day = file.day(sent.sent)
        if first is not None and day is not None and day < first:
            yield (
                ("notices", i, "sent"),
                f"given a notice on {day}, expected none before the discovery of {first}; correct one.",
            )
        arrived = file.day(sent.received)
        if arrived is not None and day is not None and arrived < day:
            yield (
                ("notices", i, "received"),
                f"given {arrived}, expected no day before the sending of {day}; correct it.",
            )
        if sent.to in _PER_STATE and sent.state is None:
            yield ("notices", i), f'given a notice to {sent.to} without a state, expected one; add "state: ...".'
        if sent.agency is not None and sent.state is not None:
            known = sorted(one.id.rpartition(".")[2] for one in rulebook.of([sent.state]) if one.state == sent.state)
            if sent.agency.replace("-", "_") not in known:
                yield (
                    ("notices", i, "agency"),
                    f"given {sent.agency}, expected a duty of {sent.state}. {suggest(sent.agency, known)}",
                )
        if sent.entity is not None and sent.entity not in clients:
            yield (
                ("notices", i, "entity"),
                f"given {sent.entity}, expected a covered entity of the file. {suggest(sent.entity, clients)}",
            )
        for k, words in enumerate(sent.content or ()):
            if not elements_of((words,)):
                yield (
                    ("notices", i, "content", k),
                    f"given {words}, expected what_happened, information, steps, response or contact; write one.",
                )


def _holds(file: FactsFile, rulebook: Rulebook) -> _Told:
    """Statements that end before they were made, or name nothing that can be held."""
    for i, one in enumerate(file.law_enforcement):
        begun, until = file.day(one.on), file.day(one.until)
        if begun is not None and until is not None and until < begun:
            yield (
                ("law_enforcement", i, "until"),
                f"given {until}, expected no day before the statement of {begun}; correct it.",
            )
        for k, name in enumerate(one.applies_to):
            if "." in name and not rulebook.knows(name):
                yield ("law_enforcement", i, "applies_to", k), f"given {name}, expected the id of a duty; correct it."
            elif "." not in name and not (name.isupper() and len(name) == len("TX")) and name not in AUDIENCES:
                known = suggest(name, AUDIENCES)
                yield (
                    ("law_enforcement", i, "applies_to", k),
                    f"given {name}, expected a kind of notice or a state. {known}",
                )


def _contracts(file: FactsFile, _: Rulebook) -> _Told:
    """Contracts told twice, and notices under contracts that nobody wrote down."""
    ids = [one.id for one in file.contracts]
    for i, one in enumerate(ids):
        if one in ids[:i]:
            yield ("contracts", i, "id"), f"given the contract {one} twice, expected it once; remove one."
    for i, sent in enumerate(file.notices):
        if sent.contract is not None and sent.contract not in ids:
            yield (
                ("notices", i, "contract"),
                f'given {sent.contract}, expected the id of a contract; add it under "contracts".',
            )
