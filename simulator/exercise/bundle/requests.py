"""What an investigator asks for after a breach, which file of the bundle answers it, and what the run does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from simulator.exercise.bundle import gaps as g
from simulator.exercise.bundle import notes as n
from simulator.exercise.bundle.letters import letter_names
from simulator.report.material import Material
from simulator.report.places import place

REPORT = "report/report.*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that is asked for: by which authority, where it lies in the bundle, and what is missing.

    `files` are patterns; `letters` the audiences whose notices answer it (`state`: any of a state); `sections` those
    of the report that answer it, by id. `notes` say what is on record; `gaps` look at the run for what is not;
    `outside` is what no exercise has, because it is the organization's own.
    """

    id: str
    asks: str
    authority: str
    files: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    notes: n.Notes = n.nothing
    gaps: g.Gaps = g.nothing
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bundle says to one request."""

    asked: Asked
    files: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    gaps: tuple[str, ...]


def answers(material: Material, names: Iterable[str]) -> tuple[Answer, ...]:
    """Each request with the files that answer it and the gaps that are left; `names` are the bundle's files."""
    known, sent = tuple(names), letter_names(material)
    return tuple(
        Answer(
            asked=asked,
            files=(
                *(name for name in known if any(fnmatchcase(name, one) for one in asked.files)),
                *(name for name, kind in sent.items() if kind in asked.letters),
            ),
            sections=tuple(map(place, asked.sections)),
            notes=tuple(asked.notes(material)),
            gaps=(*asked.gaps(material), *((asked.outside,) if asked.outside else ())),
        )
        for asked in REQUESTS
    )


