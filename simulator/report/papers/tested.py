"""Proof that plans were tested: for auditors, for surveyors of CMS, and for the insurer, on a page each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulator.domain.playbook import Playbook
from simulator.report.annexes.testrecord import test_record_section
from simulator.report.material import Material
from simulator.report.model import AfterActionReport, Blank, Bullets, Line, Refs, Row, Table
from simulator.report.papers.after import Day, after
from simulator.report.papers.paper import said, section
from simulator.report.rated.participants import attended
from simulator.report.rated.ratings import standings
from simulator.report.text import counts, listed, many, plain

SIGN = ("Exercise director", "Date")
NOT_HELD = "This attests nothing: nobody took part, or play did not come to its end."


def test_record(day: Day) -> AfterActionReport:
    """The test of the contingency plan in five fields. Source: 45 CFR 164.308(a)(7)(ii)(D); practice.md 1.3."""
    made = test_record_section(day.material, day.found)
    parts = (section(1, made.title, *made.blocks), section(2, "Filled by people", *_blanks()))
    return after(day, "Test record", parts, SIGN)


def _blanks() -> Iterator[Blank]:
    yield Blank(label="Last test, and the next one", lines=1)
    yield Blank(label="Corrective actions done, with dates", lines=3)


def cms_record(day: Day) -> AfterActionReport:
    """The five parts by which a tabletop counts for CMS. Source: 42 CFR 482.15(d), 416.54(d); practice.md 1.3."""
    rows = tuple(Row(cells=cells, refs=refs) for *cells_, refs in _parts(day.material) for cells in [tuple(cells_)])
    table = Table(caption="The parts of a tabletop exercise", columns=("Part", "In this exercise"), rows=rows)
    rule = "A tabletop is a facilitated discussion of a narrated, clinically relevant emergency that challenges a plan."
    plan = (
        said("What was found, and what is changed in the emergency plan, stands in the after-action report, Annex A."),
        Blank(label="Change of the emergency plan, with date", lines=2),
    )
    return after(
        day, "Record of a tabletop exercise (CMS)", (section(1, rule, table), section(2, "Analysis", *plan)), SIGN
    )


def _parts(material: Material) -> Iterator[tuple[str, str, Refs]]:
    playbook, truth = material.playbook, material.truth
    facilitators = [plain(one.name) for one in material.evaluation.seated.values() if one.how == "facilitator"]
    how = f"The runbook “{material.runbook}” decided: no discussion was held." if material.runbook else ""
    lead = how or f"Led by {listed(facilitators, 'a facilitator (name: ____)')}; {_people(material)}."
    yield "1. Discussion led by a facilitator", lead, ()
    care = tuple(one.number for one in truth.care)
    clinical = f" Care was disturbed {many(len(care), 'time')}." if care else " Care was not disturbed."
    yield "2. Narrated, clinically relevant emergency", f"{playbook.summary}{clinical}", care or material.end_refs
    main = [one for one in truth.injects.values() if one.fact.main]
    titles = "; ".join(plain(one.fact.title) for one in main)
    yield "3. Problem statements", titles or "None was released.", tuple(one.number for one in main)
    came = tuple(one.number for one in truth.injects.values())
    yield "4. Directed messages", f"{many(len(came), 'message')} to named roles.", came
    asks = " ".join(f"{move.title}: {move.asks}" for move in playbook.moves)
    yield "5. Prepared questions that challenge the plan", asks, ()


def attestation(day: Day) -> AfterActionReport:
    """What an insurer asks for, on one page. Source: practice.md 1.4 ("What a cyber insurer wants"; indicative)."""
    table = Table(
        caption="Attestation",
        columns=("Item", "Record"),
        rows=tuple(Row(cells=cells) for cells in _attested(day)),
        entries=False,
    )
    held = day.material.ended and not day.material.runbook
    about = f"{day.material.playbook.entity} exercised its incident response as follows." if held else NOT_HELD
    return after(
        day,
        "Attestation of exercise",
        (section(1, about, table),),
        ("Signed for the organization", "Date", "Contact and telephone"),
    )


def _attested(day: Day) -> Iterator[tuple[str, str]]:
    material, playbook = day.material, day.material.playbook
    yield "Date of the exercise", day.held or "____"
    yield "Type", f"Tabletop in a simulator, {playbook.room_minutes} minutes: {playbook.title}"
    yield "Who took part", _people(material)
    rated = counts(Counter(one.rated.rating if one.rated else "not rated" for one in standings(material, day.found)))
    gaps = sum(not one.good for one in day.found)
    yield "Findings", f"Objectives by rating: {rated}. {many(gaps, 'gap')} on record, in the after-action report."
    plan = material.evaluation.plan
    closed = sum(one.status == "closed" for one in plan)
    named = sum(bool(one.owner and one.due) for one in plan)
    done = f"{many(len(plan), 'corrective action')}: {closed} closed, {named} with owner and date."
    yield "Remediation", done if plan else "No corrective action is decided yet."
    yield "Insurer told", _insurer(material)


def _insurer(material: Material) -> str:
    sent = next((one for one in material.truth.completed if "insurer" in one.fact.action), None)
    if sent:
        return f"In the exercise, on {material.when(sent.at)} (entry #{sent.number})."
    owed = any(one.id == "contract.insurer.notice" for one in material.played.true)
    return "Owed by contract, and not told in the exercise." if owed else "Not told in the exercise."


def _people(material: Material) -> str:
    titles = listed(_titles(material.playbook))
    if material.runbook:
        return f"nobody; the runbook “{material.runbook}” decided for: {titles}"
    if not material.evaluation.seated:
        return f"roles: {titles} (attendance: ____)"
    return f"{many(attended(material), 'role')} filled in person, of: {titles}"


def _titles(playbook: Playbook) -> list[str]:
    return [seat.title for seat in playbook.seats.values()]


def memo(day: Day, number: int) -> AfterActionReport:
    """A critical finding for management, at once, on a page of its own. Source: NIST SP 800-84; practice.md 1.2."""
    material = day.material
    one = material.evaluation.escalated[number]
    rows = (
        Row(cells=("To", plain(one.to) or "____")),
        Row(cells=("From", "Facilitator of the exercise")),
        Row(cells=("Found", f"{material.when(one.at)}, in the exercise")),
    )
    why = "Critical lapses go to management at once, and not only in the after-action report."
    blocks = (
        said(why),
        Table(caption="Memo", columns=("Field", "Entry"), rows=rows, entries=False),
        Bullets(lines=(Line(text=plain(one.text)),)),
        Blank(label="Done about it, by whom, until when", lines=3),
    )
    return after(day, "Critical finding", (section(1, "What was found", *blocks),), ("Received by", "Date"))
