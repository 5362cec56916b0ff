"""Claims, and the nightly files that carry them to the billing vendor (domain.md 1.6, table 31)."""

from __future__ import annotations

from simulator.world.tables.columns import key, number, number_key, table, text, texts, to, to_number
from simulator.world.tables.ehr import ehr_encounter, ehr_patient

bill_account = table(
    "bill_account",
    number_key("claim_id", "I10", api="Claim.id | CLM01"),
    to_number("patient_id", ehr_patient, "I18", api="Claim.patient"),
    to_number("encounter_id", ehr_encounter, api="Claim.item.encounter"),
    text("account_number", "I10", api="Account.identifier | PID-18"),
    text("cpt", "CL", "$", api="Claim.item.productOrService | SV101-2"),
    number("amount", "$", api="Claim.total | CLM02"),
    text("payer", "I9", "$", api="Claim.insurer | NM103"),
)
"""`amount`: US cents. `payer` joined to the patient's coverage gives the beneficiary number."""
bill_sync_job = table("bill_sync_job", key("job_id"), text("run_at", shape="moment"), number("rows"), text("status"))
bill_sync_file = table(
    "bill_sync_file",
    key("file_ref"),
    to("job_id", bill_sync_job),
    number("encrypted"),
    *texts("delivered_to"),
)
