"""Section 9: the notices that were sent: to whom, with what content, whom they missed, and whether they agree."""

from __future__ import annotations

from simulator.domain import facts as f
from simulator.domain.ids import RecordId
from simulator.domain.state import Dated
from simulator.law.determination import could_tell
from simulator.law.incident import incident_facts
from simulator.law.lettercheck import Setting, check, disagreements
from simulator.law.letterfacts import draft_of_letter, told_by
from simulator.law.letters import ELEMENTS
from simulator.law.model import Obligation
from simulator.law.people import by_residence, people_of
from simulator.law.statecontent import state_contents
from simulator.law.substitute import substitute_path
from simulator.report.legal.clocks import told_share, trigger_refs
from simulator.report.legal.letters import readability
from simulator.report.material import Material
from simulator.report.model import Bullets, Heading, Line, Row, Section, Table
from simulator.report.text import counts, many, plain

_HEADS = {
    "what_happened": "What happened",
    "information": "Types of PHI",
    "steps": "Steps to take",
    "response": "What we do",
    "contact": "Contact",
}


def notices_section(material: Material) -> Section:
    """The section."""
    return Section(
        id="notices",
        number="9",
        title="Notification quality",
        blocks=(
            _sent(material),
            _owed(material),
            _elements(material),
            Heading(text="Plain language"),
            Bullets(lines=readability(material), empty="No notice was sent."),
            Heading(text="Recipients"),
            Bullets(lines=_recipients(material), empty="No notice was sent to individuals."),
            Heading(text="Substitute notice, as the team knew it"),
            Bullets(lines=_substitute(material), empty="No letter was known to fail."),
            Heading(text="Agreement between messages"),
            Bullets(lines=_contradictions(material), empty="No two notices contradict one another."),
        ),
    )


def _sent(material: Material) -> Table:
    rows = []
    for one in material.truth.notices:
        version = material.truth.list_version(one.fact.version)
        people = f"{len(version.people):,}" if version else "-"
        letter = one.fact.letter
        rows.append(
            Row(
                cells=(
                    material.playbook.audiences.get(one.fact.audience, one.fact.audience),
                    material.when(one.at),
                    f"v{one.fact.version}",
                    people,
                    f"from {letter.breach_from or 'no date'}",
                    str(letter.discovered or "no date"),
                ),
                refs=(one.number,),
            )
        )
    return Table(
        caption="Notices sent",
        columns=("Audience", "Sent", "List", "People on it", "Breach as told", "Discovery as told"),
        rows=tuple(rows),
        numeric=(3,),
        empty="No notice was sent.",
    )


def _owed(material: Material) -> Table:
    """Everybody who was owed a notice, whether by law or by contract."""
    rows = tuple(
        Row(
            cells=(one.to, one.id, _whether_sent(one)),
            refs=(*material.notice_refs(one), *trigger_refs(one, material)) or material.end_refs,
            tone="" if one.done else "bad",
        )
        for one in material.required
    )
    return Table(
        caption="Who was owed a notice, by law or by contract, and whether it was sent",
        columns=("To", "Duty", "Notice"),
        rows=rows,
        empty="Nobody was owed a notice.",
    )


def _whether_sent(duty: Obligation) -> str:
    if duty.done:
        return f"sent {duty.done}"
    share = told_share(duty)
    return f"SENT TO {share} ALONE" if share else "NOT SENT"


def _elements(material: Material) -> Table:
    rows = []
    for one in material.truth.notices:
        draft = draft_of_letter(one.fact.letter, material.truth, material.playbook, truth=True)
        contents = draft.contents
        words = tuple(
            "MISSING" if name not in contents.present else "NOT TRUE" if name in contents.untrue else "yes"
            for name in ELEMENTS
        )
        notes = tuple(
            f"{look.severity.capitalize()}: it {look.text} ({look.cite})."
            for look in check(draft, _setting(one, material))
            if not look.holds and look.name not in ELEMENTS
        )
        good = all(word == "yes" for word in words)
        rows.append(
            Row(cells=(_title(one, material), *words), refs=(one.number,), tone="good" if good else "bad", notes=notes)
        )
    return Table(
        caption="The five elements of 45 CFR 164.404(c)(1), judged against the truth",
        columns=("Notice to", *(_HEADS[name] for name in ELEMENTS)),
        rows=tuple(rows),
        empty="No notice was sent.",
    )


