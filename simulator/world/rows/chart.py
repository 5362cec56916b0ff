"""Rows of the chart: conditions, observations, medications, coverage, messages to patients.

Conditions, medications and coverage are what stands in the chart today; observations and communications are those of
90 days. Rates: domain.md 1.6, tables 4 to 8; shares within them are assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.world import demography
from simulator.world.clinical import VITALS, WEIGHT
from simulator.world.draws import Draws, Floats, Integers, Objects, children
from simulator.world.rows.codes import (
    conditions,
    medications,
    observation_value,
    observations,
    treatments,
    weight_of_child,
)
from simulator.world.rows.patients import Patients
from simulator.world.rows.visits import Encounters, groups
from simulator.world.texts import DAY, Row, by_day, days, filled, joined, moments, numbered, objects, optional, rows

_CONDITIONS = (0.0, 0.0, 0.30, 0.27, 0.20, 0.12, 0.07, 0.04)
"""Share of patients with 0 to 7; source of the range: domain.md 1.6, table 4."""
_MEDICATIONS = (0.0, 0.38, 0.27, 0.16, 0.09, 0.05, 0.03, 0.01, 0.01)
"""Share with 0 to 8; range: table 6."""
_OBSERVATIONS = (0.0, 0.0, 0.0, 0.10, 0.25, 0.30, 0.20, 0.10, 0.05)
"""Share of encounters with 0 to 8; range: table 5 (10 to 60 a year)."""
_DEVICES = 0.03
"""Share of patients whose device at home sends a value; assumed."""
_MOST_OBSERVATIONS = 8 * 8
_COMMUNICATIONS = (0.35, 0.35, 0.20, 0.10)
"""Share with 0 to 3 in 90 days; range: table 8 (2 to 10 a year)."""
_SECOND_PLAN = 0.22
_SUBSCRIBER = "SIMP"
_PAYLOADS = (
    "Hello {name}, your visit is confirmed. Reply C to cancel.",
    "{name}, your results are in. Please read them on the portal before we call.",
    "Refill of {drug} is ready.",
    "Dear {family} family, the school form is signed.",
    "{name}: your referral for {text} was approved; the office will call {phone}.",
    "Question from {name}: may I stop {drug} before the procedure?",
)
_PAYLOAD_SHARES = (0.35, 0.2, 0.15, 0.05, 0.15, 0.1)
_STATUSES = ("active", "completed", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chart:
    """What the patients of a chunk have and take: owners are positions, the others indexes into the pools."""

    condition_owner: Integers
    condition_place: Integers
    condition: Integers
    medication_owner: Integers
    medication_place: Integers
    medication: Integers

    def first_condition(self) -> Objects:
        """The text of each patient's first condition; everybody has one."""
        first: Integers = self.condition[self.condition_place == 0]
        return conditions().texts[first]

    def first_medication(self) -> Objects:
        """The name of each patient's first drug; everybody has one."""
        first: Integers = self.medication[self.medication_place == 0]
        return medications().values[first]

    def last_medication(self) -> Objects:
        """The name of each patient's last drug, which may be the first."""
        ends = np.append(self.medication_owner[1:] != self.medication_owner[:-1], values=True)
        last: Integers = self.medication[ends]
        return medications().values[last]


def chart_of(patients: Patients) -> Chart:
    """Draws what stands in the charts of a chunk: drugs are for the conditions, in their order."""
    owner, place = _counted(patients, "ehr_condition", _CONDITIONS)
    condition = conditions().draw(_spread(patients, "ehr_condition", owner, place), groups(patients)[owner])
    takes, dose = _counted(patients, "ehr_medication_request", _MEDICATIONS)
    return Chart(
        condition_owner=owner,
        condition_place=place,
        condition=condition,
        medication_owner=takes,
        medication_place=dose,
        medication=_treated(patients, takes, dose, conditions_of=(owner, condition)),
    )


def condition_rows(patients: Patients, chart: Chart) -> list[Row]:
    """Rows of `ehr_condition`."""
    owner, pool = chart.condition_owner, conditions()
    draws = patients.draws("ehr_condition", len(owner))
    return rows(
        patients.record[owner] * len(_CONDITIONS) + chart.condition_place,
        patients.record[owner],
        pool.values[chart.condition],
        draws.choose("category", objects(("problem-list-item", "encounter-diagnosis")), (0.7, 0.3)),
        draws.choose("clinical_status", objects(("active", "resolved", "inactive")), (0.75, 0.2, 0.05)),
        days(_past(draws, "recorded_date", 1_400, patients.birth[owner])),
        pool.sensitivity[chart.condition],
    )


def medication_rows(patients: Patients, chart: Chart, staff: Objects) -> list[Row]:
    """Rows of `ehr_medication_request`; `staff` are the clinicians' ids."""
    owner = chart.medication_owner
    draws = patients.draws("ehr_medication_request", len(owner))
    return rows(
        patients.record[owner] * len(_MEDICATIONS) + chart.medication_place,
        patients.record[owner],
        medications().values[chart.medication],
        days(_past(draws, "authored_on", 700, patients.birth[owner])),
        draws.choose("requester", staff),
        draws.choose("status", objects(_STATUSES), (0.6, 0.3, 0.1)),
    )


