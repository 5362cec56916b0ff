"""Rows of `crm_task` and `crm_event`: what staff noted of their work, and what integrations wrote there unasked.

Ninety days of activities, and beside them archived ones: the product archives what ended a year ago, and nobody
deletes it. Rates: domain.md 1.6, tables 12 and 13 (2-6 tasks and 1-3 calendar entries a year).
"""

from __future__ import annotations

import numpy as np

from simulator.world.draws import Flags, Integers
from simulator.world.rows.crm import CASES, Accounts
from simulator.world.rows.telehealth import Sessions
from simulator.world.texts import DAY, Row, crm_keys, days, filled, joined, moments, objects, optional, rows

_TASKS = (0.35, 0.40, 0.20, 0.05)
"""Share of accounts with 0 to 3 tasks in 90 days. Assumed; range: table 12."""
_EVENTS = (0.75, 0.25)
"""Share with a meeting beside the video visits; assumed."""
_ABOUT_CASE = 0.4
"""Share of tasks of an account with a case that are about the case; assumed."""
_ARCHIVED = 0.08
"""Share of activities that are older than a year; assumed."""
_ARCHIVE_DAYS = 365
"""The product archives then (domain.md 1.3, Task)."""
_TASK_TEXTS = (
    "Left a message.",
    "Remind {name} of the visit; number on file {phone}.",
    "Post-visit survey sent.",
    "Check medication list of {mrn} before the visit.",
    "Send intake forms to {email}.",
)
_EVENT_TEXTS = ("Video visit with {name}, link sent to {phone}.", "Care conference for {mrn}.", "Intake call {name}.")


def task_rows(accounts: Accounts) -> list[Row]:
    """Rows of `crm_task`."""
    owner, place = accounts.counted("crm_task", _TASKS)
    draws = accounts.patients.draws("crm_task", len(owner))
    has_case = np.isin(np.arange(len(accounts)), accounts.counted("crm_case", CASES)[0])
    about_case = has_case[owner] & draws.chance("what_id", _ABOUT_CASE)
    old = draws.chance("archived", _ARCHIVED)
    due = draws.below("activity_date", 180) - 120
    day = np.where(old, -_ARCHIVE_DAYS - 1 - draws.below("archived_date", 1_400), due)
    return rows(
        accounts.keys("00T", owner, place),
        accounts.ids[owner],
        optional(about_case, accounts.keys("500", owner, np.zeros_like(owner))),
        draws.choose("subject", objects(("Call", "Reminder", "Outreach", "Telehealth prep", "Follow-up"))),
        filled(_TASK_TEXTS, draws.below("description", len(_TASK_TEXTS)), accounts.fields(owner)),
        days(day),
        np.where(day < -30, "Completed", draws.choose("status", objects(("Completed", "Not Started", "In Progress")),
                                                       (0.7, 0.2, 0.1))),
        draws.choose("source_system", objects(("crm", "appt-sync", "telehealth", "reminders")), (0.4, 0.3, 0.1, 0.2)),
        days(day + 180),
        old.astype(np.int64),
    )  # fmt: skip


def event_rows(accounts: Accounts, sessions: Sessions) -> list[Row]:
    """Rows of `crm_event`: one for each video visit, written by the integration with its link, and meetings."""
    whole = accounts.patients
    place_of = np.full(len(whole), -1)
    place_of[accounts.position] = np.arange(len(accounts))
    known = np.flatnonzero(place_of[sessions.owner] >= 0)
    meetings, _ = accounts.counted("crm_event", _EVENTS)
    owner = np.concatenate([place_of[sessions.owner[known]], meetings])
    video = np.arange(len(owner)) < len(known)
    draws = whole.draws("crm_event", len(owner))
    start = _meeting(draws.below("day", 120), draws.below("slot", 36), draws.chance("archived", _ARCHIVED))
    start[video] = sessions.start[known]
    number = np.concatenate([sessions.appt_id[known], accounts.record[meetings] * 5 + 4])
    order = np.argsort(number, kind="stable")
    visit = objects([None] * len(owner))
    visit[video] = sessions.ids[known]
    link = objects(["Clinic"] * len(owner))
    link[video] = joined("https://visit.visitlane.example.net/", sessions.ids[known])
    kind = np.where(video, 0, 1 + draws.below("description", 2))
    columns = (
        crm_keys("00U", number),
        accounts.ids[owner],
        objects(("Telehealth visit", "Care conference", "Intake call"))[kind],
        moments(start),
        moments(start + 1_800),
        link,
        filled(_EVENT_TEXTS, kind, accounts.fields(owner)),
        visit,
        days(start // DAY + 180),
        (start < -_ARCHIVE_DAYS * DAY).astype(np.int64),
    )
    return rows(*(column[order] for column in columns))


def _meeting(day: Integers, slot: Integers, old: Flags) -> Integers:
    """When meetings are: within 90 days back and a month ahead, archived ones two years ago."""
    seconds: Integers = np.where(old, day - 800, day - 90) * DAY + 60 * (8 * 60 + 15 * slot)
    return seconds