def _title(one: Dated[f.NoticeSent], material: Material) -> str:
    return material.playbook.audiences.get(one.fact.audience, one.fact.audience)


def _setting(one: Dated[f.NoticeSent], material: Material) -> Setting:
    """What the team knew when it sent a notice; what came later is not held against it."""
    then = material.known_until(one.number)
    version = then.list_version(one.fact.version)
    letters = one.fact.audience == "individual" and version is not None
    return Setting(
        discovered=then.discovery.fact.day if then.discovery else None,
        shown=len(frozenset().union(*(source.read for source in then.shown.values()))),
        not_pulled=tuple(source.title for source in could_tell(then, material.playbook)),
        states=state_contents(material.played.rulebook, dict(version.by_state)) if letters and version else (),
    )


def _by_state(people: frozenset[RecordId], material: Material) -> str:
    return f"{len(people):,} ({counts(by_residence(people, material.people))})" if people else "nobody"


def _recipients(material: Material) -> tuple[Line, ...]:
    letters = [one for one in material.truth.notices if one.fact.audience == "individual"]
    if not letters:
        return ()
    told = frozenset().union(*(_told(one, material) for one in letters))
    refs = tuple(one.number for one in letters)
    missed, wrong = material.notifiable - told, told - material.notifiable
    deceased = told & (material.people.deceased or frozenset())
    lines = [
        Line(text=f"Letters went to {many(len(told), 'person', 'people')}.", refs=refs),
        Line(text=f"Missed: {_by_state(missed, material)}.", refs=refs),
        Line(text=f"Told without need: {_by_state(wrong, material)}.", refs=refs),
    ]
    if deceased:
        text = f"Of those told {len(deceased):,} had died; their letters are for next of kin or representatives."
        lines.append(Line(text=text, refs=refs))
    back = [one.number for one in material.entries if isinstance(one.fact, f.MailReturned)]
    if back:
        came = many(len(material.truth.returned), "letter")
        lines.append(Line(text=f"{came} came back as undeliverable.", refs=tuple(back)))
    substitute = [one for one in material.truth.notices if one.fact.audience == "substitute"]
    owed = material.true.get("us.hipaa.substitute")
    if substitute:
        lines.append(
            Line(
                text=f"Substitute notice was given on {material.when(substitute[0].at)}.",
                refs=tuple(one.number for one in substitute),
            )
        )
    elif owed and owed.required:
        lines.append(Line(text=f"No substitute notice was given. {' '.join(owed.why)}", refs=material.end_refs))
    return tuple(lines)


def _substitute(material: Material) -> tuple[Line, ...]:
    """The path as mail came back: how many, when, and what was done and left by then."""
    facts = incident_facts(material.known, material.playbook, "seat")
    seen = next((one for one in material.played.seen if one.id == "us.hipaa.substitute"), None)
    path = substitute_path(facts, seen.due if seen else None)
    if not path.people:
        return ()
    back = tuple(one.number for one in material.known.returns)
    sent = tuple(one.number for one in material.known.notices if one.fact.audience == "substitute")
    grew = ", ".join(f"{one.living} by {one.on}" for one in facts.failed_addresses if one.on is not None)
    lines = [Line(text=f"Living people with failed addresses: {path.people}{f' ({grew})' if grew else ''}.", refs=back)]
    refs = (*sent, *back) or material.end_refs
    return (*lines, *(Line(text=text, refs=refs) for text in path.sentences))


def _told(one: Dated[f.NoticeSent], material: Material) -> frozenset[RecordId]:
    version = material.truth.list_version(one.fact.version)
    return people_of(version.people, material.people) if version else frozenset()


def _contradictions(material: Material) -> tuple[Line, ...]:
    sent = material.truth.notices
    told = {str(one.number): told_by(one.fact.letter, one.fact.version, material.truth) for one in sent}
    lines = [
        Line(
            text=f"Notices differ in {what}: {'; '.join(dict.fromkeys(plain(text) for _, text in said))}.",
            refs=tuple(int(number) for number, _ in said),
        )
        for what, said in disagreements(told)
    ]
    stated = material.truth.discovery
    other = [one for one in sent if stated and one.fact.letter.discovered != stated.fact.day]
    if stated and other:
        text = f"{many(len(other), 'notice')} told another discovery date than the one stated, {stated.fact.day}."
        lines.append(Line(text=text, refs=(stated.number, *(one.number for one in other))))
    return tuple(lines)
