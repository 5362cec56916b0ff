"""A letter of the drill as the law takes it: what it has, whether that is true, and what it tells."""

from __future__ import annotations

from simulator.domain.decisions import Letter
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.discovery import discovery_of
from simulator.law.lettercheck import Draft, Told
from simulator.law.letters import Letter as Contents
from simulator.law.lettertext import channels


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
