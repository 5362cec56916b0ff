"""A duty held against one incident: for which state, to which audiences, owed to how many people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from simulator.authored.types import STATE_CODES
from simulator.law.contracts import contract_duty
from simulator.law.facts import IncidentFacts, Notice
from simulator.law.model import Counted, Duty
from simulator.law.rulebook import Rulebook

UNKNOWN = "unknown"
FOREIGN = "foreign"
NOWHERE = frozenset({UNKNOWN, FOREIGN})
"""Residences that are no state."""
_ITS_OWN = frozenset({"registrant", "contract", "business_associate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One duty, for one state where it holds per state.

    `sent`: the notices of the incident that count, by audience; `refused`: those that do not.
    """

    duty: Duty
    facts: IncidentFacts
    state: str | None
    sent: Mapping[str, tuple[Notice, ...]]
    refused: tuple[Notice, ...] = ()

    @property
    def id(self) -> str:
        """The obligation's id: `us.hipaa.media.tx`."""
        return f"{self.duty.id}.{self.state.lower()}" if self.duty.each_state and self.state else self.duty.id

    @property
    def audiences(self) -> tuple[str, ...]:
        """What a notice must be addressed to, to count for this obligation."""
        if self.duty.each_state and self.state:
            return tuple(f"{audience}.{self.state.lower()}" for audience in self.duty.done_by)
        return self.duty.done_by

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices for this obligation, oldest first, each on the day that counts for it."""
        heard = [self.sent[audience] for audience in self.audiences if audience in self.sent]
        if self.duty.done_on == "received":
            return tuple(self._received(chain.from_iterable(heard)))
        if len(heard) == 1:
            return heard[0]
        return tuple(sorted(chain.from_iterable(heard), key=lambda notice: notice.sent))

    def _received(self, notices: Iterable[Notice]) -> Iterator[Notice]:
        """Notices that had come in, on the day they did; where nobody says when, on the day they were sent."""
        arrived = sorted(((notice.received or notice.sent, notice) for notice in notices), key=lambda pair: pair[0])
        for day, notice in arrived:
            if day <= self.facts.as_of:
                yield notice.model_copy(update={"sent": day})

    @property
    def people(self) -> Mapping[str, int] | None:
        """The people affected whom this obligation looks at, by residence; None while nobody has counted."""
        residents = self.facts.residents
        if residents is None or self.state is None:
            return residents
        return {self.state: residents.get(self.state, 0)}

    def count(self, unit: Counted) -> int | None:
        """How many people a threshold of that unit counts; None while nobody has counted."""
        if unit == "bad_addresses":
            return self.facts.living_bad_addresses
        if self.facts.residents is None:
            return None
        if unit == "residents":
            return self.facts.residents.get(self.state, 0) if self.state else 0
        return sum(self.facts.residents.values())


def cases(rulebook: Rulebook, facts: IncidentFacts) -> Iterator[Case]:
    """Every duty held against the incident, once per state where it holds per state.

    The states are those in question: somebody affected lives there, or may, or a notice went there. With none, a duty
    per state stands alone. A business associate of its own owes contracts and the SEC; the rest is its clients'.
    """
    sent = facts.sent()
    refused = tuple(notice for notice in facts.notices if notice.refused and notice.sent <= facts.as_of)
    for duty in (*rulebook.of(states_in_question(facts)), *map(contract_duty, facts.contracts)):
        if facts.role == "business_associate" and duty.owed_by not in _ITS_OWN:
            continue
        elsewhere = duty.state or facts.role == "business_associate"
        if elsewhere and duty.owed_by == "business_associate" and facts.business_associate is None:
            continue
        states = _states(duty, facts) if duty.each_state and _reaches(duty, facts) else (duty.state,)
        for state in states or (None,):
            yield Case(duty=duty, facts=facts, state=state, sent=sent, refused=refused)


def states_in_question(facts: IncidentFacts) -> tuple[str, ...]:
    """The states whose law may ask for something: by residents, patients not yet counted, facilities or notices."""
    lived_in = facts.states if facts.residents is None else (*facts.residents, *facts.states)
    told = {notice.audience.partition(".")[0].upper() for notice in facts.notices}
    found = {*lived_in, *facts.licensed_in, *(told & STATE_CODES)}
    return tuple(sorted(found - NOWHERE))


def _reaches(duty: Duty, facts: IncidentFacts) -> bool:
    """Whether the duty's regime is the entity's at all; a stranger to it is told so once, not for each state."""
    if duty.owed_by == "part2_program":
        return facts.part2_program
    return duty.owed_by != "phr_vendor" or facts.role == "phr_vendor"


def _states(duty: Duty, facts: IncidentFacts) -> tuple[str, ...]:
    lived_in = {state for state, people in (facts.residents or {}).items() if people} - NOWHERE
    stems = tuple(f"{audience}." for audience in duty.done_by)
    told = {notice.audience.rpartition(".")[2].upper() for notice in facts.notices if notice.audience.startswith(stems)}
    return tuple(sorted(lived_in | told))
