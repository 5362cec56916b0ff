"""What an investigator asks for after a breach, which file of the bundle answers it, and what the run does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from simulator.domain import facts as f
from simulator.law.model import Obligation
from simulator.report.legal.delay import reasons
from simulator.report.material import FAILED, Material
from simulator.report.text import listed, many

Gaps: TypeAlias = Callable[[Material], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that is asked for: by which authority, where it lies in the bundle (prefixes), and what is missing.

    `gaps` looks at the run; `outside` is what no exercise has, because it is the organization's own.
    """

    id: str
    asks: str
    authority: str
    files: tuple[str, ...] = ()
    gaps: Gaps = lambda _: ()
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bundle says to one request."""

    asked: Asked
    files: tuple[str, ...]
    gaps: tuple[str, ...]


def answers(material: Material, names: Iterable[str]) -> tuple[Answer, ...]:
    """Each request with the files that answer it and the gaps that are left; `names` are the bundle's files."""
    known = tuple(names)
    found = []
    for asked in REQUESTS:
        files = tuple(name for name in known if name.startswith(asked.files)) if asked.files else ()
        gaps = (*asked.gaps(material), *((asked.outside,) if asked.outside else ()))
        found.append(Answer(asked=asked, files=files, gaps=gaps))
    return tuple(found)


def _unfinished(material: Material) -> Iterable[str]:
    if not material.ended:
        yield "The exercise is not finished: what follows is a draft of what had happened by then."


def _discovery(material: Material) -> Iterable[str]:
    if material.truth.discovery is None:
        yield "The team stated no date of discovery."


def _delay(material: Material) -> Iterable[str]:
    for one in material.played.true:
        if one.status in FAILED and not reasons(one, material):
            yield f"{one.id}: late or never, and no reason was written down."


def _letters(material: Material) -> Iterable[str]:
    if not material.truth.notices:
        yield "No notice was sent."
    yield "The run keeps the elements of each notice, not its wording."


def _owed(material: Material, *prefixes: str) -> tuple[Obligation, ...]:
    return tuple(one for one in material.required if one.id.startswith(prefixes) and one.done is None)


def _unsent(*prefixes: str) -> Gaps:
    return lambda material: [f"{one.id}: required, and no notice is on record." for one in _owed(material, *prefixes)]


def _assessment(material: Material) -> Iterable[str]:
    made = [one.fact for one in material.entries if isinstance(one.fact, f.BreachDetermined)]
    if not made:
        yield "Nobody determined whether this was a breach; without that the presumption stands."
    elif not made[-1].assessment.complete:
        yield "The newest assessment leaves factors unanswered."


def _lists(material: Material) -> Iterable[str]:
    if not material.truth.lists:
        yield "No list of affected people was built."
    elif not material.truth.frozen:
        yield "No version of the list was frozen."


def _evidence(material: Material) -> Iterable[str]:
    missing = [one.title for one in material.playbook.sources.values() if one.id not in material.truth.pulled]
    if missing:
        yield f"{many(len(missing), 'source')} nobody pulled: {listed(missing)}."
    yield "The rows of the logs are not in this bundle; the custody list names each pull and the digest of its entry."


def _holds(material: Material) -> Iterable[str]:
    for one in material.truth.holds:
        if not one.fact.written:
            yield f"#{one.number}: the request of {one.fact.agency} was oral; the note of it is all that there is."


def _plan(_: Material) -> Iterable[str]:
    yield "Proposed issues have no owner and date until leaders fill them."


REQUESTS: tuple[Asked, ...] = (
    Asked(
        id="incident",
        asks="What happened: facts of the incident, when and how it was found, how the entity responded",
        authority="45 CFR 164.308(a)(6)(ii); 164.414(b)",
        files=("report/",),
        gaps=_unfinished,
    ),
    Asked(
        id="discovery",
        asks="Date of discovery and its basis",
        authority="45 CFR 164.404(a)(2)",
        files=("duties.csv", "report/report.md"),
        gaps=_discovery,
    ),
    Asked(
        id="delay",
        asks="Date notified, date discovered and the reason for any delay, for each duty",
        authority="45 CFR 164.404(b)",
        files=("duties.csv",),
        gaps=_delay,
    ),
    Asked(
        id="letters",
        asks="Copies of the notices to individuals, with the five elements",
        authority="45 CFR 164.404(c)",
        files=("letters/",),
        gaps=_letters,
    ),
    Asked(
        id="proof-of-notice",
        asks="Proof that all notices were made",
        authority="45 CFR 164.414(b); 164.404(d)",
        files=("letters/", "duties.csv", "journal.jsonl"),
        gaps=_unsent("us.hipaa.individual", "us.hipaa.substitute"),
        outside="Postal receipts and returned envelopes are not simulated; the journal says when a batch left.",
    ),
    Asked(
        id="media",
        asks="Notice to the media",
        authority="45 CFR 164.406",
        files=("duties.csv",),
        gaps=_unsent("us.hipaa.media"),
    ),
    Asked(
        id="secretary",
        asks="Notice to the Secretary",
        authority="45 CFR 164.408",
        files=("duties.csv",),
        gaps=_unsent("us.hipaa.hhs"),
        outside="An exercise submits nothing to the portal and has no confirmation number.",
    ),
    Asked(
        id="states",
        asks="Notices under state law",
        authority="the states' own rules, as cited in duties.csv",
        files=("duties.csv",),
        gaps=lambda material: [
            f"{one.id}: required, and no notice is on record."
            for one in _owed(material, "us.")
            if not one.id.startswith("us.hipaa.")
        ],
    ),
    Asked(
        id="assessment",
        asks="The risk assessment, or the exception relied on, version by version",
        authority="45 CFR 164.402(2); 164.414(b); 164.530(j)(1)(iv)",
        files=("determination/", "report/report.md"),
        gaps=_assessment,
    ),
    Asked(
        id="people",
        asks="The list of affected individuals and how it changed",
        authority="45 CFR 164.404(a)(1)",
        files=("lists/",),
        gaps=_lists,
    ),
    Asked(
        id="evidence",
        asks="Evidence that was looked at, with its chain of custody",
        authority="45 CFR 164.308(a)(6)(ii); 164.312(b)",
        files=("evidence/",),
        gaps=_evidence,
    ),
    Asked(
        id="law-enforcement",
        asks="Statements of law enforcement that asked for delay",
        authority="45 CFR 164.412",
        files=("journal.jsonl",),
        gaps=_holds,
    ),
    Asked(
        id="business-associates",
        asks="Business associate agreements, and notices by business associates",
        authority="45 CFR 164.410; 164.504(e)",
        files=("duties.csv",),
        gaps=_unsent("us.hipaa.ba"),
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
        files=("improvement-plan.csv",),
        gaps=_plan,
    ),
    Asked(
        id="test-record",
        asks="Documentation that plans are tested and revised: method, roles, results, corrective action",
        authority="45 CFR 164.308(a)(7)(ii)(D)",
        files=("msel-as-played.csv", "report/report.md", "improvement-plan.csv"),
        outside="Who sat in the room is on the organization's sign-in sheet unless attendance was recorded.",
    ),
    Asked(
        id="integrity",
        asks="That the record is whole",
        authority="45 CFR 164.312(c)(1)",
        files=("journal.jsonl",),
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
            "gaps": list(one.gaps),
        }
        for one in found
    ]
