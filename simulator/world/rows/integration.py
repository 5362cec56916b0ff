"""Rows of what moves copies: messages in queues, their bodies in the bucket, webhook deliveries, errors.

A queue holds what came within its retention and no more: the messages of the last three days' visits and bookings.
Two things are older: A40 merges, which the merge archive keeps for ever, and bodies in the claim-check bucket, which
has no lifecycle. Rates: domain.md 1.6, tables 26, 28 to 30, and 6.1 (6 to 12 messages a visit; SIU 45 %, ADT 40 %).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.world.draws import Integers, Objects, children
from simulator.world.rows.patients import Patients
from simulator.world.rows.visits import BOOKING, MESSAGES, SLOTS, Appointments, Encounters, control_ids
from simulator.world.texts import DAY, Row, by_day, days, filled, joined, moments, objects, optional, rows

RECENT = 3
"""Days that the shortest queue keeps its messages. Source: domain.md 5, S1."""
_PATTERN = (1, 0, 2, 0, 4, 2, 0, 2, 0, 2, 4, 3)
"""What a visit's messages are, in order, as indexes into `_TYPES`."""
_TYPES = ("SIU^S14", "ADT^A04", "ADT^A08", "ADT^A03", "ORU^R01", "SIU^S12", "ADT^A40")
_BOOKED, _MERGED = 5, 6
_QUEUES = ("appt-sync", "adt-sync", "results", "appt-sync-dlq", "adt-sync-dlq", "results-dlq", "merge-archive")
_QUEUE_OF = (0, 1, 1, 1, 2, 0, 6)
_ARCHIVE = 6
_DEAD = 0.01
"""Share of messages that failed five times and lie among the dead. Source: domain.md 6.1 (0.2-4 %)."""
_TRIES, _RETRY = 5, 600
_BOOKINGS = 0.04
"""Share of future appointments that were booked in the last three days; assumed."""
_MERGE_DAYS = 700
_LEFT_BEHIND = (0.88, 0.10, 0.02)
"""Share of patients with 0 to 2 bodies that nobody ever deleted; assumed. Range: table 28 (0.1-2)."""
_SIZES = (4_000, 16_000, 90_000)
"""Bytes of a body. Source: domain.md 6.2."""
_DELIVERIES = (0.45, 0.40, 0.15)
"""Share of patients with 0 to 2 webhook deliveries in 90 days. Range: table 29 (2-4 a year); assumed."""
_ERRORS = 0.015
"""Share of patients who stand in an error of the last 30 days; assumed (rare)."""
_ERROR_TEXTS = (
    "Mapping failed for PID-5 '{name}' ({mrn}), visit {code}: unknown service type",
    "Upsert on Account rejected: duplicate value {mrn}",
    "Timeout after 30000 ms calling crm-api, correlation {control}",
)
_ERROR_SHARES = (0.5, 0.25, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Messages:
    """The messages of one chunk that are still anywhere, by number."""

    owner: Integers
    msg_id: Integers
    kind: Integers
    sent: Integers
    control: Objects
    key: Objects


def last_adt(encounters: Encounters) -> Integers:
    """Place of the last ADT among each visit's messages."""
    adt = [max(at for at in range(count) if _PATTERN[at] in {1, 2, 3}) for count in range(1, len(_PATTERN) + 1)]
    return np.array(adt)[encounters.messages - 1]


def messages_of(patients: Patients, appointments: Appointments, encounters: Encounters) -> Messages:
    """The messages of recent visits, recent bookings, and every merge."""
    recent = np.flatnonzero(encounters.start >= -RECENT * DAY)
    at, place = children(encounters.messages[recent])
    visit = recent[at]
    new = np.flatnonzero(
        (appointments.status == "booked")
        & patients.draws("int_message.booked", len(appointments.owner)).chance("booked", _BOOKINGS)
    )
    merged = np.flatnonzero(patients.crowd.people.merged_into[patients.record] >= 0)
    booked = -3_600 - patients.draws("int_message.new", len(new)).below("sent", RECENT * DAY - 7_200)
    merges = -1 - patients.draws("int_message.merge", len(merged)).below("sent", _MERGE_DAYS * DAY)
    late = patients.draws("int_message.late", len(visit)).below("late", 300)
    owner = np.concatenate([encounters.owner[visit], appointments.owner[new], merged])
    slot = np.concatenate([encounters.slot[visit], appointments.place[new], np.full(len(merged), SLOTS - 1)])
    place = np.concatenate([place, np.full(len(new), BOOKING), np.zeros(len(merged), dtype=np.int64)])
    kind = np.concatenate([np.array(_PATTERN)[place[: len(visit)]], np.full(len(new), _BOOKED),
                           np.full(len(merged), _MERGED)])  # fmt: skip
    sent = np.concatenate([encounters.start[visit] + 420 * place[: len(visit)] + late, booked, merges])
    number = (patients.record[owner] * SLOTS + slot) * MESSAGES + place
    order = np.argsort(number, kind="stable")
    control = control_ids(number // MESSAGES, place)
    key = joined("hl7/", days(sent // DAY), "/", patients.mrn[owner], "/", control, ".hl7")
    return Messages(owner=owner[order], msg_id=number[order], kind=kind[order], sent=sent[order],
                    control=control[order], key=key[order])  # fmt: skip


def message_rows(patients: Patients, messages: Messages) -> list[Row]:
    """Rows of `int_message`: consumed, in flight or dead; a dead one keeps when it first came."""
    draws = patients.draws("int_message", len(messages.msg_id))
    home = np.array(_QUEUE_OF)[messages.kind]
    kept = home == _ARCHIVE
    dead = draws.chance("dead", _DEAD) & ~kept
    flying = draws.chance("flying", 0.01) & ~kept & ~dead
    queue = np.where(dead, home + 3, home)
    state = np.where(kept, "archived", np.where(dead, "dead", np.where(flying, "in flight", "consumed")))
    return rows(
        messages.msg_id,
        objects(_QUEUES)[queue],
        messages.control,
        objects(_TYPES)[messages.kind],
        patients.record[messages.owner],
        moments(np.where(dead, messages.sent + _TRIES * _RETRY, messages.sent)),
        moments(messages.sent),
        np.where(dead, _TRIES, 1),
        optional(~(kept | dead | flying), moments(messages.sent + 1 + draws.below("deleted_at", 90))),
        state.astype(np.object_),
        objects(("full PHI", "identifiers"))[(messages.kind == _MERGED).astype(np.int64)],
        messages.key,
    )


def object_rows(patients: Patients, messages: Messages) -> list[Row]:
    """Rows of `int_bucket_object`: the body of every message, and bodies of long ago that were never deleted."""
    owner, place = children(patients.draws("int_bucket_object.count").weighted("count", _LEFT_BEHIND))
    old = patients.draws("int_bucket_object.old", len(owner))
    created = -RECENT * DAY - 1 - old.below("created", 200 * DAY)
    visit = patients.record[owner] * SLOTS + 4
    key = joined("hl7/", days(created // DAY), "/", patients.mrn[owner], "/", control_ids(visit, place), ".hl7")
    number = np.concatenate([messages.msg_id, visit * MESSAGES + place])
    order = np.argsort(number, kind="stable")
    made = np.concatenate([messages.sent, created])
    draws = patients.draws("int_bucket_object", len(number))
    low, typical, high = _SIZES
    bent = draws.uniform("size") ** 3
    size = (low + (high - low) * bent + (typical - low) * (1 - bent) * 0.5).astype(np.int64)
    keys, at = np.concatenate([messages.key, key])[order], moments(made)[order]
    return rows(number[order], "int-claimcheck", keys, size, at, at, "none", 0, 1, "full PHI", None)


def delivery_rows(patients: Patients, webhooks: Objects) -> list[Row]:
    """Rows of `int_webhook_delivery`: every booking tells somebody."""
    owner, place = children(patients.draws("int_webhook_delivery.count").weighted("count", _DELIVERIES))
    draws = patients.draws("int_webhook_delivery", len(owner))
    failed = draws.chance("status", 0.02)
    return rows(
        patients.record[owner] * len(_DELIVERIES) + place,
        draws.choose("webhook_id", webhooks),
        moments(by_day(draws.uniform("ts"), 90)),
        patients.record[owner],
        600 + draws.below("bytes", 900),
        np.where(failed, 503, 200),
        np.where(failed, 1 + draws.below("retry", 3), 0),
    )


def error_rows(patients: Patients) -> list[Row]:
    """Rows of `int_error_log`."""
    at = np.flatnonzero(patients.draws("int_error_log.made").chance("made", _ERRORS))
    draws = patients.draws("int_error_log", len(at))
    text = draws.weighted("text", _ERROR_SHARES)
    fields = {"name": patients.name[at], "mrn": patients.mrn[at],
              "control": control_ids(patients.record[at] * SLOTS, np.zeros(len(at), dtype=np.int64)),
              "code": draws.choose("code", objects(("S12", "S14", "A08")))}  # fmt: skip
    return rows(
        patients.record[at],
        moments(by_day(draws.uniform("ts"), 30)),
        draws.choose("component", objects(("appt-sync", "adt-sync", "reminders-out", "portal-forms"))),
        draws.choose("level", objects(("ERROR", "WARN")), (0.8, 0.2)),
        filled(_ERROR_TEXTS, text, fields),
        (text < 2).astype(np.int64),
        draws.choose("sink", objects(("console", "SIEM", "vendor APM")), (0.4, 0.4, 0.2)),
    )
