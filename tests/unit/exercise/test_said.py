"""What people say at a table finds the action they mean, in every scenario among the five that are offered."""

from __future__ import annotations

import pytest

from simulator.exercise.room.matching import MOST, matches
from simulator.scenario.load import load_playbook

SAID = {
    "vendor-delay": {
        "pull-login-history": "look at the sign-ins; check who logged in; who signed in last week",
        "vendor-ticket": "call the vendor and ask what happened; ring remindly; open a case with the vendor",
        "baa-demand": "write to the vendor under the contract; send a legal demand to remindly",
        "revoke-refresh-tokens": "kick them out; kill their access",
        "block-connected-app": "turn off the app; disconnect the app; cut off remindly",
        "capture-tokens": "screenshot the tokens; save the session list",
        "export-crm-logs": "get the logs before they expire; download the logs",
        "litigation-hold": "secure the evidence; don't delete anything; freeze all deletion",
        "call-patients": "call patients; phone tomorrow's patients",
        "second-vendor": "use another texting company; text patients through somebody else",
        "notify-insurer": "tell the insurer; call the cyber insurance",
        "law-enforcement-contact": "call the fbi; report to the police",
        "executive-brief": "brief the board; tell the ceo; update leadership",
        "rerun-export": "count who was in the tables; how many patients are in the crm",
        "scope-affected": "work out who is affected",
        "request-merge-table": "find the duplicates",
        "request-residence-report": "where do these people live; get addresses",
        "assess-risk": "do the risk assessment; four factors",
        "individual-letters": "write the letters; draft patient letters; start the mailing",
        "hhs-report": "report to ocr; tell hhs",
        "regulator-notices": "tell texas; notify the attorney general",
        "media-notice": "press release; talk to the newspapers",
        "substitute-notice": "set up a hotline; post on the website",
        "org-password-reset": "change all passwords; reset passwords",
        "rotate-secrets": "rotate the keys; change the api key",
        "pull-team-chat": "search emails; read the mailbox",
        "interview-staff": "ask the people on call; talk to the staff; interview the admin",
        "external-exposure-search": "is the data for sale; search the dark web",
        "restrict-addresses": "whitelist the vendor's ip; only allow known ips",
        "close-out": "wrap up; lessons learned",
        "declare-incident": "we have an incident; activate the incident team",
        "reload-tables": "wipe the tables",
        "freeze-integration-user": "lock the service account; suspend the integration user",
        "pull-idp-log": "check the identity provider; look at okta",
        "pull-report-runs": "who exported reports",
    },
    "leaky-sync-queue": {
        "suspend-purge-jobs": "stop the purge; stop the nightly cleanup",
        "snapshot-queue": "take a copy of the queue; back up the queue",
        "block-bucket-access": "close the bucket; make the bucket private",
        "pull-bucket-inventory": "list what is in the bucket",
        "pull-object-logs": "who downloaded from the bucket; access logs",
        "pull-cloud-audit": "cloud trail",
        "pull-egress-bill": "check the bill; how much data left",
        "pause-sync": "turn off the sync; pause the interface",
        "fix-mapping": "fix the bug; deploy a fix",
        "redrive-dlq": "replay the messages; resend failed messages",
        "purge-queue": "empty the queue",
        "capture-host": "image the server; take a memory dump",
        "enable-data-events": "turn on logging",
        "manual-reconciliation": "reconcile appointments by hand; fax the clinics",
    },
    "bypassed-mfa-override": {
        "end-mfa-exception": (
            "end the override; switch mfa back on; turn mfa back on for everyone; close the override; "
            "turn the emergency rule off; close the exception"
        ),
        "narrow-mfa-exception": (
            "close the override for all but the seventeen; let only the night rota log in without a code; "
            "keep the rule for the night shift only"
        ),
        "kill-sessions": "sign everybody out; log all users out; kick the attacker out; sign her out everywhere",
        "ehr-access-audit": (
            "look at chart access; audit the charts; which charts were opened; who looked at which patients; "
            "what did the account read"
        ),
        "preserve-call-recordings": "listen to the help desk calls; save the phone recordings; save the phone call",
        "expire-temporary-code": "cancel the temporary code; kill the verification code",
        "query-live-events": "what did the session query",
        "time-bound-emergency-access": "make the rule expire by itself",
        "hhs-report": "file with ocr",
        "disable-break-glass": "disable emergency accounts",
        "restore-logins": "hand out security keys; get doctors back in",
        "manual-reconciliation": "work from paper",
        "executive-brief": "tell hr",
        "notify-insurer": "engage forensics; hire outside forensics",
    },
    "prep-page": {
        "take-page-offline": "take the page down; pull the website",
        "take-portal-offline": "shut the website",
        "remove-page-tag": "remove the tracking pixel; get rid of google analytics; disable the tracking",
        "pull-analytics-copy": "ask the analytics company what they got; what did the pixel send",
        "pull-portal-log": "look at the web logs",
        "patch-page": "fix the code",
        "sample-endpoints": "check the kiosks",
        "open-phone-line": "open a phone line",
        "reopen-page": "bring the page back",
        "session-timeout": "shorten the timeout",
        "scope-affected": "who used the page",
    },
    "under-suit": {
        "suspend-vendor-flow": "stop the feed; stop sending data to the vendor",
        "destruction-attestation": "get a certificate of destruction; have them confirm deletion",
        "pull-storage-configuration": "check encryption settings",
        "answer-ocr-request": "answer ocr",
        "scan-endpoints": "scan for old tls",
        "suspend-purge-jobs": "cancel the eleven o'clock job",
        "block-bucket-access": "close the folder",
        "pull-bucket-inventory": "what files are in the folder; list the files; copy the list of files in the folder",
        "pull-object-logs": "who opened the folder; who has opened files in claims-out?",
        "switch-on-default-encryption": "encrypt everything in the folder",
        "pull-team-chat": "look through mail",
        "hhs-report": "tell the government",
    },
    "leavers-report": {
        "law-enforcement-contact": "ask the detective for it in writing",
        "remove-export-rights": "take away export rights",
        "capture-laptop": "image her laptop; get her laptop",
        "capture-mailbox": "copy her mailbox",
        "remove-mail-rule": "delete the forwarding rule",
        "pull-report-runs": "who ran the report",
        "rebuild-report": "rerun the report as of october",
        "speak-to-leaver": "talk to her",
        "executive-brief": "call hr",
        "delete-report": "delete the report; remove the report",
        "interview-staff": "talk to her manager",
        "litigation-hold": "keep all records",
        "pull-login-history": "did she log in after she left",
    },
    "watch-again": {
        "expire-links": "take down the recordings; kill the links",
        "delete-recordings": "delete the videos",
        "telehealth-audit": "who watched the recordings; who watched",
    },
    "helpful-stack-trace": {
        "drop-error-index": "delete the errors",
        "export-error-index": "export the error tracker",
        "pull-gateway-log": "check the gateway",
        "gateway-redaction": "mask the payload; redact the payloads; stop logging phi",
        "suspend-purge-jobs": "stop the deletion",
    },
}


@pytest.mark.parametrize("slug", SAID)
def test_plain_words_find_the_action(slug: str) -> None:
    """Nobody at a table knows a title; what they say offers what they mean, and no more than people read."""
    playbook = load_playbook(slug)
    for action, phrases in SAID[slug].items():
        for said in phrases.split("; "):
            found = [one.id for one in matches(said, playbook)]
            assert action in found, said
            assert len(found) <= MOST
