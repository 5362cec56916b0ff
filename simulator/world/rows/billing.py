"""Rows of `bill_account`: one claim for every finished encounter (domain.md 1.6, table 31: 3-6 a year)."""

from __future__ import annotations

import numpy as np

from simulator.world.clinical import CPT, CPT_CENTS
from simulator.world.rows.patients import Patients
from simulator.world.rows.visits import Encounters
from simulator.world.texts import Row, numbered, objects, rows


def claim_rows(patients: Patients, encounters: Encounters) -> list[Row]:
    """Rows of `bill_account`; a claim has the number of its encounter."""
    draws = patients.draws("bill_account", len(encounters.owner))
    code = draws.weighted("cpt", [share for _, share in CPT])
    return rows(
        encounters.encounter_id,
        patients.record[encounters.owner],
        encounters.encounter_id,
        numbered("SIMA", patients.record[encounters.owner], 8),
        objects([name for name, _ in CPT])[code],
        np.array(CPT_CENTS)[code],
        patients.payer[encounters.owner],
    )
