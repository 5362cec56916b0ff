"""Rows of the patient portal: users, ninety days of sessions, sign-on requests, what browsers keep.

Rates: domain.md 1.6, table 34 (0.6 users a patient, 3-8 sessions a year each); shares within them are assumed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.world.draws import Integers, children
from simulator.world.rows.chart import Chart
from simulator.world.rows.codes import conditions
from simulator.world.rows.patients import Patients
from simulator.world.rows.telehealth import addresses
from simulator.world.texts import DAY, Row, filled, joined, moments, numbered, objects, optional, rows

_USERS = 0.6
_SESSIONS = (0.25, 0.35, 0.25, 0.15)
_SSO, _CACHED, _LICENCE = 0.3, 0.15, 0.05
_TIMEOUTS = ("2 h", "12 h", "15 min")
_ENDED = ("logout", "timeout", "closed")
_PARAMETERS = (
    '{{"startURL":"/visits","login_hint":"{email}"}}',
    '{{"startURL":"/results","login_hint":"{email}","mrn":"{mrn}"}}',
    '{{"startURL":"/book","login_hint":"{email}","name":"{name}","reason":"{code}"}}',
)
_PARAMETER_SHARES = (0.6, 0.25, 0.15)
"""How much of a person stands in the address that a sign-on passes; assumed, after domain.md 3.1, F26."""
_CACHE_KEYS = ("visits/{mrn}", "last-viewed/{mrn}/results", "draft/{mrn}/{code}")


@dataclass(frozen=True, slots=True, eq=False)
class PortalUsers:
    """The patients of one chunk who have a portal account; a user's number is the record number."""

    patients: Patients
    position: Integers

    @property
    def number(self) -> Integers:
        """`portal_user_id` of each user."""
        return self.patients.record[self.position]


def users_of(patients: Patients) -> PortalUsers:
    """Who has an account: nobody who died."""
    chosen = patients.draws("portal_user").chance("present", _USERS / 0.988)
    return PortalUsers(patients, np.flatnonzero(chosen & (patients.died > 0)))


def user_rows(users: PortalUsers) -> list[Row]:
    """Rows of `portal_user`."""
    draws = users.patients.draws("portal_user.row", len(users.position))
    return rows(
        users.number,
        users.number,
        users.patients.email[users.position],
        draws.choose("timeout_policy", objects(_TIMEOUTS), (0.7, 0.25, 0.05)),
        optional(draws.chance("licence", _LICENCE), numbered("SIM-DL-", users.number, 7)),
    )


def session_rows(users: PortalUsers) -> list[Row]:
    """Rows of `portal_session`."""
    owner, place = children(users.patients.draws("portal_session.count", len(users.position)).weighted("n", _SESSIONS))
    draws = users.patients.draws("portal_session", len(owner))
    ended = draws.weighted("ended_by", (0.35, 0.45, 0.2))
    return rows(
        users.number[owner] * len(_SESSIONS) + place,
        users.number[owner],
        moments(draws.below("started_at", 90 * DAY) - 90 * DAY),
        np.where(ended == 1, 7_200, draws.below("idle_s", 3_000)),
        objects(_ENDED)[ended],
        addresses(draws),
    )


def sso_rows(users: PortalUsers, chart: Chart) -> list[Row]:
    """Rows of `portal_sso_request`."""
    at = np.flatnonzero(users.patients.draws("portal_sso_request.made", len(users.position)).chance("made", _SSO))
    draws = users.patients.draws("portal_sso_request", len(at))
    fields = _fields(users, at, chart)
    return rows(
        users.number[at],
        users.number[at],
        moments(draws.below("requested_at", 90 * DAY) - 90 * DAY),
        filled(_PARAMETERS, draws.weighted("parameters", _PARAMETER_SHARES), fields),
    )


def cache_rows(users: PortalUsers, chart: Chart) -> list[Row]:
    """Rows of `portal_client_cache`."""
    at = np.flatnonzero(users.patients.draws("portal_client_cache.made", len(users.position)).chance("made", _CACHED))
    draws = users.patients.draws("portal_client_cache", len(at))
    key = filled(_CACHE_KEYS, draws.below("key", len(_CACHE_KEYS)), _fields(users, at, chart))
    return rows(
        users.number[at],
        users.number[at],
        joined("nb/", key),
        draws.choose("ttl", objects((0, 86_400, 1_800)), (0.8, 0.15, 0.05)),
        moments(draws.below("written_at", 90 * DAY) - 90 * DAY),
    )


def _fields(users: PortalUsers, at: Integers, chart: Chart) -> dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]]:
    whole, position = users.patients, users.position[at]
    first = chart.condition[chart.condition_place == 0][position]
    return {"email": whole.email[position], "mrn": whole.mrn[position], "name": whole.name[position],
            "code": conditions().values[first]}  # fmt: skip
