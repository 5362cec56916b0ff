"""What a source still has, what the vault has, and whom that excludes."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.domain.ids import GrantId, ReaderId, SourceId
from simulator.domain.nouns import Visit
from simulator.domain.time import DAY, HOUR
from simulator.engine.evidence import pull
from simulator.engine.exposure import notifiable
from simulator.engine.reading import row_draws
from simulator.engine.sandbox import Sandbox
from simulator.engine.vaults import Vault
from simulator.world.population import population
from tests.playbooks import ACCESS_LOG, DLQ, a_playbook

COUNTS = SourceId("receive-counts")
POLICY = GrantId("queue-policy")


@pytest.fixture
def sandbox() -> Sandbox:
    """The tiny scenario before anybody came."""
    playbook = a_playbook()
    return Sandbox(playbook, population(playbook.world, 1), 1)


def test_an_expired_log_is_not_saved_by_a_late_pull() -> None:
    """A pull preserves what the source still has, not what it ever had; later pulls join on."""
    vault = Vault(since=-10 * DAY, keep=2 * DAY)
    vault.pull(0)
    assert vault.spans(0) == [(-2 * DAY + 1, 0)]
    assert vault.spans(DAY) == [(-2 * DAY + 1, DAY)]
    assert vault.spans(5 * DAY) == [(-2 * DAY + 1, 0), (3 * DAY + 1, 5 * DAY)]


def test_a_hold_stops_expiry_and_a_loss_spares_the_vault() -> None:
    """What a hold caught stays for ever; what was pulled survives the loss of its source."""
    vault = Vault(since=-10 * DAY, keep=2 * DAY, held_from=0)
    assert vault.reaches_back(50 * DAY) == -2 * DAY + 1
    vault.pull(DAY)
    vault.lost_until = 3 * DAY
    assert vault.spans(4 * DAY) == [(-2 * DAY + 1, DAY), (3 * DAY, 4 * DAY)]


def test_a_log_that_proves_absence_excludes_until_it_expires(sandbox: Sandbox) -> None:
    """Nobody is notifiable while the log reaches back over everything; once it has expired, those it covered are."""
    sandbox.paths.closed[POLICY] = 1
    assert not len(notifiable(sandbox, 1))
    for vault in sandbox.vaults.values():
        vault.since = None
    everyone = notifiable(sandbox, 1)
    sandbox.vaults[ACCESS_LOG].since = -10 * DAY
    assert len(notifiable(sandbox, 60 * DAY)) == len(everyone) > 30


def test_who_was_read_is_notifiable_in_the_middle_of_the_visit(sandbox: Sandbox) -> None:
    """Half-way through a visit the first half of its list counts, in truth and in counters pulled just then."""
    grant = sandbox.playbook.grants[POLICY]
    call = sandbox.begin(ReaderId("crawler"), "crawler/9", grant, Visit(at=-HOUR, store=DLQ, lasting=HOUR))
    (half,) = sandbox.reads(-HOUR // 2)
    assert len(half.slots) == (len(call.listed) + 1) // 2
    assert set(notifiable(sandbox, -HOUR // 2).tolist()) == set(sandbox.records(half.slots))
    shown = pull(sandbox, sandbox.playbook.sources[COUNTS], -HOUR // 2, rows=0)
    assert set(shown.read) == set(sandbox.records(half.slots))
    assert not set(shown.untouched) & set(shown.read)


def test_cutting_a_visit_short_changes_no_row_before_the_cut() -> None:
    """The draws of a log's rows belong to places in the list, whatever became of other places."""
    log = a_playbook().sources[ACCESS_LOG]
    whole = row_draws(log, 1, "crawler/0", np.arange(9))
    assert (row_draws(log, 1, "crawler/0", np.array([0, 2, 3])) == whole[[0, 2, 3]]).all()
