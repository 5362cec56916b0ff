"""Ended exercises of the tiny scenario, put together by hand."""

from __future__ import annotations

from datetime import date

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.fold import fold
from simulator.domain.ids import CONTROLLER, ROOM, GrantId, ReaderId
from simulator.domain.journal import Entry, Journal
from simulator.domain.lists import ListSpec
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import Harm, harm
from tests.builders import records
from tests.playbooks import DLQ, a_playbook

PLAYBOOK = a_playbook()
WEIGHTS = load_weights()
TRUE_LETTER = d.Letter(
    breach_from=PLAYBOOK.calendar.day(min(one.opened for one in PLAYBOOK.grants.values())),
    discovered=min(PLAYBOOK.calendar.day(one.at) for one in PLAYBOOK.indicators.values() if one.discovery),
    kinds=("name",),
    steps=True,
    doing=True,
    contact="letters@clinics.example.org",
)
Told = tuple[Seconds, f.Fact]


def read(*people: int, elements: tuple[str, ...] = ("name",), secured: bool = False) -> f.RecordsRead:
    """A read of these people's records."""
    return f.RecordsRead(
        reader=ReaderId("crawler"),
        store=DLQ,
        grant=GrantId("dlq-open"),
        since=-DAY,
        until=-DAY + HOUR,
        messages=len(people),
        records=records(*people),
        elements=elements,
        secured=secured,
        size=1,
    )


def owed(*people: int, because: str = "read") -> f.NotifiableChanged:
    """These people can no longer be excluded."""
    return f.NotifiableChanged(added=records(*people), removed=(), because=because)


def listed(*people: int, version: int = 1) -> f.ListBuilt:
    """A list of these people."""
    spec = ListSpec(scope="presumed", sources=())
    return f.ListBuilt(
        version=version,
        spec=spec,
        people=records(*people),
        by_state=(("TX", len(people)),),
        states=(("TX", records(*people)),),
        missing=(),
    )


def told(audience: str = "individual", version: int = 1, letter: d.Letter = TRUE_LETTER) -> f.NoticeSent:
    """A notice to an audience."""
    return f.NoticeSent(audience=audience, version=version, letter=letter)


def stated(day: date) -> f.DiscoveryStated:
    """A discovery date."""
    return f.DiscoveryStated(day=day)


def ended(*facts: Told, residents: tuple[int, ...] = (), bad: tuple[int, ...] = ()) -> tuple[Entry, ...]:
    """The journal of an exercise in which these things happened, up to EndEx; everybody lives in Texas."""
    journal = Journal()
    truth = f.TruthRevealed(
        merges=(),
        tests=(),
        residences=(("TX", records(*residents)),),
        clinics=(("TX", records(*residents)),),
        deceased=(),
        bad_addresses=records(*bad),
    )
    ends = PLAYBOOK.ends
    for at, fact in (*facts, (ends, truth), (ends, f.ExerciseEnded())):
        journal.append(at, fact, seats=(CONTROLLER, ROOM))
    return tuple(journal)


def harm_of(*facts: Told, residents: tuple[int, ...] = (), bad: tuple[int, ...] = ()) -> Harm:
    """The harm of such an exercise under the shipped weights and rules."""
    entries = ended(*facts, residents=residents, bad=bad)
    duties = obligations_of(load_rulebook(), fold(entries), PLAYBOOK, "truth")
    return harm(entries, PLAYBOOK, duties, WEIGHTS)
