"""What a row says of the message that it is about: its names, what it carries, how it lies there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from simulator.engine.asof import control_id, key_of
from simulator.engine.rows import bodies
from simulator.engine.rows.sheet import Cells, Sheet


def _object_key(sheet: Sheet) -> Cells:
    if sheet.of.slots is None:
        return [f"health/{number:05d}.txt" for number in (sheet.uniform("key") * 1e5).astype(np.int64).tolist()]
    return [key_of(slot) for slot in sheet.slots.tolist()]


def _control_id(sheet: Sheet) -> Cells:
    if sheet.of.slots is None:
        return [f"NX{number:08d}" for number in (sheet.uniform("key") * 1e8).astype(np.int64).tolist()]
    return [control_id(slot) for slot in sheet.slots.tolist()]


def _message_id(sheet: Sheet) -> Cells:
    if sheet.of.slots is None:
        return [f"SIM-X{number:09d}" for number in (sheet.uniform("key") * 1e9).astype(np.int64).tolist()]
    return [f"SIM-{slot:010d}" for slot in sheet.slots.tolist()]


def _elements(sheet: Sheet) -> Cells:
    flows = ["; ".join(flow.elements) for flow in sheet.playbook.flows.values()]
    return [flows[index] for index in sheet.sandbox.copies.flow[sheet.slots].tolist()]


def _flow(sheet: Sheet) -> Cells:
    flows = list(sheet.playbook.flows)
    return [flows[index] for index in sheet.sandbox.copies.flow[sheet.slots].tolist()]


def _encryption(sheet: Sheet) -> Cells:
    store = sheet.of.store
    secured = store is not None and sheet.playbook.stores[store].secured
    return ["own key" if secured else "none"] * len(sheet)


def _age(sheet: Sheet) -> Cells:
    return (sheet.view.until - sheet.sandbox.copies.entered[sheet.slots].astype(np.int64)).tolist()  # type: ignore[no-any-return]


WORDS: Mapping[str, Callable[[Sheet], Cells]] = {
    "object-key": _object_key,
    "control-id": _control_id,
    "message-id": _message_id,
    "elements": _elements,
    "message-type": bodies.message_types,
    "payload": bodies.payloads,
    "flow": _flow,
    "encryption": _encryption,
    "age-s": _age,
}
"""The words of messages, and what they answer with."""
