"""One type per kind of identifier; all are slugs but the numbers."""

from __future__ import annotations

from typing import NewType

SeatId = NewType("SeatId", str)
ActionId = NewType("ActionId", str)
FlowId = NewType("FlowId", str)
StoreId = NewType("StoreId", str)
GrantId = NewType("GrantId", str)
ReaderId = NewType("ReaderId", str)
ServiceId = NewType("ServiceId", str)
SourceId = NewType("SourceId", str)
IndicatorId = NewType("IndicatorId", str)
InjectId = NewType("InjectId", str)
PoolId = NewType("PoolId", str)
VendorId = NewType("VendorId", str)
RecordId = NewType("RecordId", int)
"""A row of `ehr_patient`: one MRN. A person may have several; merges say which."""

CONTROLLER = SeatId("controller")
"""The seat that sees the ground truth."""
ROOM = SeatId("room")
"""The default seat: everybody at one projector, the union of what its players pulled or said."""
