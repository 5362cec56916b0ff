"""Annex D: which rule, guide or outcome this run is evidence for, and by which entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from simulator.domain import facts as f
from simulator.domain.actions import ActionKind
from simulator.domain.ids import ActionId
from simulator.report.material import Material
from simulator.report.model import Line, Paragraph, Refs, Row, Section, Table
from simulator.report.places import place


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that an authority asks for: where, what, in which section it is, and what shows it.

    `asked` says whether this run's facts ask for it at all.
    """

    by: str
    what: str
    place: str
    shown: Callable[[Material], Refs]
    asked: Callable[[Material], bool]


def crosswalk_section(material: Material) -> Section:
    """The section."""
    lead = (
        "A row says where this run holds evidence for what an authority asks, and no more: it is no opinion that a "
        "rule is kept. What the run does not show may be shown elsewhere."
    )
    return Section(
        id="crosswalk",
        number="Annex D",
        title="Regulatory crosswalk",
        blocks=(
            Paragraph(lines=(Line(text=lead),)),
            Table(
                caption="Rules and guides",
                columns=("Authority", "What it asks for", "In this report", "In this run"),
                rows=tuple(_row(one, material) for one in ASKED),
            ),
            _outcomes(material),
        ),
    )


def _row(one: Asked, material: Material) -> Row:
    refs = one.shown(material)
    said = (
        "shown"
        if refs
        else "NOT SHOWN"
        if one.asked(material)
        else "not asked for: nothing in this run gave rise to it"
    )
    cells = (one.by, one.what, place(one.place), said)
    return Row(cells=cells, refs=refs or material.end_refs, tone="watch" if said == "NOT SHOWN" else "")


def _outcomes(material: Material) -> Table:
    """The outcomes of the NIST CSF 2.0 that completed actions serve."""
    served: dict[str, list[tuple[int, str]]] = {}
    for one in material.truth.completed:
        action = material.playbook.actions[ActionId(one.fact.action)]
        if action.csf:
            served.setdefault(action.csf, []).append((one.number, action.code))
    rows = tuple(
        Row(
            cells=(outcome, ", ".join(dict.fromkeys(code for _, code in done))),
            refs=tuple(number for number, _ in done),
        )
        for outcome, done in sorted(served.items())
    )
    return Table(
        caption="Outcomes of the NIST Cybersecurity Framework 2.0 that completed work served (as SP 800-61r3 uses it)",
        columns=("Outcome", "Actions"),
        rows=rows,
        empty="No action was completed.",
    )


def _sent(*audiences: str) -> Callable[[Material], Refs]:
    """Notices to audiences whose names begin so."""
    return lambda material: tuple(
        one.number for one in material.truth.notices if one.fact.audience.startswith(audiences)
    )


def _made(material: Material) -> Refs:
    return tuple(one.number for one in material.entries if isinstance(one.fact, f.BreachDetermined))


def _responded(material: Material) -> Refs:
    kinds = {ActionKind.CONTAINMENT, ActionKind.ERADICATION, ActionKind.INVESTIGATION}
    actions = material.playbook.actions
    return tuple(one.number for one in material.truth.completed if actions[ActionId(one.fact.action)].kind in kinds)


def _proof(material: Material) -> Refs:
    """Notices that were made, or the assessment that shows none was needed."""
    return tuple(one.number for one in material.truth.notices) or _made(material)


def _dated(material: Material) -> Refs:
    stated = material.truth.discovery
    return (stated.number, *_sent("individual")(material)) if stated else ()


def _reached(material: Material) -> Refs:
    return tuple(one.number for one in material.truth.returns) + _sent("substitute")(material)


def _partners(material: Material) -> Refs:
    """What a business associate said whose own breach it was: of others no notice is owed under this section."""
    vendors = material.playbook.vendors
    breached = {key for key, one in vendors.items() if one.contract.baa and one.knew is not None}
    return tuple(one.number for one in material.truth.replies if one.fact.vendor in breached)


def _held(material: Material) -> Refs:
    return tuple(one.number for one in material.truth.holds)


def _work(*words: str) -> Callable[[Material], Refs]:
    """Completed actions whose id holds one of the words."""
    return lambda material: tuple(
        one.number for one in material.truth.completed if any(word in one.fact.action for word in words)
    )


def _clinical(material: Material) -> Refs:
    return tuple(one.number for one in material.truth.care)


