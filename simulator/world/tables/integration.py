"""What moves copies: flows, queues, messages, endpoints, buckets, webhooks, errors (domain.md 1.6, tables 24 to 30)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, number_key, numbers, table, text, texts, to, to_number
from simulator.world.tables.crm_setup import crm_user
from simulator.world.tables.ehr import ehr_patient

int_flow = table(
    "int_flow",
    key("flow_id"),
    *texts("source", "target", "trigger", "owner_team", "phi_class", "schedule"),
    to("run_as", crm_user, nullable=True),
)
"""`run_as`: the CRM user under which the flow writes; six flows share one that may do everything."""
int_queue = table(
    "int_queue",
    key("queue_id", api="QueueUrl"),
    text("name", api="QueueName"),
    text("kind"),
    number("ttl_s", api="MessageRetentionPeriod"),
    text("encryption", api="KmsMasterKeyId"),
    text("policy_principal", api="Policy.Statement.Principal"),
    number("max_receive", api="RedrivePolicy.maxReceiveCount"),
    number("purge_events"),
)
"""`ttl_s` 0: kept until somebody deletes it."""
int_message = table(
    "int_message",
    number_key("msg_id", api="MessageId"),
    to("queue_id", int_queue),
    text("control_id", "I18", api="MSH-10"),
    text("msg_type", "CL", api="MSH-9"),
    to_number("patient_id", ehr_patient, "I18", "CL", api="PID-3"),
    text("enqueued_at", "I3", api="SentTimestamp", shape="moment"),
    text("first_enqueued_at", "I3", shape="moment"),
    number("received_count", api="ApproximateReceiveCount"),
    maybe("deleted_at", shape="moment"),
    text("state"),
    text("payload_class"),
    text("payload_ref", "I1", "I2", "I3", "I4", "I7", "I8", "I9", "CL", api="PID PV1 DG1 IN1"),
)
"""`payload_ref`: bucket and key of the body, whose segments hold all that PID holds (`simulator.world.hl7`).

`enqueued_at` is when the message reached this queue; what the retention counts from is `first_enqueued_at`, which a
dead-letter queue keeps from the source queue.
"""
int_endpoint = table(
    "int_endpoint",
    key("endpoint_id"),
    *texts("host", "direction", "min_tls"),
    text("cert_expiry", shape="date"),
    number("pinned"),
    *texts("auth", "in_use_by"),
)
int_bucket_object = table(
    "int_bucket_object",
    number_key("object_id"),
    text("bucket"),
    text("key", "I8", "I14"),
    number("size"),
    text("created", "I3", shape="moment"),
    text("last_modified", shape="moment"),
    text("sse", api="x-amz-server-side-encryption"),
    *numbers("acl_public", "record_count"),
    text("phi_class"),
    maybe("lifecycle_expiry", shape="date"),
)
int_webhook = table(
    "int_webhook", key("webhook_id"), text("target", "I14", shape="url"), *texts("payload_mode", "signing")
)
int_webhook_delivery = table(
    "int_webhook_delivery",
    number_key("delivery_id"),
    to("webhook_id", int_webhook),
    text("ts", "I3", shape="moment"),
    to_number("patient_id", ehr_patient, "I1", "I4", "I18", "CL"),
    *numbers("bytes", "status", "retry"),
)
"""A full payload carries name, phone and reason of the patient it is about."""
int_error_log = table(
    "int_error_log",
    number_key("err_id"),
    text("ts", "I3", shape="moment"),
    *texts("component", "level"),
    text("message_text", "I1", "I3", "I8", "CL"),
    number("contains_phi"),
    text("sink"),
)
