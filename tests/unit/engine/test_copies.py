"""Copies by hand: one flow into a queue and, an hour later, a dead-letter queue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.domain.ids import FlowId, StoreId
from simulator.domain.time import DAY, HOUR, Seconds
from simulator.engine.copies import NEVER, Copies
from tests.playbooks import DLQ, QUEUE, a_playbook

FLOW = FlowId("appt-sync")


@pytest.fixture
def copies() -> Copies:
    """Messages at 0, 10 and 20 of records 1, 2 and 3; both stores keep two hours."""
    playbook = a_playbook()
    stores = {key: replace(store, keep=2 * HOUR) for key, store in playbook.stores.items()}
    made = Copies({FLOW: playbook.flows[FLOW]}, stores)
    made.add(FLOW, *(np.array(column, dtype=np.int32) for column in ((0, 10, 20), (1, 2, 3), (9, 9, 9))))
    return made


def there(copies: Copies, store: StoreId, at: Seconds) -> list[int]:
    """Which messages lie in the store."""
    return [int(slot) for slot in copies.present(store, at)]


def test_a_copy_lies_there_from_its_arrival_to_its_age(copies: Copies) -> None:
    """The second of arrival belongs to the stay, the second of expiry does not; age counts from first enqueueing."""
    assert there(copies, QUEUE, 9) == [0]
    assert there(copies, QUEUE, 10) == [0, 1]
    assert there(copies, DLQ, HOUR - 1) == []
    assert there(copies, DLQ, HOUR + 10) == [0, 1]
    assert there(copies, DLQ, 2 * HOUR - 1) == [0, 1, 2]
    assert there(copies, DLQ, 2 * HOUR) == [1, 2]


def test_a_pause_holds_messages_back_until_the_resumption(copies: Copies) -> None:
    """The message due in the second of the pause waits; all that waited enter together when the flow resumes."""
    copies.pause(FLOW, 10)
    assert there(copies, QUEUE, 100) == [0]
    copies.resume(FLOW, 50)
    assert there(copies, QUEUE, 49) == [0]
    assert there(copies, QUEUE, 50) == [0, 1, 2]
    assert copies.entered.tolist() == [0, 50, 50]


def test_a_fixed_flow_leaves_no_copies_even_of_what_waited(copies: Copies) -> None:
    """After the fix nothing enters, whether it was due later or waiting, and resuming changes nothing."""
    copies.pause(FLOW, 10)
    copies.fix(FLOW, 15)
    copies.resume(FLOW, 50)
    assert copies.entered.tolist() == [0, NEVER, NEVER]


def test_a_purge_spares_what_is_still_to_come(copies: Copies) -> None:
    """What lies there is gone, what arrives in that very second or later is not, and other stores are untouched."""
    assert copies.purge(QUEUE, 10).tolist() == [0]
    assert there(copies, QUEUE, 20) == [1, 2]
    assert there(copies, DLQ, HOUR + 20) == [0, 1, 2]


def test_a_redrive_sends_again_with_a_new_age(copies: Copies) -> None:
    """Redriven copies leave and come back as new messages of the same records; once fixed, they do not come back."""
    copies.redrive(DLQ, HOUR + 5)
    assert there(copies, DLQ, HOUR + 20) == [1, 2]
    assert (copies.record[3], copies.entered[3]) == (1, HOUR + 5)
    assert there(copies, DLQ, 2 * HOUR + 5) == [1, 2, 3]
    copies.fix(FLOW, 2 * HOUR + 6)
    copies.redrive(DLQ, 2 * HOUR + 6)
    assert len(copies) == 4


def test_retention_brings_nothing_back_and_takes_at_once(copies: Copies) -> None:
    """Longer retention keeps what is there or still to come, not what expired; shorter drops what is too old now."""
    copies.keep(DLQ, DAY, 2 * HOUR + 5)
    assert there(copies, DLQ, 3 * HOUR) == [1, 2]
    copies.keep(DLQ, HOUR, 3 * HOUR)
    assert there(copies, DLQ, 3 * HOUR) == []


def test_longer_retention_saves_what_would_have_expired_on_arrival(copies: Copies) -> None:
    """A copy that the old retention would have dropped as it arrived stays under the new one."""
    copies.keep(DLQ, HOUR, 0)
    assert there(copies, DLQ, HOUR + 20) == []
    copies.keep(DLQ, DAY, HOUR)
    assert there(copies, DLQ, HOUR + 20) == [0, 1, 2]


def test_a_pause_in_the_second_of_a_resumption_holds_all_back(copies: Copies) -> None:
    """What the resumption would send in this second waits again, and enters when the flow resumes for good."""
    copies.pause(FLOW, 10)
    copies.resume(FLOW, 50)
    copies.pause(FLOW, 50)
    assert copies.entered.tolist() == [0, NEVER, NEVER]
    copies.resume(FLOW, 60)
    assert copies.entered.tolist() == [0, 60, 60]
