"""Video visits at the telehealth vendor: sessions, who joined, recordings, links to them (domain.md 1.6, table 33)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, number_key, table, text, to, to_number
from simulator.world.tables.ehr import ehr_appointment
from simulator.world.tables.identity import idp_user

tele_session = table(
    "tele_session",
    key("session_id", "I18", api="VideoCall.VendorMeetingUuid"),
    to_number("appt_id", ehr_appointment, "I18", api="VideoCall.RelatedRecordId"),
    to("host", idp_user, api="VideoCall.HostId"),
    text("start", "I3", "CL", api="VideoCall.StartDateTime", shape="moment"),
    text("end", "I3", "CL", api="VideoCall.EndDateTime", shape="moment"),
    number("recorded", api="VideoCall.IsRecorded"),
    number("consent"),
    maybe("therapy_note", "PSY", "CL"),
)
"""`therapy_note`: what a therapist wrote for herself and must keep apart from the chart (45 CFR 164.501)."""
tele_participant = table(
    "tele_participant",
    number_key("participant_id"),
    to("session_id", tele_session, "I18"),
    text("role"),
    text("display_name", "I1"),
    text("joined_at", "I3", shape="moment"),
    text("left_at", "I3", shape="moment"),
    text("ip", "I15", shape="address"),
)
tele_recording = table(
    "tele_recording",
    key("recording_id", "I16", "I17", "CL", "PSY", api="VideoCallRecording.ExternalRecordingKey"),
    to("session_id", tele_session, "I18", api="VideoCallRecording.VideoCallId"),
    text("storage"),
    number("size", api="VideoCallRecording.FileSizeInByte"),
    number("duration_s", api="VideoCallRecording.DurationInSeconds"),
    maybe("expires_at", api="VideoCallRecording.ExpirationDateTime", shape="moment"),
)
tele_access_link = table(
    "tele_access_link",
    key("link_id"),
    to("recording_id", tele_recording),
    text("url", "I14", shape="url"),
    to("created_by", idp_user),
    number("passcode_set"),
    maybe("expires_at", shape="moment"),
    number("view_count"),
)
"""`view_count` is a counter, no log: it knows no viewer."""
