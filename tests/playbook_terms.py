"""What the tiny scenario's parts are called, and how long and how large things are in it."""

from __future__ import annotations

from simulator.domain.ids import SeatId, SourceId, StoreId
from simulator.domain.nouns import Triangle

PRIVACY = SeatId("privacy-officer")
SECURITY = SeatId("security-lead")
QUEUE = StoreId("appt-sync-queue")
DLQ = StoreId("appt-sync-dlq")
ACCESS_LOG = SourceId("dlq-access-log")
ONE_HOUR = Triangle(low=1, typical=1, high=1)
BYTES = Triangle(low=500, typical=1_000, high=4_000)