def observation_rows(patients: Patients, encounters: Encounters) -> list[Row]:
    """Rows of `ehr_observation`: vital signs first, then the laboratory; some come from a device at home."""
    counts = patients.draws("ehr_observation.count", len(encounters.owner)).weighted("count", _OBSERVATIONS)
    visit, place = children(counts)
    device = np.flatnonzero(patients.draws("ehr_observation.device").chance("device", _DEVICES))
    owner = np.concatenate([encounters.owner[visit], device])
    draws = patients.draws("ehr_observation", len(owner))
    lab = VITALS + draws.below("code", len(observations()[0]) - VITALS)
    code = np.where(np.append(place, np.zeros(len(device), dtype=np.int64)) < VITALS,
                    np.append(place, np.zeros(len(device), dtype=np.int64)), lab)  # fmt: skip
    at_home = np.arange(len(owner)) >= len(visit)
    slot = np.concatenate([encounters.slot[visit] * 8 + place, np.full(len(device), _MOST_OBSERVATIONS - 1)])
    taken = np.concatenate([encounters.start[visit] + 120 * (place + 1),
                            draws.below("device", 90 * DAY)[len(visit):] - 90 * DAY])  # fmt: skip
    number = patients.record[owner] * _MOST_OBSERVATIONS + slot
    order = np.argsort(number, kind="stable")
    columns = (
        number,
        patients.record[owner],
        optional(~at_home, np.append(encounters.encounter_id[visit], np.zeros(len(device), dtype=np.int64))),
        observations()[0][code],
        _values(patients, owner, code, draws.uniform("value")),
        moments(taken),
        optional(at_home, numbered("SIM-DEV-", patients.record[owner], 7)),
    )
    return rows(*(column[order] for column in columns))


def coverage_rows(patients: Patients) -> list[Row]:
    """Rows of `ehr_coverage`: a household has one plan and one subscriber; some people have a second plan."""
    crowd = patients.crowd
    second = patients.draws("ehr_coverage.count").chance("second", _SECOND_PLAN)
    owner, place = children(1 + second.astype(np.int64))
    draws = patients.draws("ehr_coverage", len(owner))
    plan = np.where(place == 0, crowd.plan[patients.record[owner]], draws.below("plan", 4))
    began = -1 - draws.below("period", 1_500)
    names, kinds = (objects(column) for column in zip(*demography.PLANS, strict=True))
    ended = (place == 1) & draws.chance("ended", 0.5)
    return rows(
        patients.record[owner] * 2 + place,
        patients.record[owner],
        names[plan],
        joined(numbered(_SUBSCRIBER, crowd.home[patients.record[owner]].astype(np.int64), 8),
               objects(("-01", "-02"))[place]),
        days(began),
        optional(ended, days(np.minimum(began + 400, -1))),
        kinds[plan],
    )  # fmt: skip


def communication_rows(patients: Patients, chart: Chart) -> list[Row]:
    """Rows of `ehr_communication`: what the clinic and the patient wrote to each other."""
    owner, place = _counted(patients, "ehr_communication", _COMMUNICATIONS)
    draws = patients.draws("ehr_communication", len(owner))
    choice = draws.weighted("payload", _PAYLOAD_SHARES)
    own = choice == len(_PAYLOADS) - 1
    name = patients.name[owner]
    fields = {"name": patients.given[owner], "family": patients.family[owner], "phone": patients.phone[owner],
              "drug": chart.first_medication()[owner], "text": chart.first_condition()[owner]}  # fmt: skip
    return rows(
        patients.record[owner] * len(_COMMUNICATIONS) + place,
        patients.record[owner],
        np.where(own, name, "Northbank care team"),
        np.where(own, "Northbank care team", name),
        moments(by_day(draws.uniform("sent"), 90)),
        filled(_PAYLOADS, choice, fields),
    )


def subscriber_ids(patients: Patients) -> Objects:
    """The beneficiary number of each patient's first plan."""
    home = patients.crowd.home[patients.record].astype(np.int64)
    return joined(numbered(_SUBSCRIBER, home, 8), "-01")


def _treated(patients: Patients, takes: Integers, dose: Integers, *,
             conditions_of: tuple[Integers, Integers]) -> Integers:  # fmt: skip
    """What each patient takes: for the first, second, third condition, and then what anybody takes."""
    owner, condition = conditions_of
    draws = patients.draws("ehr_medication_request.drug", len(takes))
    first = np.searchsorted(owner, np.arange(len(patients)))
    has = np.append(first[1:], len(owner)) - first
    mine = condition[first[takes] + np.minimum(dose, has[takes] - 1)]
    drug = treatments()[mine, draws.below("drug", 2)]
    other = medications().draw(_spread(patients, "ehr_medication_request", takes, dose), groups(patients)[takes])
    return np.where((dose < has[takes]) & (drug >= 0), drug, other)


def _values(patients: Patients, owner: Integers, code: Integers, uniform: Floats) -> Objects:
    """What was measured; children weigh what their age allows and have the lower half of the other values."""
    child = patients.minor[owner]
    made = observation_value(code, np.where(child, uniform / 2, uniform))
    weighed = np.flatnonzero(child & (code == WEIGHT))
    made[weighed] = weight_of_child(-patients.birth[owner[weighed]] / 365.25, uniform[weighed])
    return made


def _counted(patients: Patients, table: str, shares: Sequence[float]) -> tuple[Integers, Integers]:
    return children(patients.draws(f"{table}.count").weighted("count", shares))


def _spread(patients: Patients, table: str, owner: Integers, place: Integers) -> Floats:
    """Numbers in [0, 1), each a fixed step from the last of the same owner: so far apart that they hit other values."""
    base = patients.draws(f"{table}.code").uniform("code")[owner]
    spread: Floats = (base + place * 0.381966) % 1.0
    return spread


def _past(draws: Draws, column: str, longest: int, birth: Integers) -> Integers:
    return np.maximum(-1 - draws.below(column, longest), birth)
