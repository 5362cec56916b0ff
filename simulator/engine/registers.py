"""What registers say of the people of the incident, and whose records a list brings that somebody hands over."""

from __future__ import annotations

import numpy as np

from simulator.domain.facts import PeopleShown
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import Seconds
from simulator.engine.sampling import NOBODY
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault
from simulator.world.draws import Flags


def handed_over(sandbox: Sandbox, source: LogSource) -> Flags:
    """Whose records are on a list that somebody made."""
    listed = np.zeros(len(sandbox.population), dtype=np.bool_)
    for pool in source.pools:
        listed |= sandbox.members[pool][:NOBODY]
    return listed


def has_come(vault: Vault, now: Seconds) -> bool:
    """Whether what is handed over from some moment on is there."""
    return vault.since is not None and vault.since <= now


def people_known(sandbox: Sandbox, now: Seconds) -> Flags:
    """The records that flows have carried, or a list names, with their survivors."""
    there = sandbox.flagged(sandbox.copies.entered <= now)
    for source in sandbox.playbook.sources.values():
        if source.pools:
            there |= handed_over(sandbox, source)
    return sandbox.population.with_survivors(there)


def people_shown(sandbox: Sandbox, source: LogSource, now: Seconds) -> PeopleShown:
    """What a register says of the people known: merges and tests, or addresses."""
    population, naming, everyone = sandbox.population, sandbox.naming, people_known(sandbox, now)
    if source.kind is SourceKind.MERGES:
        return PeopleShown(
            source=source.id,
            merges=naming.merges(everyone),
            tests=naming.records(everyone & population.is_test),
            residences=None,
            deceased=None,
            bad_addresses=None,
        )
    return PeopleShown(
        source=source.id,
        merges=None,
        tests=None,
        residences=naming.residences(everyone),
        deceased=naming.records(everyone & population.deceased),
        bad_addresses=naming.records(everyone & population.bad_address),
    )