def _ended(material: Material) -> Refs:
    return tuple(one.number for one in material.entries if isinstance(one.fact, f.ExerciseEnded))


def _exercised(material: Material) -> Refs:
    """The end of an exercise that people played; a runbook's run rehearses nobody."""
    return () if material.runbook else _ended(material)


def _told_leaders(material: Material) -> Refs:
    return _exercised(material) if material.evaluation.stage == "final" else ()


def _escalated(material: Material) -> Refs:
    return material.end_refs if material.evaluation.escalated else ()


def _played_clinically(material: Material) -> Refs:
    return _clinical(material) if _exercised(material) else ()


def _preserved(material: Material) -> Refs:
    return tuple(sorted(one.number for one in material.truth.pulled.values()))


def _owed(duty: str) -> Callable[[Material], bool]:
    """Whether an obligation arose whose id begins so."""
    return lambda material: any(one.id.startswith(duty) for one in material.required)


def _asked_to_wait(material: Material) -> bool:
    """Whether somebody asked to hold notices back."""
    return any(material.playbook.injects[one].hold for one in material.truth.injects)


_CONDITIONS: Mapping[str, Callable[[Material], bool]] = {
    "45 CFR 164.404(b)": _owed("us.hipaa.individual"),
    "45 CFR 164.404(c)": _owed("us.hipaa.individual"),
    "45 CFR 164.404(d)": _owed("us.hipaa.substitute"),
    "45 CFR 164.406": _owed("us.hipaa.media"),
    "45 CFR 164.408": _owed("us.hipaa.hhs"),
    "45 CFR 164.410": _owed("us.hipaa.ba"),
    "45 CFR 164.412": _asked_to_wait,
}
"""What an authority asks for only when the facts of the run give rise to it."""


def _all() -> Iterator[Asked]:
    """Source: practice.md 1.3 and 1.4; what is marked U there is left out."""
    rows: tuple[tuple[str, str, str, Callable[[Material], Refs]], ...] = (
        ("45 CFR 164.308(a)(6)(i)-(ii)", "Identify, respond, mitigate, document incidents and outcomes", "decisions",
         _responded),
        ("45 CFR 164.308(a)(7)(ii)(D)", "Test and revise contingency plans; tests documented, and corrected on",
         "test-record", _exercised),
        ("45 CFR 164.308(a)(8), 164.316(b)", "Periodic evaluation; written records, kept", "integrity", _ended),
        ("45 CFR 164.402(2)", "Risk assessment by four factors, or the presumption stands", "determination", _made),
        ("45 CFR 164.404(b)", "Date discovered, date notified, reason for any delay", "duties", _dated),
        ("45 CFR 164.404(c)", "The five elements of a letter, in plain language", "notices", _sent("individual")),
        ("45 CFR 164.404(d)", "Method: next of kin, failed addresses, substitute notice", "notices", _reached),
        ("45 CFR 164.406", "Notice to media", "notices", _sent("media")),
        ("45 CFR 164.408", "Notice to the Secretary of HHS", "notices", _sent("hhs")),
        ("45 CFR 164.410", "Notice by a business associate", "care", _partners),
        ("45 CFR 164.412", "A law-enforcement official's request to hold notices", "duties", _held),
        ("45 CFR 164.414(b)", "Proof that notices were made, or that none was needed", "notices", _proof),
        ("Public Law 116-321", "Recognised security practices, in place over 12 months", "integrity", _exercised),
        ("42 CFR 482.15(d), 416.54(d) (CMS)", "A facilitated exercise of a clinically relevant emergency", "care",
         _played_clinically),
        ("Joint Commission EM", "Evaluation documented, and told to senior leadership", "summary", _told_leaders),
        ("HICP (405(d)) 8.3", "Regular tabletops: scenario, attendance, issues, remediation", "plan", _exercised),
        ("HICP (405(d)) 8.9", "The insurer told, by its triggers", "notices", _work("insurer")),
        ("NIST CSF 2.0 RS.AN-06, RS.AN-07", "Actions recorded; integrity of records and provenance preserved",
         "sources", _preserved),
        ("NIST SP 800-84", "Critical lapses go to management at once", "lessons", _escalated),
    )  # fmt: skip
    for by, what, where, shown in rows:
        yield Asked(by=by, what=what, place=where, shown=shown, asked=_CONDITIONS.get(by, lambda _: True))


ASKED = tuple(_all())
"""Every row of the crosswalk."""
