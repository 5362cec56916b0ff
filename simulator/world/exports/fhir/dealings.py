"""Who pays, and what was said: Coverage and Communication."""

from __future__ import annotations

from simulator.world.exports.fhir.elements import Resource, Row, filled, instant, period, reference, resource, said


def coverage(row: Row) -> Resource:
    """A health plan's promise to pay."""
    return resource(
        "Coverage",
        f"sim-coverage-{row['coverage_id']}",
        status="active" if row["period_end"] is None else "cancelled",
        type=said(row["plan_type"]),
        subscriberId=row["subscriber_id"],
        beneficiary=reference("Patient", row["patient_fhir_id"]),
        period=period(row["period_start"], row["period_end"]),
        payor=[filled(display=row["payor"])],
    )


def communication(row: Row) -> Resource:
    """A message between the clinic and a patient."""
    return resource(
        "Communication",
        f"sim-communication-{row['comm_id']}",
        status="completed",
        subject=reference("Patient", row["patient_fhir_id"]),
        sent=instant(row["sent"]),
        sender=filled(display=row["sender"]),
        recipient=[filled(display=row["recipient"])],
        payload=[{"contentString": row["payload"]}] if row["payload"] else None,
    )
