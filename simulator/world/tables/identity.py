"""The workforce directory: who signs in, under which rules, and when those were waived (domain.md 1.6, table 32)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, table, text, texts, to
from simulator.world.tables.crm_setup import crm_user

idp_user = table(
    "idp_user",
    key("idp_user_id", "STAFF", api="User.id"),
    text("login", "STAFF", api="User.profile.login"),
    text("display_name", "STAFF", api="User.profile.displayName"),
    text("department", api="User.profile.department"),
    to("crm_user_id", crm_user, nullable=True),
    text("status", api="User.status"),
    text("factor", api="Factor.factorType"),
    text("enrolled_at", api="Factor.created", shape="moment"),
)
"""Clinicians sign in here too: `clinician_id`, `requester` and `host` elsewhere name these rows."""
idp_policy = table(
    "idp_policy",
    key("policy_id", api="Policy.id"),
    text("name", api="Policy.name"),
    text("rule", api="PolicyRule.name"),
    text("network_zone", api="PolicyRule.conditions.network"),
    number("mfa_required"),
    maybe("exception_group", api="PolicyRule.conditions.people.groups"),
)
idp_override = table(
    "idp_override",
    key("override_id"),
    to("policy_id", idp_policy),
    text("requested_by", "STAFF"),
    text("approver", "STAFF"),
    text("reason"),
    text("starts", shape="moment"),
    text("ends", shape="moment"),
    maybe("actual_end", shape="moment"),
    *texts("ticket"),
)
