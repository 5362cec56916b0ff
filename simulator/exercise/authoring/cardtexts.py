"""What a scenario that starts from a failure card says besides the card, in YAML: its texts to be filled."""

from __future__ import annotations

OBJECTIVE = """\
  contain-with-evidence:
    title: Preserve what shows who was read, then close the access without harming care
    capability: Cybersecurity
    csf: RS.MI-01
    tasks: [{tasks}]"""

VISITS = """\
# The card disturbs no care by itself; what you do may.
services:
  scheduling:
    title: Scheduling in the clinics
    needs: [{flow}]
    visits_per_day: 3800
    failing_share: 0
    failing_share_manual: 0
    paused_share: 0
    paused_share_manual: 0"""

IN_THE_EHR = """\
  # Nothing of the leak itself shows everybody: a sample, a list of somebody else, or a store that forgets. Who was
  # meant to be in there the EHR knows.
  ehr-whose-records:
    code: E32
    title: Whose records went there, out of the EHR
    kind: content
    since: -60d
    pools: [{pools}]
    columns: [mrn, clinic_state]
    fill: {{mrn: mrn, clinic_state: clinic-state}}
    rows: [{{of: person}}]"""

ASKING = """\
  - use: ask-whose-records
    own:
      kind: investigation
      code: A48
      title: Ask the EHR whose records went there
      owner: privacy-officer
      authority: {seats: [privacy-officer, incident-commander]}
      hours: [2, 8, 24]
      staff_hours: 4
      csf: RS.AN-08
      evidence: preserves
      help: Whoever had a visit, a message or a file of that kind in those weeks stands in the EHR.
      risk: It says who was meant to be in there, and nothing of who was read.
      keywords: [ehr, list, patients, whose records, register, scope]
    effects:
      - {do: pull-source, source: ehr-whose-records}
"""

INDICATORS = """\
# What somebody could notice. `discovery` says which theory noticing it supports: the clocks may run from that day.
indicators:
  first-sign:
    title: A stranger knows what only a chart says
    text: A searcher for security faults sends what one patient's chart says, and writes that more can be had.
    at: 0
    discovery: actual
    seats: [{seats}]
    visible: true
  desk-note:
    title: Somebody saw it four days ago
    text: A note of the service desk, four days old, says that something odd reads records. Closed as a test.
    at: -4d
    discovery: constructive
    seats: [incident-commander, privacy-officer, legal-counsel]"""
