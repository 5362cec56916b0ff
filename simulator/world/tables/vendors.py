"""Business associates and others: what they promised and how they answer (domain.md 1.6, table 35)."""

from __future__ import annotations

from simulator.world.tables.columns import key, number, number_key, numbers, table, text, texts, to

vendor = table("vendor", key("vendor_id"), *texts("name", "service"), *numbers("baa_signed", "is_agent"))
vendor_contract = table(
    "vendor_contract",
    key("contract_id"),
    to("vendor_id", vendor),
    *numbers("notice_hours", "sla_sev1_min"),
    text("signed_on", shape="date"),
    text("notice_contact", shape="mail"),
)
vendor_ticket = table(
    "vendor_ticket",
    number_key("ticket_id"),
    to("vendor_id", vendor),
    text("opened", shape="date"),
    *texts("subject", "severity", "status"),
    number("actual_response_h"),
)
