"""Reads a runbook's file, checked against the scenario that it plays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import assert_never

from simulator.authored import Document, Problems, read_document, show, suggest, validate_document
from simulator.domain import msel
from simulator.domain.ids import CONTROLLER, ROOM, ActionId, IndicatorId, InjectId, SeatId, SourceId
from simulator.domain.playbook import Playbook
from simulator.scenario import decide
from simulator.scenario.checking.references import note_unknown
from simulator.scenario.steps import (
    Assertion,
    DutyAssertion,
    EvidenceAssertion,
    PeopleAssertion,
    Runbook,
    ScoreAssertion,
    Step,
    Trigger,
)
from simulator.scenario.written import steps as written
from simulator.scenario.written.directing import DelayStep, ImproviseStep, OnInjectStep, RollStep
from simulator.scenario.written.names import LEGAL_ACTS


def read_runbook(path: Path, playbook: Playbook, *, text: str | None = None) -> Runbook:
    """The runbook in a file (or in `text`, told as if it stood there), checked against the scenario it plays.

    Raises:
        ScenarioError: every problem of the file at once, one a line.
    """
    document = read_document(path, text=text)
    file = validate_document(document, written.RunbookFile)
    problems = Problems()
    _note_unknown(document, file, playbook, problems)
    problems.raise_if_any()
    seat = SeatId(file.seat)
    return Runbook(
        name=path.stem,
        scenario=file.scenario,
        seat=seat,
        steps=tuple(
            Step(
                trigger=_trigger(entry, playbook),
                decision=decide.decision(entry, seat),
                why=entry.why or "",
                dissent=entry.dissent or "",
                place=document.at(("steps", index)),
                file=path.parent / entry.file if isinstance(entry, written.ListStep) and entry.file else None,
                text=entry.text if isinstance(entry, ImproviseStep) else "",
            )
            for index, entry in enumerate(file.steps)
            if not _of_a_dropped(entry, playbook)
        ),
        asserts=tuple(_assertion(one, document.at(("assert", index))) for index, one in enumerate(file.asserts)),
    )


def _note_unknown(document: Document, file: written.RunbookFile, playbook: Playbook, problems: Problems) -> None:
    known: dict[str, Collection[str]] = {
        "action or legal act": [*playbook.actions, *LEGAL_ACTS],
        "action": list(playbook.actions),
        "audience": list(playbook.audiences),
        "indicator": list(playbook.indicators),
        "inject": [*playbook.injects, *playbook.dropped],
        "label": sorted({label for source in playbook.sources.values() for label in playbook.labels(source)}),
        "seat": list(playbook.seats),
        "source": list(playbook.sources),
    }
    note_unknown(document, file, known, problems)
    if file.scenario != playbook.slug:
        message = f"given {show(file.scenario)}, expected {playbook.slug}; run it with the scenario it was written for."
        problems.add(document, ("scenario",), message)
    seats = [ROOM, CONTROLLER, *playbook.seats]
    if file.seat not in seats:
        message = f"given {show(file.seat)}, expected a known seat. {suggest(file.seat, seats)}"
        problems.add(document, ("seat",), message)
    for index, entry in enumerate(file.steps):
        if isinstance(entry, written.AnswerStep) and (inject := playbook.injects.get(InjectId(entry.inject))):
            options = [one.id for one in inject.options]
            if entry.option not in options:
                message = f"given {show(entry.option)}, expected one of its answers. {suggest(entry.option, options)}"
                problems.add(document, ("steps", index, "option"), message)
        if isinstance(entry, written.ActionStep) and (action := playbook.actions.get(ActionId(entry.do))):
            _note_target(document, index, entry.target, action.targets, problems)
        if isinstance(entry, RollStep) and (action := playbook.actions.get(ActionId(entry.action))):
            _note_target(document, index, entry.target, action.targets, problems)
        if isinstance(entry, written.ListStep):
            _note_list(document, index, entry, problems)


def _of_a_dropped(entry: written.StepEntry, playbook: Playbook) -> bool:
    """Whether a step is about an inject that this cut of the scenario leaves out: there is nothing to do."""
    return isinstance(entry, written.AnswerStep | OnInjectStep | DelayStep) and entry.inject in playbook.dropped


def _note_list(document: Document, index: int, entry: written.ListStep, problems: Problems) -> None:
    """A list comes from evidence or from a file, not from both; the file lies beside the runbook."""
    place = ("steps", index)
    if entry.file is None:
        if entry.scope is None or not entry.sources:
            message = "given no scope or no sources, expected both, or a file; say where the list comes from."
            problems.add(document, place, message)
        return
    if entry.scope is not None or entry.sources or entry.without:
        message = "given a file with a scope, sources or without, expected one or the other; remove one."
        problems.add(document, (*place, "file"), message)
    if PureWindowsPath(entry.file).name != entry.file or entry.file in {"", ".", ".."}:
        message = f"given {show(entry.file)}, expected the name of a file beside the runbook; put it there."
        problems.add(document, (*place, "file"), message)


def _note_target(
    document: Document, index: int, target: str | None, targets: tuple[str, ...], problems: Problems
) -> None:
    place = ("steps", index, "target")
    if targets and target is None:
        problems.add(document, place, f'given no target, expected one of {", ".join(targets)}; add "target: ...".')
    elif targets and target not in targets:
        problems.add(document, place, f"given {show(target)}, expected a target. {suggest(target or '', targets)}")
    elif target is not None and not targets:
        problems.add(document, place, f"given {show(target)}, expected none: this action takes no target; remove it.")


def _trigger(entry: written.StepEntry, playbook: Playbook) -> Trigger:
    when = entry.when
    indicators = [IndicatorId(one) for one in (when.indicator, when.known) if one]
    own = None if isinstance(entry, OnInjectStep | DelayStep) else entry.inject
    injects = [InjectId(one) for one in dict.fromkeys((when.inject, own)) if one]
    at = entry.at
    trigger = Trigger(
        at=at if at is None or isinstance(at, int) else playbook.calendar.seconds(at),
        after=entry.after,
        wait=entry.wait,
        indicators=tuple(indicators),
        pulled=tuple(SourceId(one) for one in when.pulled),
        prepared=when.prepared,
        injects=tuple(one for one in injects if one not in playbook.dropped),
        listed=when.listed,
    )
    for one in injects:
        if one in playbook.dropped:
            trigger = _instead(trigger, playbook.dropped[one])
    return trigger


def _instead(trigger: Trigger, of: msel.Trigger) -> Trigger:
    """A trigger that waits for what would have released an inject which this cut leaves out."""
    match of:
        case msel.At(at=at):
            return replace(trigger, at=max(at, trigger.at or 0))
        case msel.AfterIndicator(indicator=indicator, delay=delay):
            return replace(trigger, indicators=(*trigger.indicators, indicator), wait=trigger.wait + delay)
        case msel.AfterAction(action=action, delay=delay):
            return replace(trigger, after=trigger.after or action, wait=trigger.wait + delay)
        case msel.AfterNotice(delay=delay):
            return replace(trigger, after=trigger.after or "release-notice", wait=trigger.wait + delay)
        case msel.AfterReturns():
            return replace(trigger, after=trigger.after or "release-notice")
        case _:
            assert_never(of)


def _assertion(entry: written.AssertEntry, place: str) -> Assertion:
    match entry:
        case written.MarginEntry():
            days = entry.margin_days.min
            return DutyAssertion(id=entry.id, duty=entry.duty, margin_days=days, status=None, place=place)
        case written.StatusEntry():
            return DutyAssertion(id=entry.id, duty=entry.duty, margin_days=None, status=entry.status, place=place)
        case written.EvidenceEntry():
            source = SourceId(entry.evidence)
            return EvidenceAssertion(id=entry.id, source=source, expected=entry.is_, place=place)
        case written.ScoreEntry():
            return ScoreAssertion(id=entry.id, part=entry.score, low=entry.min, high=entry.max, place=place)
        case written.PeopleEntry():
            low, high = (entry.min, entry.max) if entry.equals is None else (entry.equals, entry.equals)
            return PeopleAssertion(id=entry.id, people=entry.people, state=entry.state, low=low, high=high, place=place)
