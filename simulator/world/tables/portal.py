"""The patient portal: users, sessions, forms, sign-on requests, caches, findings (domain.md 1.6, table 34)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, number_key, table, text, texts, to, to_number
from simulator.world.tables.ehr import ehr_patient

portal_form = table("portal_form", key("form_id"), *texts("name", "writes_to", "timeout_policy"))
portal_a11y_finding = table(
    "portal_a11y_finding",
    number_key("finding_id"),
    to("form", portal_form),
    *texts("wcag_sc", "severity", "element"),
)
"""`wcag_sc`: the success criterion of WCAG 2.1 that fails, such as 4.1.2."""
portal_user = table(
    "portal_user",
    number_key("portal_user_id", "I18"),
    to_number("patient_id", ehr_patient, "I18"),
    text("login", "I1", "I6", shape="mail"),
    text("timeout_policy"),
    maybe("licence_number", "I11"),
)
"""`licence_number`: the driver's licence that was shown when identity was proofed online."""
portal_session = table(
    "portal_session",
    number_key("session_id"),
    to_number("portal_user_id", portal_user, "I18"),
    text("started_at", "I3", shape="moment"),
    number("idle_s"),
    text("ended_by"),
    text("ip", "I15", shape="address"),
)
portal_sso_request = table(
    "portal_sso_request",
    number_key("request_id"),
    to_number("portal_user_id", portal_user, "I18"),
    text("requested_at", "I3", shape="moment"),
    text("sso_url_params_json", "I1", "I6", "I8", "I14", "CL", api="RelayState", shape="json"),
)
portal_client_cache = table(
    "portal_client_cache",
    number_key("cache_id"),
    to_number("portal_user_id", portal_user, "I18"),
    text("cache_key", "I8", "CL", api="localStorage key"),
    number("ttl"),
    text("written_at", "I3", shape="moment"),
)
"""`ttl`: seconds; 0 is kept until somebody clears it."""
