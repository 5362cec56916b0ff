"""Whether the worlds that a scenario is played in have the people whom its pools want: on nearly every seed."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from math import exp, lgamma, log

from simulator.authored import Location, Problems
from simulator.domain.worldspec import WorldSpec
from simulator.scenario.checking.references import Sources
from simulator.scenario.written.nouns import Cohort

RARELY = 1e-5
"""The share of seeds on which a world may have too few people of one kind. Assumed: nobody meets one of them."""


def note_enough(sources: Sources, world: WorldSpec, problems: Problems) -> None:
    """Add a problem for each kind of people of whom too many worlds have fewer than the pools want together."""
    wanted: dict[Cohort, int] = defaultdict(int)
    places: dict[Cohort, Location] = {}
    for name, pool in sources.scenario.pools.items():
        for index, cohort in enumerate(pool.cohorts):
            kind = cohort.model_copy(update={"people": 0})
            wanted[kind] += cohort.people
            places[kind] = ("pools", name, "cohorts", index)
    for kind, people in wanted.items():
        among, share = _drawn(kind, world)
        if people and chance_below(people, among, share) > RARELY:
            most = next(one for one in range(people, -1, -1) if chance_below(one, among, share) <= RARELY)
            more = "world.test_patients" if kind.test else "world.patients"
            message = (
                f"given {people} people of this kind in all pools, expected at most {most}: worlds have "
                f"{among * share:.0f} on average, and on some seeds too few; ask for fewer, or raise {more}."
            )
            problems.add(sources.scenario_document, places[kind], message)


def _drawn(kind: Cohort, world: WorldSpec) -> tuple[int, float]:
    """Out of how many records people of a kind come, and which share of these they are, as worlds are made."""
    shares = dict(world.states)
    lives = shares.get(kind.residence, 0.0)
    away = world.away_share if lives < 1 else 0.0
    seen = 1 - away if kind.clinic == kind.residence else away * shares.get(kind.clinic, 0.0) / max(1 - lives, 1e-9)
    share = lives * seen
    for wanted, part in ((kind.deceased, world.deceased_share), (kind.bad_address, world.bad_address_share)):
        share *= part if wanted else 1 - part
    if kind.test:
        return world.test_patients, 0.0 if kind.merged else share
    people = round(world.patients * (1 - world.duplicate_share)) - world.test_patients
    second = world.patients * world.duplicate_share / max(people, 1)
    return max(people, 0), share * exp(-second) * (second if kind.merged else 1)


@lru_cache(maxsize=1024)
def chance_below(people: int, among: int, share: float) -> float:
    """How likely fewer than so many are found among so many, each of the kind with that chance (binomial)."""
    if people <= 0 or share >= 1:
        return float(people > among)
    if share <= 0 or people > among:
        return 1.0
    ways = (lgamma(among + 1) - lgamma(one + 1) - lgamma(among - one + 1) for one in range(people))
    each = (one * log(share) + (among - one) * log(1 - share) for one in range(people))
    return min(1.0, sum(exp(way + chance) for way, chance in zip(ways, each, strict=True)))
