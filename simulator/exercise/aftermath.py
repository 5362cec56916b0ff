"""What may follow an ended exercise, put together: the library's parameters, the law's tables, and the journal."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.state import State
from simulator.law.incident import incident_facts
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.law.penalties import load_tables, penalties
from simulator.scenario.aftermath import load_consequences, load_remediation
from simulator.scoring.aftermath import CAVEAT, Aftermath, aftermath
from simulator.scoring.costs import dates
from simulator.scoring.following import Consequence, Ended

__all__ = ["CAVEAT", "Aftermath", "Consequence", "aftermath_of", "dates"]


def aftermath_of(
    entries: Iterable[Entry], truth: State, playbook: Playbook, duties: tuple[Obligation, ...]
) -> Aftermath:
    """What may follow; `truth` is the fold of the whole journal, `duties` are those of the truth side."""
    facts = incident_facts(truth, playbook, "truth")
    return aftermath(
        Ended(
            entries=tuple(entries),
            state=truth,
            playbook=playbook,
            duties=duties,
            penalties=penalties(load_rulebook(), facts, duties, load_tables()),
            remedies=load_remediation(),
            parameters=load_consequences(),
        )
    )