REQUESTS: tuple[Asked, ...] = (
    Asked(
        id="incident",
        asks="What happened: facts of the incident, when and how it was found, how the entity responded",
        authority="45 CFR 164.308(a)(6)(ii); 164.414(b)",
        files=(REPORT,),
        sections=("overview", "timeline", "decisions"),
        gaps=g.unfinished,
    ),
    Asked(
        id="discovery",
        asks="Date of discovery and its basis",
        authority="45 CFR 164.404(a)(2)",
        files=("duties.csv", REPORT),
        sections=("duties",),
        notes=n.discovery,
        gaps=g.discovery,
    ),
    Asked(
        id="delay",
        asks="Date notified, date discovered and the reason for any delay, for each duty",
        authority="45 CFR 164.404(b)",
        files=("duties.csv", REPORT),
        sections=("duties",),
        gaps=g.delay,
    ),
    Asked(
        id="letters",
        asks="Copies of the notices to individuals, with the five elements",
        authority="45 CFR 164.404(c)",
        letters=("individual", "substitute"),
        sections=("notices", "letters"),
        gaps=g.letters,
    ),
    Asked(
        id="proof-of-notice",
        asks="Proof that all notices were made",
        authority="45 CFR 164.414(b); 164.404(d)",
        files=("duties.csv", "journal.jsonl"),
        letters=("individual", "substitute"),
        sections=("duties", "notices"),
        notes=n.duties("us.hipaa.individual", "us.hipaa.substitute"),
        gaps=g.unsent("us.hipaa.individual", "us.hipaa.substitute"),
        outside="Postal receipts and returned envelopes are not simulated; the journal says when a batch left.",
    ),
    Asked(
        id="media",
        asks="Notice to the media",
        authority="45 CFR 164.406",
        files=("duties.csv",),
        letters=("media",),
        sections=("duties",),
        notes=n.duties("us.hipaa.media"),
        gaps=g.unsent("us.hipaa.media"),
    ),
    Asked(
        id="secretary",
        asks="Notice to the Secretary",
        authority="45 CFR 164.408",
        files=("duties.csv",),
        letters=("hhs",),
        sections=("duties",),
        notes=n.duties("us.hipaa.hhs"),
        gaps=g.unsent("us.hipaa.hhs"),
        outside="An exercise submits nothing to the portal and has no confirmation number.",
    ),
    Asked(
        id="other-federal",
        asks="Notices under other federal rules: the FTC's, 42 CFR Part 2, the SEC's",
        authority="16 CFR 318; 42 CFR 2.16; 17 CFR 249.308, as cited in duties.csv",
        files=("duties.csv",),
        letters=("ftc", "sec"),
        sections=("duties",),
        notes=n.duties("us.ftc.", "us.part2.", "us.sec."),
        gaps=g.unsent("us.ftc.", "us.part2.", "us.sec."),
    ),
    Asked(
        id="states",
        asks="Notices under state law",
        authority="the states' own rules, as cited in duties.csv",
        files=("duties.csv",),
        letters=("state",),
        sections=("duties",),
        notes=n.states,
        gaps=g.states,
    ),
    Asked(
        id="assessment",
        asks="The risk assessment, or the exception relied on, version by version",
        authority="45 CFR 164.402(2); 164.414(b); 164.530(j)(1)(iv)",
        files=("determination/*", REPORT),
        sections=("determination",),
        gaps=g.assessment,
    ),
    Asked(
        id="people",
        asks="The list of affected individuals and how it changed",
        authority="45 CFR 164.404(a)(1)",
        files=("lists/*",),
        sections=("people",),
        gaps=g.lists,
    ),
    Asked(
        id="evidence",
        asks="Evidence that was looked at, with its chain of custody",
        authority="45 CFR 164.308(a)(6)(ii); 164.312(b)",
        files=("evidence/*",),
        sections=("determination",),
        gaps=g.evidence,
    ),
    Asked(
        id="law-enforcement",
        asks="Statements of law enforcement that asked for delay",
        authority="45 CFR 164.412",
        files=("duties.csv", "journal.jsonl"),
        sections=("duties",),
        notes=n.holds,
        gaps=g.holds,
    ),
    Asked(
        id="business-associates",
        asks="Business associate agreements, and notices by business associates",
        authority="45 CFR 164.410; 164.504(e)",
        files=("duties.csv",),
        letters=("ba",),
        sections=("duties",),
        notes=n.duties("us.hipaa.ba"),
        gaps=g.unsent("us.hipaa.ba"),
        outside="Agreements are the organization's own; the scenario has terms of invented vendors only.",
    ),
    Asked(
        id="policies",
        asks="Policies and procedures on breach notification and incident response",
        authority="45 CFR 164.530(i); 164.316(a)",
        outside="The organization's own; the run has none.",
    ),
    Asked(
        id="training",
        asks="Records of training and of sanctions",
        authority="45 CFR 164.530(b), (e)",
        outside="The organization's own; the run has none.",
    ),
    Asked(
        id="risk-analysis",
        asks="The risk analysis before the incident, and what was done about it",
        authority="45 CFR 164.308(a)(1)(ii)(A)-(B)",
        outside="The organization's own; the run has none.",
    ),
    Asked(
        id="corrective-action",
        asks="Corrective action, with owner and date",
        authority="45 CFR 164.308(a)(6)(ii); 164.530(f)",
        files=("improvement-plan*.csv",),
        sections=("plan",),
        notes=n.plan,
        gaps=g.plan,
    ),
    Asked(
        id="test-record",
        asks="Documentation that plans are tested and revised: method, roles, results, corrective action",
        authority="45 CFR 164.308(a)(7)(ii)(D)",
        files=("msel-as-played*.csv", REPORT, "improvement-plan*.csv"),
        sections=("test-record", "participants", "msel"),
        notes=n.test_record,
        gaps=g.test_record,
    ),
    Asked(
        id="integrity",
        asks="That the record is whole",
        authority="45 CFR 164.312(c)(1)",
        files=("journal.jsonl", "evidence/custody.csv"),
        sections=("integrity",),
        notes=n.integrity,
    ),
)
"""Source: practice.md 1.3 and 1.4, after the audit protocol of the HHS Office for Civil Rights; the sections cited."""


def as_values(found: Iterable[Answer]) -> list[Mapping[str, object]]:
    """The answers as plain values, for JSON."""
    return [
        {
            "id": one.asked.id,
            "asks": one.asked.asks,
            "authority": one.asked.authority,
            "files": list(one.files),
            "sections": list(one.sections),
            "notes": list(one.notes),
            "gaps": list(one.gaps),
        }
        for one in found
    ]
