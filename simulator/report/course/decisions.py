"""Section 10: every decision with time, decider, words, and what was known; refused and declared ones too."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain import facts as f
from simulator.domain.decisions import AnswerInject, Decision, DetermineBreach, MapDeclaration, TakeAction
from simulator.domain.ids import ROOM, ActionId
from simulator.domain.permit import bearer
from simulator.domain.state import Dated
from simulator.domain.time import format_duration
from simulator.report import describe
from simulator.report.material import Material
from simulator.report.model import Row, Section, Table
from simulator.report.places import place


def decisions_section(material: Material) -> Section:
    """The section."""
    return Section(
        id="decisions",
        number="10",
        title="Decision log",
        blocks=(_recorded(material), _refused(material), _declared(material), *_remarks(material)),
    )


def decider(decision: Decision, material: Material) -> str:
    """On whose authority a decision was taken."""
    by = getattr(decision, "by", None)
    second = getattr(decision, "second", None)
    who = material.seat_title(by or decision.seat)
    if isinstance(decision, TakeAction):
        who = material.seat_title(bearer(decision, material.playbook))
    return f"{who}, with {material.seat_title(second)}" if second else who


def _recorded(material: Material) -> Table:
    done = {one.fact.number: one for one in material.truth.completed}
    started = material.truth.started_actions
    pulled = {
        one.number: one.fact.source for one in material.journal.seen_by(ROOM) if isinstance(one.fact, f.EvidencePulled)
    }
    lists = {one.number: one.fact.version for one in material.truth.lists}
    rows = []
    explained: set[ActionId] = set()
    for one in material.truth.decisions:
        number = one.fact.number
        begun, ended = started.get(number), done.get(number)
        repeats = [again for again in material.truth.repeated if again.fact.number == number]
        outcome = "taken"
        if one.fact.decision.kind == "take-action":
            outcome = material.when(ended.at) if ended else "under way" if begun else "nobody found"
        sources = dict.fromkeys(source for entry, source in pulled.items() if entry < one.number)
        newest = max((version for entry, version in lists.items() if entry < one.number), default=None)
        codes = ", ".join(dict.fromkeys(material.playbook.sources[source].code for source in sources))
        known = f"{codes or 'no source'}; {f'list v{newest}' if newest else 'no list'}"
        rows.append(
            Row(
                cells=(
                    str(number),
                    material.when(one.at),
                    decider(one.fact.decision, material),
                    describe.decision(one.fact.decision, material.playbook),
                    known,
                    outcome,
                ),
                refs=(one.number, *(again.number for again in repeats), *((ended.number,) if ended else ())),
                notes=(
                    *_offered(one, material),
                    *_expected(one.fact.decision, material, explained),
                    *_notes(number, material),
                    *(_repeat(again, material) for again in repeats),
                ),
            )
        )
    return Table(
        caption=f"Decisions taken. Known then: sources pulled, by their codes in {place('sources')}, and the newest "
        "list. Done: when the work had effect",
        columns=("No.", "When", "Decider", "Decision", "Known then", "Done"),
        rows=tuple(rows),
        numeric=(0,),
        empty="No decision was taken.",
    )


def _offered(made: Dated[f.DecisionRecorded], material: Material) -> Iterator[str]:
    """What lay on the table: the options of the message that was answered, or what the last messages suggested."""
    decision = made.fact.decision
    came = material.truth.injects
    if isinstance(decision, AnswerInject):
        told = came.get(decision.inject)
        titles = [title for _, title in told.fact.options] if told else []
    elif isinstance(decision, TakeAction):
        before = [one for one in came.values() if one.number < made.number and one.fact.suggests]
        suggested = before[-1].fact.suggests if before else ()
        titles = [material.playbook.actions[one].title for one in suggested if decision.action in suggested]
    elif isinstance(decision, DetermineBreach):
        titles = ["a breach", "not a breach"]
    else:
        titles = []
    if len(titles) > 1:
        yield f"On the table: {'; '.join(titles)}"


def _expected(decision: Decision, material: Material, explained: set[ActionId]) -> Iterator[str]:
    """What the action is there for, and what it risks, as the team could read it beforehand; said once an action."""
    if isinstance(decision, TakeAction) and decision.action not in explained:
        explained.add(decision.action)
        action = material.playbook.actions[decision.action]
        risk = f" Risk: {action.risk}" if action.risk else ""
        yield f"Expected: {action.help}{risk}"


def _repeat(again: Dated[f.WorkRepeated], material: Material) -> str:
    why = {"error": "found to be wrong", "handover": "lost at a handover, with no reason in the log"}[again.fact.why]
    return f"Begun again {material.when(again.at)}: {why} ({format_duration(again.fact.lost)} lost)"


def _notes(number: int, material: Material) -> tuple[str, ...]:
    notes = [f"Decider named: {text}" for text in material.said(number, "decider")]
    notes += [f"Reason: {text}" for text in material.said(number, "reason", "answer")]
    notes += [f"Dissent: {text}" for text in material.said(number, "dissent")]
    notes += [f"Stated by: {text}" for text in material.said(number, "official")]
    notes += [f"Note: {text}" for text in material.said(number, "note")]
    return tuple(notes)


def _refused(material: Material) -> Table:
    rows = tuple(
        Row(
            cells=(
                str(one.fact.number),
                material.when(one.at),
                decider(one.fact.decision, material),
                describe.decision(one.fact.decision, material.playbook),
                one.fact.reason,
                ", ".join(material.seat_title(seat) for seat in one.fact.may) or "-",
            ),
            refs=(one.number,),
            notes=_notes(one.fact.number, material),
        )
        for one in material.truth.refused
    )
    return Table(
        caption="Decisions refused, and who could have approved them",
        columns=("No.", "When", "Decider", "Decision", "Why refused", "Who may"),
        rows=rows,
        numeric=(0,),
        empty="No decision was refused.",
    )


def _declared(material: Material) -> Table:
    rows = []
    for number, one in material.truth.declared.items():
        mapped = material.truth.mapped.get(number)
        if mapped is None:
            outcome = "UNMAPPED: it had no effect"
        else:
            action = mapped.fact.action
            outcome = f"mapped to: {material.playbook.actions[action].title}" if action else "mapped to no action"
            outcome = "; ".join(_outcomes(mapped, material)) or outcome
        words = "; ".join(material.said(number)) or "no words recorded"
        rows.append(
            Row(
                cells=(str(number), material.when(one.at), words, outcome),
                refs=(one.number, *((mapped.number,) if mapped else ())),
                tone="" if mapped else "watch",
            )
        )
    return Table(
        caption="Declared in the team's own words, matching no action",
        columns=("No.", "When", "Words", "Outcome"),
        rows=tuple(rows),
        numeric=(0,),
        empty="Nothing was declared.",
    )


def _outcomes(mapped: Dated[f.DeclarationMapped], material: Material) -> tuple[str, ...]:
    """What the facilitator said came of it, where no action stands for it."""
    mapping = next((one for one in material.truth.decisions if one.number < mapped.number and _maps(one, mapped)), None)
    return () if mapping is None else material.said(mapping.fact.number, "outcome")


def _maps(one: Dated[f.DecisionRecorded], mapped: Dated[f.DeclarationMapped]) -> bool:
    made = one.fact.decision
    return isinstance(made, MapDeclaration) and made.declaration == mapped.fact.declaration


def _remarks(material: Material) -> tuple[Table, ...]:
    """What was noted or pinned about the exercise as a whole; no table where nothing was."""
    rows = [Row(cells=("Exhibit", text)) for text in material.said(0, "exhibit")]
    rows += [Row(cells=("Note", text)) for text in material.said(0, "note")]
    rows += [Row(cells=("Stopped", text)) for text in material.said(0, "stop")]
    table = Table(
        caption="Exhibits that the team pinned from the evidence, and its notes, in its own words",
        columns=("Kind", "Words"),
        rows=tuple(rows),
        entries=False,
    )
    return (table,) if rows else ()
